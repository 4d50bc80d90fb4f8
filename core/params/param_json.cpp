// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_slot.h"
#include "params/param_value.h"

#include <QJsonArray>

namespace reelout {

namespace {

const QString kExpressionKey = QStringLiteral("expression");
const QString kConstantKey = QStringLiteral("constant");

} // namespace

QJsonValue ParamSet::slotToJson(const Slot& slot)
{
    const ParamDescriptor& row = slot.row;
    if (slot.mode == ParamMode::Constant && slot.extra.isEmpty())
        return valueToJson(row, slot.constant.value_or(row.defaultValue));
    QJsonObject object = slot.extra;
    if (slot.mode == ParamMode::Expression)
        object.insert(kExpressionKey, slot.expression);
    if (slot.constant)
        object.insert(kConstantKey, valueToJson(row, *slot.constant));
    return object;
}

QJsonObject ParamSet::toJson() const
{
    QJsonObject json = m_unknown;
    for (const auto& each : m_slots) {
        const ParamDescriptor& row = each->row;
        if (!row.isTransient && !each->sameSettings(Slot(row)))
            json.insert(row.name, slotToJson(*each));
    }
    return json;
}

QJsonValue ParamSet::parameterToJson(const QString& name) const
{
    const Slot* found = slot(name);
    if (!found || found->row.kind == ParamKind::Pulse)
        return QJsonValue(QJsonValue::Undefined);
    // What a default provider gives here need not be what it gives elsewhere.
    if (found->mode == ParamMode::Constant && !found->constant)
        return valueToJson(found->row, defaultOf(*found));
    return slotToJson(*found);
}

Status ParamSet::setFromJson(const QString& name, const QJsonValue& json)
{
    const Result<Slot*> found = require(name);
    if (!found)
        return found.error();
    Slot& target = **found;
    if (target.row.isTransient || target.row.kind == ParamKind::Pulse)
        return refusal(target.row, QStringLiteral("a command is not pasted"));
    Slot candidate(target.row);
    candidate.mode = ParamMode::Constant;
    candidate.expression.clear();
    QStringList problems;
    readSlot(candidate, json, problems);
    if (!problems.isEmpty())
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("set parameter"), problems.constFirst());
    if (candidate.sameSettings(target))
        return {};
    target.takeSettings(candidate);
    Q_EMIT changed(target.row.name);
    refill(target.row);
    return {};
}

void ParamSet::readSlot(Slot& target, const QJsonValue& json, QStringList& problems) const
{
    const ParamDescriptor& row = target.row;
    QJsonValue constant = json;
    QString expression;
    if (json.isObject()) {
        QJsonObject object = json.toObject();
        constant = object.take(kConstantKey);
        const QJsonValue text = object.take(kExpressionKey);
        const bool canHaveExpression = row.kind != ParamKind::Sequence && row.kind != ParamKind::Pulse;
        if (text.isString() && canHaveExpression && !text.toString().trimmed().isEmpty())
            expression = text.toString();
        else if (!text.isUndefined())
            problems.append(refusal(row, QStringLiteral("the expression is not a text")).detail);
        target.extra = object;
    }
    if (expression.isEmpty() && constant.isUndefined()) {
        problems.append(refusal(row, QStringLiteral("neither a value nor an expression")).detail);
        target.restore();
        return;
    }
    if (!constant.isUndefined()) {
        Result<QVariant> checked = valueFromJson(row, constant);
        if (checked) {
            if (Status allowed = check(row, *checked); !allowed)
                checked = allowed.error();
        }
        if (!checked) {
            problems.append(checked.error().detail);
            if (expression.isEmpty()) {
                target.restore();
                return;
            }
        } else if (!row.defaultProvider.isEmpty() || *checked != row.defaultValue) {
            target.constant = *checked;
        }
    }
    target.mode = expression.isEmpty() ? ParamMode::Constant : ParamMode::Expression;
    target.expression = expression;
}

void ParamSet::fromJson(const QJsonObject& json, QStringList* problems)
{
    QStringList found;
    std::vector<Slot> before;
    before.reserve(m_slots.size());
    for (const auto& each : m_slots) {
        before.push_back(*each);
        // Commands are no part of what a file says: a recording in progress goes on.
        if (!each->row.isTransient)
            each->restore();
    }
    m_unknown = {};
    for (auto entry = json.begin(); entry != json.end(); ++entry) {
        Slot* target = slot(entry.key());
        if (!target) {
            m_unknown.insert(entry.key(), entry.value());
            continue;
        }
        const ParamDescriptor& row = target->row;
        if (row.isTransient)
            found.append(refusal(row, QStringLiteral("a command is not read from a file")).detail);
        else if (entry.key() != row.name && json.contains(row.name))
            found.append(
                refusal(row, QStringLiteral("also given as %1; that is left out").arg(entry.key())).detail);
        else if (isPair(row.kind) && row.components.contains(entry.key()))
            found.append(refusal(row, QStringLiteral("both numbers are stored together")).detail);
        else
            readSlot(*target, entry.value(), found);
    }
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (!m_slots[i]->sameSettings(before[i]))
            Q_EMIT changed(m_slots[i]->row.name);
    }
    if (problems)
        *problems += found;
}

} // namespace reelout
