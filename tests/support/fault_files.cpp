// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_files.h"

#include <algorithm>

namespace reelout::test {

/// Hands everything to the real file unless the FaultFiles objects.
class FaultFile final : public OutputFile {
public:
    FaultFile(FaultFiles& owner, std::unique_ptr<OutputFile> inner)
        : m_owner(owner),
          m_inner(std::move(inner))
    {}

    QString path() const override { return m_inner->path(); }
    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        return m_owner.write(*m_inner, offset, bytes);
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) override
    {
        REELOUT_TRY(m_owner.before(FileCall::Read, path()));
        return m_inner->readAt(offset, bytes);
    }
    Result<std::uint64_t> size() override { return m_inner->size(); }
    Status truncate(std::uint64_t size) override
    {
        REELOUT_TRY(m_owner.before(FileCall::Truncate, path()));
        REELOUT_TRY(m_inner->truncate(size));
        m_owner.record({FileCall::Truncate, path(), size, 0, {}});
        return {};
    }
    Status reserve(std::uint64_t end) override
    {
        REELOUT_TRY(m_owner.before(FileCall::Reserve, path()));
        return m_inner->reserve(end);
    }
    Status sync() override
    {
        REELOUT_TRY(m_owner.before(FileCall::Sync, path()));
        if (!m_owner.skipsSyncs())
            REELOUT_TRY(m_inner->sync());
        m_owner.record({FileCall::Sync, path(), 0, 0, {}});
        return {};
    }
    Status close() override
    {
        // The descriptor goes in any case, as with the system's close().
        const Status refused = m_owner.before(FileCall::Close, path());
        const Status closed = m_inner->close();
        m_owner.record({FileCall::Close, path(), 0, 0, {}});
        return refused ? closed : refused;
    }

private:
    FaultFiles& m_owner;
    std::unique_ptr<OutputFile> m_inner;
};

FaultFiles::FaultFiles(FileSystem& inner) : m_inner(inner) {}
FaultFiles::~FaultFiles() = default;

void FaultFiles::fail(FileCall call, int errnoNumber, int after, const QString& pathPart)
{
    const std::scoped_lock lock(m_mutex);
    m_faults.push_back({call, errnoNumber, after, pathPart});
}

void FaultFiles::failWritesAfter(std::uint64_t bytes, int errnoNumber)
{
    const std::scoped_lock lock(m_mutex);
    m_bytesLeft = bytes;
    m_bytesErrno = errnoNumber;
}

void FaultFiles::setBeforeWrite(std::function<void(const QString& path)> hook)
{
    const std::scoped_lock lock(m_mutex);
    m_beforeWrite = std::move(hook);
}

void FaultFiles::setFreeBytes(std::uint64_t bytes)
{
    const std::scoped_lock lock(m_mutex);
    m_freeBytes = bytes;
}

void FaultFiles::clearFaults()
{
    const std::scoped_lock lock(m_mutex);
    m_faults.clear();
    m_bytesLeft.reset();
    m_freeBytes.reset();
    m_beforeWrite = nullptr;
}

void FaultFiles::keepData()
{
    const std::scoped_lock lock(m_mutex);
    m_keepData = true;
}

void FaultFiles::skipSyncs()
{
    const std::scoped_lock lock(m_mutex);
    m_skipSyncs = true;
}

bool FaultFiles::skipsSyncs() const
{
    const std::scoped_lock lock(m_mutex);
    return m_skipSyncs;
}

std::vector<FileEvent> FaultFiles::events() const
{
    const std::scoped_lock lock(m_mutex);
    return m_events;
}

std::uint64_t FaultFiles::bytesWritten() const
{
    const std::scoped_lock lock(m_mutex);
    return m_bytesWritten;
}

int FaultFiles::count(FileCall call) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_counts.find(call);
    return found == m_counts.end() ? 0 : found->second;
}

QByteArray FaultFiles::contentAfterPowerCut(const QString& path, std::size_t eventCount,
                                            const std::function<bool(std::size_t)>& survives) const
{
    const std::scoped_lock lock(m_mutex);
    const std::size_t end = std::min(eventCount, m_events.size());
    std::size_t safe = 0;
    for (std::size_t i = 0; i < end; ++i) {
        if (m_events[i].call == FileCall::Sync && m_events[i].path == path)
            safe = i;
    }
    QByteArray content;
    for (std::size_t i = 0; i < end; ++i) {
        const FileEvent& event = m_events[i];
        if (event.path != path || (i > safe && !survives(i)))
            continue;
        const auto offset = static_cast<qsizetype>(event.offset);
        if (event.call == FileCall::Truncate) {
            content.resize(offset, '\0');
        } else if (event.call == FileCall::Write) {
            if (content.size() < offset + event.data.size())
                content.append(offset + event.data.size() - content.size(), '\0');
            content.replace(offset, event.data.size(), event.data);
        }
    }
    return content;
}

Status FaultFiles::before(FileCall call, const QString& path)
{
    const std::scoped_lock lock(m_mutex);
    for (Fault& fault : m_faults) {
        if (fault.call != call || !path.contains(fault.pathPart))
            continue;
        if (fault.callsLeft-- <= 0)
            return errnoError(fault.errnoNumber, QStringLiteral("injected fault"), path);
    }
    return {};
}

void FaultFiles::record(FileEvent event)
{
    const std::scoped_lock lock(m_mutex);
    ++m_counts[event.call];
    m_bytesWritten += event.length;
    m_events.push_back(std::move(event));
}

Status FaultFiles::write(OutputFile& file, std::uint64_t offset, std::span<const std::byte> bytes)
{
    std::function<void(const QString&)> hook;
    {
        const std::scoped_lock lock(m_mutex);
        hook = m_beforeWrite;
    }
    if (hook)
        hook(file.path());
    REELOUT_TRY(before(FileCall::Write, file.path()));

    std::size_t allowed = bytes.size();
    int refusal = 0;
    bool keep = false;
    {
        const std::scoped_lock lock(m_mutex);
        keep = m_keepData;
        if (m_bytesLeft) {
            allowed = static_cast<std::size_t>(std::min<std::uint64_t>(*m_bytesLeft, bytes.size()));
            *m_bytesLeft -= allowed;
            refusal = allowed < bytes.size() ? m_bytesErrno : 0;
        }
    }
    const std::span<const std::byte> part = bytes.first(allowed);
    REELOUT_TRY(file.writeAt(offset, part));
    QByteArray data;
    if (keep)
        data = QByteArray(reinterpret_cast<const char*>(part.data()), static_cast<qsizetype>(part.size()));
    record({FileCall::Write, file.path(), offset, allowed, std::move(data)});
    if (refusal != 0)
        return errnoError(refusal, QStringLiteral("injected fault"), file.path());
    return {};
}

Result<std::unique_ptr<OutputFile>> FaultFiles::open(const QString& path, OpenMode mode)
{
    REELOUT_TRY(before(FileCall::Open, path));
    Result<std::unique_ptr<OutputFile>> inner = m_inner.open(path, mode);
    if (!inner)
        return inner.error();
    record({FileCall::Open, path, 0, 0, {}});
    if (mode == OpenMode::Replace)
        record({FileCall::Truncate, path, 0, 0, {}});
    return std::unique_ptr<OutputFile>(std::make_unique<FaultFile>(*this, std::move(*inner)));
}

bool FaultFiles::exists(const QString& path)
{
    return m_inner.exists(path);
}

Result<QStringList> FaultFiles::namesIn(const QString& folder)
{
    return m_inner.namesIn(folder);
}

Status FaultFiles::rename(const QString& from, const QString& to)
{
    REELOUT_TRY(before(FileCall::Rename, to));
    REELOUT_TRY(m_inner.rename(from, to));
    record({FileCall::Rename, to, 0, 0, {}});
    return {};
}

Status FaultFiles::renameToNew(const QString& from, const QString& to)
{
    REELOUT_TRY(before(FileCall::Rename, to));
    REELOUT_TRY(m_inner.renameToNew(from, to));
    record({FileCall::Rename, to, 0, 0, {}});
    return {};
}

Status FaultFiles::remove(const QString& path)
{
    REELOUT_TRY(before(FileCall::Remove, path));
    REELOUT_TRY(m_inner.remove(path));
    record({FileCall::Remove, path, 0, 0, {}});
    return {};
}

Status FaultFiles::makeFolders(const QString& folder)
{
    REELOUT_TRY(before(FileCall::MakeFolders, folder));
    REELOUT_TRY(m_inner.makeFolders(folder));
    record({FileCall::MakeFolders, folder, 0, 0, {}});
    return {};
}

Status FaultFiles::syncFolder(const QString& folder)
{
    REELOUT_TRY(before(FileCall::SyncFolder, folder));
    REELOUT_TRY(m_inner.syncFolder(folder));
    record({FileCall::SyncFolder, folder, 0, 0, {}});
    return {};
}

Result<std::uint64_t> FaultFiles::freeBytes(const QString& path)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_freeBytes)
            return *m_freeBytes;
    }
    return m_inner.freeBytes(path);
}

Status FaultFiles::checkWritable(const QString& folder)
{
    return m_inner.checkWritable(folder);
}

} // namespace reelout::test
