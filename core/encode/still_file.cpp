// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_file.h"

#include "base/log.h"

#include <QFileInfo>

namespace reelout {

namespace {

constexpr int kTemporaryNames = 16;
constexpr qsizetype kLongestName = 240; ///< bytes, leaves room for the ending below the usual 255

QString temporaryPath(const QString& path, int attempt)
{
    const QFileInfo info(path);
    QString name = info.fileName();
    while (name.toUtf8().size() > kLongestName)
        name.chop(name.size() > 1 && name.back().isLowSurrogate() ? 2 : 1);
    const QString number = attempt == 0 ? QString() : QStringLiteral(".%1").arg(attempt);
    return QStringLiteral("%1/%2%3.part").arg(info.absolutePath(), name, number);
}

Result<std::unique_ptr<OutputFile>> openTemporary(FileSystem& files, const QString& path)
{
    for (int attempt = 0;; ++attempt) {
        Result<std::unique_ptr<OutputFile>> file =
            files.open(temporaryPath(path, attempt), OpenMode::CreateNew);
        if (file || file.error().code != ErrorCode::AlreadyExists || attempt + 1 >= kTemporaryNames)
            return file;
    }
}

Status fill(OutputFile& file, const StillBytes& bytes)
{
    REELOUT_TRY(file.writeAt(0, bytes));
    REELOUT_TRY(file.sync());
    return file.close();
}

} // namespace

void discardStill(FileSystem& files, const QString& temporary)
{
    if (const Status removed = files.remove(temporary); !removed)
        logWarning(QStringLiteral("encode"),
                   QStringLiteral("An unfinished still is left behind: %1").arg(removed.error().detail));
}

Result<QString> writeStillBeside(FileSystem& files, const QString& path, const StillBytes& bytes)
{
    Result<std::unique_ptr<OutputFile>> opened = openTemporary(files, path);
    if (!opened)
        return opened.error();
    const QString temporary = (*opened)->path();
    const Status status = fill(**opened, bytes);
    opened->reset();
    if (status)
        return temporary;
    discardStill(files, temporary);
    return status.error();
}

Status publishStill(FileSystem& files, const QString& temporary, const QString& path, Overwrite overwrite)
{
    const Status status =
        overwrite == Overwrite::Allowed ? files.rename(temporary, path) : files.renameToNew(temporary, path);
    if (!status)
        discardStill(files, temporary);
    return status;
}

Status writeStillFile(FileSystem& files, const QString& path, const StillBytes& bytes, Overwrite overwrite)
{
    const Result<QString> temporary = writeStillBeside(files, path, bytes);
    return temporary ? publishStill(files, *temporary, path, overwrite) : Status(temporary.error());
}

} // namespace reelout
