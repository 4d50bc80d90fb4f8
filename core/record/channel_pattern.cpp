// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/channel_pattern.h"

namespace reelout {

namespace {

constexpr int kLongestRange = 10000;

Error patternError(const QString& text, const QString& why)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read channel pattern"),
                     QStringLiteral("%1 in \"%2\"").arg(why, text));
}

/// How many UTF-16 units the character at `at` has.
int unitsAt(const QString& text, int at)
{
    const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    return isPair ? 2 : 1;
}

// "3", "3-5" or "1-9:2" as the numbers themselves.
Result<QStringList> expandRange(const QString& part, const QString& whole)
{
    static const QRegularExpression shape(QStringLiteral("^(\\d+)(?:-(\\d+)(?::(\\d+))?)?$"));
    const QRegularExpressionMatch match = shape.match(part);
    if (!match.hasMatch())
        return patternError(whole, QStringLiteral("\"%1\" is no range of numbers").arg(part));
    const int from = match.captured(1).toInt();
    const int to = match.captured(2).isEmpty() ? from : match.captured(2).toInt();
    const int step = match.captured(3).isEmpty() ? 1 : match.captured(3).toInt();
    if (step < 1 || to < from || (to - from) / step > kLongestRange)
        return patternError(whole, QStringLiteral("\"%1\" is no range of numbers").arg(part));
    QStringList numbers;
    for (qint64 number = from; number <= to; number += step)
        numbers += QString::number(number);
    return numbers;
}

// What stands between brackets: single characters, or numbers when it has a digit range or a comma.
Result<QString> bracketExpression(const QString& content, const QString& whole)
{
    static const QRegularExpression numeric(QStringLiteral("^[0-9,:-]*[-,][0-9,:-]*$"));
    if (content.isEmpty())
        return patternError(whole, QStringLiteral("empty brackets"));
    if (!numeric.match(content).hasMatch()) {
        QString characters;
        for (int at = 0; at < content.size(); at += unitsAt(content, at)) {
            if (content[at] == QLatin1Char('-') && !characters.isEmpty())
                characters += content[at];
            else
                characters += QRegularExpression::escape(content.mid(at, unitsAt(content, at)));
        }
        const QString expression = QStringLiteral("[%1]").arg(characters);
        if (!QRegularExpression(expression).isValid())
            return patternError(whole, QStringLiteral("\"[%1]\" is no set of characters").arg(content));
        return expression;
    }
    QStringList numbers;
    for (const QString& part : content.split(QLatin1Char(','))) {
        const Result<QStringList> expanded = expandRange(part, whole);
        if (!expanded)
            return expanded.error();
        numbers += *expanded;
    }
    return QString(QStringLiteral("(?:") + numbers.join(QLatin1Char('|')) + QStringLiteral(")"));
}

} // namespace

Result<ChannelPattern> ChannelPattern::parse(const QString& text)
{
    ChannelPattern pattern;
    int at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        Term term;
        QString expression;
        if (text[at] == QLatin1Char('^')) {
            term.removes = true;
            ++at;
        }
        while (at < text.size() && !text[at].isSpace()) {
            const QChar character = text[at];
            if (character == QLatin1Char('"') || character == QLatin1Char('[')) {
                const bool isQuote = character == QLatin1Char('"');
                const auto close =
                    static_cast<int>(text.indexOf(isQuote ? QLatin1Char('"') : QLatin1Char(']'), at + 1));
                if (close < 0)
                    return patternError(text, isQuote ? QStringLiteral("open quote")
                                                      : QStringLiteral("open bracket"));
                const QString content = text.mid(at + 1, close - at - 1);
                if (isQuote) {
                    expression += QRegularExpression::escape(content);
                } else {
                    const Result<QString> bracket = bracketExpression(content, text);
                    if (!bracket)
                        return bracket.error();
                    expression += *bracket;
                }
                at = close + 1;
                continue;
            }
            if (character == QLatin1Char('*'))
                expression += QStringLiteral(".*");
            else if (character == QLatin1Char('?'))
                expression += QLatin1Char('.');
            else
                expression += QRegularExpression::escape(text.mid(at, unitsAt(text, at)));
            at += unitsAt(text, at);
        }
        // Half a character, or more than the engine can take.
        term.expression.setPattern(QRegularExpression::anchoredPattern(expression));
        if (!term.expression.isValid())
            return patternError(text, QStringLiteral("something that can't be looked for"));
        pattern.m_terms.push_back(std::move(term));
    }
    return pattern;
}

std::vector<int> ChannelPattern::select(const QStringList& names) const
{
    std::vector<bool> chosen(static_cast<std::size_t>(names.size()),
                             !m_terms.empty() && m_terms.front().removes);
    for (const Term& term : m_terms) {
        for (int i = 0; i < names.size(); ++i) {
            if (term.expression.match(names[i]).hasMatch())
                chosen[static_cast<std::size_t>(i)] = !term.removes;
        }
    }
    std::vector<int> positions;
    for (int i = 0; i < names.size(); ++i) {
        if (chosen[static_cast<std::size_t>(i)])
            positions.push_back(i);
    }
    return positions;
}

} // namespace reelout
