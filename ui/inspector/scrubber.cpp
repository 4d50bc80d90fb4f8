// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/scrubber.h"

#include "ui/inspector/number_field.h"

#include <QApplication>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

constexpr double kCoarse = 10.0;
constexpr double kFine = 0.1;

double speedOf(Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ShiftModifier)
        return kCoarse;
    return modifiers & Qt::ControlModifier ? kFine : 1.0;
}

} // namespace

Scrubber::Scrubber(QWidget& handle, NumberField& field)
    : QObject(&handle),
      m_handle(handle),
      m_field(field),
      m_isOwnLine(qobject_cast<QLineEdit*>(&handle) != nullptr)
{
    handle.installEventFilter(this);
    field.installEventFilter(this);
    showCursor();
}

bool Scrubber::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn:
        // The keyboard comes before the press that brings it.
        if (watched == &m_field)
            m_isFresh = static_cast<QFocusEvent*>(event)->reason() == Qt::MouseFocusReason;
        showCursor();
        break;
    case QEvent::FocusOut:
        if (watched == &m_field)
            m_isFresh = true;
        showCursor();
        break;
    case QEvent::KeyPress:
        if (m_isDragging && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
            m_field.dragTo(m_start, m_field.dragStep() * kFine);
            m_pressed.reset();
            m_isDragging = false;
            return true;
        }
        break;
    case QEvent::MouseButtonPress:
        return watched == &m_handle && press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return watched == &m_handle && m_pressed && move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        return watched == &m_handle && m_pressed && release(*static_cast<QMouseEvent*>(event));
    default:
        break;
    }
    return false;
}

bool Scrubber::press(const QMouseEvent& event)
{
    const bool mayDrag = m_field.isEnabled() && (!m_isOwnLine || m_isFresh);
    if (event.button() != Qt::LeftButton || !mayDrag)
        return false;
    m_pressed = event.globalPosition();
    m_lastX = m_pressed->x();
    m_start = m_field.value();
    m_number = m_start;
    m_isDragging = false;
    // The field's own line would place its cursor; a label selects its row by being pressed.
    return m_isOwnLine;
}

bool Scrubber::move(const QMouseEvent& event)
{
    const double x = event.globalPosition().x();
    if (!m_isDragging) {
        if (std::abs(x - m_pressed->x()) < QApplication::startDragDistance())
            return true;
        m_isDragging = true;
        m_lastX = x;
        return true;
    }
    const double step = m_field.dragStep() * speedOf(event.modifiers());
    m_number = std::clamp(m_number + (x - m_lastX) * step, m_field.minimum(), m_field.maximum());
    m_lastX = x;
    m_field.dragTo(m_number, step);
    return true;
}

bool Scrubber::release(const QMouseEvent&)
{
    m_pressed.reset();
    if (std::exchange(m_isDragging, false)) {
        // Another drag can follow at once.
        m_isFresh = true;
        if (m_isOwnLine)
            static_cast<QLineEdit&>(m_handle).deselect();
        return true;
    }
    m_isFresh = false;
    if (m_isOwnLine)
        m_field.selectAll();
    showCursor();
    Q_EMIT clicked();
    return m_isOwnLine;
}

void Scrubber::showCursor()
{
    const bool drags = !m_isOwnLine || !m_field.hasFocus();
    m_handle.setCursor(drags ? Qt::SizeHorCursor : Qt::IBeamCursor);
}

} // namespace reelout
