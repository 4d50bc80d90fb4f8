// SPDX-License-Identifier: GPL-3.0-or-later
#include "recovery/still_series.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

namespace reelout {

StillSeries::StillSeries(FileSystem& files, QString folder, QString stem, qint64 first, int digits,
                         QString suffix)
    : m_files(&files),
      m_folder(std::move(folder)),
      m_stem(std::move(stem)),
      m_first(first),
      m_digits(digits),
      m_suffix(std::move(suffix))
{}

std::optional<StillSeries> StillSeries::ofFirst(FileSystem& files, const QString& firstPath)
{
    static const QRegularExpression numbered(QStringLiteral("\\A(.*?)([0-9]{1,10})(\\.[^.]+)\\z"));
    const QFileInfo first(firstPath);
    const QRegularExpressionMatch match = numbered.match(first.fileName());
    if (!match.hasMatch())
        return std::nullopt;
    const QString number = match.captured(2);
    return StillSeries(files, first.path(), match.captured(1), number.toLongLong(),
                       static_cast<int>(number.size()), match.captured(3));
}

QString StillSeries::nameOf(qint64 number) const
{
    return m_stem + QStringLiteral("%1").arg(number, m_digits, 10, QLatin1Char('0')) + m_suffix;
}

QStringList StillSeries::stills() const
{
    QStringList found;
    const Result<QStringList> names = m_files->namesIn(m_folder);
    if (!names)
        return found;
    const QSet<QString> there(names->begin(), names->end());
    for (qint64 number = m_first; there.contains(nameOf(number)); ++number)
        found += QDir(m_folder).filePath(nameOf(number));
    return found;
}

QStringList StillSeries::unfinished() const
{
    QStringList found;
    const Result<QStringList> names = m_files->namesIn(m_folder);
    if (!names)
        return found;
    const QRegularExpression pattern(
        QStringLiteral("\\A%1[0-9]+%2(\\.[0-9]+)?\\.part\\z")
            .arg(QRegularExpression::escape(m_stem), QRegularExpression::escape(m_suffix)));
    for (const QString& name : *names) {
        if (pattern.match(name).hasMatch())
            found += QDir(m_folder).filePath(name);
    }
    return found;
}

} // namespace reelout
