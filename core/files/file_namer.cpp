// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/file_namer.h"

#include "files/name_search.h"

#include <algorithm>

namespace reelout {

namespace {

const QLatin1String kNumberPlace("%1");

QString paddedNumber(std::int64_t image, int digits)
{
    return QStringLiteral("%1").arg(image, std::clamp(digits, 1, 10), 10, QLatin1Char('0'));
}

Error invalid(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("make file name"), detail);
}

} // namespace

QString fileSuffix(const NamePlan& plan, int index, std::int64_t image)
{
    QString suffix = QStringLiteral(".%1.").arg(index);
    if (plan.kind == NamePlan::Kind::Sequence) {
        suffix += paddedNumber(image, plan.leadingZerosDigits);
        suffix += QLatin1Char('.');
    }
    return suffix + plan.extension;
}

Result<RecordingName> nextName(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                               const QString& moviesFolder)
{
    if (plan.firstIndex < 0)
        return invalid(QStringLiteral("N is %1, it can't be below 0").arg(plan.firstIndex));
    RecordingName name;
    name.index = plan.firstIndex;
    NameSearch search(files, plan, expression, moviesFolder);
    const Result<bool> uses = search.usesSuffix();
    if (!uses)
        return uses.error();
    name.usesSuffix = *uses;
    if (name.usesSuffix && plan.uniqueSuffix) {
        const Result<int> free = search.firstFreeIndex();
        if (!free)
            return free.error();
        name.index = *free;
    }
    Result<QString> path = search.pathAt(name.index);
    if (!path)
        return path.error();
    name.path = *path;
    if (files.exists(name.path) && files.namesIn(name.path))
        return invalid(QStringLiteral("“%1” is a folder").arg(name.path));
    if (plan.kind == NamePlan::Kind::Single)
        return name;

    name.pattern = name.path;
    if (!name.usesSuffix)
        return name;
    const Result<QString> pattern = search.patternAt(name.index);
    if (!pattern)
        return pattern.error();
    // Without the number each image would want the same name.
    if (pattern->count(kImageMark) != 1)
        return invalid(
            QStringLiteral("“%1” must contain the image number of me.fileSuffix once").arg(name.path));
    const qsizetype place = pattern->indexOf(kImageMark);
    if (pattern->indexOf(kNumberPlace, place) >= 0)
        return invalid(QStringLiteral("“%1” can't be in the name behind me.fileSuffix").arg(kNumberPlace));
    name.pattern = QString(*pattern).replace(place, 1, kNumberPlace);
    return name;
}

QString sequencePath(const RecordingName& name, std::int64_t image, int leadingZerosDigits)
{
    // The last one: a folder may be called "100%1" by right.
    const qsizetype place = name.usesSuffix ? name.pattern.lastIndexOf(kNumberPlace) : -1;
    if (place < 0)
        return name.pattern;
    return QString(name.pattern).replace(place, kNumberPlace.size(), paddedNumber(image, leadingZerosDigits));
}

QString extensionOf(const QString& path)
{
    const QString name = path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
    const qsizetype dot = name.lastIndexOf(QLatin1Char('.'));
    return dot > 0 ? name.mid(dot + 1).toLower() : QString();
}

} // namespace reelout
