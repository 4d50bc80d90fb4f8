// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_row.h"
#include "ui/inspector/param_text.h"
#include "ui/inspector/row_label.h"
#include "ui/inspector/value_clipboard.h"
#include "ui/passing_windows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>

#include <algorithm>

namespace reelout {

// Choosing rows, and what can be done to those that are chosen.

void InspectorView::join(ParamRow& row)
{
    connect(row.label(), &RowLabel::chosen, this,
            [this, &row](Qt::KeyboardModifiers modifiers) { choose(row, modifiers); });
    connect(row.label(), &RowLabel::stepAsked, this, [this, &row](int by, bool extends) {
        std::vector<ParamRow*> there;
        for (ParamRow* each : m_now->rows)
            if (each->isVisibleTo(this))
                there.push_back(each);
        const auto at = std::find(there.begin(), there.end(), &row) - there.begin() + by;
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(there.size()))
            return;
        ParamRow& next = *there[static_cast<std::size_t>(at)];
        next.label()->setFocus();
        choose(next, extends ? Qt::ShiftModifier : Qt::NoModifier);
        reveal(next.descriptor().name);
    });
    connect(&row, &ParamRow::controlsAdded, this, &InspectorView::chainTabOrder);
    connect(&row, &ParamRow::menuAsked, this, [this, &row](QPoint at) { openMenu(row, at); });
}

void InspectorView::choose(ParamRow& row, Qt::KeyboardModifiers modifiers)
{
    const bool isRange = modifiers & Qt::ShiftModifier && m_anchor && m_anchor->isVisibleTo(this);
    if (modifiers & Qt::ControlModifier) {
        row.setChosen(!row.isChosen());
        m_anchor = &row;
        return;
    }
    if (!isRange)
        m_anchor = &row;
    bool inside = false;
    for (ParamRow* each : m_now->rows) {
        const bool isEnd = each == m_anchor || each == &row;
        each->setChosen((inside || isEnd) && each->isVisibleTo(this));
        if (isEnd && m_anchor != &row)
            inside = !inside;
    }
}

void InspectorView::chooseAll()
{
    for (ParamRow* row : m_now->rows)
        row->setChosen(row->isVisibleTo(this));
}

std::vector<ParamRow*> InspectorView::chosenRows() const
{
    std::vector<ParamRow*> chosen;
    std::copy_if(m_now->rows.begin(), m_now->rows.end(), std::back_inserter(chosen),
                 [](const ParamRow* row) { return row->isChosen(); });
    return chosen;
}

ParamRow* InspectorView::focusedRow() const
{
    const QWidget* focused = focusWidget();
    for (ParamRow* row : m_now->rows)
        if (focused && (focused == row || row->isAncestorOf(focused)))
            return row;
    return nullptr;
}

/// The row with the keyboard, unless it is one of several that are chosen.
std::vector<ParamRow*> InspectorView::rowsMeant() const
{
    std::vector<ParamRow*> chosen = chosenRows();
    ParamRow* focused = focusedRow();
    if (focused && std::find(chosen.begin(), chosen.end(), focused) == chosen.end())
        return {focused};
    return chosen;
}

void InspectorView::toggleExpressionOfFocused()
{
    for (ParamRow* row : rowsMeant())
        row->toggleExpression();
}

void InspectorView::resetFocused()
{
    for (ParamRow* row : rowsMeant())
        row->reset();
}

void InspectorView::resetAll()
{
    for (ParamSet* set : sets())
        set->resetAll();
}

void InspectorView::helpForFocused()
{
    const std::vector<ParamRow*> meant = rowsMeant();
    Q_EMIT helpAsked(meant.empty() ? QString() : meant.front()->descriptor().name);
}

void InspectorView::copyValues()
{
    std::vector<const ParamDescriptor*> rows;
    for (const ParamRow* row : rowsMeant())
        rows.push_back(&row->descriptor());
    QMimeData* mime = subject() ? reelout::copyValues(*subject(), rows) : nullptr;
    if (mime)
        QGuiApplication::clipboard()->setMimeData(mime);
    else
        Q_EMIT noticed(tr("Choose the parameters to copy by their labels first."));
}

void InspectorView::pasteValues()
{
    std::vector<const ParamDescriptor*> targets;
    for (const ParamRow* row : rowsMeant())
        targets.push_back(&row->descriptor());
    const QMimeData* mime = QGuiApplication::clipboard()->mimeData();
    if (!subject() || !mime)
        return;
    const Status pasted = reelout::pasteValues(*mime, sets(), targets);
    if (!pasted)
        Q_EMIT noticed(describe(pasted.error()));
}

void InspectorView::openMenu(ParamRow& row, QPoint at)
{
    if (!subject())
        return;
    if (!row.isChosen())
        choose(row, {});
    const QString& name = row.descriptor().name;
    auto* menu = new QMenu(this);
    const bool isExpression = subject()->mode(name) == ParamMode::Expression;
    QAction* mode = menu->addAction(isExpression ? tr("Make Constant") : tr("Make Expression"), this,
                                    &InspectorView::toggleExpressionOfFocused);
    mode->setEnabled(row.modeButton()->isEnabled() && canHaveExpression(row.descriptor()));
    QAction* resetAction = menu->addAction(tr("Reset to Default"), this, &InspectorView::resetFocused);
    resetAction->setEnabled(std::any_of(m_sets.begin(), m_sets.end(), [&](const QPointer<ParamSet>& set) {
        return std::any_of(m_now->rows.begin(), m_now->rows.end(), [&](const ParamRow* each) {
            return each->isChosen() && !set->isDefault(each->descriptor().name);
        });
    }));
    menu->addSeparator();
    const int count = static_cast<int>(chosenRows().size());
    menu->addAction(count > 1 ? tr("Copy %n Values", nullptr, count) : tr("Copy Value"), this,
                    &InspectorView::copyValues);
    menu->addAction(tr("Paste Values"), this, &InspectorView::pasteValues)
        ->setEnabled(holdsValues(QGuiApplication::clipboard()->mimeData()));
    menu->addSeparator();
    menu->addAction(tr("Help"), this, [this, name] { Q_EMIT helpAsked(name); });
    popUp(menu, at);
}

void InspectorView::keyPressEvent(QKeyEvent* event)
{
    ParamRow* row = focusedRow();
    if (event->key() == Qt::Key_Escape && row && !row->label()->hasFocus()) {
        // Out of the field to its row, from where the arrow keys go on.
        row->label()->setFocus();
        choose(*row, {});
    } else if (event->key() == Qt::Key_Escape && m_search->hasFocus()) {
        m_search->clear();
    } else if (event->key() == Qt::Key_Down && m_search->hasFocus()) {
        const auto hit = std::find_if(m_now->rows.begin(), m_now->rows.end(),
                                      [this](const ParamRow* each) { return each->isVisibleTo(this); });
        if (hit != m_now->rows.end())
            (*hit)->edit();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace reelout
