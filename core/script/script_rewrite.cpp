// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_rewrite.h"

#include "script/script_tokens.h"

#include <QSet>

#include <algorithm>

namespace reelout {

namespace {

using Kind = ScriptToken::Kind;
constexpr int kNone = -1;

/// The text with marks of what is put in where.
class Rewriter {
public:
    explicit Rewriter(const QString& source) : m_source(source), m_tokens(scriptTokens(source))
    {
        matchBrackets();
    }

    QString rewrite()
    {
        for (int i = 0; i < count(); ++i) {
            const ScriptToken& each = token(i);
            if (each.kind == Kind::Hash)
                insert(each.begin, QStringLiteral("//"));
            else if (each.kind == Kind::Word)
                lookAtWord(i);
        }
        return apply();
    }

private:
    struct Insertion {
        qsizetype place;
        QString text;
        qsizetype removes = 0;
    };

    int count() const { return static_cast<int>(m_tokens.size()); }
    const ScriptToken& token(int index) const { return m_tokens[static_cast<std::size_t>(index)]; }

    bool is(int index, const char* text) const
    {
        return index >= 0 && index < count() && token(index).in(m_source) == QLatin1String(text);
    }
    bool isWord(int index) const { return index >= 0 && index < count() && token(index).kind == Kind::Word; }
    bool isKeyword(int index) const
    {
        static const QSet<QString> words{
            QStringLiteral("if"),     QStringLiteral("while"),  QStringLiteral("for"),
            QStringLiteral("switch"), QStringLiteral("return"), QStringLiteral("case"),
            QStringLiteral("in"),     QStringLiteral("of"),     QStringLiteral("typeof"),
            QStringLiteral("else"),   QStringLiteral("do")};
        return isWord(index) && words.contains(token(index).in(m_source).toString());
    }
    bool isAny(int index, std::initializer_list<const char*> texts) const
    {
        return std::any_of(texts.begin(), texts.end(), [&](const char* text) { return is(index, text); });
    }
    bool isNewLine(int index) const { return index >= count() || token(index).isFirstOfLine; }
    int partner(int index) const { return m_partners[static_cast<std::size_t>(index)]; }

    void matchBrackets()
    {
        m_partners.assign(m_tokens.size(), kNone);
        std::vector<int> open;
        for (int i = 0; i < count(); ++i) {
            if (token(i).kind != Kind::Sign)
                continue;
            if (isAny(i, {"(", "[", "{"})) {
                open.push_back(i);
            } else if (isAny(i, {")", "]", "}"}) && !open.empty()) {
                m_partners[static_cast<std::size_t>(i)] = open.back();
                m_partners[static_cast<std::size_t>(open.back())] = i;
                open.pop_back();
            }
        }
    }

    void insert(qsizetype place, const QString& text, qsizetype removes = 0)
    {
        m_insertions.push_back({place, text, removes});
    }

    void lookAtWord(int i)
    {
        if (is(i, "par") && is(i - 1, ".") && is(i + 1, ".") && isWord(i + 2) && !isKept(i))
            insert(token(i + 2).end, QStringLiteral(".eval()"));
        else if (isAny(i, {"if", "while"}) && is(i + 1, "(") && partner(i + 1) > 0 && !is(i - 1, "."))
            wrapCondition(i + 1);
        else if (isAny(i, {"delayFrames", "delayMilliSeconds"}) && is(i + 1, "=") && isAny(i - 1, {",", "("}))
            nameArgument(i);
    }

    void wrapCondition(int open)
    {
        insert(token(open).end, QStringLiteral("__truth("));
        insert(token(partner(open)).begin, QStringLiteral(")"));
    }

    void nameArgument(int word)
    {
        int end = word + 2;
        while (end < count() && !isAny(end, {",", ")"}))
            end = isAny(end, {"(", "[", "{"}) && partner(end) > 0 ? partner(end) + 1 : end + 1;
        if (end >= count())
            return;
        insert(token(word).begin, QStringLiteral("{"));
        insert(token(word + 1).begin, QStringLiteral(":"), 1);
        insert(token(end).begin, QStringLiteral("}"));
    }

    // First token of the chain (op('x'), a.b[0], …) that `.par` at `par` ends.
    int chainBegin(int par) const
    {
        int start = par - 1; // the dot
        while (start > 0) {
            const int before = start - 1;
            if (isAny(before, {")", "]"})) {
                if (partner(before) < 0)
                    return start;
                start = partner(before);
                const bool isApplied =
                    (isWord(start - 1) && !isKeyword(start - 1)) || isAny(start - 1, {")", "]"});
                if (!isApplied)
                    return start;
                continue;
            }
            if (!isWord(before) || isKeyword(before))
                return start;
            start = before;
            if (!is(start - 1, "."))
                return start;
            --start;
        }
        return start;
    }

    // True where `.par.name` stays the parameter: kept, handed on, written to, or asked for a member.
    bool isKept(int par) const
    {
        const int after = par + 3;
        const bool isMember = isAny(after, {".", "?."}) || (isAny(after, {"(", "["}) && !isNewLine(after));
        const bool isWritten = isAny(after, {"=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=",
                                             "&=", "|=", "^=", "&&=", "||=", "\?\?="}) ||
                               (isAny(after, {"++", "--"}) && !isNewLine(after));
        if (isMember || isWritten)
            return true;
        const int begin = chainBegin(par);
        if (isAny(begin - 1, {"++", "--"}))
            return true;
        const bool isEnd = isNewLine(after) || isAny(after, {";", ",", ")", "]", "}"});
        if (!isEnd)
            return false;
        if (begin == 0 || is(begin - 1, ";"))
            return true;
        if (isAny(begin - 1, {"=", ",", "[", "..."}))
            return true;
        // A call's argument, not a condition or a group.
        return is(begin - 1, "(") && ((isWord(begin - 2) && !isKeyword(begin - 2)) || is(begin - 2, ")"));
    }

    QString apply()
    {
        // What ends at one place begins later the further in it is.
        std::reverse(m_insertions.begin(), m_insertions.end());
        std::stable_sort(m_insertions.begin(), m_insertions.end(),
                         [](const Insertion& a, const Insertion& b) { return a.place < b.place; });
        QString result;
        qsizetype copied = 0;
        for (const Insertion& insertion : m_insertions) {
            result += QStringView(m_source).mid(copied, insertion.place - copied);
            result += insertion.text;
            copied = insertion.place + insertion.removes;
        }
        result += QStringView(m_source).mid(copied);
        return result;
    }

    const QString& m_source;
    std::vector<ScriptToken> m_tokens;
    std::vector<int> m_partners; ///< of brackets
    std::vector<Insertion> m_insertions;
};

} // namespace

QString rewrittenScript(const QString& source)
{
    return Rewriter(source).rewrite();
}

} // namespace reelout
