// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

#include <QSet>

namespace reelout {

/// The disk as it will be once names already given away have been written: they exist for whoever asks.
/// Everything else goes to the disk beneath. One thread.
class ReservedNames final : public FileSystem {
public:
    explicit ReservedNames(FileSystem& files) : m_files(files) {}

    void reserve(const QString& path) { m_paths.insert(path); }

    bool exists(const QString& path) override { return m_paths.contains(path) || m_files.exists(path); }
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override
    {
        return m_files.open(path, mode);
    }
    Result<QStringList> namesIn(const QString& folder) override { return m_files.namesIn(folder); }
    Status rename(const QString& from, const QString& to) override { return m_files.rename(from, to); }
    Status renameToNew(const QString& from, const QString& to) override
    {
        return m_files.renameToNew(from, to);
    }
    Status remove(const QString& path) override { return m_files.remove(path); }
    Status makeFolders(const QString& folder) override { return m_files.makeFolders(folder); }
    Status syncFolder(const QString& folder) override { return m_files.syncFolder(folder); }
    Result<std::uint64_t> freeBytes(const QString& path) override { return m_files.freeBytes(path); }
    Status checkWritable(const QString& folder) override { return m_files.checkWritable(folder); }

private:
    FileSystem& m_files;
    QSet<QString> m_paths;
};

} // namespace reelout
