// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include "base/log.h"
#include "ui/theme/icons.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cmath>

namespace reelout {

namespace {

QColor colourNamed(const ThemeColours& colours, const QString& name)
{
    for (const NamedColour& each : namedColours()) {
        if (name == QLatin1String(each.name))
            return colours.*each.colour;
    }
    return {};
}

// Style sheets take images from files only, so the tinted ones are put into a folder that goes with the
// program.
QString tintedFile(const QString& name, const QColor& colour)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(name + colour.name().mid(1) + QStringLiteral(".svg"));
    if (QFile::exists(path))
        return path;
    QFile file(path);
    const QByteArray svg = tintedSvg(name, colour);
    if (!folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write(svg) != svg.size()) {
        logWarning(QStringLiteral("theme"), QStringLiteral("%1: %2").arg(path, file.errorString()));
        return QStringLiteral(":/reelout/icons/%1.svg").arg(name);
    }
    return path;
}

QString replacement(const ThemeChoice& choice, const QRegularExpressionMatch& match)
{
    const ThemeColours& colours = themeColours(choice.theme);
    if (!match.captured(QStringLiteral("px")).isEmpty())
        return QStringLiteral("%1px").arg(
            std::lround(match.captured(QStringLiteral("px")).toInt() * choice.textPercent / 100.0));
    if (!match.captured(QStringLiteral("icon")).isEmpty())
        return QStringLiteral("url(%1)").arg(
            tintedFile(match.captured(QStringLiteral("icon")),
                       colourNamed(colours, match.captured(QStringLiteral("tint")))));
    const QString name = match.captured(QStringLiteral("name"));
    if (name == QLatin1String("line"))
        return choice.theme == QLatin1String("contrast") ? QStringLiteral("2px") : QStringLiteral("1px");
    return colourNamed(colours, name).name();
}

} // namespace

QString styleSheet(const ThemeChoice& choice)
{
    QFile file(QStringLiteral(":/reelout/style.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression variable(QStringLiteral(
        "@(?:px\\((?<px>\\d+)\\)|icon\\((?<icon>[a-z-]+),(?<tint>[a-zA-Z]+)\\)|(?<name>[a-zA-Z]+))"));
    QString sheet;
    qsizetype from = 0;
    auto matches = variable.globalMatch(source);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        sheet += source.mid(from, match.capturedStart() - from);
        sheet += replacement(choice, match);
        from = match.capturedEnd();
    }
    return sheet + source.mid(from);
}

} // namespace reelout
