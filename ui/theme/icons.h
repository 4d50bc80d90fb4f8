// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QIcon>
#include <QString>

namespace reelout {

/// An icon of resources/icons drawn in `colour`, sharp at every scale. An invalid colour means the palette's
/// text colour at the time of drawing.
QIcon icon(const QString& name, const QColor& colour = {});

/// The drawing itself with every black in `colour`; empty for an unknown name.
QByteArray tintedSvg(const QString& name, const QColor& colour);

} // namespace reelout
