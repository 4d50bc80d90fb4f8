// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"

namespace reelout {

class Engine;

/// Items of a dynamic menu, or which items of a fixed one can't be used here, by the names in
/// operators/provider_names.h. Main thread.
std::vector<MenuItem> engineMenu(Engine& engine, Operator& op, const QString& provider);

/// Answers of enable rules. A question nobody knows is answered with yes.
bool engineFact(Engine& engine, Operator& op, const QString& fact);

/// Why a parameter of the Settings page is nothing to the encoder chosen; empty when it follows. A row whose
/// value stands in the way of Record stays open.
QString engineLimit(Operator& op, const QString& parameter);

} // namespace reelout
