// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project_history.h"

#include <QObject>

class QAction;

namespace reelout {

/// Undo and Redo for menus, and what tells the history where a person's steps begin and end: each key and
/// each press is a new one, and what happens while a mouse button is down is one. Owned by the window.
class UndoActions final : public QObject {
    Q_OBJECT

public:
    UndoActions(ProjectHistory& history, QObject* parent);

    QAction* undo() const { return m_undo; }
    QAction* redo() const { return m_redo; }

Q_SIGNALS:
    void refused(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showSteps();
    void tell(const Status& status);

    ProjectHistory& m_history;
    QAction* m_undo;
    QAction* m_redo;
};

} // namespace reelout
