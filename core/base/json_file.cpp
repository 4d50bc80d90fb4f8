// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
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

Error contentError(const QString& path, const QString& step, const QString& problem)
{
    return makeError(ErrorCode::InvalidData, step, QStringLiteral("%1: %2").arg(path, problem));
}

} // namespace

Result<QJsonObject> readJsonFile(const QString& path, const QString& step)
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
        return contentError(path, step, QStringLiteral("larger than 64 MiB"));
    QJsonParseError parseError{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return contentError(path, step, parseError.errorString());
    if (!document.isObject())
        return contentError(path, step, QStringLiteral("not a JSON object"));
    return document.object();
}

Status writeJsonFile(const QString& path, const QJsonObject& object, const QString& step)
{
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Indented);
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        return fileError(file, path, step);
    if (file.write(bytes) != bytes.size()) {
        const Error error = fileError(file, path, step);
        file.cancelWriting();
        return error;
    }
    return file.commit() ? Status() : Status(fileError(file, path, step));
}

} // namespace reelout
