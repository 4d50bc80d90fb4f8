// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project_history.h"
#include "record/engine.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace reelout {

class OperatorTree;

/// The left side: the operators with what can be done to them. Also fills the Add menu of the menu bar.
class OperatorList final : public QWidget {
    Q_OBJECT

public:
    OperatorList(Engine& engine, QWidget* parent = nullptr);

    OperatorTree& tree() const { return *m_tree; }
    Operator* currentOperator() const;
    std::vector<Operator*> chosenOperators() const;
    void select(Operator* op);
    /// Why an operator can't be taken away now: it records.
    Status mayRemove(const Operator& op) const;
    /// All types by family.
    void fillAddMenu(QMenu& menu);

    void add(const QString& type);
    // What they do they do to all that are chosen, except for the name.
    void duplicateCurrent();
    void removeCurrent();
    /// Whether removeCurrent() asks first.
    void setAsksToRemove(bool asks) { m_asksToRemove = asks; }
    void renameCurrent();
    void copyCurrent();
    void cutCurrent();
    void paste();

Q_SIGNALS:
    void choiceChanged();
    /// A person made it, from a menu; nothing is set yet.
    void added(reelout::Operator* op);
    /// What comes next is a step of this kind (undo).
    void stepBegins(reelout::HistoryStep::Kind kind);
    void noticed(const QString& text);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QToolButton* makeButton(const QString& iconName, const QString& text);
    void showPossible();
    bool isMeantToRemove(const std::vector<Operator*>& chosen);
    void removeAll(const std::vector<Operator*>& chosen);
    void addAll(const QJsonObject& json);
    void fillConnectMenu(QMenu& menu, Operator& source);
    void fillDisconnectMenu(QMenu& menu, Operator& op);
    void tell(const Status& status);

    Engine& m_engine;
    OperatorTree* m_tree;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_remove = nullptr;
    bool m_asksToRemove = false;
};

} // namespace reelout
