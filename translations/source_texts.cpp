// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations/source_texts.h"

#include <QRegularExpression>

namespace reelout {

namespace {

struct Helper {
    QString name;
    QString context;
};

std::vector<Helper> helpersIn(const QString& code)
{
    static const QRegularExpression definition(
        QStringLiteral("QString (\\w+)\\(const char\\* (\\w+)\\)\\s*\\{\\s*"
                       "return QCoreApplication::translate\\(\"([^\"]+)\", \\2\\);\\s*\\}"));
    std::vector<Helper> helpers;
    auto matches = definition.globalMatch(code);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        helpers.push_back({match.captured(1), match.captured(3)});
    }
    return helpers;
}

/// "a" "b\n" → ab and a line break.
QString literalValue(const QString& literals)
{
    static const QRegularExpression piece(QStringLiteral("\"((?:[^\"\\\\]|\\\\.)*)\""));
    QString value;
    auto matches = piece.globalMatch(literals);
    while (matches.hasNext())
        value += matches.next().captured(1);
    return value.replace(QLatin1String("\\n"), QLatin1String("\n"))
        .replace(QLatin1String("\\\""), QLatin1String("\""))
        .replace(QLatin1String("\\\\"), QLatin1String("\\"));
}

} // namespace

std::vector<SourceText> helperTexts(const QString& code)
{
    std::vector<SourceText> texts;
    for (const Helper& helper : helpersIn(code)) {
        if (helper.name == QLatin1String("tr"))
            continue;
        const QRegularExpression call(
            QStringLiteral("\\b%1\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)[,)]").arg(helper.name));
        auto matches = call.globalMatch(code);
        while (matches.hasNext())
            texts.push_back({helper.context, literalValue(matches.next().captured(1))});
    }
    return texts;
}

QStringList contextsOfTr(const QString& code)
{
    QStringList contexts;
    for (const Helper& helper : helpersIn(code)) {
        if (helper.name == QLatin1String("tr"))
            contexts.append(helper.context);
    }
    return contexts;
}

} // namespace reelout
