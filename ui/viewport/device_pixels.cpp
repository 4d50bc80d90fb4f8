// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/device_pixels.h"

#include <QWidget>

#include <cmath>
#include <optional>

namespace reelout {

namespace {

constexpr int kFarthest = 16; ///< pixels one may give away at an edge

bool isWhole(double at)
{
    return std::abs(at - std::round(at)) < 1e-6;
}

/// The first place from `from` in steps of `step` that is whole at this scale.
std::optional<int> wholeNear(int from, int step, double scale)
{
    for (int moved = 0; moved <= kFarthest; ++moved)
        if (isWhole((from + moved * step) * scale))
            return from + moved * step;
    return std::nullopt;
}

} // namespace

QSize deviceSize(const QWidget& widget)
{
    return widget.size() * widget.devicePixelRatioF();
}

QRect onDevicePixels(const QWidget& parent, const QRect& room)
{
    const double scale = parent.devicePixelRatioF();
    const QPoint offset = parent.mapTo(parent.window(), QPoint());
    const QRect inWindow = room.translated(offset);
    const auto left = wholeNear(inWindow.x(), 1, scale);
    const auto top = wholeNear(inWindow.y(), 1, scale);
    const auto right = wholeNear(inWindow.x() + inWindow.width(), -1, scale);
    const auto bottom = wholeNear(inWindow.y() + inWindow.height(), -1, scale);
    if (!left || !top || !right || !bottom || *left >= *right || *top >= *bottom)
        return room;
    return QRect(*left, *top, *right - *left, *bottom - *top).translated(-offset);
}

} // namespace reelout
