// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_list.h"

#include "base/error_text.h"
#include "ui/panels/operator_icon.h"
#include "ui/panels/operator_tree.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {
constexpr auto kOperatorJsonType = "application/x-reelout-operator-json";
}

OperatorList::OperatorList(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_tree(new OperatorTree(engine, this))
{
    auto* header = new QWidget(this);
    header->setObjectName(QStringLiteral("panelHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(28);
    auto* title = new QLabel(tr("Operators"), header);
    title->setObjectName(QStringLiteral("panelTitle"));
    QToolButton* addButton = makeButton(QStringLiteral("add"), tr("Add an operator"));
    auto* menu = new QMenu(addButton);
    menu->setToolTipsVisible(true);
    fillAddMenu(*menu);
    addButton->setMenu(menu);
    addButton->setPopupMode(QToolButton::InstantPopup);
    m_duplicate = makeButton(QStringLiteral("duplicate"), tr("Duplicate the operator"));
    m_remove = makeButton(QStringLiteral("trash"), tr("Delete the operator"));
    connect(m_duplicate, &QToolButton::clicked, this, &OperatorList::duplicateCurrent);
    connect(m_remove, &QToolButton::clicked, this, &OperatorList::removeCurrent);

    auto* headerLayout = new QHBoxLayout(header);
    headerLayout->setContentsMargins(10, 0, 4, 0);
    headerLayout->setSpacing(2);
    headerLayout->addWidget(title, 1);
    headerLayout->addWidget(addButton);
    headerLayout->addWidget(m_duplicate);
    headerLayout->addWidget(m_remove);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_tree, 1);

    connect(m_tree, &OperatorTree::operatorSelected, this, [this](Operator* op) {
        showPossible();
        Q_EMIT operatorSelected(op);
    });
    connect(m_tree, &OperatorTree::renameRefused, this, &OperatorList::noticed);
    showPossible();
}

QToolButton* OperatorList::makeButton(const QString& iconName, const QString& text)
{
    auto* button = new QToolButton(this);
    button->setIcon(icon(iconName));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void OperatorList::showPossible()
{
    const bool any = currentOperator() != nullptr;
    m_duplicate->setEnabled(any);
    m_remove->setEnabled(any);
}

Operator* OperatorList::currentOperator() const
{
    return m_tree->currentOperator();
}

void OperatorList::select(Operator* op)
{
    m_tree->select(op);
}

void OperatorList::fillAddMenu(QMenu& menu)
{
    for (const Family family : {Family::Top, Family::Chop, Family::Dat}) {
        if (!menu.isEmpty())
            menu.addSeparator();
        for (const OperatorType& type : operatorTypes()) {
            if (type.family != family)
                continue;
            QAction* action = menu.addAction(operatorIcon(type), type.label, this,
                                             [this, token = type.token] { add(token); });
            action->setEnabled(type.arrivesLater.isEmpty());
            action->setToolTip(type.arrivesLater);
        }
    }
}

void OperatorList::add(const QString& type)
{
    const Result<Operator*> added = m_engine.project().add(type);
    if (added)
        select(*added);
    else
        Q_EMIT noticed(describe(added.error()));
}

void OperatorList::duplicateCurrent()
{
    Operator* op = currentOperator();
    if (!op)
        return;
    const Result<Operator*> copied = m_engine.project().copy(*op);
    if (copied)
        select(*copied);
    else
        Q_EMIT noticed(describe(copied.error()));
}

void OperatorList::removeCurrent()
{
    Operator* op = currentOperator();
    if (!op)
        return;
    const Recorder* recorder = m_engine.recorder(*op);
    if (recorder && recorder->state() != RecorderState::Idle && recorder->state() != RecorderState::Failed) {
        Q_EMIT noticed(tr("%1 is recording. Stop it before deleting it.").arg(op->name()));
        return;
    }
    // The neighbour takes the selection, so that Delete can be pressed again.
    const auto all = m_engine.project().operators();
    const auto at = std::find(all.begin(), all.end(), op);
    Operator* next = nullptr;
    if (at != all.end())
        next = std::next(at) != all.end() ? *std::next(at) : at != all.begin() ? *std::prev(at) : nullptr;
    select(next);
    m_engine.project().remove(*op);
}

void OperatorList::renameCurrent()
{
    m_tree->editName();
}

void OperatorList::copyCurrent()
{
    const Operator* op = currentOperator();
    if (!op)
        return;
    const QByteArray json = QJsonDocument(m_engine.project().operatorToJson(*op)).toJson();
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kOperatorJsonType), json);
    mime->setText(QString::fromUtf8(json));
    QGuiApplication::clipboard()->setMimeData(mime);
}

void OperatorList::paste()
{
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    if (!mime || !mime->hasFormat(QLatin1String(kOperatorJsonType))) {
        Q_EMIT noticed(tr("There is no operator on the clipboard."));
        return;
    }
    const auto json = QJsonDocument::fromJson(mime->data(QLatin1String(kOperatorJsonType)));
    const Result<Operator*> added = m_engine.project().addFromJson(json.object());
    if (added)
        select(*added);
    else
        Q_EMIT noticed(describe(added.error()));
}

void OperatorList::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    QMenu* addMenu = menu.addMenu(tr("Add"));
    addMenu->setToolTipsVisible(true);
    fillAddMenu(*addMenu);
    if (Operator* op = currentOperator()) {
        menu.addSeparator();
        QAction* active = menu.addAction(tr("Active"), this, [op](bool on) { op->setActive(on); });
        active->setCheckable(true);
        active->setChecked(op->isActive());
        menu.addAction(tr("Rename"), this, &OperatorList::renameCurrent);
        menu.addAction(tr("Duplicate"), this, &OperatorList::duplicateCurrent);
        menu.addAction(tr("Copy"), this, &OperatorList::copyCurrent);
        menu.addSeparator();
        menu.addAction(tr("Delete"), this, &OperatorList::removeCurrent);
    }
    menu.exec(event->globalPos());
}

} // namespace reelout
