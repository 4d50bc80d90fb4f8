// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "container/recording_repair.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace {

using namespace reelout;

// The file lives in memory, so that a round costs microseconds.
class MemoryFile final : public OutputFile {
public:
    explicit MemoryFile(std::vector<std::byte>& bytes) : m_bytes(bytes) {}

    QString path() const override { return QStringLiteral("memory"); }
    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        // The repairer may append an index, never leave a hole or grow without bound.
        if (offset > m_bytes.size() || bytes.size() > (std::size_t{1} << 30))
            std::abort();
        const auto end = static_cast<std::size_t>(offset) + bytes.size();
        m_bytes.resize(std::max(m_bytes.size(), end));
        std::copy(bytes.begin(), bytes.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(offset));
        return {};
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) override
    {
        if (offset >= m_bytes.size())
            return std::size_t{0};
        const std::size_t count = std::min(bytes.size(), m_bytes.size() - static_cast<std::size_t>(offset));
        std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(offset), count, bytes.begin());
        return count;
    }
    Result<std::uint64_t> size() override { return std::uint64_t{m_bytes.size()}; }
    Status truncate(std::uint64_t size) override
    {
        m_bytes.resize(static_cast<std::size_t>(size));
        return {};
    }
    Status sync() override { return {}; }
    Status close() override { return {}; }

private:
    std::vector<std::byte>& m_bytes;
};

class MemoryFiles final : public FileSystem {
public:
    std::vector<std::byte> bytes;

    Result<std::unique_ptr<OutputFile>> open(const QString&, OpenMode) override
    {
        return std::unique_ptr<OutputFile>(std::make_unique<MemoryFile>(bytes));
    }
    bool exists(const QString&) override { return true; }
    Result<QStringList> namesIn(const QString&) override { return QStringList(); }
    Status rename(const QString&, const QString&) override { return {}; }
    Status renameToNew(const QString&, const QString&) override { return {}; }
    Status remove(const QString&) override { return {}; }
    Status makeFolders(const QString&) override { return {}; }
    Status syncFolder(const QString&) override { return {}; }
    Result<std::uint64_t> freeBytes(const QString&) override { return std::uint64_t{0}; }
    Status checkWritable(const QString&) override { return {}; }
};

void repairTwice(std::span<const std::byte> input)
{
    MemoryFiles files;
    files.bytes.assign(input.begin(), input.end());
    const Result<FinishReport> seen = inspectRecording(files, QStringLiteral("memory"));
    const Result<FinishReport> report = repairRecording(files, QStringLiteral("memory"));
    if (seen.hasValue() != report.hasValue())
        std::abort();
    const bool isUntouched = std::equal(files.bytes.begin(), files.bytes.end(), input.begin(), input.end());
    if (!report || report->wasComplete) {
        if (!isUntouched)
            std::abort();
        return;
    }
    const Result<FinishReport> again = repairRecording(files, QStringLiteral("memory"));
    if (!again || !again->wasComplete)
        std::abort();
}

void collect(std::span<const std::byte> input)
{
    FragmentCollector collector;
    std::vector<std::byte> bytes(input.begin(), input.end());
    // Pieces whose lengths the input itself decides.
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t wanted = 1 + std::to_integer<std::size_t>(input[at]) * 5;
        const std::size_t length = std::min(wanted, input.size() - at);
        if (!collector.feed(at, input.subspan(at, length)))
            break;
        at += length;
    }
    MemoryFile file(bytes);
    (void)finishInPlace(file, collector).hasValue();
}

} // namespace

// libFuzzer's entry: whatever the bytes are, repairing ends, stays inside them and leaves a file that a
// second repair finds complete, or the bytes as they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto input = std::as_bytes(std::span(data, size));
    repairTwice(input);
    collect(input);
    return 0;
}
