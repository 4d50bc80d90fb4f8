// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_tree.h"

#include "base/error_text.h"
#include "ui/inspector/param_editor.h"
#include "ui/panels/figures.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_icon.h"
#include "ui/theme/theme.h"

#include <QMimeData>
#include <QTreeWidget>
#include <QTreeWidgetItem>
#include <QTreeWidgetItemIterator>
#include <QWidget>

namespace reelout {

namespace {

enum Group { kRecorders, kPictures, kSounds, kTables, kGroupCount };

Group groupOf(const OperatorType& type)
{
    if (type.isSink)
        return kRecorders;
    switch (type.family) {
    case Family::Top:
        return kPictures;
    case Family::Chop:
        return kSounds;
    case Family::Dat:
        break;
    }
    return kTables;
}

} // namespace

OperatorTree::OperatorTree(Engine& engine, QWidget* parent) : QTreeWidget(parent), m_engine(engine)
{
    setAccessibleName(tr("Operators"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new OperatorDelegate(this));
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setTabKeyNavigation(false);

    Project& project = engine.project();
    connect(&project, &Project::operatorAdded, this, [this](Operator* op) {
        addItem(*op);
        showState(*op);
    });
    connect(&project, &Project::operatorAboutToBeRemoved, this, [this](Operator* op) { delete itemOf(op); });
    connect(&project, &Project::operatorRenamed, this,
            [this](Operator* op, const QString& from, const QString& to) {
                renameItem(from, to);
                if (op != nullptr)
                    showState(*op);
                viewport()->update();
            });
    connect(&project, &Project::replaced, this, &OperatorTree::rebuild);
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { followRecorder(*recorder); });
    for (Recorder* recorder : engine.recorders())
        followRecorder(*recorder);
    connect(this, &QTreeWidget::currentItemChanged, this, [this] {
        if (!m_building)
            Q_EMIT operatorSelected(currentOperator());
    });
    connect(this, &QTreeWidget::itemChanged, this, &OperatorTree::onItemChanged);
    rebuild();
}

void OperatorTree::renameItem(const QString& from, const QString& to)
{
    const QSignalBlocker blocker(this);
    for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
        if ((*it)->data(0, kOperatorNameRole).toString() != from)
            continue;
        (*it)->setText(0, to);
        (*it)->setData(0, kOperatorNameRole, to);
    }
}

void OperatorTree::rebuild()
{
    m_building = true;
    clear();
    for (const QString& title : {tr("Recorders"), tr("Pictures"), tr("Sound"), tr("Tables")}) {
        auto* item = new QTreeWidgetItem(this, {title});
        item->setFlags(Qt::ItemIsEnabled);
        item->setExpanded(true);
        item->setHidden(true);
    }
    for (Operator* op : m_engine.project().operators()) {
        addItem(*op);
        showState(*op);
    }
    m_building = false;
}

void OperatorTree::addItem(Operator& op)
{
    if (itemOf(&op))
        return;
    const OperatorType& type = op.type();
    const QSignalBlocker blocker(this);
    QTreeWidgetItem* parent = topLevelItem(groupOf(type));
    parent->setHidden(false);
    auto* item = new QTreeWidgetItem(parent, {op.name()});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled);
    item->setData(0, kOperatorNameRole, op.name());
    item->setData(0, kTypeRole, type.label);
    item->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(op.name(), type.label));
    item->setIcon(0, operatorIcon(type));
    item->setToolTip(0, type.arrivesLater.isEmpty() ? type.label
                                                    : tr("%1: %2").arg(type.label, type.arrivesLater));
    disconnect(&op, &Operator::activeChanged, this, nullptr);
    connect(&op, &Operator::activeChanged, this, [this, watched = &op] { showState(*watched); });
}

void OperatorTree::showState(Operator& op)
{
    QTreeWidgetItem* item = itemOf(&op);
    if (!item)
        return;
    const ThemeColours& colours = themeColours();
    QColor light = op.isActive() ? colours.good : palette().color(QPalette::Mid);
    QString state = op.isActive() ? tr("on") : tr("off");
    if (!op.type().arrivesLater.isEmpty())
        light = palette().color(QPalette::Mid);
    if (const Recorder* recorder = m_engine.recorder(op)) {
        state = stateText(recorder->state());
        switch (recorder->state()) {
        case RecorderState::Idle:
            break;
        case RecorderState::Recording:
            light = colours.recording;
            break;
        case RecorderState::Opening:
        case RecorderState::Paused:
        case RecorderState::Finalising:
            light = colours.attention;
            break;
        case RecorderState::Failed:
            light = colours.failure;
            break;
        }
    }
    const QSignalBlocker blocker(this);
    item->setData(0, kLightRole, light);
    item->setData(0, Qt::AccessibleDescriptionRole, state);
    viewport()->update();
}

void OperatorTree::followRecorder(Recorder& recorder)
{
    connect(&recorder, &Recorder::stateChanged, this,
            [this, watched = &recorder] { showState(watched->sink()); });
    showState(recorder.sink());
}

QTreeWidgetItem* OperatorTree::itemOf(const Operator* op) const
{
    if (!op)
        return nullptr;
    for (int index = 0; index < topLevelItemCount(); ++index)
        for (int child = 0; child < topLevelItem(index)->childCount(); ++child)
            if (topLevelItem(index)->child(child)->data(0, kOperatorNameRole).toString() == op->name())
                return topLevelItem(index)->child(child);
    return nullptr;
}

Operator* OperatorTree::operatorOf(const QTreeWidgetItem* item) const
{
    return item && item->parent() ? m_engine.project().find(item->data(0, kOperatorNameRole).toString())
                                  : nullptr;
}

Operator* OperatorTree::currentOperator() const
{
    return operatorOf(currentItem());
}

void OperatorTree::select(Operator* op)
{
    setCurrentItem(itemOf(op));
}

void OperatorTree::editName()
{
    if (QTreeWidgetItem* item = currentItem(); operatorOf(item))
        editItem(item);
}

void OperatorTree::onItemChanged(QTreeWidgetItem* item)
{
    Operator* op = operatorOf(item);
    if (!op || item->text(0) == op->name())
        return;
    const Status renamed = m_engine.project().rename(*op, item->text(0).trimmed());
    {
        const QSignalBlocker blocker(this);
        item->setText(0, op->name());
    }
    if (!renamed)
        Q_EMIT renameRefused(describe(renamed.error()));
}

QMimeData* OperatorTree::mimeData(const QList<QTreeWidgetItem*>& items) const
{
    const Operator* op = items.isEmpty() ? nullptr : operatorOf(items.constFirst());
    if (!op)
        return nullptr;
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kOperatorMimeType), op->name().toUtf8());
    mime->setText(op->name());
    return mime;
}

} // namespace reelout
