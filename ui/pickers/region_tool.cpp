// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/region_tool.h"

#include "ui/pickers/screen_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace reelout {

namespace {

constexpr int kReach = 8;  // pixels from which edges attract and handles are taken hold of
constexpr int kHandle = 4; // half of a handle's side
constexpr int kClick = 3;  // a drag shorter than this is a click
constexpr int kBigStep = 10;
constexpr QColor kColour(255, 92, 70);

QList<QRect> edgesOf(const DesktopPicture& picture)
{
    QList<QRect> all = picture.monitors;
    for (const DeviceInfo& window : picture.windows)
        all += toQRect(window.area);
    return all;
}

QPoint stepOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

} // namespace

RegionTool::RegionTool(std::shared_ptr<const DesktopPicture> picture, const QRect& region, QObject* parent)
    : ScreenTool(parent),
      m_picture(std::move(picture)),
      m_drawing(m_picture->area, edgesOf(*m_picture), kReach)
{
    m_drawing.setRegion(region);
}

void RegionTool::paint(QPainter& painter, const QRect& screen, double scale)
{
    const QRect& region = m_drawing.region();
    dimAround(painter, screen, region);
    if (!region.isEmpty()) {
        outline(painter, region, kColour, qMax(1, qRound(scale)));
        const int half = qRound(kHandle * scale);
        for (const QPoint& handle : m_drawing.handles()) {
            const QRect box(handle - QPoint(half, half), QSize(2 * half, 2 * half));
            painter.fillRect(box.adjusted(-1, -1, 1, 1), Qt::white);
            painter.fillRect(box, kColour);
        }
        label(painter, screen, scale, region.topLeft() - QPoint(0, qRound(scaled(32) * scale)), marked());
    }
    if (!m_drawing.isDragging())
        label(painter, screen, scale, screen.topLeft() + QPoint(qRound(12 * scale), qRound(12 * scale)),
              hint());
    magnifier(painter, screen, scale, m_picture->image, m_picture->area.topLeft(), m_pointer);
}

QString RegionTool::hint() const
{
    return tr("Drag a region, or click a window to take its place. Pull the handles; arrow keys move it, "
              "with Ctrl they change its size, with Shift by ten pixels; Alt while dragging snaps to "
              "nothing. Delete begins anew, Enter takes it, Escape leaves "
              "everything as it was.");
}

QString RegionTool::marked() const
{
    const QRect& region = m_drawing.region();
    if (region.isEmpty())
        return {};
    return tr("%1 × %2 at %3, %4").arg(region.width()).arg(region.height()).arg(region.x()).arg(region.y());
}

void RegionTool::press(QPoint at)
{
    m_pressedAt = at;
    m_drawing.press(at);
    Q_EMIT changed();
}

void RegionTool::move(QPoint to, Qt::KeyboardModifiers modifiers)
{
    m_pointer = to;
    m_drawing.drag(to,
                   modifiers & Qt::AltModifier ? RegionDrawing::Snapping::Off : RegionDrawing::Snapping::On);
    Q_EMIT changed();
}

void RegionTool::release(QPoint at)
{
    const bool isClick = (at - m_pressedAt).manhattanLength() <= kClick;
    m_drawing.release();
    if (isClick && m_drawing.region().isEmpty())
        takeWindowAt(at);
    Q_EMIT changed();
}

void RegionTool::takeWindowAt(QPoint at)
{
    for (const DeviceInfo& window : m_picture->windows) {
        if (toQRect(window.area).contains(at))
            return m_drawing.setRegion(toQRect(window.area));
    }
    for (const QRect& monitor : m_picture->monitors) {
        if (monitor.contains(at))
            return m_drawing.setRegion(monitor);
    }
}

void RegionTool::doubleClick(QPoint at)
{
    if (m_drawing.region().contains(at))
        accept();
}

void RegionTool::accept()
{
    if (!m_drawing.region().isEmpty())
        Q_EMIT accepted();
}

bool RegionTool::key(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        accept();
        return true;
    }
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        m_drawing.setRegion({});
        Q_EMIT changed();
        return true;
    }
    const QPoint step = stepOf(key) * (modifiers & Qt::ShiftModifier ? kBigStep : 1);
    if (step.isNull())
        return false;
    if (modifiers & Qt::ControlModifier)
        m_drawing.grow(step);
    else
        m_drawing.nudge(step);
    Q_EMIT changed();
    return true;
}

Qt::CursorShape RegionTool::cursorAt(QPoint at) const
{
    using Grip = RegionDrawing::Grip;
    switch (m_drawing.gripAt(at)) {
    case Grip::North:
    case Grip::South:
        return Qt::SizeVerCursor;
    case Grip::East:
    case Grip::West:
        return Qt::SizeHorCursor;
    case Grip::NorthWest:
    case Grip::SouthEast:
        return Qt::SizeFDiagCursor;
    case Grip::NorthEast:
    case Grip::SouthWest:
        return Qt::SizeBDiagCursor;
    case Grip::Inside:
        return Qt::SizeAllCursor;
    case Grip::None:
        break;
    }
    return Qt::CrossCursor;
}

} // namespace reelout
