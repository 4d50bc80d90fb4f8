// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/region_drawing.h"

#include <algorithm>
#include <cstdlib>

namespace reelout {

namespace {

using Grip = RegionDrawing::Grip;

bool pullsLeft(Grip grip)
{
    return grip == Grip::West || grip == Grip::NorthWest || grip == Grip::SouthWest;
}
bool pullsRight(Grip grip)
{
    return grip == Grip::East || grip == Grip::NorthEast || grip == Grip::SouthEast;
}
bool pullsTop(Grip grip)
{
    return grip == Grip::North || grip == Grip::NorthWest || grip == Grip::NorthEast;
}
bool pullsBottom(Grip grip)
{
    return grip == Grip::South || grip == Grip::SouthWest || grip == Grip::SouthEast;
}

// A QRect's right() is its last column; edges here are one past it.
int endX(const QRect& rect)
{
    return rect.x() + rect.width();
}
int endY(const QRect& rect)
{
    return rect.y() + rect.height();
}

QRect between(int left, int top, int right, int bottom)
{
    return {std::min(left, right), std::min(top, bottom), std::abs(right - left), std::abs(bottom - top)};
}

} // namespace

RegionDrawing::RegionDrawing(QRect desktop, QList<QRect> snapTo, int reach)
    : m_desktop(desktop),
      m_snapTo(std::move(snapTo)),
      m_reach(reach)
{}

void RegionDrawing::setRegion(const QRect& region)
{
    m_region = region.intersected(m_desktop);
}

// In the order of Grip, from North on.
QList<QPoint> RegionDrawing::handles() const
{
    if (m_region.isEmpty())
        return {};
    const int left = m_region.x();
    const int top = m_region.y();
    const int right = endX(m_region);
    const int bottom = endY(m_region);
    const int x = (left + right) / 2;
    const int y = (top + bottom) / 2;
    return {{x, top},    {right, top},   {right, y}, {right, bottom},
            {x, bottom}, {left, bottom}, {left, y},  {left, top}};
}

RegionDrawing::Grip RegionDrawing::gripAt(QPoint at) const
{
    const QList<QPoint> all = handles();
    // Corners first: of a small region they lie over the others.
    for (const int index : {1, 3, 5, 7, 0, 2, 4, 6}) {
        if (index < all.size() && (all[index] - at).manhattanLength() <= m_reach)
            return static_cast<Grip>(static_cast<int>(Grip::North) + index);
    }
    return m_region.contains(at) ? Grip::Inside : Grip::None;
}

void RegionDrawing::press(QPoint at)
{
    m_grip = gripAt(at);
    m_from = at;
    if (m_grip == Grip::None) {
        m_from = snapped(clamped(at));
        m_region = QRect(m_from, QSize(0, 0));
        m_grip = Grip::SouthEast;
    }
    m_before = m_region;
}

int RegionDrawing::nearestEdge(int at, bool isHorizontal) const
{
    int nearest = at;
    int least = m_reach + 1;
    const auto look = [&](int edge) {
        if (std::abs(edge - at) < least) {
            least = std::abs(edge - at);
            nearest = edge;
        }
    };
    for (const QRect& rect : m_snapTo) {
        look(isHorizontal ? rect.x() : rect.y());
        look(isHorizontal ? endX(rect) : endY(rect));
    }
    return nearest;
}

QPoint RegionDrawing::snapped(QPoint at) const
{
    return {nearestEdge(at.x(), true), nearestEdge(at.y(), false)};
}

QPoint RegionDrawing::clamped(QPoint at) const
{
    return {std::clamp(at.x(), m_desktop.x(), endX(m_desktop)),
            std::clamp(at.y(), m_desktop.y(), endY(m_desktop))};
}

void RegionDrawing::drag(QPoint to, Snapping snapping)
{
    if (m_grip == Grip::None)
        return;
    const QPoint by = to - m_from;
    if (m_grip == Grip::Inside) {
        QRect moved = m_before.translated(by);
        if (snapping == Snapping::On) {
            // Whichever edge is nearer to one that attracts.
            const auto pull = [this](int low, int high, bool isHorizontal) {
                const int first = nearestEdge(low, isHorizontal) - low;
                const int second = nearestEdge(high, isHorizontal) - high;
                if (first == 0 || second == 0)
                    return first + second;
                return std::abs(first) <= std::abs(second) ? first : second;
            };
            moved.translate(pull(moved.x(), endX(moved), true), pull(moved.y(), endY(moved), false));
        }
        const int x = std::clamp(moved.x(), m_desktop.x(), endX(m_desktop) - moved.width());
        const int y = std::clamp(moved.y(), m_desktop.y(), endY(m_desktop) - moved.height());
        m_region.moveTo(x, y);
        return;
    }
    const auto pulled = [&](int edge, int by1, bool isHorizontal) {
        const int moved = edge + by1;
        return snapping == Snapping::On ? nearestEdge(moved, isHorizontal) : moved;
    };
    int left = m_before.x();
    int top = m_before.y();
    int right = endX(m_before);
    int bottom = endY(m_before);
    if (pullsLeft(m_grip))
        left = pulled(left, by.x(), true);
    if (pullsRight(m_grip))
        right = pulled(right, by.x(), true);
    if (pullsTop(m_grip))
        top = pulled(top, by.y(), false);
    if (pullsBottom(m_grip))
        bottom = pulled(bottom, by.y(), false);
    const QPoint first = clamped({left, top});
    const QPoint second = clamped({right, bottom});
    m_region = between(first.x(), first.y(), second.x(), second.y());
}

void RegionDrawing::release()
{
    m_grip = Grip::None;
}

void RegionDrawing::nudge(QPoint by)
{
    if (m_region.isEmpty())
        return;
    m_region.moveTo(std::clamp(m_region.x() + by.x(), m_desktop.x(), endX(m_desktop) - m_region.width()),
                    std::clamp(m_region.y() + by.y(), m_desktop.y(), endY(m_desktop) - m_region.height()));
}

void RegionDrawing::grow(QPoint by)
{
    if (m_region.isEmpty())
        return;
    m_region.setSize({std::clamp(m_region.width() + by.x(), 1, endX(m_desktop) - m_region.x()),
                      std::clamp(m_region.height() + by.y(), 1, endY(m_desktop) - m_region.y())});
}

} // namespace reelout
