// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/window_tool.h"

#include "ui/pickers/screen_paint.h"

#include <QPainter>

namespace reelout {

namespace {
constexpr QColor kColour(255, 92, 70);
}

WindowTool::WindowTool(std::shared_ptr<const DesktopPicture> picture, QObject* parent)
    : ScreenTool(parent),
      m_picture(std::move(picture))
{}

QString WindowTool::windowId() const
{
    return m_marked < 0 ? QString() : m_picture->windows[static_cast<std::size_t>(m_marked)].id;
}

int WindowTool::windowAt(QPoint at) const
{
    for (std::size_t index = 0; index < m_picture->windows.size(); ++index) {
        if (toQRect(m_picture->windows[index].area).contains(at))
            return static_cast<int>(index);
    }
    return -1;
}

void WindowTool::paint(QPainter& painter, const QRect& screen, double scale)
{
    const bool isMarked = m_marked >= 0;
    const DeviceInfo* window = isMarked ? &m_picture->windows[static_cast<std::size_t>(m_marked)] : nullptr;
    const QRect area = window ? toQRect(window->area) : QRect();
    dimAround(painter, screen, area);
    if (window) {
        outline(painter, area, kColour, qMax(2, qRound(3 * scale)));
        label(painter, screen, scale, area.topLeft() + QPoint(qRound(8 * scale), qRound(8 * scale)),
              marked());
    }
    label(painter, screen, scale,
          QPoint(screen.x() + qRound(12 * scale), screen.bottom() - qRound(40 * scale)), hint());
}

QString WindowTool::hint() const
{
    return tr("Click a window, or Tab and Enter. Escape leaves everything as it was.");
}

QString WindowTool::marked() const
{
    if (m_marked < 0)
        return {};
    const DeviceInfo& window = m_picture->windows[static_cast<std::size_t>(m_marked)];
    return QStringLiteral("%1\n%2").arg(window.label, window.detail);
}

void WindowTool::press(QPoint at)
{
    m_pressed = windowAt(at);
}

void WindowTool::move(QPoint to, Qt::KeyboardModifiers)
{
    const int over = windowAt(to);
    if (over == m_marked)
        return;
    m_marked = over;
    Q_EMIT changed();
}

void WindowTool::release(QPoint at)
{
    m_marked = windowAt(at);
    if (m_marked >= 0 && m_marked == m_pressed)
        Q_EMIT accepted();
    else
        Q_EMIT changed();
}

bool WindowTool::key(int key, Qt::KeyboardModifiers)
{
    const int count = static_cast<int>(m_picture->windows.size());
    if (count == 0)
        return false;
    switch (key) {
    case Qt::Key_Tab:
    case Qt::Key_Right:
    case Qt::Key_Down:
        m_marked = (m_marked + 1) % count;
        break;
    case Qt::Key_Backtab:
    case Qt::Key_Left:
    case Qt::Key_Up:
        m_marked = (m_marked <= 0 ? count : m_marked) - 1;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_marked >= 0)
            Q_EMIT accepted();
        return true;
    default:
        return false;
    }
    Q_EMIT changed();
    return true;
}

} // namespace reelout
