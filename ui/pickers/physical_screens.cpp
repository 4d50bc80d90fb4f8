// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/physical_screens.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>
#include <cmath>
#include <limits>

namespace reelout {

namespace {

double distance(const QRect& rect, QPointF at)
{
    const double dx = std::max({rect.x() - at.x(), 0.0, at.x() - (rect.x() + rect.width())});
    const double dy = std::max({rect.y() - at.y(), 0.0, at.y() - (rect.y() + rect.height())});
    return std::hypot(dx, dy);
}

} // namespace

QList<ScreenPlace> screenPlaces(const QList<QRect>& monitors)
{
    QList<ScreenPlace> places;
    for (const QScreen* screen : QGuiApplication::screens()) {
        ScreenPlace place;
        place.logical = screen->geometry();
        place.scale = screen->devicePixelRatio();
        // Qt leaves a screen's corner where it is and scales its size.
        place.physical = QRect(place.logical.topLeft(),
                               QSize(static_cast<int>(std::lround(place.logical.width() * place.scale)),
                                     static_cast<int>(std::lround(place.logical.height() * place.scale))));
        for (const QRect& monitor : monitors) {
            if (monitor.topLeft() == place.physical.topLeft())
                place.physical = monitor;
        }
        places.push_back(place);
    }
    return places;
}

QPoint toPhysical(QPointF logical, const QList<ScreenPlace>& places)
{
    const ScreenPlace* nearest = nullptr;
    double least = std::numeric_limits<double>::max();
    for (const ScreenPlace& place : places) {
        if (const double far = distance(place.logical, logical); far < least) {
            least = far;
            nearest = &place;
        }
    }
    if (!nearest)
        return logical.toPoint();
    const QPointF inside = (logical - QPointF(nearest->logical.topLeft())) * nearest->scale;
    return nearest->physical.topLeft() +
           QPoint(static_cast<int>(std::floor(inside.x())), static_cast<int>(std::floor(inside.y())));
}

QRect toLogical(const QRect& physical, const ScreenPlace& place)
{
    const QRectF inside = QRectF(physical.translated(-place.physical.topLeft()));
    const QRectF scaled(inside.topLeft() / place.scale, inside.size() / place.scale);
    return scaled.toAlignedRect().translated(place.logical.topLeft());
}

} // namespace reelout
