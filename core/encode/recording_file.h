// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "encode/writers.h"
#include "files/file_system.h"

#include <memory>
#include <optional>
#include <span>

namespace reelout {

/// The file a recording grows in: made exclusively, put on the disk at most once a second, removed again when
/// nothing worth keeping got into it. The first error stays: every later write returns it, so that a muxer
/// that goes on after one can't hide it. Write thread.
class RecordingFile {
public:
    /// Creates the file and finds out that the disk takes data. On failure no file is left.
    static Result<std::unique_ptr<RecordingFile>> create(FileSystem& files, const QString& path,
                                                         Overwrite overwrite, Clock& clock);
    ~RecordingFile();
    RecordingFile(const RecordingFile&) = delete;
    RecordingFile& operator=(const RecordingFile&) = delete;

    QString path() const { return m_path; }
    OutputFile& file() { return *m_file; }
    FileSystem& files() { return m_files; }
    const std::optional<Error>& error() const { return m_error; }
    /// One past the last byte written.
    std::uint64_t end() const { return m_end; }

    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes);
    /// What has been written makes a file somebody can read: from now on it is kept whatever happens. Syncs
    /// when the last sync is a second or more ago.
    /// Claims room ahead for the index as well: DiskFull when there is none left, and then what was claimed
    /// before is enough to finish the file.
    Status reachedSafePoint();
    bool isKept() const { return m_keep; }

    /// After an error: cuts off what a failed write left behind the last good one, and lets writes through
    /// again, for a header that only has to be rewritten in place.
    Status cutTornEnd();

    /// Syncs, closes and syncs the folder. Afterwards the file can't be written any more.
    Status complete();

private:
    RecordingFile(FileSystem& files, std::unique_ptr<OutputFile> file, QString path, Clock& clock);
    Status remember(Status status);
    Status reserveAhead();
    QString folder() const;

    FileSystem& m_files;
    std::unique_ptr<OutputFile> m_file;
    QString m_path;
    Clock& m_clock;
    Timestamp m_lastSync;
    std::uint64_t m_end = 0;
    bool m_keep = false;
    bool m_canReserve = true; ///< until the disk says it can't
    bool m_hasReserved = false;
    std::optional<Error> m_error;
};

} // namespace reelout
