// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/param_row.h"

#include "base/error_text.h"
#include "params/table_text.h"
#include "ui/inspector/editor_factory.h"
#include "ui/inspector/expression_page.h"
#include "ui/inspector/file_expression.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/inspector/param_text.h"
#include "ui/inspector/row_label.h"
#include "ui/inspector/scrubber.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QStackedLayout>
#include <QStyle>
#include <QToolButton>
#include <QToolTip>
#include <QUrl>
#include <QWidget>

#include <algorithm>

namespace reelout {

ParamRow::ParamRow(const std::vector<ParamSet*>& sets, const ParamDescriptor& row,
                   const EditorContext& context, QWidget* parent)
    : QWidget(parent),
      m_sets(sets.begin(), sets.end()),
      m_descriptor(row),
      m_context(context)
{
    setObjectName(row.name);
    setAttribute(Qt::WA_StyledBackground);
    setToolTip(tooltipText(row));
    build();
    joinEditor();
    joinLabel();
    connect(m_mode, &QToolButton::clicked, this, &ParamRow::toggleExpression);
    connect(m_reset, &QToolButton::clicked, this, &ParamRow::reset);
    connect(m_why, &QToolButton::clicked, this, [this] {
        QToolTip::showText(m_why->mapToGlobal(QPoint(0, m_why->height())), m_disabledReason, m_why);
    });
    if (sets.empty())
        showTableItems();
    refresh();
}

ParamRow::~ParamRow()
{
    // A field that loses the keyboard while it is taken down still reports what was typed.
    disconnect(m_editor, nullptr, this, nullptr);
    if (m_expression)
        disconnect(m_expression, nullptr, this, nullptr);
}

void ParamRow::setSets(const std::vector<ParamSet*>& sets)
{
    m_refusal.clear();
    m_sets.assign(sets.begin(), sets.end());
    refresh();
}

void ParamRow::joinEditor()
{
    const QString& name = m_descriptor.name;
    connect(m_editor, &ParamEditor::edited, this, [this, name](const QVariant& value) {
        applyToAll([&](ParamSet& set) { return set.set(name, value); });
    });
    connect(m_editor, &ParamEditor::componentEdited, this, [this](int component, const QVariant& number) {
        const QString part = m_descriptor.components.value(component);
        applyToAll([&](ParamSet& set) { return set.set(part, number); });
    });
    connect(m_editor, &ParamEditor::pulsed, this,
            [this, name](int index) { applyToAll([&](ParamSet& set) { return set.pulse(name, index); }); });
}

void ParamRow::makeExpressionPage()
{
    if (m_expression)
        return;
    m_expression = new ExpressionPage(m_descriptor, m_context, this);
    m_stack->addWidget(m_expression);
    connect(m_expression, &ExpressionPage::edited, this, [this](const QString& expression) {
        applyToAll([&](ParamSet& set) { return set.setExpression(m_descriptor.name, expression); });
    });
    connect(m_expression, &ExpressionPage::typed, this, &ParamRow::showTried);
    connect(m_expression, &ExpressionPage::folderChosen, this, &ParamRow::putIntoFolder);
    Q_EMIT controlsAdded();
}

void ParamRow::joinLabel()
{
    connect(m_label, &RowLabel::editAsked, this, &ParamRow::edit);
    if (auto* number = qobject_cast<NumberField*>(m_editor->controls().constFirst()))
        new Scrubber(*m_label, *number);
}

QWidget* ParamRow::buildRightButtons()
{
    m_reset = makeRowButton(this);
    m_reset->setIcon(icon(QStringLiteral("reset")));
    m_reset->setToolTip(tr("Reset to default"));
    m_why = makeRowButton(this);
    m_why->setIcon(icon(QStringLiteral("why"), themeColours().faint));
    // Tab goes from value to value; what these do has keys that act on the row with the keyboard.
    m_reset->setProperty("keys", QStringLiteral("Ctrl+Backspace"));
    m_why->setProperty("keys", QStringLiteral("F1"));
    // The two share one place: a disabled row says why, an enabled one can be reset.
    auto* right = new QWidget(this);
    right->setFixedWidth(scaled(20));
    auto* layout = new QHBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_reset);
    layout->addWidget(m_why);
    return right;
}

void ParamRow::build()
{
    m_editor = makeEditor(m_descriptor, m_context, this);
    m_label = makeRowLabel(m_descriptor, this);
    m_label->setBuddy(m_editor->controls().constFirst());
    m_mode = makeRowButton(this);
    m_mode->setProperty("keys", QStringLiteral("Ctrl+E"));
    setAcceptDrops(m_descriptor.kind == ParamKind::File);
    auto* place = new QWidget(this);
    m_stack = new QStackedLayout(place);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_editor);
    QWidget* right = buildRightButtons();
    m_note = makeRowNote(this);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(10, 1, 4, 1);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(0);
    const auto top = m_descriptor.kind == ParamKind::Sequence ? Qt::AlignTop : Qt::AlignVCenter;
    grid->addWidget(m_label, 0, 0, top);
    grid->addWidget(m_mode, 0, 1, top);
    grid->addWidget(place, 0, 2);
    grid->addWidget(right, 0, 3, top);
    grid->addWidget(m_note, 1, 2, 1, 2);
    grid->setColumnStretch(2, 1);
    nameControls();
}

void ParamRow::nameControls()
{
    nameRowControls(*m_editor, m_descriptor);
    m_mode->setAccessibleName(tr("%1, mode").arg(tableText(m_descriptor.label)));
    m_reset->setAccessibleName(tr("Reset %1").arg(tableText(m_descriptor.label)));
    m_why->setAccessibleName(tr("Why %1 is not available").arg(tableText(m_descriptor.label)));
}

QList<QWidget*> ParamRow::controls() const
{
    return m_expression && m_stack->currentWidget() == m_expression ? m_expression->controls()
                                                                    : m_editor->controls();
}

bool ParamRow::matches(const QString& search) const
{
    return search.isEmpty() || m_descriptor.label.contains(search, Qt::CaseInsensitive) ||
           tableText(m_descriptor.label).contains(search, Qt::CaseInsensitive) ||
           helpText(m_descriptor).contains(search, Qt::CaseInsensitive) ||
           m_descriptor.name.contains(search, Qt::CaseInsensitive) ||
           m_descriptor.help.contains(search, Qt::CaseInsensitive);
}

void ParamRow::applyToAll(const Change& change)
{
    Status worst;
    // A change of one may take another away.
    for (const QPointer<ParamSet>& set : std::vector(m_sets)) {
        const Status status = set ? change(*set) : Status();
        if (!status && worst)
            worst = status;
    }
    m_refusal = worst ? QString() : describe(worst.error());
    if (!worst)
        refresh();
    else
        showNote();
}

void ParamRow::refresh()
{
    if (!lead())
        return;
    showMode();
    showItems();
    showValueIfChanged(true);
    showAvailability();
    showNote();
    if (m_descriptor.kind == ParamKind::Sequence)
        nameControls(); // it makes controls as it goes
}

void ParamRow::refreshDependent()
{
    if (!lead())
        return;
    showItems();
    showValueIfChanged(false);
    showAvailability();
    showNote();
}

QString ParamRow::noteText() const
{
    return m_note->text();
}

void ParamRow::toggleExpression()
{
    if (!lead() || !canHaveExpression(m_descriptor))
        return;
    const QString& name = m_descriptor.name;
    const ParamMode mode = lead()->mode(name);
    if (mode == ParamMode::Expression) {
        applyToAll([&](ParamSet& set) { return set.set(name, set.value(name)); });
    } else if (mode == ParamMode::Constant) {
        applyToAll([&](ParamSet& set) {
            const QString former = set.expression(name);
            return set.setExpression(name,
                                     former.isEmpty() ? literalText(m_descriptor, set.value(name)) : former);
        });
        if (m_expression)
            m_expression->edit();
    }
}

void ParamRow::reset()
{
    m_refusal.clear();
    applyToAll([this](ParamSet& set) {
        set.reset(m_descriptor.name);
        return Status();
    });
}

void ParamRow::setChosen(bool chosen)
{
    if (m_isChosen == chosen)
        return;
    m_isChosen = chosen;
    setProperty("selected", chosen);
    style()->unpolish(this);
    style()->polish(this);
}

void ParamRow::edit()
{
    QWidget* control = controls().value(0);
    (control && control->isEnabled() ? control : m_label)->setFocus(Qt::TabFocusReason);
}

void ParamRow::putIntoFolder(const QString& folder)
{
    applyToAll([&](ParamSet& set) {
        return set.setExpression(m_descriptor.name,
                                 expressionInFolder(set.expression(m_descriptor.name), folder));
    });
}

void ParamRow::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuAsked(event->globalPos());
}

void ParamRow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (m_expression && m_stack->currentWidget() == m_expression && urls.size() == 1 &&
        urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void ParamRow::dropEvent(QDropEvent* event)
{
    const QString dropped = event->mimeData()->urls().value(0).toLocalFile();
    if (dropped.isEmpty())
        return;
    event->acceptProposedAction();
    if (QFileInfo(dropped).isDir())
        putIntoFolder(dropped);
    else
        applyToAll([&](ParamSet& set) { return set.set(m_descriptor.name, dropped); });
}

} // namespace reelout
