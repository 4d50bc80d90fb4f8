// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/enable_rule.h"

#include <algorithm>

namespace reelout {

namespace {

bool conditionHolds(const EnableRule::Condition& condition, const EnableRule::ValueOf& valueOf,
                    const EnableRule::FactOf& factOf)
{
    switch (condition.comparison) {
    case EnableRule::Comparison::IsOn:
        return valueOf(condition.parameter).toBool();
    case EnableRule::Comparison::In:
        return condition.values.contains(valueOf(condition.parameter).toString());
    case EnableRule::Comparison::NotIn:
        return !condition.values.contains(valueOf(condition.parameter).toString());
    case EnableRule::Comparison::IsSet:
        return !valueOf(condition.parameter).toString().isEmpty();
    case EnableRule::Comparison::IsNotSet:
        return valueOf(condition.parameter).toString().isEmpty();
    case EnableRule::Comparison::Fact:
        return factOf(condition.parameter);
    }
    return true;
}

QString conditionText(const EnableRule::Condition& condition)
{
    const QString values = condition.values.join(QLatin1Char(','));
    const bool isSingle = condition.values.size() == 1;
    switch (condition.comparison) {
    case EnableRule::Comparison::IsOn:
        return condition.parameter;
    case EnableRule::Comparison::In:
        return condition.parameter + (isSingle ? QStringLiteral(" == ") : QStringLiteral(" in ")) + values;
    case EnableRule::Comparison::NotIn:
        return condition.parameter + (isSingle ? QStringLiteral(" != ") : QStringLiteral(" not in ")) +
               values;
    case EnableRule::Comparison::IsSet:
        return condition.parameter + QStringLiteral(" is set");
    case EnableRule::Comparison::IsNotSet:
        return condition.parameter + QStringLiteral(" is empty");
    case EnableRule::Comparison::Fact:
        return condition.values.join(QLatin1Char(' '));
    }
    return {};
}

} // namespace

EnableRule EnableRule::when(Condition condition)
{
    EnableRule rule;
    rule.m_alternatives.push_back({std::move(condition)});
    return rule;
}

EnableRule EnableRule::operator&&(const EnableRule& other) const
{
    if (isAlways())
        return other;
    if (other.isAlways())
        return *this;
    EnableRule rule;
    for (const auto& left : m_alternatives) {
        for (const auto& right : other.m_alternatives) {
            std::vector<Condition> both = left;
            both.insert(both.end(), right.begin(), right.end());
            rule.m_alternatives.push_back(std::move(both));
        }
    }
    return rule;
}

EnableRule EnableRule::operator||(const EnableRule& other) const
{
    if (isAlways() || other.isAlways())
        return {};
    EnableRule rule = *this;
    rule.m_alternatives.insert(rule.m_alternatives.end(), other.m_alternatives.begin(),
                               other.m_alternatives.end());
    return rule;
}

QStringList EnableRule::parameters() const
{
    QStringList names;
    for (const auto& conditions : m_alternatives) {
        for (const Condition& condition : conditions) {
            if (condition.comparison != Comparison::Fact && !names.contains(condition.parameter))
                names.append(condition.parameter);
        }
    }
    return names;
}

QStringList EnableRule::facts() const
{
    QStringList names;
    for (const auto& conditions : m_alternatives) {
        for (const Condition& condition : conditions) {
            if (condition.comparison == Comparison::Fact && !names.contains(condition.parameter))
                names.append(condition.parameter);
        }
    }
    return names;
}

bool EnableRule::holds(const ValueOf& valueOf, const FactOf& factOf) const
{
    if (isAlways())
        return true;
    return std::any_of(m_alternatives.begin(), m_alternatives.end(), [&](const auto& conditions) {
        return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
            return conditionHolds(condition, valueOf, factOf);
        });
    });
}

QString EnableRule::toText() const
{
    QStringList alternatives;
    for (const auto& conditions : m_alternatives) {
        QStringList texts;
        for (const Condition& condition : conditions)
            texts.append(conditionText(condition));
        alternatives.append(texts.join(QStringLiteral(" and ")));
    }
    return alternatives.join(QStringLiteral("; or "));
}

} // namespace reelout
