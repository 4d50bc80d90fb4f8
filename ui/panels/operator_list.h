// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    void select(Operator* op);
    /// All types by family; those that arrive later are greyed with the reason.
    void fillAddMenu(QMenu& menu);

    void add(const QString& type);
    void duplicateCurrent();
    void removeCurrent();
    void renameCurrent();
    void copyCurrent();
    void paste();

Q_SIGNALS:
    void operatorSelected(reelout::Operator* op);
    void noticed(const QString& text);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QToolButton* makeButton(const QString& iconName, const QString& text);
    void showPossible();

    Engine& m_engine;
    OperatorTree* m_tree;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_remove = nullptr;
};

} // namespace reelout
