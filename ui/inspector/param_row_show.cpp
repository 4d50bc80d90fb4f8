// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "ui/inspector/expression_page.h"
#include "ui/inspector/param_row.h"
#include "ui/inspector/param_row_parts.h"
#include "ui/inspector/param_text.h"
#include "ui/inspector/row_label.h"

#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>

namespace reelout {

// What a row shows of its parameter.

void ParamRow::showItems()
{
    if (m_descriptor.kind != ParamKind::Menu && m_descriptor.kind != ParamKind::DynamicMenu &&
        m_descriptor.provider.isEmpty())
        return;
    std::vector<MenuItem> items = lead()->menuItems(m_descriptor.name);
    if (sameItems(items, m_shownItems))
        return;
    m_editor->showItems(items);
    m_shownItems = std::move(items);
}

/// What a menu has in any case, so that the first operator finds it there.
void ParamRow::showTableItems()
{
    if (m_descriptor.kind != ParamKind::Menu)
        return;
    m_shownItems = m_descriptor.menu;
    m_editor->showItems(m_shownItems);
}

void ParamRow::showValueIfChanged(bool always)
{
    QVariantList values;
    for (const QPointer<ParamSet>& set : m_sets)
        values.append(set ? set->value(m_descriptor.name) : QVariant());
    // What a person is typing is left alone as long as nothing else changed the value.
    if (!always && values == m_shownValues)
        return;
    m_shownValues = std::move(values);
    m_isMixed = std::any_of(m_shownValues.begin(), m_shownValues.end(),
                            [this](const QVariant& value) { return value != m_shownValues.constFirst(); });
    if (m_isMixed)
        m_editor->showMixed(m_shownValues);
    else
        m_editor->showValue(m_shownValues.constFirst());
}

void ParamRow::showMode()
{
    const QString& name = m_descriptor.name;
    const ParamMode mode = lead()->mode(name);
    const auto sameAsLead = [&](const QPointer<ParamSet>& set) {
        return set && set->mode(name) == mode && set->expression(name) == lead()->expression(name);
    };
    if (mode == ParamMode::Expression) {
        makeExpressionPage();
        if (std::all_of(m_sets.begin(), m_sets.end(), sameAsLead))
            m_expression->showExpression(lead()->expression(name));
        else
            m_expression->showMixed();
    }
    m_stack->setCurrentWidget(mode == ParamMode::Expression ? static_cast<QWidget*>(m_expression) : m_editor);
    showModeOn(*m_mode, mode, canHaveExpression(m_descriptor));
}

void ParamRow::showAvailability()
{
    const QString& name = m_descriptor.name;
    m_disabledReason.clear();
    bool enabled = false;
    bool isDefault = true;
    for (const QPointer<ParamSet>& set : m_sets) {
        if (!set)
            continue;
        const EnableState state = set->enableState(name);
        const bool isExported = set->mode(name) == ParamMode::Export;
        enabled = enabled || (state.enabled && !isExported);
        isDefault = isDefault && set->isDefault(name);
        if (m_disabledReason.isEmpty())
            m_disabledReason = isExported ? tr("A channel drives this parameter.") : state.reason;
    }
    if (enabled)
        m_disabledReason.clear();
    m_editor->setEnabled(enabled);
    if (m_expression)
        m_expression->setEnabled(enabled);
    m_label->setDimmed(!enabled);
    m_mode->setEnabled(enabled);
    m_why->setVisible(!enabled);
    m_why->setToolTip(m_disabledReason);
    m_reset->setVisible(enabled && !isDefault);
    const QString tip = rowTip(m_descriptor, m_disabledReason);
    if (tip != toolTip())
        setToolTip(tip);
}

void ParamRow::showNote()
{
    if (!lead())
        return;
    const ParamMode mode = lead()->mode(m_descriptor.name);
    const QString error = m_refusal.isEmpty() ? lead()->errorText(m_descriptor.name) : m_refusal;
    const QVariant value = m_shownValues.value(0);
    bool isProblem = !error.isEmpty();
    QString text = error;
    if (isProblem && mode == ParamMode::Expression)
        text = tr("%1 (last good value: %2)").arg(error, displayText(m_descriptor, value));
    else if (!isProblem && m_descriptor.kind == ParamKind::File && m_context.fileNote) {
        const Result<QString> note = m_context.fileNote();
        isProblem = !note;
        text = note ? *note : describe(note.error());
    } else if (!isProblem && m_isMixed && m_descriptor.kind == ParamKind::Sequence)
        text = tr("The operators have different blocks; what is added here takes the place of all of them.");
    else if (!isProblem && mode == ParamMode::Expression)
        text = QStringLiteral("= ") + (m_isMixed ? severalValuesText() : displayText(m_descriptor, value));
    showRowNote(*m_note, text, isProblem);
}

void ParamRow::showTried(const QString& expression)
{
    if (expression.trimmed().isEmpty() || !lead())
        return showNote();
    const Result<QVariant> tried = lead()->tryExpression(m_descriptor.name, expression);
    showRowNote(*m_note,
                tried ? QString(QStringLiteral("= ") + displayText(m_descriptor, *tried))
                      : tried.error().detail,
                !tried);
}

} // namespace reelout
