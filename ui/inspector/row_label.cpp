// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/row_label.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyle>
#include <QWidget>

namespace reelout {

RowLabel::RowLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setFocusPolicy(Qt::ClickFocus);
}

void RowLabel::setDimmed(bool dimmed)
{
    if (property("dimmed").toBool() == dimmed)
        return;
    setProperty("dimmed", dimmed);
    style()->unpolish(this);
    style()->polish(this);
}

void RowLabel::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    Q_EMIT chosen(event->modifiers());
}

void RowLabel::keyPressEvent(QKeyEvent* event)
{
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        Q_EMIT stepAsked(-1, extends);
        break;
    case Qt::Key_Down:
        Q_EMIT stepAsked(1, extends);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT editAsked();
        break;
    default:
        QLabel::keyPressEvent(event);
    }
}

} // namespace reelout
