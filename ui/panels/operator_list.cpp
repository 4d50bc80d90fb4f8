// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_list.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/panels/operator_icon.h"
#include "ui/panels/operator_tree.h"
#include "ui/panels/operator_wiring.h"
#include "ui/passing_windows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

constexpr auto kOperatorJsonType = "application/x-reelout-operators+json";

/// Also from a text editor.
QJsonObject operatorsOnClipboard()
{
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    if (!mime)
        return {};
    const QByteArray bytes = mime->hasFormat(QLatin1String(kOperatorJsonType))
                                 ? mime->data(QLatin1String(kOperatorJsonType))
                                 : mime->text().toUtf8();
    return QJsonDocument::fromJson(bytes).object();
}

std::vector<Operator*> stillThere(const std::vector<QPointer<Operator>>& kept)
{
    std::vector<Operator*> found;
    for (const QPointer<Operator>& op : kept) {
        if (op)
            found.push_back(op);
    }
    return found;
}

} // namespace

OperatorList::OperatorList(Engine& engine, QWidget* parent)
    : QWidget(parent),
      m_engine(engine),
      m_tree(new OperatorTree(engine, this))
{
    auto* header = new QWidget(this);
    header->setObjectName(QStringLiteral("panelHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(scaled(28));
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

    connect(m_tree, &OperatorTree::choiceChanged, this, [this] {
        showPossible();
        Q_EMIT choiceChanged();
    });
    connect(m_tree, &OperatorTree::refused, this, &OperatorList::noticed);
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
            menu.addAction(operatorIcon(type), tableText(type.label), this,
                           [this, token = type.token] { add(token); });
        }
    }
}

void OperatorList::add(const QString& type)
{
    const Result<Operator*> made = m_engine.project().add(type);
    if (!made) {
        Q_EMIT noticed(describe(made.error()));
        return;
    }
    Q_EMIT added(*made);
    select(*made);
}

void OperatorList::tell(const Status& status)
{
    if (!status)
        Q_EMIT noticed(describe(status.error()));
}

std::vector<Operator*> OperatorList::chosenOperators() const
{
    return m_tree->chosenOperators();
}

Status OperatorList::mayRemove(const Operator& op) const
{
    const Recorder* recorder = m_engine.recorder(op);
    if (!recorder || recorder->state() == RecorderState::Idle || recorder->state() == RecorderState::Failed)
        return {};
    return makeError(ErrorCode::Unsupported, QStringLiteral("delete operator"),
                     tr("%1 is recording. Stop it first.").arg(op.name()));
}

void OperatorList::addAll(const QJsonObject& json)
{
    const auto added = m_engine.project().addOperatorsFromJson(json);
    if (added)
        m_tree->select(*added);
    else
        Q_EMIT noticed(describe(added.error()));
}

void OperatorList::duplicateCurrent()
{
    const std::vector<Operator*> chosen = chosenOperators();
    if (chosen.empty())
        return;
    Q_EMIT stepBegins(HistoryStep::Kind::Duplicate);
    addAll(m_engine.project().operatorsToJson(chosen));
}

void OperatorList::removeCurrent()
{
    const std::vector<Operator*> chosen = chosenOperators();
    const std::vector<QPointer<Operator>> kept(chosen.begin(), chosen.end());
    if (!m_asksToRemove || isMeantToRemove(chosen))
        removeAll(stillThere(kept));
}

bool OperatorList::isMeantToRemove(const std::vector<Operator*>& chosen)
{
    if (chosen.empty())
        return false;
    const QString question = chosen.size() == 1
                                 ? tr("Remove %1?").arg(chosen.front()->name())
                                 : tr("Remove %n operator(s)?", nullptr, static_cast<int>(chosen.size()));
    QMessageBox box(QMessageBox::Question, tr("Reelout"), question, QMessageBox::Cancel, window());
    box.setInformativeText(tr("Undo brings back what was removed."));
    QPushButton* remove = box.addButton(tr("Remove"), QMessageBox::AcceptRole);
    box.setDefaultButton(remove);
    box.exec();
    return box.clickedButton() == static_cast<QAbstractButton*>(remove);
}

void OperatorList::removeAll(const std::vector<Operator*>& chosen)
{
    for (const Operator* op : chosen) {
        if (const Status may = mayRemove(*op); !may)
            return tell(may);
    }
    // The neighbour takes the selection, so that Delete can be pressed again.
    const auto all = m_engine.project().operators();
    const auto stays = [&](const Operator* op) {
        return std::find(chosen.begin(), chosen.end(), op) == chosen.end();
    };
    const auto first = std::find_if_not(all.begin(), all.end(), stays);
    auto next = std::find_if(first, all.end(), stays);
    if (next == all.end())
        next = first == all.begin() ? all.end() : std::prev(first);
    if (chosen.empty())
        return;
    select(next == all.end() ? nullptr : *next);
    for (Operator* op : chosen)
        m_engine.project().remove(*op);
}

void OperatorList::renameCurrent()
{
    m_tree->editName();
}

void OperatorList::copyCurrent()
{
    const std::vector<Operator*> chosen = chosenOperators();
    if (chosen.empty())
        return;
    const QByteArray json = QJsonDocument(m_engine.project().operatorsToJson(chosen)).toJson();
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kOperatorJsonType), json);
    mime->setText(QString::fromUtf8(json));
    QGuiApplication::clipboard()->setMimeData(mime);
}

void OperatorList::cutCurrent()
{
    copyCurrent();
    removeAll(chosenOperators());
}

void OperatorList::paste()
{
    const QJsonObject json = operatorsOnClipboard();
    if (json.value(QLatin1String("format")).toString() != QStringLiteral("reelout-operators")) {
        Q_EMIT noticed(tr("There are no operators on the clipboard."));
        return;
    }
    Q_EMIT stepBegins(HistoryStep::Kind::Paste);
    addAll(json);
}

void OperatorList::fillConnectMenu(QMenu& menu, Operator& source)
{
    for (Operator* target : m_engine.project().operators()) {
        const auto possible = possibleConnections(source, *target);
        if (possible.empty())
            continue;
        QMenu* places =
            possible.size() > 1 ? menu.addMenu(operatorIcon(target->type()), target->name()) : nullptr;
        for (const Connection& connection : possible) {
            const QString text = connectionText(*target, connection);
            QAction* action =
                places ? places->addAction(text)
                       : menu.addAction(operatorIcon(target->type()), tr("%1: %2").arg(target->name(), text));
            connect(action, &QAction::triggered, this,
                    [this, from = QPointer(&source), to = QPointer(target), connection] {
                        if (from && to)
                            tell(connectOperators(*from, *to, connection));
                    });
        }
    }
    if (menu.isEmpty())
        menu.addAction(tr("Nothing here takes it"))->setEnabled(false);
}

void OperatorList::fillDisconnectMenu(QMenu& menu, Operator& op)
{
    for (int input = 0; input < op.inputCount(); ++input) {
        if (op.input(input))
            menu.addAction(tr("Input %1: %2").arg(input).arg(op.input(input)->name()), this,
                           [this, target = QPointer(&op), input] {
                               if (target)
                                   tell(m_engine.project().connectInput(*target, input, nullptr));
                           });
    }
    menu.setEnabled(!menu.isEmpty());
}

void OperatorList::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    QMenu* addMenu = menu->addMenu(tr("Add"));
    addMenu->setToolTipsVisible(true);
    fillAddMenu(*addMenu);
    menu->addAction(tr("Paste"), this, &OperatorList::paste)->setEnabled(!operatorsOnClipboard().isEmpty());
    const std::vector<Operator*> chosen = chosenOperators();
    if (!chosen.empty()) {
        Operator& op = *chosen.front();
        const std::vector<QPointer<Operator>> kept(chosen.begin(), chosen.end());
        menu->addSeparator();
        QAction* active = menu->addAction(tr("Active"), this, [kept](bool on) {
            for (Operator* each : stillThere(kept))
                each->setActive(on);
        });
        active->setCheckable(true);
        active->setChecked(op.isActive());
        if (chosen.size() == 1) {
            fillConnectMenu(*menu->addMenu(tr("Connect To")), op);
            fillDisconnectMenu(*menu->addMenu(tr("Disconnect")), op);
            menu->addAction(tr("Rename"), this, &OperatorList::renameCurrent);
        }
        menu->addSeparator();
        menu->addAction(tr("Duplicate"), this, &OperatorList::duplicateCurrent);
        menu->addAction(tr("Cut"), this, &OperatorList::cutCurrent);
        menu->addAction(tr("Copy"), this, &OperatorList::copyCurrent);
        menu->addSeparator();
        menu->addAction(tr("Delete"), this, &OperatorList::removeCurrent);
    }
    popUp(menu, event->globalPos());
}

} // namespace reelout
