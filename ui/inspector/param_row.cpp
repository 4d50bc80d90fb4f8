// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/param_row.h"

#include "base/error_text.h"
#include "ui/inspector/editor_factory.h"
#include "ui/inspector/expression_page.h"
#include "ui/inspector/file_expression.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/inspector/param_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QStackedLayout>
#include <QToolButton>
#include <QToolTip>
#include <QUrl>
#include <QWidget>

namespace reelout {

ParamRow::ParamRow(ParamSet& set, const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
    : QWidget(parent),
      m_set(&set),
      m_descriptor(row),
      m_context(context)
{
    setObjectName(row.name);
    setToolTip(tooltipText(row));
    build();
    connect(m_editor, &ParamEditor::edited, this, [this](const QVariant& value) {
        if (m_set)
            apply(m_set->set(m_descriptor.name, value));
    });
    connect(m_editor, &ParamEditor::pulsed, this, [this](int index) {
        if (m_set)
            apply(m_set->pulse(m_descriptor.name, index));
    });
    connect(m_expression, &ExpressionPage::edited, this, [this](const QString& expression) {
        if (m_set)
            apply(m_set->setExpression(m_descriptor.name, expression));
    });
    connect(m_expression, &ExpressionPage::folderChosen, this, &ParamRow::putIntoFolder);
    connect(m_mode, &QToolButton::clicked, this, &ParamRow::toggleExpression);
    connect(m_reset, &QToolButton::clicked, this, &ParamRow::reset);
    connect(m_why, &QToolButton::clicked, this, [this] {
        QToolTip::showText(m_why->mapToGlobal(QPoint(0, m_why->height())), m_disabledReason, m_why);
    });
    refresh();
}

ParamRow::~ParamRow()
{
    // A field that loses the keyboard while it is taken down still reports what was typed.
    disconnect(m_editor, nullptr, this, nullptr);
    disconnect(m_expression, nullptr, this, nullptr);
}

void ParamRow::build()
{
    m_editor = makeEditor(m_descriptor, m_context, this);
    m_label = makeRowLabel(m_descriptor, this);
    m_label->setBuddy(m_editor->controls().constFirst());
    m_mode = makeRowButton(this);
    m_reset = makeRowButton(this);
    m_reset->setIcon(icon(QStringLiteral("reset")));
    m_reset->setToolTip(tr("Reset to default"));
    m_why = makeRowButton(this);
    m_why->setIcon(icon(QStringLiteral("why"), themeColours().faint));

    m_expression = new ExpressionPage(m_descriptor, m_context, this);
    setAcceptDrops(m_descriptor.kind == ParamKind::File);
    auto* place = new QWidget(this);
    m_stack = new QStackedLayout(place);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_expression);
    m_note = makeRowNote(this);

    // The two buttons at the right share one place: a disabled row says why, an enabled one can be reset.
    auto* right = new QWidget(this);
    right->setFixedWidth(20);
    auto* rightLayout = new QHBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->addWidget(m_reset);
    rightLayout->addWidget(m_why);

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
    m_mode->setAccessibleName(tr("%1, mode").arg(m_descriptor.label));
    m_reset->setAccessibleName(tr("Reset %1").arg(m_descriptor.label));
    m_why->setAccessibleName(tr("Why %1 is not available").arg(m_descriptor.label));
}

QList<QWidget*> ParamRow::controls() const
{
    return m_stack->currentWidget() == m_expression ? m_expression->controls() : m_editor->controls();
}

bool ParamRow::matches(const QString& search) const
{
    return search.isEmpty() || m_descriptor.label.contains(search, Qt::CaseInsensitive) ||
           m_descriptor.name.contains(search, Qt::CaseInsensitive) ||
           m_descriptor.help.contains(search, Qt::CaseInsensitive);
}

void ParamRow::apply(const Status& status)
{
    m_refusal = status ? QString() : describe(status.error());
    if (!status)
        refresh();
    else
        showNote();
}

void ParamRow::refresh()
{
    if (!m_set)
        return;
    showMode();
    refreshDependent();
    showValueIfChanged(true);
    nameControls(); // a sequence makes controls as it goes
}

void ParamRow::refreshDependent()
{
    if (!m_set)
        return;
    if (m_descriptor.kind == ParamKind::Menu || m_descriptor.kind == ParamKind::DynamicMenu ||
        !m_descriptor.provider.isEmpty()) {
        std::vector<MenuItem> items = m_set->menuItems(m_descriptor.name);
        if (!sameItems(items, m_shownItems)) {
            m_editor->showItems(items);
            m_shownItems = std::move(items);
        }
    }
    showValueIfChanged(false);
    showAvailability();
    showNote();
}

void ParamRow::showValueIfChanged(bool always)
{
    QVariant value = m_set->value(m_descriptor.name);
    // What a person is typing is left alone as long as nothing else changed the value.
    if (!always && value == m_shownValue)
        return;
    m_shownValue = std::move(value);
    m_editor->showValue(m_shownValue);
}

void ParamRow::showMode()
{
    const ParamMode mode = m_set->mode(m_descriptor.name);
    const bool isExpression = mode == ParamMode::Expression;
    if (isExpression)
        m_expression->showExpression(m_set->expression(m_descriptor.name));
    m_stack->setCurrentWidget(isExpression ? static_cast<QWidget*>(m_expression) : m_editor);
    showModeOn(*m_mode, mode, canHaveExpression(m_descriptor));
}

void ParamRow::showAvailability()
{
    const EnableState state = m_set->enableState(m_descriptor.name);
    const bool isExported = m_set->mode(m_descriptor.name) == ParamMode::Export;
    m_disabledReason = isExported ? tr("A channel drives this parameter.") : state.reason;
    const bool enabled = state.enabled && !isExported;
    m_editor->setEnabled(enabled);
    m_expression->setEnabled(enabled);
    m_label->setEnabled(enabled);
    m_mode->setEnabled(enabled);
    m_why->setVisible(!enabled);
    m_why->setToolTip(m_disabledReason);
    m_reset->setVisible(enabled && !m_set->isDefault(m_descriptor.name));
    const QString help = tooltipText(m_descriptor);
    const QString why =
        QStringLiteral("<p style=\"color:#e0a03c\">%1</p>").arg(m_disabledReason.toHtmlEscaped());
    setToolTip(enabled ? help : QString(help + why));
}

void ParamRow::showNote()
{
    const ParamMode mode = m_set->mode(m_descriptor.name);
    const QString error = m_refusal.isEmpty() ? m_set->errorText(m_descriptor.name) : m_refusal;
    bool isProblem = !error.isEmpty();
    QString text = error;
    if (isProblem && mode == ParamMode::Expression)
        text = tr("%1 (last good value: %2)").arg(error, displayText(m_descriptor, m_shownValue));
    else if (!isProblem && m_descriptor.kind == ParamKind::File && m_context.fileNote) {
        const Result<QString> note = m_context.fileNote();
        isProblem = !note;
        text = note ? *note : describe(note.error());
    } else if (!isProblem && mode == ParamMode::Expression)
        text = QStringLiteral("= ") + displayText(m_descriptor, m_shownValue);
    showRowNote(*m_note, text, isProblem);
}

QString ParamRow::noteText() const
{
    return m_note->text();
}

void ParamRow::toggleExpression()
{
    if (!m_set || !canHaveExpression(m_descriptor))
        return;
    const QString& name = m_descriptor.name;
    if (m_set->mode(name) == ParamMode::Expression) {
        apply(m_set->set(name, m_set->value(name)));
    } else if (m_set->mode(name) == ParamMode::Constant) {
        const QString former = m_set->expression(name);
        const QString text = former.isEmpty() ? literalText(m_descriptor, m_set->value(name)) : former;
        apply(m_set->setExpression(name, text));
        m_expression->edit();
    }
}

void ParamRow::reset()
{
    m_refusal.clear();
    if (m_set)
        m_set->reset(m_descriptor.name);
}

void ParamRow::putIntoFolder(const QString& folder)
{
    if (m_set)
        apply(m_set->setExpression(m_descriptor.name,
                                   expressionInFolder(m_set->expression(m_descriptor.name), folder)));
}

void ParamRow::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_set)
        return;
    QMenu menu(this);
    const bool isExpression = m_set->mode(m_descriptor.name) == ParamMode::Expression;
    QAction* mode = menu.addAction(isExpression ? tr("Make Constant") : tr("Make Expression"), this,
                                   &ParamRow::toggleExpression);
    mode->setEnabled(m_mode->isEnabled() && canHaveExpression(m_descriptor));
    QAction* resetAction = menu.addAction(tr("Reset to Default"), this, &ParamRow::reset);
    resetAction->setEnabled(!m_set->isDefault(m_descriptor.name));
    menu.exec(event->globalPos());
}

void ParamRow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (m_stack->currentWidget() == m_expression && urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void ParamRow::dropEvent(QDropEvent* event)
{
    const QString dropped = event->mimeData()->urls().value(0).toLocalFile();
    if (dropped.isEmpty() || !m_set)
        return;
    event->acceptProposedAction();
    if (QFileInfo(dropped).isDir())
        putIntoFolder(dropped);
    else
        apply(m_set->set(m_descriptor.name, dropped));
}

} // namespace reelout
