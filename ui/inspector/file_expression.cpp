// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/file_expression.h"

#include <QRegularExpression>

namespace reelout {

QString quotedForExpression(const QString& text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    escaped.replace(QLatin1Char('\''), QStringLiteral("\\'"));
    escaped.replace(QLatin1Char('\n'), QStringLiteral("\\n"));
    return QStringLiteral("'") + escaped + QStringLiteral("'");
}

QString expressionInFolder(const QString& expression, const QString& folder)
{
    QString prefix = folder;
    if (!prefix.endsWith(QLatin1Char('/')))
        prefix += QLatin1Char('/');
    static const QRegularExpression leadingText(QStringLiteral(R"(^\s*(['"])((?:\\.|(?!\1).)*)\1)"));
    const auto match = leadingText.match(expression);
    if (!match.hasMatch())
        return quotedForExpression(prefix) + QStringLiteral(" + (") + expression + QStringLiteral(")");
    // The name stays escaped as it was written; only what stands before its last slash goes.
    const QString written = match.captured(2);
    const QString name = written.mid(written.lastIndexOf(QLatin1Char('/')) + 1);
    QString quote = match.captured(1);
    QString escapedPrefix = quotedForExpression(prefix);
    escapedPrefix = escapedPrefix.mid(1, escapedPrefix.size() - 2);
    if (quote == QStringLiteral("\""))
        escapedPrefix.replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return quote + escapedPrefix + name + quote + expression.mid(match.capturedEnd());
}

} // namespace reelout
