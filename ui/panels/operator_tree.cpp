// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_tree.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/inspector/param_editor.h"
#include "ui/panels/figures.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_glance.h"
#include "ui/panels/operator_icon.h"
#include "ui/panels/operator_warnings.h"
#include "ui/panels/state_light.h"

#include <QDropEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QTreeWidget>
#include <QTreeWidgetItem>
#include <QTreeWidgetItemIterator>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kWarningDelay = 300; ///< ms

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

OperatorTree::OperatorTree(Engine& engine, QWidget* parent)
    : QTreeWidget(parent),
      m_engine(engine),
      m_glance(new OperatorGlance(engine, this))
{
    setAccessibleName(tr("Operators"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(0);
    setMouseTracking(true);
    setUniformRowHeights(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(ExtendedSelection);
    setItemDelegate(new OperatorDelegate(this));
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setDragEnabled(true);
    setDragDropMode(DragDrop);
    setDropIndicatorShown(false);
    setTabKeyNavigation(false);
    m_glance->setScale(devicePixelRatioF());
    connect(m_glance, &OperatorGlance::glanced, this, &OperatorTree::showGlances);
    m_warn.setSingleShot(true);
    m_warn.setInterval(kWarningDelay);
    connect(&m_warn, &QTimer::timeout, this, &OperatorTree::showWarnings);
    followProject();
    connect(this, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (!m_building)
            Q_EMIT choiceChanged();
    });
    connect(this, &QTreeWidget::itemChanged, this, &OperatorTree::onItemChanged);
    rebuild();
}

void OperatorTree::followProject()
{
    Project& project = m_engine.project();
    connect(&project, &Project::operatorAdded, this, [this](Operator* op) {
        addItem(*op);
        showState(*op);
        doubt(nullptr);
    });
    connect(&project, &Project::operatorMoved, this, [this](Operator* op) { placeItem(*op); });
    connect(&project, &Project::operatorAboutToBeRemoved, this, [this](Operator* op) {
        m_hinted = nullptr;
        delete itemOf(op);
        m_doubted.remove(op);
        doubt(nullptr);
    });
    connect(&project, &Project::operatorRenamed, this,
            [this](Operator* op, const QString& from, const QString& to) {
                renameItem(from, to);
                if (op != nullptr)
                    showState(*op);
                viewport()->update();
            });
    connect(&project, &Project::replaced, this, &OperatorTree::rebuild);
    connect(&project, &Project::wiringChanged, this, [this] { doubt(nullptr); });
    connect(&project, &Project::paramChanged, this, &OperatorTree::doubt);
    connect(&m_engine, &Engine::recorderAdded, this,
            [this](Recorder* recorder) { followRecorder(*recorder); });
    for (Recorder* recorder : m_engine.recorders())
        followRecorder(*recorder);
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
    m_hinted = nullptr;
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
    showWarnings();
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
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled |
                   Qt::ItemIsDropEnabled);
    item->setData(0, kOperatorNameRole, op.name());
    item->setData(0, kTypeRole, tableText(type.label));
    item->setData(0, Qt::AccessibleTextRole, tr("%1, %2").arg(op.name(), tableText(type.label)));
    item->setIcon(0, operatorIcon(type));
    disconnect(&op, &Operator::activeChanged, this, nullptr);
    connect(&op, &Operator::activeChanged, this, [this, watched = &op] {
        showState(*watched);
        doubt(watched);
    });
}

/// An operator that came back, or was moved, stands where the project has it.
void OperatorTree::placeItem(Operator& op)
{
    QTreeWidgetItem* item = itemOf(&op);
    if (!item)
        return;
    int place = 0;
    for (const Operator* each : m_engine.project().operators()) {
        if (each == &op)
            break;
        place += groupOf(each->type()) == groupOf(op.type()) && itemOf(each) ? 1 : 0;
    }
    QTreeWidgetItem* parent = item->parent();
    if (parent->indexOfChild(item) == place)
        return;
    m_building = true;
    const std::vector<Operator*> chosen = chosenOperators();
    parent->removeChild(item);
    parent->insertChild(place, item);
    select(chosen);
    m_building = false;
}

void OperatorTree::showState(Operator& op)
{
    QTreeWidgetItem* item = itemOf(&op);
    if (!item)
        return;
    StateLight light = op.isActive() ? StateLight::Ready : StateLight::Off;
    QString state = op.isActive() ? tr("on") : tr("off");
    if (const Recorder* recorder = m_engine.recorder(op)) {
        light = lightOf(*recorder);
        state = light == StateLight::Off ? tr("not armed") : stateText(recorder->state());
    }
    const QSignalBlocker blocker(this);
    const QString warning = item->data(0, kWarningRole).toString();
    item->setData(0, kLightRole, static_cast<int>(light));
    item->setData(0, Qt::AccessibleDescriptionRole,
                  warning.isEmpty() ? state : tr("%1, warning: %2").arg(state, warning));
    QString tip = tr("%1, %2").arg(tableText(op.type().label), state);
    if (op.type().isSink)
        tip += QLatin1Char('\n') + tr("The light arms it: what is armed is recorded by Record All.");
    item->setToolTip(0, warning.isEmpty() ? tip : QString(tip + QLatin1Char('\n') + warning));
    viewport()->update();
}

void OperatorTree::doubt(Operator* op)
{
    m_doubted.insert(op);
    if (!m_warn.isActive())
        m_warn.start();
}

void OperatorTree::showWarnings()
{
    const QSet<Operator*> doubted = std::exchange(m_doubted, {});
    const bool all = doubted.isEmpty() || doubted.contains(nullptr);
    for (Operator* op : m_engine.project().operators()) {
        QTreeWidgetItem* item = all || doubted.contains(op) ? itemOf(op) : nullptr;
        if (!item)
            continue;
        const QSignalBlocker blocker(this);
        item->setData(0, kWarningRole, operatorWarnings(m_engine, *op).join(QLatin1Char('\n')));
        showState(*op);
    }
}

void OperatorTree::showGlances()
{
    const QSignalBlocker blocker(this);
    const QRect seen = viewport()->rect();
    for (QTreeWidgetItemIterator it(this); *it != nullptr; ++it) {
        const Operator* op = operatorOf(*it);
        const QRect place = op ? visualItemRect(*it) : QRect();
        if (!op || !place.intersects(seen))
            continue;
        const QImage picture = op->type().family == Family::Top ? m_glance->picture(*op) : QImage();
        const float level = m_glance->level(*op);
        const bool isNew = (*it)->data(0, kPictureRole).value<QImage>().cacheKey() != picture.cacheKey() ||
                           (*it)->data(0, kLevelRole).toFloat() != level;
        if (!isNew)
            continue;
        (*it)->setData(0, kPictureRole, picture);
        (*it)->setData(0, kLevelRole, level);
        viewport()->update(place);
    }
}

void OperatorTree::followRecorder(Recorder& recorder)
{
    connect(&recorder, &Recorder::stateChanged, this, [this, watched = &recorder] {
        showState(watched->sink());
        doubt(&watched->sink());
    });
    showState(recorder.sink());
}

QTreeWidgetItem* OperatorTree::itemOf(const Operator* op) const
{
    if (!op || topLevelItemCount() < kGroupCount)
        return nullptr;
    const QTreeWidgetItem* group = topLevelItem(groupOf(op->type()));
    for (int child = 0; child < group->childCount(); ++child)
        if (group->child(child)->data(0, kOperatorNameRole).toString() == op->name())
            return group->child(child);
    return nullptr;
}

Operator* OperatorTree::operatorOf(const QTreeWidgetItem* item) const
{
    return item && item->parent() ? m_engine.project().find(item->data(0, kOperatorNameRole).toString())
                                  : nullptr;
}

Operator* OperatorTree::currentOperator() const
{
    const std::vector<Operator*> chosen = chosenOperators();
    return chosen.empty() ? nullptr : chosen.front();
}

std::vector<Operator*> OperatorTree::chosenOperators() const
{
    std::vector<Operator*> chosen;
    const QTreeWidgetItem* current = currentItem();
    for (QTreeWidgetItemIterator it(const_cast<OperatorTree*>(this)); *it != nullptr; ++it) {
        Operator* op = (*it)->isSelected() ? operatorOf(*it) : nullptr;
        if (op && *it == current)
            chosen.insert(chosen.begin(), op);
        else if (op)
            chosen.push_back(op);
    }
    return chosen;
}

void OperatorTree::select(Operator* op)
{
    if (op)
        setCurrentItem(itemOf(op), 0, QItemSelectionModel::ClearAndSelect);
    else
        setCurrentItem(nullptr, 0, QItemSelectionModel::Clear);
}

void OperatorTree::select(const std::vector<Operator*>& ops)
{
    const bool wasBuilding = std::exchange(m_building, true);
    select(ops.empty() ? nullptr : ops.front());
    for (const Operator* op : ops)
        if (QTreeWidgetItem* item = itemOf(op))
            item->setSelected(true);
    m_building = wasBuilding;
    if (!m_building)
        Q_EMIT choiceChanged();
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
        Q_EMIT refused(describe(renamed.error()));
}

void OperatorTree::mousePressEvent(QMouseEvent* event)
{
    Operator* op = operatorOf(itemAt(event->position().toPoint()));
    const bool isOnLight = event->button() == Qt::LeftButton && event->position().x() < lightWidth();
    if (!op || !op->type().isSink || !isOnLight)
        return QTreeWidget::mousePressEvent(event);
    op->setActive(!op->isActive());
    event->accept();
}

void OperatorTree::showEvent(QShowEvent* event)
{
    m_glance->setRunning(true);
    QTreeWidget::showEvent(event);
}

void OperatorTree::hideEvent(QHideEvent* event)
{
    m_glance->setRunning(false);
    QTreeWidget::hideEvent(event);
}

} // namespace reelout
