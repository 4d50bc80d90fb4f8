// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QRect>
#include <QString>

class QPainter;

namespace reelout {

// What the tools of the frozen desktop have in common. Coordinates are physical pixels of the desktop.

/// Darkens all of `screen` but the rectangle.
void dimAround(QPainter& painter, const QRect& screen, const QRect& clear);
/// A rectangle's outline around its outermost pixels.
void outline(QPainter& painter, const QRect& rect, const QColor& colour, int width);
/// Words in a dark box that stays on `screen`, its upper left corner near `at`.
void label(QPainter& painter, const QRect& screen, double scale, QPoint at, const QString& text);
/// The pixels around a point, enlarged, beside it. `desktop`: where the picture's upper left corner is.
void magnifier(QPainter& painter, const QRect& screen, double scale, const QImage& picture, QPoint desktop,
               QPoint at);

} // namespace reelout
