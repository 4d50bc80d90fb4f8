// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace reelout::test {

/// What a FaultFiles can be told to fail.
enum class FileCall {
    Open,
    Write,
    Read,
    Truncate,
    Sync,
    Close,
    Rename,
    Remove,
    MakeFolders,
    SyncFolder,
    Reserve
};

/// One change of the disk, in the order it happened.
struct FileEvent {
    FileCall call = FileCall::Write;
    QString path;
    std::uint64_t offset = 0; ///< Write: where; Truncate: the new size
    std::uint64_t length = 0; ///< Write: bytes that reached the file
    QByteArray data;          ///< Write, only with keepData()
};

/// The real disk (or another FileSystem) with faults on command, and a record of what was done to it. All
/// faults stay until clearFaults(). Any thread.
class FaultFiles final : public FileSystem {
public:
    explicit FaultFiles(FileSystem& inner = systemFiles());
    ~FaultFiles() override;

    /// Each call from the (`after` + 1)th on fails with this errno. `pathPart`: only for paths containing it.
    void fail(FileCall call, int errnoNumber, int after = 0, const QString& pathPart = {});
    /// The disk takes `bytes` more, in all files together; the write that goes beyond is cut there and fails.
    void failWritesAfter(std::uint64_t bytes, int errnoNumber);
    /// Called before each write, outside any lock: to block, to stop the test's clock …
    void setBeforeWrite(std::function<void(const QString& path)> hook);
    void setFreeBytes(std::uint64_t bytes);
    /// Syncs are recorded but not passed on: for tests that do thousands of them.
    void skipSyncs();
    void clearFaults();
    /// Keeps the bytes of each write from now on, for contentAfterPowerCut().
    void keepData();

    std::vector<FileEvent> events() const;
    std::uint64_t bytesWritten() const;
    int count(FileCall call) const;

    /// What the file holds when the power goes after the first `eventCount` events: everything before its
    /// last sync, and of the later changes those for which `survives(event number)` says yes. Needs
    /// keepData() from the start.
    QByteArray contentAfterPowerCut(const QString& path, std::size_t eventCount,
                                    const std::function<bool(std::size_t)>& survives) const;

    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override;
    bool exists(const QString& path) override;
    Result<QStringList> namesIn(const QString& folder) override;
    Status rename(const QString& from, const QString& to) override;
    Status renameToNew(const QString& from, const QString& to) override;
    Status remove(const QString& path) override;
    Status makeFolders(const QString& folder) override;
    Status syncFolder(const QString& folder) override;
    Result<std::uint64_t> freeBytes(const QString& path) override;
    Status checkWritable(const QString& folder) override;

private:
    friend class FaultFile;
    struct Fault {
        FileCall call;
        int errnoNumber;
        int callsLeft;
        QString pathPart;
    };

    Status before(FileCall call, const QString& path);
    bool skipsSyncs() const;
    void record(FileEvent event);
    Status write(OutputFile& file, std::uint64_t offset, std::span<const std::byte> bytes);

    FileSystem& m_inner;
    mutable std::mutex m_mutex;
    std::vector<Fault> m_faults;
    std::optional<std::uint64_t> m_bytesLeft;
    int m_bytesErrno = 0;
    std::optional<std::uint64_t> m_freeBytes;
    std::function<void(const QString&)> m_beforeWrite;
    bool m_keepData = false;
    bool m_skipSyncs = false;
    std::vector<FileEvent> m_events;
    std::uint64_t m_bytesWritten = 0;
    std::map<FileCall, int> m_counts;
};

} // namespace reelout::test
