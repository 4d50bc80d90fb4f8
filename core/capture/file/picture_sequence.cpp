// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/picture_sequence.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace reelout {

QString PictureSequence::path(std::int64_t number) const
{
    return before + QString::number(number).rightJustified(digits, QLatin1Char('0')) + after;
}

std::int64_t PictureSequence::length() const
{
    // One look at the folder: a sequence may have a hundred thousand files.
    const QFileInfo info(path(first));
    const QStringList names = info.absoluteDir().entryList(QDir::Files | QDir::Hidden);
    const QSet<QString> known(names.begin(), names.end());
    std::int64_t count = 0;
    while (known.contains(QFileInfo(path(first + count)).fileName()))
        ++count;
    return count;
}

bool isStillName(const QString& path)
{
    static const QSet<QString> extensions{
        QStringLiteral("png"),  QStringLiteral("tif"), QStringLiteral("tiff"), QStringLiteral("jpg"),
        QStringLiteral("jpeg"), QStringLiteral("bmp"), QStringLiteral("exr"),  QStringLiteral("webp"),
        QStringLiteral("hdr"),  QStringLiteral("dds"), QStringLiteral("tga"),  QStringLiteral("dpx"),
        QStringLiteral("pnm"),  QStringLiteral("ppm"), QStringLiteral("pgm"),  QStringLiteral("pam"),
        QStringLiteral("pfm"),  QStringLiteral("jp2"), QStringLiteral("jxl"),  QStringLiteral("qoi"),
        QStringLiteral("sgi")};
    return extensions.contains(QFileInfo(path).suffix().toLower());
}

std::optional<PictureSequence> pictureSequence(const QString& path)
{
    constexpr int kMostDigits = 15;
    if (!isStillName(path))
        return std::nullopt;
    static const QRegularExpression number(QStringLiteral("^(.*?)([0-9]+)([^0-9]*\\.[^./\\\\]+)$"),
                                           QRegularExpression::DotMatchesEverythingOption);
    const QRegularExpressionMatch match = number.match(path);
    if (!match.hasMatch() || match.capturedLength(2) > kMostDigits ||
        match.captured(3).contains(QLatin1Char('/')))
        return std::nullopt;
    PictureSequence sequence{match.captured(1), match.captured(3), match.captured(2).toLongLong(),
                             static_cast<int>(match.capturedLength(2))};
    if (!QFileInfo::exists(sequence.path(sequence.first + 1)))
        return std::nullopt;
    return sequence;
}

} // namespace reelout
