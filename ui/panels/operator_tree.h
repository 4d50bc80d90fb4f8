// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/panels/operator_wiring.h"

#include <QSet>
#include <QTimer>
#include <QTreeWidget>

#include <optional>

namespace reelout {

class OperatorGlance;

/// The operators of the project in groups, each with its state, a small picture or level, and a sign when
/// something is wrong with it. Names are edited in place. Operators are dragged onto references of the
/// inspector, or onto another one here to connect them: the row says where that would go.
class OperatorTree final : public QTreeWidget {
    Q_OBJECT

public:
    OperatorTree(Engine& engine, QWidget* parent = nullptr);

    /// The one with the cursor, if it is chosen, else the first that is.
    Operator* currentOperator() const;
    /// All that are chosen, the current one first.
    std::vector<Operator*> chosenOperators() const;
    void select(Operator* op);
    void select(const std::vector<Operator*>& ops);
    void editName();
    void rebuild();
    /// What dropping `sources` on `target` does: each its likeliest connection.
    void connectAll(const std::vector<Operator*>& sources, Operator& target);

Q_SIGNALS:
    void choiceChanged();
    void refused(const QString& text);

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override; ///< the light of a recorder arms it
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QTreeWidgetItem* itemOf(const Operator* op) const;
    void renameItem(const QString& from, const QString& to);
    Operator* operatorOf(const QTreeWidgetItem* item) const;
    void addItem(Operator& op);
    void placeItem(Operator& op);
    void showState(Operator& op);
    /// Looks at `op` again, soon; null = at all.
    void doubt(Operator* op);
    void showWarnings();
    void showGlances();
    void showHint(QTreeWidgetItem* item, const QString& text);
    std::vector<Operator*> draggedOperators(const QMimeData& mime) const;
    void followProject();
    void followRecorder(Recorder& recorder);
    void onItemChanged(QTreeWidgetItem* item);

    Engine& m_engine;
    OperatorGlance* m_glance;
    QTimer m_warn;
    QSet<Operator*> m_doubted; ///< to be looked at when m_warn is due; with null = all
    QTreeWidgetItem* m_hinted = nullptr;
    bool m_building = false;
};

} // namespace reelout
