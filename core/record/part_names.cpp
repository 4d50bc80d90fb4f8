// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/part_names.h"

#include "files/name_search.h"

namespace reelout {

namespace {

/// The value of File with the mark where me.fileSuffix stands; empty when it does more with it than that.
QString shapeOf(const NamePlan& plan, const FileExpression& expression, const RecordingName& first)
{
    if (!first.usesSuffix)
        return {};
    const QString suffix = fileSuffix(plan, first.index);
    const Result<QString> value = expression(suffix);
    const Result<QString> shape = expression(QString(kIndexMark));
    const bool isPlain = value && shape && shape->count(kIndexMark) == 1 &&
                         QString(*shape).replace(kIndexMark, suffix) == *value;
    return isPlain ? *shape : QString();
}

PartNames namesOf(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                  const RecordingName& first, const QString& folder, const QString& addition)
{
    NamePlan wanted = plan;
    wanted.uniqueSuffix = true;
    QString shape = shapeOf(plan, expression, first);
    if (shape.isEmpty()) {
        wanted.extension = extensionOf(first.path);
        shape = first.path.chopped(wanted.extension.isEmpty() ? 0 : wanted.extension.size() + 1) + kIndexMark;
    }
    shape.replace(kIndexMark, addition + kIndexMark);
    return [&files, wanted, shape, folder](int firstIndex) mutable {
        wanted.firstIndex = firstIndex;
        const FileExpression named = [shape](const QString& suffix) -> Result<QString> {
            return QString(shape).replace(kIndexMark, suffix);
        };
        return nextName(files, wanted, named, folder);
    };
}

} // namespace

PartNames partNames(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                    const RecordingName& first, const QString& folder)
{
    return namesOf(files, plan, expression, first, folder, {});
}

PartNames replayNames(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                      const RecordingName& next, const QString& folder)
{
    return namesOf(files, plan, expression, next, folder, QStringLiteral("-replay"));
}

int secondIndex(const RecordingName& first)
{
    return first.usesSuffix ? first.index + 1 : 1;
}

} // namespace reelout
