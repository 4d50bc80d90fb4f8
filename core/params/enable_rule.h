// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <vector>

namespace reelout {

/// When a parameter is available, as data: conditions joined by and/or. It can be evaluated, and it can
/// explain itself ("available when Pause is on").
class EnableRule {
public:
    enum class Comparison {
        IsOn,     ///< toggle is on
        In,       ///< menu token is one of `values`
        NotIn,    ///< … is none of them
        IsSet,    ///< reference or text is not empty
        IsNotSet, ///< … is empty
        Fact,     ///< a named question that a provider answers ("codecHasTypes"); `values` has its words
    };
    struct Condition {
        QString parameter; ///< or the fact's name
        Comparison comparison = Comparison::IsOn;
        QStringList values;
    };

    EnableRule() = default; ///< always available
    static EnableRule when(Condition condition);
    EnableRule operator&&(const EnableRule& other) const;
    EnableRule operator||(const EnableRule& other) const;

    bool isAlways() const { return m_alternatives.empty(); }
    /// The rule as alternatives of conditions that must all hold (disjunctive normal form).
    const std::vector<std::vector<Condition>>& alternatives() const { return m_alternatives; }
    /// Names of the parameters read.
    QStringList parameters() const;
    /// Names of the facts asked.
    QStringList facts() const;

    using ValueOf = std::function<QVariant(const QString& parameter)>;
    using FactOf = std::function<bool(const QString& fact)>;
    bool holds(const ValueOf& valueOf, const FactOf& factOf) const;

    /// The rule as the contract's table writes it: "type in movie,stopframemovie and pause".
    QString toText() const;

private:
    std::vector<std::vector<Condition>> m_alternatives;
};

} // namespace reelout
