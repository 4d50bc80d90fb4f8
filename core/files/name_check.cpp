// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/name_check.h"

#include <QDir>
#include <QStringList>

#include <algorithm>
#include <array>

namespace reelout {

namespace {

// NAME_MAX and PATH_MAX less the closing NUL, the same on every Linux and macOS disk that matters.
constexpr qsizetype kLongestPart = 255;
constexpr qsizetype kLongestPath = 4095;

Error refuse(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("check file name"), detail);
}

QString characterName(QChar character)
{
    const QString code = QStringLiteral("U+%1").arg(character.unicode(), 4, 16, QLatin1Char('0')).toUpper();
    if (character.isNull())
        return QStringLiteral("NUL (%1)").arg(code);
    if (character.isPrint())
        return QStringLiteral("“%1” (%2)").arg(character).arg(code);
    return code;
}

bool isForbidden(QChar character, NameRules rules)
{
    if (character.isNull())
        return true;
    if (rules == NameRules::Posix)
        return false;
    return character.unicode() < 32 || QStringLiteral("<>:\"|?*").contains(character);
}

bool isHalfPair(const QString& text, qsizetype i)
{
    if (text.at(i).isHighSurrogate())
        return i + 1 >= text.size() || !text.at(i + 1).isLowSurrogate();
    return text.at(i).isLowSurrogate() && (i == 0 || !text.at(i - 1).isHighSurrogate());
}

bool isReservedOnWindows(const QString& part)
{
    static const std::array<QLatin1String, 6> kNames = {QLatin1String("CON"), QLatin1String("PRN"),
                                                        QLatin1String("AUX"), QLatin1String("NUL"),
                                                        QLatin1String("COM"), QLatin1String("LPT")};
    const QString stem = part.section(QLatin1Char('.'), 0, 0).trimmed().toUpper();
    const bool numbered =
        stem.size() == 4 && stem.at(3) >= QLatin1Char('1') && stem.at(3) <= QLatin1Char('9');
    return std::any_of(kNames.begin(), kNames.end(), [&](QLatin1String name) {
        return stem == name ||
               (numbered && stem.startsWith(name) && (name == kNames[4] || name == kNames[5]));
    });
}

Status checkPart(const QString& part, NameRules rules)
{
    const qsizetype length = rules == NameRules::Windows ? part.size() : part.toUtf8().size();
    if (length > kLongestPart)
        return refuse(QStringLiteral("“%1…” is %2 bytes long, at most %3 are possible")
                          .arg(part.left(40))
                          .arg(length)
                          .arg(kLongestPart));
    if (rules == NameRules::Posix)
        return {};
    if (isReservedOnWindows(part))
        return refuse(QStringLiteral("“%1” is a name the system keeps for itself").arg(part));
    const bool isDots = part == QLatin1String(".") || part == QLatin1String("..");
    if (!isDots && (part.endsWith(QLatin1Char('.')) || part.endsWith(QLatin1Char(' '))))
        return refuse(QStringLiteral("“%1” ends with a dot or a space").arg(part));
    return {};
}

QString normalised(const QString& absolute)
{
    QString clean = QDir::cleanPath(absolute);
    // Qt keeps what the system ignores: there is nothing above the root.
    while (clean.startsWith(QLatin1String("/../")))
        clean.remove(0, 3);
    return clean;
}

} // namespace

Status checkFileName(const QString& path, NameRules rules)
{
    if (path.trimmed().isEmpty())
        return refuse(QStringLiteral("the file name is empty"));
    QString body = path;
    if (rules == NameRules::Windows) {
        body.replace(QLatin1Char('\\'), QLatin1Char('/'));
        // The colon of a drive is the only one allowed.
        if (body.size() >= 2 && body.at(0).isLetter() && body.at(1) == QLatin1Char(':'))
            body.remove(0, 2);
    }
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (isForbidden(body.at(i), rules))
            return refuse(
                QStringLiteral("the character %1 can't be in a file name").arg(characterName(body.at(i))));
        if (isHalfPair(body, i))
            return refuse(
                QStringLiteral("half a character, %1, is in the file name").arg(characterName(body.at(i))));
    }
    const QStringList parts = body.split(QLatin1Char('/'));
    const QString& last = parts.last();
    if (last.isEmpty() || last == QLatin1String(".") || last == QLatin1String(".."))
        return refuse(QStringLiteral("“%1” names a folder, not a file").arg(path));
    for (const QString& part : parts)
        REELOUT_TRY(checkPart(part, rules));
    if (rules == NameRules::Posix && path.toUtf8().size() > kLongestPath)
        return refuse(QStringLiteral("the path is longer than %1 bytes").arg(kLongestPath));
    return {};
}

QString absolutePath(const QString& path, const QString& folder)
{
    // Not QDir::isAbsolutePath alone: to it ":/x" is a resource of the program.
    const bool isResource = path.startsWith(QLatin1Char(':'));
    if (!isResource && QDir::isAbsolutePath(path))
        return normalised(path);
    const QString base = QDir::isAbsolutePath(folder) ? folder : QDir::current().absoluteFilePath(folder);
    const QString joined = base + QLatin1Char('/') + path;
    return normalised(joined);
}

} // namespace reelout
