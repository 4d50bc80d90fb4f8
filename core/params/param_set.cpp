// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_set.h"

#include "params/param_slot.h"
#include "params/param_value.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr int kWhole = -1;
constexpr int kLongestExpression = 16384;

Error unknownParameter(const QString& name)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("set parameter"),
                     QStringLiteral("there is no parameter \"%1\"").arg(name.left(80)));
}

} // namespace

QString paramModeName(ParamMode mode)
{
    switch (mode) {
    case ParamMode::Constant:
        return QStringLiteral("constant");
    case ParamMode::Expression:
        return QStringLiteral("expression");
    case ParamMode::Export:
        return QStringLiteral("export");
    }
    return {};
}

ParamSet::ParamSet(std::shared_ptr<const ParamTable> table, QObject* parent)
    : QObject(parent),
      m_table(std::move(table))
{
    m_slots.reserve(m_table->rows().size());
    for (const ParamDescriptor& row : m_table->rows())
        m_slots.push_back(std::make_unique<Slot>(row));
}

ParamSet::~ParamSet() = default;

ParamSet::Slot* ParamSet::slot(const QString& name) const
{
    const ParamDescriptor* row = m_table->find(name);
    if (!row)
        return nullptr;
    return m_slots[static_cast<std::size_t>(row - m_table->rows().data())].get();
}

Result<ParamSet::Slot*> ParamSet::require(const QString& name) const
{
    if (Slot* found = slot(name))
        return found;
    return unknownParameter(name);
}

int ParamSet::componentIndex(const ParamDescriptor& row, const QString& name)
{
    return name == row.name ? kWhole : static_cast<int>(row.components.indexOf(name));
}

QVariant ParamSet::defaultOf(const Slot& slot) const
{
    if (!slot.row.defaultProvider.isEmpty() && m_defaultProvider)
        return m_defaultProvider(slot.row.defaultProvider);
    return slot.row.defaultValue;
}

QVariant ParamSet::constantOf(const Slot& slot) const
{
    return slot.constant ? *slot.constant : defaultOf(slot);
}

Result<QVariant> ParamSet::tryExpression(const QString& name, const QString& expression) const
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    const ParamDescriptor& row = (*found)->row;
    Result<QVariant> result =
        m_evaluator ? m_evaluator(row.name, expression)
                    : Result<QVariant>(makeError(ErrorCode::Unsupported, QStringLiteral("evaluate"),
                                                 QStringLiteral("expressions are not evaluated here")));
    if (result)
        result = checkValue(row, *result, itemsOf(row));
    if (result) {
        if (Status allowed = check(row, *result); !allowed)
            result = allowed.error();
    }
    return result;
}

QVariant ParamSet::evaluated(const Slot& slot) const
{
    const Result<QVariant> result = tryExpression(slot.row.name, slot.expression);
    if (result) {
        slot.lastGood = *result;
        slot.error.clear();
    } else {
        slot.error = result.error().detail;
    }
    return slot.lastGood.value_or(defaultOf(slot));
}

QVariant ParamSet::withExport(const Slot& slot, QVariant value) const
{
    if (slot.exported.empty())
        return value;
    if (!isPair(slot.row.kind))
        return slot.exported.begin()->second;
    QVariantList pair = value.toList();
    for (const auto& [component, number] : slot.exported) {
        for (int i = 0; i < pair.size(); ++i) {
            if (component == kWhole || component == i)
                pair[i] = number;
        }
    }
    return pair;
}

QVariant ParamSet::readable(const Slot& slot, const QString& name, const QVariant& value) const
{
    if (isPair(slot.row.kind)) {
        const int component = componentIndex(slot.row, name);
        return component < 0 ? value : value.toList().value(component);
    }
    if (slot.row.kind == ParamKind::DynamicMenu && value.toString().isEmpty()) {
        for (const MenuItem& item : itemsOf(slot.row)) {
            if (item.unavailable.isEmpty())
                return item.token;
        }
    }
    return value;
}

QVariant ParamSet::value(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found)
        return {};
    const bool isWholeExport = !found->exported.empty() && !isPair(found->row.kind);
    QVariant base;
    if (!isWholeExport)
        base = found->mode == ParamMode::Expression ? evaluated(*found) : constantOf(*found);
    return readable(*found, name, withExport(*found, std::move(base)));
}

QVariant ParamSet::settledBase(const Slot& slot) const
{
    return slot.mode == ParamMode::Expression ? slot.lastGood.value_or(defaultOf(slot)) : constantOf(slot);
}

QVariant ParamSet::settledValue(const QString& name) const
{
    const Slot* found = slot(name);
    return found ? readable(*found, name, withExport(*found, settledBase(*found))) : QVariant();
}

Status ParamSet::check(const ParamDescriptor& row, const QVariant& checked) const
{
    return m_guard ? m_guard(row, checked) : Status();
}

Status ParamSet::store(Slot& slot, const QVariant& checked)
{
    REELOUT_TRY(check(slot.row, checked));
    // A parameter whose default is found at run time keeps what was said, even if it is the same today.
    const bool isSameAsDefault = slot.row.defaultProvider.isEmpty() && checked == slot.row.defaultValue;
    const std::optional<QVariant> constant =
        isSameAsDefault ? std::nullopt : std::optional<QVariant>(checked);
    if (slot.mode == ParamMode::Constant && slot.constant == constant)
        return {};
    slot.constant = constant;
    slot.mode = ParamMode::Constant;
    slot.expression.clear();
    slot.extra = {};
    slot.error.clear();
    Q_EMIT changed(slot.row.name);
    refill(slot.row);
    return {};
}

void ParamSet::refill(const ParamDescriptor& row)
{
    for (const QString& name : row.refills) {
        Slot* dependent = slot(name);
        if (!dependent || !dependent->constant || dependent->mode != ParamMode::Constant)
            continue;
        const QString token = dependent->constant->toString();
        const std::vector<MenuItem> items = itemsOf(dependent->row);
        const bool isListed = std::any_of(items.begin(), items.end(),
                                          [&](const MenuItem& item) { return item.token == token; });
        if (!items.empty() && !isListed)
            reset(name);
    }
}

Status ParamSet::set(const QString& name, const QVariant& value)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    Slot& target = **found;
    const ParamDescriptor& row = target.row;
    if (row.kind == ParamKind::Pulse) {
        ParamDescriptor asked = row;
        asked.kind = row.menu.empty() ? ParamKind::Toggle : ParamKind::Menu;
        const Result<QVariant> checked = checkValue(asked, value, row.menu);
        if (!checked)
            return checked.error();
        if (row.menu.empty())
            return checked->toBool() ? pulse(name) : Status();
        const auto item = std::find_if(row.menu.begin(), row.menu.end(), [&](const MenuItem& entry) {
            return entry.token == checked->toString();
        });
        return pulse(name, static_cast<int>(item - row.menu.begin()));
    }
    const int component = isPair(row.kind) ? componentIndex(row, name) : kWhole;
    if (component >= 0) {
        const Result<QVariant> number = checkNumber(row, value);
        if (!number)
            return number.error();
        QVariantList pair = settledBase(target).toList();
        pair[component] = *number;
        return store(target, pair);
    }
    const Result<QVariant> checked = checkValue(row, value, itemsOf(row));
    if (!checked)
        return checked.error();
    return store(target, *checked);
}

Status ParamSet::setFromText(const QString& name, const QString& text)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    const ParamDescriptor& row = (*found)->row;
    if (text.startsWith(QLatin1Char('=')))
        return setExpression(name, text.mid(1));
    if (row.kind == ParamKind::Pulse || (isPair(row.kind) && name != row.name))
        return set(name, text);
    const Result<QVariant> checked = valueFromText(row, text, itemsOf(row));
    if (!checked)
        return checked.error();
    return store(**found, *checked);
}

Status ParamSet::setExpression(const QString& name, const QString& expression)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    Slot& target = **found;
    const ParamDescriptor& row = target.row;
    if (row.kind == ParamKind::Pulse || row.kind == ParamKind::Sequence)
        return refusal(row, QStringLiteral("a %1 has no expression").arg(paramKindName(row.kind)));
    if (isPair(row.kind) && name != row.name)
        return refusal(row, QStringLiteral("set the expression of both numbers at once: [%1, %2]")
                                .arg(row.components.value(0), row.components.value(1)));
    if (expression.trimmed().isEmpty())
        return refusal(row, QStringLiteral("the expression is empty"));
    if (expression.size() > kLongestExpression)
        return refusal(row,
                       QStringLiteral("the expression is longer than %1 characters").arg(kLongestExpression));
    if (target.mode == ParamMode::Expression && target.expression == expression)
        return {};
    // What it was until now is what a failing expression falls back to.
    target.lastGood = settledBase(target);
    target.mode = ParamMode::Expression;
    target.expression = expression;
    evaluated(target);
    Q_EMIT changed(row.name);
    return {};
}

Status ParamSet::setExport(const QString& name, const QVariant& value)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    if (!value.isValid()) {
        clearExport(name);
        return {};
    }
    Slot& target = **found;
    const ParamDescriptor& row = target.row;
    bool isSample = false;
    const double sample = value.toDouble(&isSample);
    if (!isSample)
        return refusal(row, QStringLiteral("a channel drives with numbers"));
    if (row.kind == ParamKind::Pulse) {
        const bool wasHigh = std::exchange(target.isPulseHigh, sample > 0.0);
        return target.isPulseHigh && !wasHigh ? pulse(name) : Status();
    }
    const Result<QVariant> checked = valueFromChannel(row, sample, itemsOf(row));
    if (!checked)
        return checked.error();
    std::map<int, QVariant> exported = target.exported;
    exported.insert_or_assign(isPair(row.kind) ? componentIndex(row, name) : kWhole, *checked);
    if (exported == target.exported)
        return {};
    target.exported = std::move(exported);
    Q_EMIT changed(row.name);
    refill(row);
    return {};
}

void ParamSet::clearExport(const QString& name)
{
    Slot* found = slot(name);
    if (!found)
        return;
    found->isPulseHigh = false;
    const bool hadExport = isPair(found->row.kind) && name != found->row.name
                               ? found->exported.erase(componentIndex(found->row, name)) > 0
                               : !std::exchange(found->exported, {}).empty();
    if (hadExport)
        Q_EMIT changed(found->row.name);
}

Status ParamSet::pulse(const QString& name, int index)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    const ParamDescriptor& row = (*found)->row;
    if (row.kind != ParamKind::Pulse)
        return refusal(row, QStringLiteral("a %1 can't be pulsed").arg(paramKindName(row.kind)));
    if (!row.menu.empty()) {
        if (index < 0 || static_cast<std::size_t>(index) >= row.menu.size())
            return refusal(row, QStringLiteral("say which of its %1 entries").arg(row.menu.size()));
        if (!row.fills.isEmpty())
            REELOUT_TRY(set(row.fills, row.menu[static_cast<std::size_t>(index)].token));
    }
    Q_EMIT pulsed(row.name, index);
    return {};
}

void ParamSet::reset(const QString& name)
{
    Slot* found = slot(name);
    if (!found)
        return;
    const Slot fresh(found->row);
    const bool isSame = found->sameSettings(fresh);
    found->restore();
    if (isSame)
        return;
    Q_EMIT changed(found->row.name);
    refill(found->row);
}

void ParamSet::resetAll()
{
    for (const auto& each : m_slots)
        reset(each->row.name);
}

void ParamSet::refresh()
{
    Q_EMIT refreshed();
}

} // namespace reelout
