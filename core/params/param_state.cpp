// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_slot.h"

#include "params/table_text.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::explainRule", source);
}

/// "A", "A or B", "A, B or C".
QString listed(const QStringList& words)
{
    if (words.size() < 2)
        return words.join(QString());
    return sentence("%1 or %2").arg(words.mid(0, words.size() - 1).join(QStringLiteral(", ")), words.last());
}

QString conditionWords(const EnableRule::Condition& condition, const ParamTable& table)
{
    const ParamDescriptor* row = table.find(condition.parameter);
    const QString label = row ? tableText(row->label) : condition.parameter;
    QStringList values;
    for (const QString& token : condition.values) {
        QString shown = token;
        if (row) {
            for (const MenuItem& item : row->menu) {
                if (item.token == token)
                    shown = tableText(item.label);
            }
        }
        values.append(shown);
    }
    switch (condition.comparison) {
    case EnableRule::Comparison::IsOn:
        return sentence("%1 is on").arg(label);
    case EnableRule::Comparison::In:
        return sentence("%1 is %2").arg(label, listed(values));
    case EnableRule::Comparison::NotIn:
        return sentence("%1 is not %2").arg(label, listed(values));
    case EnableRule::Comparison::IsSet:
        return sentence("%1 is set").arg(label);
    case EnableRule::Comparison::IsNotSet:
        return sentence("%1 is empty").arg(label);
    case EnableRule::Comparison::Fact:
        return tableText(condition.values.join(QLatin1Char(' ')));
    }
    return {};
}

} // namespace

QString explainRule(const EnableRule& rule, const ParamTable& table)
{
    if (rule.isAlways())
        return {};
    QStringList alternatives;
    for (const auto& conditions : rule.alternatives()) {
        QStringList words;
        for (const EnableRule::Condition& condition : conditions)
            words.append(conditionWords(condition, table));
        alternatives.append(words.join(sentence(" and ")));
    }
    return sentence("available when %1").arg(alternatives.join(sentence(", or when ")));
}

ParamMode ParamSet::mode(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found)
        return ParamMode::Constant;
    return found->exported.empty() ? found->mode : ParamMode::Export;
}

QString ParamSet::expression(const QString& name) const
{
    const Slot* found = slot(name);
    return found ? found->expression : QString();
}

QVariant ParamSet::constant(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found)
        return {};
    const QVariant value = constantOf(*found);
    const int component = isPair(found->row.kind) ? componentIndex(found->row, name) : -1;
    return component < 0 ? value : value.toList().value(component);
}

QString ParamSet::errorText(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found)
        return {};
    return found->mode == ParamMode::Expression && !found->error.isEmpty() ? found->error : found->problem;
}

void ParamSet::setProblem(const QString& name, const QString& text)
{
    Slot* found = slot(name);
    if (!found || found->problem == text)
        return;
    found->problem = text;
    Q_EMIT refreshed();
}

bool ParamSet::isDefault(const QString& name) const
{
    const Slot* found = slot(name);
    return !found || found->sameSettings(Slot(found->row));
}

EnableState ParamSet::enableState(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found)
        return {};
    const bool holds = found->row.enableRule.holds(
        [this](const QString& parameter) { return value(parameter); },
        [this](const QString& fact) { return !m_factProvider || m_factProvider(fact, *this); });
    if (!holds)
        return {false, explainRule(found->row.enableRule, *m_table)};
    const QString limit = m_limitProvider ? m_limitProvider(name, *this) : QString();
    return {limit.isEmpty(), limit};
}

std::vector<MenuItem> ParamSet::itemsOf(const ParamDescriptor& row) const
{
    if (row.provider.isEmpty() || !m_menuProvider)
        return row.menu;
    const std::vector<MenuItem> provided = m_menuProvider(row.provider, *this);
    if (row.kind != ParamKind::Menu)
        return provided;
    // The entries of a contract menu are fixed; the provider only says which can't be used here.
    std::vector<MenuItem> items = row.menu;
    for (MenuItem& item : items) {
        for (const MenuItem& answer : provided) {
            if (answer.token == item.token)
                item.unavailable = answer.unavailable;
        }
    }
    return items;
}

std::vector<MenuItem> ParamSet::menuItems(const QString& name) const
{
    const Slot* found = slot(name);
    return found ? itemsOf(found->row) : std::vector<MenuItem>();
}

void ParamSet::replaceReferences(const QString& from, const QString& to)
{
    const auto renamed = [&](const QString& reference) {
        const bool isAbsolute = reference.startsWith(QLatin1Char('/'));
        if (reference.mid(isAbsolute ? 1 : 0) != from)
            return reference;
        return isAbsolute && !to.isEmpty() ? QString(QLatin1Char('/') + to) : to;
    };
    const auto replacedIn = [&](const ParamDescriptor& row, const QVariant& value) -> QVariant {
        if (isReference(row.kind))
            return renamed(value.toString());
        QVariantList blocks = value.toList();
        for (QVariant& block : blocks) {
            QVariantMap fields = block.toMap();
            for (const SequenceField& field : row.fields) {
                if (field.kind == ParamKind::OpRef)
                    fields.insert(field.name, renamed(fields.value(field.name).toString()));
            }
            block = fields;
        }
        return blocks;
    };
    for (const auto& each : m_slots) {
        if (!isReference(each->row.kind) && each->row.kind != ParamKind::Sequence)
            continue;
        bool isChanged = false;
        for (std::optional<QVariant>* kept : {&each->constant, &each->lastGood}) {
            if (!*kept)
                continue;
            QVariant value = replacedIn(each->row, **kept);
            isChanged = isChanged || value != **kept;
            *kept = std::move(value);
        }
        if (each->row.defaultProvider.isEmpty() && each->constant == each->row.defaultValue)
            each->constant.reset(); // as store() has it
        if (isChanged)
            Q_EMIT changed(each->row.name);
    }
}

QStringList ParamSet::references() const
{
    QStringList names;
    for (const auto& each : m_slots) {
        if (isReference(each->row.kind)) {
            // A reference to any family says where something is, it reads nothing.
            if (!each->row.family.isEmpty())
                names.append(settledValue(each->row.name).toString());
        } else if (each->row.kind == ParamKind::Sequence) {
            for (const QVariant& block : settledValue(each->row.name).toList()) {
                for (const SequenceField& field : each->row.fields) {
                    if (field.kind == ParamKind::OpRef)
                        names.append(block.toMap().value(field.name).toString());
                }
            }
        }
    }
    names.removeAll(QString());
    return names;
}

} // namespace reelout
