// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// An expression with `.par.NAME` turned into calls the sandbox answers: `.valueOfParameter("NAME")`, and
/// `.parameterOf("NAME")` before a member that belongs to the parameter and not to its value (eval, val,
/// expr, mode, menuNames, menuLabels, pulse). What is assigned to stays as it is.
///
/// `par.NAME` has to be the bare value, since an object standing for a toggle that is off would count as
/// true; a bare value can't tell which parameter it came from, and a missing one must be an error. Texts and
/// comments stay as they are.
QString withParameterAccess(const QString& expression);

/// Why an expression is not even tried; empty when it is. Handlers of exceptions run on after the time limit
/// (each can start another evaluation of the same function), so their words are refused wherever they stand.
QString whyRefused(const QString& expression);

} // namespace reelout
