// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"

#include <QVariant>

namespace reelout {

// What a script can ask and tell about one parameter, by its name, a component's or "active". Main thread.

/// What does not change: name, label, page, kind, help, range, and what others call it. NotFound names the
/// operator and the parameter.
Result<QVariant> describeParameter(const Operator& op, const QString& name);
/// "val", "expr", "mode", "menuNames", "menuLabels", "menuIndex", "enable", "why", "default", "isDefault",
/// "error".
Result<QVariant> readParameter(const Operator& op, const QString& name, const QString& what);
/// "val" (a constant from now on), "expr", "mode", "menuIndex", "pulse" (an entry, or nothing), "reset".
Status writeParameter(Operator& op, const QString& name, const QString& what, const QVariant& value);

} // namespace reelout
