// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

class QWidget;

namespace reelout {

/// Size of a widget's own surface in device pixels.
QSize deviceSize(const QWidget& widget);

/// The largest part of `room` (in the coordinates of `parent`) that begins and ends on whole device pixels of
/// the window: with a scale of 1.5 every other place lies between two of them, and a picture there would be
/// blurred. `room` itself where the scale has no such places nearby.
QRect onDevicePixels(const QWidget& parent, const QRect& room);

} // namespace reelout
