// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_source.h"

#include <QRegularExpression>

namespace reelout {

QString withParameterAccess(const QString& expression)
{
    // Alternatives in order: what is skipped whole, then what is looked for.
    static const QRegularExpression pattern(
        QStringLiteral(R"re('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/)re"
                       R"re(|\.par\.(\w+)\b(\s*\.(?:eval|val|expr|mode|menuNames|menuLabels|pulse)\b)?)re"
                       R"re((?!\s*(?:[-+*/%&|^]|\*\*|<<|>>>?)?=[^=>]|\+\+|--))re"),
        QRegularExpression::DotMatchesEverythingOption);
    QString result;
    qsizetype copied = 0;
    auto matches = pattern.globalMatch(expression);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedStart(1) < 0)
            continue;
        result += QStringView(expression).mid(copied, match.capturedStart() - copied);
        result += match.capturedStart(2) < 0 ? QLatin1String(".valueOfParameter(\"")
                                             : QLatin1String(".parameterOf(\"");
        result += match.capturedView(1);
        result += QLatin1String("\")");
        result += match.capturedView(2);
        copied = match.capturedEnd();
    }
    result += QStringView(expression).mid(copied);
    return result;
}

QString whyRefused(const QString& expression)
{
    static const QRegularExpression handlers(QStringLiteral("\\b(catch|finally)\\b"));
    const QRegularExpressionMatch found = handlers.match(expression);
    return found.hasMatch() ? QStringLiteral("an expression can't contain \"%1\"").arg(found.captured(1))
                            : QString();
}

} // namespace reelout
