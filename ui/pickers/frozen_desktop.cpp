// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/frozen_desktop.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace reelout {

FrozenDesktop::FrozenDesktop(std::shared_ptr<const DesktopPicture> picture, ScreenTool& tool, QObject* parent)
    : QObject(parent),
      m_picture(std::move(picture)),
      m_tool(tool),
      m_places(screenPlaces(m_picture->monitors))
{
    for (const ScreenPlace& place : m_places)
        m_screens.push_back(std::make_unique<FrozenScreen>(*this, place));
    connect(&tool, &ScreenTool::changed, this, [this] {
        for (const auto& screen : m_screens) {
            screen->update();
            screen->describe();
        }
    });
    connect(&tool, &ScreenTool::accepted, this, [this] {
        hide();
        Q_EMIT accepted();
    });
}

FrozenDesktop::~FrozenDesktop()
{
    hide();
}

void FrozenDesktop::show()
{
    for (const auto& screen : m_screens) {
        screen->show();
        screen->raise();
    }
    // No window manager gives these windows the keyboard.
    if (!m_screens.empty())
        m_screens.front()->grabKeyboard();
}

void FrozenDesktop::hide()
{
    for (const auto& screen : m_screens) {
        screen->releaseKeyboard();
        screen->hide();
    }
}

FrozenScreen::FrozenScreen(FrozenDesktop& desktop, ScreenPlace place)
    : QWidget(nullptr, Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint | Qt::BypassWindowManagerHint),
      m_desktop(desktop),
      m_place(place)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_QuitOnClose, false);
    setMouseTracking(true);
    setGeometry(place.logical);
    setAccessibleName(tr("Frozen desktop"));
    setCursor(Qt::CrossCursor);
    describe();
}

void FrozenScreen::describe()
{
    const QString marked = m_desktop.m_tool.marked();
    const QString hint = m_desktop.m_tool.hint();
    setAccessibleDescription(marked.isEmpty() ? hint : tr("%1. %2").arg(marked, hint));
}

void FrozenScreen::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.scale(1.0 / m_place.scale, 1.0 / m_place.scale);
    painter.translate(-m_place.physical.topLeft());
    const QRect shown = m_place.physical;
    painter.drawImage(shown, m_desktop.m_picture->image,
                      shown.translated(-m_desktop.m_picture->area.topLeft()));
    m_desktop.m_tool.paint(painter, shown, m_place.scale);
}

QPoint FrozenScreen::at(const QMouseEvent& event) const
{
    return toPhysical(event.globalPosition(), m_desktop.m_places);
}

void FrozenScreen::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_desktop.m_tool.press(at(*event));
    else if (event->button() == Qt::RightButton) {
        m_desktop.hide();
        Q_EMIT m_desktop.cancelled();
    }
}

void FrozenScreen::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint to = at(*event);
    m_desktop.m_tool.move(to, event->modifiers());
    if (const Qt::CursorShape shape = m_desktop.m_tool.cursorAt(to); shape != cursor().shape())
        setCursor(shape);
}

void FrozenScreen::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_desktop.m_tool.release(at(*event));
}

void FrozenScreen::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_desktop.m_tool.doubleClick(at(*event));
}

void FrozenScreen::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        m_desktop.hide();
        Q_EMIT m_desktop.cancelled();
    } else if (!m_desktop.m_tool.key(event->key(), event->modifiers())) {
        QWidget::keyPressEvent(event);
    }
}

} // namespace reelout
