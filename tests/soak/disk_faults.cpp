// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/soak.h"
#include "soak/soak_file.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"

#include <QFileInfo>

#include <cerrno>

namespace reelout::soak {

namespace {

using test::FaultFiles;
using test::FileCall;
using test::TempFolder;

struct Fault {
    const char* name;
    int number;
    ErrorCode code;
};

constexpr Fault kWriteFaults[] = {{"disk full", ENOSPC, ErrorCode::DiskFull},
                                  {"quota reached", EDQUOT, ErrorCode::DiskFull},
                                  {"file size limit", EFBIG, ErrorCode::FileTooLarge},
                                  {"I/O error", EIO, ErrorCode::IoFailed},
                                  {"disk turned read-only", EROFS, ErrorCode::PermissionDenied},
                                  {"drive pulled", ENOTCONN, ErrorCode::DeviceLost}};

constexpr double kSeconds = 3.0;

/// What is wrong with the outcome; empty when it is as promised: an error of that class, and a file that can
/// be finished and played, or none at all.
QString judge(const Result<WrittenFile>& finished, const Status& fed, ErrorCode code, const QString& path)
{
    if (finished && fed)
        return {}; // the fault came after the last byte
    const Error& error = fed ? finished.error() : fed.error();
    if (error.code != code)
        return QStringLiteral("said %1: %2").arg(errorCodeName(error.code), error.detail);
    if (!QFileInfo::exists(path))
        return {};
    return finishedAndRead(path).problem;
}

QString tryFault(const Kind& kind, FaultFiles& files, ErrorCode code)
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.%1").arg(kind.extension));
    Result<std::unique_ptr<MediaWriter>> writer = open(kind, files, path, systemClock());
    if (!writer) {
        if (writer.error().code != code)
            return QStringLiteral("said %1 at open").arg(errorCodeName(writer.error().code));
        return QFileInfo::exists(path) ? QStringLiteral("a file was left behind") : QString();
    }
    const Status fed = feed(kind, **writer, kSeconds);
    const Result<WrittenFile> finished = (*writer)->finish(systemClock().now() + std::chrono::seconds(30));
    writer->reset();
    return judge(finished, fed, code, path);
}

/// Bytes a recording without faults writes.
std::uint64_t bytesOf(const Kind& kind)
{
    const TempFolder folder;
    FaultFiles files;
    auto writer = open(kind, files, folder(QStringLiteral("take.%1").arg(kind.extension)), systemClock());
    if (!writer || !feed(kind, **writer, kSeconds) || !(*writer)->finish(Timestamp::max()))
        return 0;
    return files.bytesWritten();
}

} // namespace

std::vector<Line> diskFaults(const Effort& effort)
{
    std::mt19937_64 random(effort.seed);
    std::vector<Line> lines;
    const std::vector<Kind> all = kinds();
    std::vector<std::uint64_t> sizes;
    for (const Kind& kind : all)
        sizes.push_back(bytesOf(kind));
    for (const Fault& fault : kWriteFaults) {
        Line line;
        line.fault = QString::fromLatin1(fault.name);
        for (int round = 0; round < effort.rounds; ++round) {
            const std::size_t which = static_cast<std::size_t>(round) % all.size();
            FaultFiles files;
            files.skipSyncs();
            files.failWritesAfter(random() % (sizes[which] + 1), fault.number);
            line.count(tryFault(all[which], files, fault.code));
        }
        lines.push_back(line);
    }
    for (const FileCall call : {FileCall::Sync, FileCall::Close}) {
        Line line;
        line.fault = call == FileCall::Sync ? QStringLiteral("sync fails") : QStringLiteral("close fails");
        for (int round = 0; round < effort.rounds; ++round) {
            FaultFiles files;
            files.fail(call, EIO, static_cast<int>(random() % 3));
            line.count(
                tryFault(all[static_cast<std::size_t>(round) % all.size()], files, ErrorCode::IoFailed));
        }
        lines.push_back(line);
    }
    return lines;
}

} // namespace reelout::soak
