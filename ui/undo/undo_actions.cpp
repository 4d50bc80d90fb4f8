// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/undo_actions.h"

#include "base/error_text.h"
#include "ui/undo/undo_text.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWidget>

namespace reelout {

namespace {

/// A field takes Ctrl+Z for itself even when nothing was typed into it since its value was taken.
bool isIdleField(QObject* object)
{
    const auto* number = qobject_cast<QAbstractSpinBox*>(object);
    const auto* line = number ? number->findChild<QLineEdit*>() : qobject_cast<QLineEdit*>(object);
    return line && !line->isModified();
}

} // namespace

UndoActions::UndoActions(ProjectHistory& history, QObject* parent)
    : QObject(parent),
      m_history(history),
      m_undo(new QAction(this)),
      m_redo(new QAction(this))
{
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    connect(m_undo, &QAction::triggered, this, [this] { tell(m_history.undo()); });
    connect(m_redo, &QAction::triggered, this, [this] { tell(m_history.redo()); });
    connect(&history, &ProjectHistory::changed, this, &UndoActions::showSteps);
    qApp->installEventFilter(this);
    showSteps();
}

void UndoActions::showSteps()
{
    const HistoryStep* back = m_history.undoStep();
    const HistoryStep* again = m_history.redoStep();
    m_undo->setEnabled(back != nullptr);
    m_undo->setText(back ? tr("&Undo %1").arg(stepText(*back)) : tr("&Undo"));
    m_redo->setEnabled(again != nullptr);
    m_redo->setText(again ? tr("&Redo %1").arg(stepText(*again)) : tr("&Redo"));
}

void UndoActions::tell(const Status& status)
{
    if (!status)
        Q_EMIT refused(describe(status.error()));
}

bool UndoActions::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool isOurs = key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo) ||
                            m_redo->shortcuts().contains(QKeySequence(key->keyCombination()));
        if (isOurs && isIdleField(watched)) {
            key->ignore();
            return true;
        }
        break;
    }
    case QEvent::KeyPress:
    case QEvent::Drop:
        m_history.commit();
        break;
    case QEvent::MouseButtonPress:
        m_history.setHeld(true);
        break;
    case QEvent::MouseButtonRelease:
    case QEvent::DragEnter:
        m_history.setHeld(false);
        break;
    case QEvent::MouseMove:
        // A drag to elsewhere swallows the release.
        if (static_cast<QMouseEvent*>(event)->buttons() == Qt::NoButton)
            m_history.setHeld(false);
        break;
    default:
        break;
    }
    return false;
}

} // namespace reelout
