// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPoint>
#include <QRect>

namespace reelout {

/// One screen as Qt sees it and as it is. Qt scales within each screen; captured pixels are physical.
struct ScreenPlace {
    QRect logical;  ///< device-independent pixels of the whole desktop
    QRect physical; ///< pixels of the whole desktop
    double scale = 1.0;
};

/// The screens of the program, in QGuiApplication's order. `monitors`: what the back end lists, which settles
/// sizes that scaling has rounded.
QList<ScreenPlace> screenPlaces(const QList<QRect>& monitors);

/// Where a point of the desktop is in physical pixels, by the screen it is on or nearest to.
QPoint toPhysical(QPointF logical, const QList<ScreenPlace>& places);

/// The device-independent rectangle of one that lies on one screen, rounded outwards.
QRect toLogical(const QRect& physical, const ScreenPlace& place);

} // namespace reelout
