// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace reelout {

/// A file being written. All disk writes of recordings go through one, so that tests can make any of them
/// fail. Owned and used by one thread at a time. The destructor closes without a report; close() is the
/// operation that has a result.
class OutputFile {
public:
    virtual ~OutputFile() = default;

    virtual QString path() const = 0;
    /// Writes all bytes at `offset`, extending the file as needed. Retries short writes and EINTR itself.
    virtual Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) = 0;
    /// Reads up to `bytes.size()`; the count is short only at the end of the file.
    virtual Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) = 0;
    virtual Result<std::uint64_t> size() = 0;
    virtual Status truncate(std::uint64_t size) = 0;
    /// Claims room on the disk up to `end` for this file; its size stays. truncate() gives back what lies
    /// beyond the new size. Unsupported where the disk knows nothing of the kind.
    virtual Status reserve(std::uint64_t end);
    /// Returns after the data are on the disk (fdatasync).
    virtual Status sync() = 0;
    /// Closes and reports what the system says to that. Only once; afterwards nothing else may be called.
    virtual Status close() = 0;
};

enum class OpenMode {
    CreateNew,     ///< exclusive: fails with AlreadyExists when there is one, also a dangling symbolic link
    CreatePrivate, ///< the same, for nobody else to read (0600)
    Replace,       ///< only when the user said so for this very path
    Edit,          ///< existing, read and write; PermissionDenied while another holds it open for writing
    Read,
};

/// The disk as the recorder sees it; systemFiles() or a test's faulty one. Any thread.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// New files get the user's umask (0666 & ~umask) unless private. Device files, folders and sockets are
    /// refused.
    virtual Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) = 0;
    /// True for anything of that name, also a dangling link.
    virtual bool exists(const QString& path) = 0;
    virtual Result<QStringList> namesIn(const QString& folder) = 0;
    /// Replaces what is called `to`, atomically.
    virtual Status rename(const QString& from, const QString& to) = 0;
    /// Fails with AlreadyExists when there is anything called `to`, also when it appears at the last moment.
    virtual Status renameToNew(const QString& from, const QString& to) = 0;
    virtual Status remove(const QString& path) = 0;
    virtual Status makeFolders(const QString& folder) = 0;
    /// Puts names created in or removed from the folder on the disk.
    virtual Status syncFolder(const QString& folder) = 0;
    /// Bytes an ordinary user can still write to the disk of `path`; the largest number there is for a file
    /// system that does not count (/proc, /sys).
    virtual Result<std::uint64_t> freeBytes(const QString& path) = 0;
    /// OK when a file could be created in that folder now (it exists, is a folder, may be written).
    virtual Status checkWritable(const QString& folder) = 0;
};

FileSystem& systemFiles();

} // namespace reelout
