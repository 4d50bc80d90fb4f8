// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRect>
#include <QWidget>

#include <memory>
#include <vector>

namespace reelout {

/// A line around a region of the screen that is not in it: four narrow windows that the mouse goes through.
/// Sides that would lie beyond the screens are left out. Physical pixels.
class RegionFrame final : public QObject {
    Q_OBJECT

public:
    RegionFrame(const QRect& region, QObject* parent = nullptr);
    ~RegionFrame() override;

    const QRect& region() const { return m_region; }

private:
    const QRect m_region;
    std::vector<std::unique_ptr<QWidget>> m_sides;
};

/// Where the sides of a frame of this width go: above, below, left, right.
QList<QRect> frameSides(const QRect& region, int width);

} // namespace reelout
