// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace reelout {

namespace {

constexpr qint64 kLargestFile = 64 << 20;

Error fileError(const QFileDevice& file, const QString& path, const QString& step)
{
    ErrorCode code = ErrorCode::IoFailed;
    if (file.error() == QFileDevice::PermissionsError)
        code = ErrorCode::PermissionDenied;
    else if (file.error() == QFileDevice::ResourceError)
        code = ErrorCode::DiskFull;
    return makeError(code, step, QStringLiteral("%1: %2").arg(path, file.errorString()));
}

} // namespace

Result<QByteArray> readWholeFile(const QString& path, const QString& step)
{
    QFile file(path);
    if (!file.exists())
        return makeError(ErrorCode::NotFound, step, path);
    if (!QFileInfo(path).isFile())
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("%1 is not an ordinary file").arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fileError(file, path, step);
    // One byte more than allowed: a growing file has no size to ask.
    const QByteArray bytes = file.read(kLargestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return fileError(file, path, step);
    if (bytes.size() > kLargestFile)
        return makeError(ErrorCode::InvalidData, step, QStringLiteral("%1: larger than 64 MiB").arg(path));
    return bytes;
}

Status writeWholeFile(const QString& path, const QByteArray& bytes, const QString& step)
{
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fileError(file, path, step); // what was written is thrown away
}

} // namespace reelout
