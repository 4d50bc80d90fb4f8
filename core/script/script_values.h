// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJSEngine>
#include <QJSValue>
#include <QVariant>

namespace reelout {

/// A plain value (truth, number, text, list, map) as the engine's own, however deep. An invalid one is null.
/// The engine's thread.
QJSValue scriptValue(QJSEngine& engine, const QVariant& value);

} // namespace reelout
