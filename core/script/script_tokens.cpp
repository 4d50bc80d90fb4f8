// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_tokens.h"

#include <QStringList>

#include <algorithm>

namespace reelout {

namespace {

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('$');
}

/// Walks over the text once.
class Scanner {
public:
    explicit Scanner(const QString& source) : m_source(source) {}

    std::vector<ScriptToken> scan()
    {
        while (m_at < m_source.size())
            step();
        return std::move(m_tokens);
    }

private:
    using Kind = ScriptToken::Kind;

    QChar look(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : QChar();
    }

    void add(Kind kind, qsizetype end)
    {
        end = std::min(end, m_source.size());
        m_tokens.push_back({kind, m_at, end, m_isLineStart});
        m_isLineStart = false;
        m_at = end;
    }

    void skipTo(qsizetype end)
    {
        end = end < 0 ? m_source.size() : end;
        if (QStringView(m_source).mid(m_at, end - m_at).contains(QLatin1Char('\n')))
            m_isLineStart = true;
        m_at = end;
    }

    void step()
    {
        const QChar c = look();
        if (c == QLatin1Char('\n'))
            m_isLineStart = true;
        if (c.isSpace())
            ++m_at;
        else if (c == QLatin1Char('/') && look(1) == QLatin1Char('/'))
            skipTo(lineEnd());
        else if (c == QLatin1Char('/') && look(1) == QLatin1Char('*'))
            skipTo(afterComment());
        else if (c == QLatin1Char('#'))
            add(Kind::Hash, lineEnd());
        else if (c == QLatin1Char('\'') || c == QLatin1Char('"') || c == QLatin1Char('`'))
            add(Kind::Text, afterQuoted(c));
        else if (c.isDigit())
            add(Kind::Number, afterWord(true));
        else if (isWordPart(c))
            add(Kind::Word, afterWord(false));
        else if (c == QLatin1Char('/') && mayBeginPattern())
            add(Kind::Pattern, afterPattern());
        else
            add(Kind::Sign, m_at + signLength());
    }

    qsizetype lineEnd() const
    {
        const qsizetype end = m_source.indexOf(QLatin1Char('\n'), m_at);
        return end < 0 ? m_source.size() : end;
    }

    qsizetype afterComment() const
    {
        const qsizetype end = m_source.indexOf(QLatin1String("*/"), m_at + 2);
        return end < 0 ? m_source.size() : end + 2;
    }

    qsizetype afterQuoted(QChar quote) const
    {
        for (qsizetype i = m_at + 1; i < m_source.size(); ++i) {
            if (m_source[i] == QLatin1Char('\\'))
                ++i;
            else if (m_source[i] == quote)
                return i + 1;
        }
        return m_source.size();
    }

    qsizetype afterWord(bool isNumber) const
    {
        qsizetype end = m_at;
        while (end < m_source.size() &&
               (isWordPart(m_source[end]) || (isNumber && m_source[end] == QLatin1Char('.'))))
            ++end;
        return end;
    }

    qsizetype afterPattern() const
    {
        bool isInClass = false;
        for (qsizetype i = m_at + 1; i < m_source.size(); ++i) {
            const QChar c = m_source[i];
            if (c == QLatin1Char('\n'))
                return i;
            if (c == QLatin1Char('\\'))
                ++i;
            else if (c == QLatin1Char('['))
                isInClass = true;
            else if (c == QLatin1Char(']'))
                isInClass = false;
            else if (c == QLatin1Char('/') && !isInClass)
                return i + 1;
        }
        return m_source.size();
    }

    // After a value a slash divides.
    bool mayBeginPattern() const
    {
        if (m_tokens.empty())
            return true;
        const ScriptToken& last = m_tokens.back();
        if (last.kind == Kind::Word)
            return last.in(m_source) == QLatin1String("return") || last.in(m_source) == QLatin1String("case");
        if (last.kind != Kind::Sign)
            return false;
        const QStringView sign = last.in(m_source);
        return sign != QLatin1String(")") && sign != QLatin1String("]") && sign != QLatin1String("}");
    }

    qsizetype signLength() const
    {
        static const QStringList signs{QStringLiteral(">>>="),
                                       QStringLiteral("==="),
                                       QStringLiteral("!=="),
                                       QStringLiteral("**="),
                                       QStringLiteral("<<="),
                                       QStringLiteral(">>="),
                                       QStringLiteral(">>>"),
                                       QStringLiteral("..."),
                                       QStringLiteral("&&="),
                                       QStringLiteral("||="),
                                       QStringLiteral("?"
                                                      "?="),
                                       QStringLiteral("=>"),
                                       QStringLiteral("=="),
                                       QStringLiteral("!="),
                                       QStringLiteral("<="),
                                       QStringLiteral(">="),
                                       QStringLiteral("&&"),
                                       QStringLiteral("||"),
                                       QStringLiteral("??"),
                                       QStringLiteral("?."),
                                       QStringLiteral("++"),
                                       QStringLiteral("--"),
                                       QStringLiteral("+="),
                                       QStringLiteral("-="),
                                       QStringLiteral("*="),
                                       QStringLiteral("/="),
                                       QStringLiteral("%="),
                                       QStringLiteral("&="),
                                       QStringLiteral("|="),
                                       QStringLiteral("^="),
                                       QStringLiteral("**"),
                                       QStringLiteral("<<"),
                                       QStringLiteral(">>")};
        const QStringView rest = QStringView(m_source).mid(m_at, 4);
        const auto found = std::find_if(signs.begin(), signs.end(),
                                        [&](const QString& sign) { return rest.startsWith(sign); });
        return found == signs.end() ? 1 : found->size();
    }

    const QString& m_source;
    qsizetype m_at = 0;
    bool m_isLineStart = true;
    std::vector<ScriptToken> m_tokens;
};

} // namespace

std::vector<ScriptToken> scriptTokens(const QString& source)
{
    return Scanner(source).scan();
}

} // namespace reelout
