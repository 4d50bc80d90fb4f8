// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

#include <QString>
#include <QStringList>
#include <QVariant>

namespace reelout {

/// A value as people read it: menus by label, toggles as on and off, masks as letters.
QString displayText(const ParamDescriptor& row, const QVariant& value);

/// A value as the beginning of an expression.
QString literalText(const ParamDescriptor& row, const QVariant& value);

/// Whether a parameter of this kind can be driven by an expression.
bool canHaveExpression(const ParamDescriptor& row);

/// What a control shows in place of values that differ.
QString severalValuesText();

/// Range, entries, default and script name of a row, a line each.
QStringList parameterFacts(const ParamDescriptor& row);

/// Help, range, default and name of a row as rich text.
QString tooltipText(const ParamDescriptor& row);

} // namespace reelout
