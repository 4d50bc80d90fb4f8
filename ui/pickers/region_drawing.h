// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPoint>
#include <QRect>

namespace reelout {

/// A rectangle that is drawn, moved and pulled by its handles, in physical pixels of the desktop. It stays on
/// the desktop and snaps to edges that come near: of monitors, of windows. Pure; knows nothing of widgets.
class RegionDrawing {
public:
    /// What a press takes hold of. The compass points are handles.
    enum class Grip { None, Inside, North, NorthEast, East, SouthEast, South, SouthWest, West, NorthWest };
    enum class Snapping { On, Off };

    /// `snapTo`: rectangles whose edges attract; `reach`: from how far, in pixels; also of a handle.
    RegionDrawing(QRect desktop, QList<QRect> snapTo, int reach);

    const QRect& region() const { return m_region; }
    /// Cut to the desktop; one that is not on it is none.
    void setRegion(const QRect& region);
    /// The middle of each handle.
    QList<QPoint> handles() const;
    Grip gripAt(QPoint at) const;

    /// A press outside begins a new rectangle.
    void press(QPoint at);
    void drag(QPoint to, Snapping snapping);
    void release();
    bool isDragging() const { return m_grip != Grip::None; }

    /// By keyboard: moves, or moves the lower right corner.
    void nudge(QPoint by);
    void grow(QPoint by);

private:
    QPoint snapped(QPoint at) const;
    QPoint clamped(QPoint at) const;
    int nearestEdge(int at, bool isHorizontal) const;

    const QRect m_desktop;
    const QList<QRect> m_snapTo;
    const int m_reach;
    QRect m_region;
    QRect m_before; ///< when the drag began
    QPoint m_from;
    Grip m_grip = Grip::None;
};

} // namespace reelout
