// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/discarding_files.h"

#include "base/immortal.h"

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

class DiscardingFile final : public OutputFile {
public:
    explicit DiscardingFile(QString path) : m_path(std::move(path)) {}

    QString path() const override { return m_path; }
    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        m_size = std::max(m_size, offset + bytes.size());
        return {};
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) override
    {
        const std::uint64_t there = offset < m_size ? m_size - offset : 0;
        const std::size_t count = std::min<std::uint64_t>(there, bytes.size());
        std::fill_n(bytes.begin(), count, std::byte{0});
        return count;
    }
    Result<std::uint64_t> size() override { return m_size; }
    Status truncate(std::uint64_t size) override
    {
        m_size = size;
        return {};
    }
    Status sync() override { return {}; }
    Status close() override { return {}; }

private:
    QString m_path;
    std::uint64_t m_size = 0;
};

class DiscardingFiles final : public FileSystem {
public:
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override
    {
        if (mode == OpenMode::Edit || mode == OpenMode::Read)
            return makeError(ErrorCode::NotFound, QStringLiteral("open file"), path);
        return std::unique_ptr<OutputFile>(std::make_unique<DiscardingFile>(path));
    }
    bool exists(const QString&) override { return false; }
    Result<QStringList> namesIn(const QString&) override { return QStringList(); }
    Status rename(const QString&, const QString&) override { return {}; }
    Status renameToNew(const QString&, const QString&) override { return {}; }
    Status remove(const QString&) override { return {}; }
    Status makeFolders(const QString&) override { return {}; }
    Status syncFolder(const QString&) override { return {}; }
    Result<std::uint64_t> freeBytes(const QString&) override
    {
        return std::numeric_limits<std::uint64_t>::max();
    }
    Status checkWritable(const QString&) override { return {}; }
};

} // namespace

FileSystem& discardingFiles()
{
    static auto& files = makeImmortal<DiscardingFiles>();
    return files;
}

} // namespace reelout
