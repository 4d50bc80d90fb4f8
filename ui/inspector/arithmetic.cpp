// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/arithmetic.h"

#include <cmath>

namespace reelout {

namespace {

constexpr int kDeepestNesting = 64;

/// Recursive descent over  sum = product (± product)*,  product = factor (×÷ factor)*.
class Parser {
public:
    explicit Parser(const QString& text) : m_text(text) {}

    std::optional<double> parse()
    {
        const auto value = sum(0);
        skipSpace();
        if (!value || m_at != m_text.size() || !std::isfinite(*value))
            return std::nullopt;
        return value;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
    }
    bool take(char wanted)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text.at(m_at) != QLatin1Char(wanted))
            return false;
        ++m_at;
        return true;
    }
    std::optional<double> sum(int depth)
    {
        auto value = product(depth);
        while (value) {
            const bool plus = take('+');
            if (!plus && !take('-'))
                break;
            const auto other = product(depth);
            if (!other)
                return std::nullopt;
            value = plus ? *value + *other : *value - *other;
        }
        return value;
    }
    std::optional<double> product(int depth)
    {
        auto value = factor(depth);
        while (value) {
            const bool times = take('*');
            if (!times && !take('/'))
                break;
            const auto other = factor(depth);
            if (!other)
                return std::nullopt;
            value = times ? *value * *other : *value / *other;
        }
        return value;
    }
    std::optional<double> factor(int depth)
    {
        if (depth > kDeepestNesting)
            return std::nullopt;
        if (take('-')) {
            const auto value = factor(depth + 1);
            return value ? std::optional(-*value) : std::nullopt;
        }
        if (take('+'))
            return factor(depth + 1);
        if (take('(')) {
            const auto value = sum(depth + 1);
            return value && take(')') ? value : std::nullopt;
        }
        return number();
    }
    std::optional<double> number()
    {
        skipSpace();
        const auto begin = m_at;
        while (m_at < m_text.size() && (m_text.at(m_at).isDigit() || m_text.at(m_at) == QLatin1Char('.') ||
                                        m_text.at(m_at) == QLatin1Char(',')))
            ++m_at;
        QString digits = m_text.mid(begin, m_at - begin);
        digits.replace(QLatin1Char(','), QLatin1Char('.'));
        bool ok = false;
        const double value = digits.toDouble(&ok);
        return ok ? std::optional(value) : std::nullopt;
    }

    const QString& m_text;
    qsizetype m_at = 0;
};

} // namespace

std::optional<double> evaluateArithmetic(const QString& text)
{
    return Parser(text).parse();
}

} // namespace reelout
