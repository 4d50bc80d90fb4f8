// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QTreeWidget>

namespace reelout {

/// The operators of the project in groups, each with its light: grey = off, dim = idle, coloured = runs,
/// red = records. Names are edited in place; operators can be dragged onto references.
class OperatorTree final : public QTreeWidget {
    Q_OBJECT

public:
    OperatorTree(Engine& engine, QWidget* parent = nullptr);

    Operator* currentOperator() const;
    void select(Operator* op);
    void editName();
    void rebuild();

Q_SIGNALS:
    void operatorSelected(reelout::Operator* op);
    void renameRefused(const QString& text);

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;

private:
    QTreeWidgetItem* itemOf(const Operator* op) const;
    void renameItem(const QString& from, const QString& to);
    Operator* operatorOf(const QTreeWidgetItem* item) const;
    void addItem(Operator& op);
    void showState(Operator& op);
    void followRecorder(Recorder& recorder);
    void onItemChanged(QTreeWidgetItem* item);

    Engine& m_engine;
    bool m_building = false;
};

} // namespace reelout
