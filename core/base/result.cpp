// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <cerrno>
#include <cstring>
#include <iterator>

namespace reelout {

ErrorCode errorCodeFromErrno(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EEXIST:
        return ErrorCode::AlreadyExists;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::PermissionDenied;
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return ErrorCode::DiskFull;
    case EFBIG:
        return ErrorCode::FileTooLarge;
    case ENODEV:
    case ENOTCONN:
        return ErrorCode::DeviceLost;
    case EINVAL:
    case ENAMETOOLONG:
    case EISDIR:
        return ErrorCode::InvalidParameter;
    case ETIMEDOUT:
        return ErrorCode::TimedOut;
    case ECANCELED:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::IoFailed;
    }
}

Error errnoError(int number, QString step, const QString& subject)
{
    const QString text = QString::fromLocal8Bit(std::strerror(number));
    return makeError(errorCodeFromErrno(number), std::move(step),
                     subject.isEmpty() ? text : QStringLiteral("%1: %2").arg(subject, text));
}

Error outOfMemory(QString step)
{
    return makeError(ErrorCode::Internal, std::move(step), QStringLiteral("out of memory"));
}

QString errorCodeName(ErrorCode code)
{
    static constexpr const char* kNames[] = {
        "notFound",      "alreadyExists", "permissionDenied", "diskFull",
        "fileTooLarge",  "ioFailed",      "unsupported",      "noDisplay",
        "noSoundServer", "deviceLost",    "encoderRejected",  "invalidParameter",
        "invalidData",   "timedOut",      "cancelled",        "internal"};
    static_assert(std::size(kNames) == static_cast<std::size_t>(ErrorCode::Internal) + 1);
    return QString::fromLatin1(kNames[static_cast<std::size_t>(code)]);
}

} // namespace reelout
