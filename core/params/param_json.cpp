// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_slot.h"
#include "params/param_value.h"

#include <QJsonArray>

namespace reelout {

namespace {

const QString kExpressionKey = QStringLiteral("expression");
const QString kConstantKey = QStringLiteral("constant");

} // namespace

QJsonObject ParamSet::toJson() const
{
    QJsonObject json = m_unknown;
    for (const auto& each : m_slots) {
        const ParamDescriptor& row = each->row;
        if (row.isTransient || each->sameSettings(Slot(row)))
            continue;
        if (each->mode == ParamMode::Constant && each->extra.isEmpty()) {
            json.insert(row.name, valueToJson(row, each->constant.value_or(row.defaultValue)));
            continue;
        }
        QJsonObject object = each->extra;
        if (each->mode == ParamMode::Expression)
            object.insert(kExpressionKey, each->expression);
        if (each->constant)
            object.insert(kConstantKey, valueToJson(row, *each->constant));
        json.insert(row.name, object);
    }
    return json;
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
