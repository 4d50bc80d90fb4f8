// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/recording_file.h"

#include "base/log.h"

#include <QFileInfo>

#include <algorithm>
#include <vector>

namespace reelout {

namespace {

constexpr Duration kSyncInterval = std::chrono::seconds(1);
// Enough for the header and a first small fragment: a full disk is found at Record and not a second later.
constexpr std::size_t kProbeBytes = 64 * 1024;

Status probe(OutputFile& file)
{
    const std::vector<std::byte> zeros(kProbeBytes);
    REELOUT_TRY(file.writeAt(0, zeros));
    return file.truncate(0);
}

} // namespace

Result<std::unique_ptr<RecordingFile>> RecordingFile::create(FileSystem& files, const QString& path,
                                                             Overwrite overwrite, Clock& clock)
{
    Result<std::unique_ptr<OutputFile>> opened =
        files.open(path, overwrite == Overwrite::Allowed ? OpenMode::Replace : OpenMode::CreateNew);
    if (!opened)
        return opened.error();
    // From here on its destructor removes what was made.
    std::unique_ptr<RecordingFile> recording(
        new RecordingFile(files, std::move(opened).value(), path, clock));
    REELOUT_TRY(probe(*recording->m_file));
    REELOUT_TRY(recording->reserveAhead());
    REELOUT_TRY(files.syncFolder(recording->folder()));
    return recording;
}

RecordingFile::RecordingFile(FileSystem& files, std::unique_ptr<OutputFile> file, QString path, Clock& clock)
    : m_files(files),
      m_file(std::move(file)),
      m_path(std::move(path)),
      m_clock(clock),
      m_lastSync(clock.now())
{}

RecordingFile::~RecordingFile()
{
    m_file.reset();
    if (m_keep)
        return;
    if (const Status removed = m_files.remove(m_path); !removed)
        logWarning(QStringLiteral("encode"),
                   QStringLiteral("An empty file is left behind: %1").arg(removed.error().detail));
}

QString RecordingFile::folder() const
{
    return QFileInfo(m_path).absolutePath();
}

Status RecordingFile::remember(Status status)
{
    if (!status && !m_error)
        m_error = status.error();
    return status;
}

Status RecordingFile::writeAt(std::uint64_t offset, std::span<const std::byte> bytes)
{
    if (m_error)
        return *m_error;
    REELOUT_TRY(remember(m_file->writeAt(offset, bytes)));
    m_end = std::max(m_end, offset + bytes.size());
    return {};
}

Status RecordingFile::reachedSafePoint()
{
    if (m_error)
        return *m_error;
    m_keep = true;
    const Timestamp now = m_clock.now();
    if (now - m_lastSync < kSyncInterval)
        return {};
    m_lastSync = now;
    REELOUT_TRY(remember(m_file->sync()));
    return reserveAhead();
}

// The index of a movie is below a hundredth of it, but the first seconds and small files are mostly index.
Status RecordingFile::reserveAhead()
{
    constexpr std::uint64_t kLeast = 8U << 20;
    if (!m_canReserve)
        return {};
    const Status reserved = m_file->reserve(m_end + m_end / 64 + kLeast);
    m_canReserve = reserved.hasValue();
    m_hasReserved = m_hasReserved || m_canReserve;
    // Disks that can't reserve are left to the guard of free space.
    return !reserved && reserved.error().code == ErrorCode::DiskFull ? reserved : Status();
}

Status RecordingFile::cutTornEnd()
{
    m_error.reset();
    return remember(m_file->truncate(m_end));
}

Status RecordingFile::complete()
{
    // What was reserved and not needed goes back.
    if (const Result<std::uint64_t> size = m_file->size(); size && m_hasReserved)
        REELOUT_TRY(remember(m_file->truncate(*size)));
    const Status synced = m_file->sync();
    const Status closed = m_file->close();
    m_file.reset();
    REELOUT_TRY(remember(synced));
    REELOUT_TRY(remember(closed));
    return remember(m_files.syncFolder(folder()));
}

} // namespace reelout
