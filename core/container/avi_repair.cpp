// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/avi_scan.h"
#include "container/repair_plan.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr std::uint32_t kKeyFrame = 0x10;
constexpr std::uint32_t kNoKeyFrame = 0x80000000;
constexpr std::uint64_t kLargestList = 0xFFFFFFFF - 64;

void put(std::vector<std::byte>& bytes, std::uint64_t value, std::size_t count)
{
    append(bytes, numberBytes(value, count, ByteOrder::Little));
}

void putLetters(std::vector<std::byte>& bytes, std::string_view letters)
{
    append(bytes, std::as_bytes(std::span(letters.data(), letters.size())));
}

Patch number(std::uint64_t offset, std::uint64_t value)
{
    return {offset, numberBytes(std::min<std::uint64_t>(value, 0xFFFFFFFF), 4, ByteOrder::Little)};
}

class Planner {
public:
    explicit Planner(const AviFile& file) : m_file(file) {}

    Result<RepairPlan> run(FileWindow& window)
    {
        const AviPart& part = m_file.parts.back();
        std::uint64_t packets = 0;
        for (const AviStream& stream : m_file.streams)
            packets += stream.packets;
        if (packets == 0)
            return unrepairable(window.file(), "no picture and no sound is in it");
        m_plan.end = m_file.end;
        fillReport(packets, window.size());
        std::vector<std::byte> tail = m_file.parts.size() > 1 ? standardIndexes() : std::vector<std::byte>();
        const std::uint64_t listEnd = m_plan.end + tail.size();
        if (m_file.parts.size() == 1)
            append(tail, oldIndex());
        const std::uint64_t end = m_plan.end + tail.size();
        if (end - part.offset > kLargestList)
            return unrepairable(window.file(), "more than 4 GiB are in one piece");
        m_plan.steps.push_back({{m_plan.end, std::move(tail)}});
        addCounts();
        m_counts.push_back(number(part.movi - 4, listEnd - part.movi));
        m_plan.steps.push_back(std::move(m_counts));
        // Last, for it is what tells a closed file from an open one.
        m_plan.steps.push_back({number(part.offset + 4, end - part.offset - 8)});
        return std::move(m_plan);
    }

private:
    void fillReport(std::uint64_t packets, std::uint64_t fileSize)
    {
        FinishReport& report = m_plan.report;
        report.tracks = static_cast<int>(m_file.streams.size());
        report.fragments = static_cast<int>(m_file.parts.size());
        report.samples = packets;
        report.bytesDropped = fileSize - m_plan.end;
        for (const AviStream& stream : m_file.streams) {
            const double seconds = static_cast<double>(stream.length()) * stream.scale / stream.rate;
            report.duration = std::max(report.duration, fromSeconds(std::min(seconds, 1e9)));
        }
    }

    // idx1: every packet of the first part.
    std::vector<std::byte> oldIndex() const
    {
        std::vector<std::byte> bytes;
        putLetters(bytes, "idx1");
        put(bytes, m_file.packets.size() * 16, 4);
        for (const AviPacket& packet : m_file.packets) {
            put(bytes, packet.id, 4);
            put(bytes, packet.isKey ? kKeyFrame : 0, 4);
            put(bytes, packet.offset, 4);
            put(bytes, packet.size, 4);
        }
        return bytes;
    }

    // ix00, ix01 …: the packets of a further part, one chunk a stream, which its super index points to.
    std::vector<std::byte> standardIndexes()
    {
        std::vector<std::byte> bytes;
        for (std::size_t i = 0; i < m_file.streams.size(); ++i) {
            const std::uint64_t offset = m_plan.end + bytes.size();
            const std::size_t from = bytes.size();
            append(bytes, standardIndex(i));
            addToSuperIndex(m_file.streams[i], offset, bytes.size() - from);
        }
        return bytes;
    }

    std::vector<std::byte> standardIndex(std::size_t stream) const
    {
        const auto digits = static_cast<std::uint32_t>(('0' + stream / 10) | ('0' + stream % 10) << 8);
        std::vector<std::byte> entries;
        std::uint32_t id = 0;
        for (const AviPacket& packet : m_file.packets) {
            if ((packet.id & 0xFFFFU) != digits)
                continue;
            id = packet.id;
            put(entries, packet.offset + 8, 4);
            put(entries, (packet.size & ~kNoKeyFrame) | (packet.isKey ? 0 : kNoKeyFrame), 4);
        }
        std::vector<std::byte> bytes;
        putLetters(bytes, "ix");
        put(bytes, digits, 2);
        put(bytes, 24 + entries.size(), 4);
        put(bytes, 2, 2);      // numbers an entry
        put(bytes, 0x0100, 2); // an index of chunks
        put(bytes, entries.size() / 8, 4);
        put(bytes, id, 4);
        put(bytes, m_file.parts.back().movi, 8);
        put(bytes, 0, 4);
        append(bytes, entries);
        return bytes;
    }

    void addToSuperIndex(const AviStream& stream, std::uint64_t offset, std::uint64_t size)
    {
        const std::size_t entry = m_file.parts.size() - 1;
        if (stream.superIndex == 0 || entry >= stream.indexRoom)
            return;
        std::vector<std::byte> bytes;
        put(bytes, offset, 8);
        put(bytes, size, 4);
        put(bytes, stream.length() - stream.lengthBefore(), 4);
        m_counts.push_back({stream.superIndex + 8 + 24 + 16 * entry, std::move(bytes)});
        m_counts.push_back(number(stream.superIndex + 8 + 4, entry + 1));
        m_counts.push_back({stream.superIndex, letters("indx")});
    }

    static std::vector<std::byte> letters(std::string_view text)
    {
        std::vector<std::byte> bytes;
        putLetters(bytes, text);
        return bytes;
    }

    void addCounts()
    {
        std::uint64_t frames = 0;
        for (const AviStream& stream : m_file.streams) {
            if (stream.header > 0)
                m_counts.push_back(number(stream.header + 32, stream.length()));
            if (stream.isVideo)
                frames = std::max(frames, stream.packets);
            // Begun when the first part was to be closed; of no use, for it was not.
            if (m_file.parts.size() == 1 && stream.superIndex > 0) {
                m_counts.push_back(number(stream.superIndex + 8 + 4, 0));
                m_counts.push_back({stream.superIndex, letters("JUNK")});
            }
        }
        // The main header counts the first part only, and was complete with it.
        if (m_file.parts.size() == 1)
            m_counts.push_back(number(m_file.mainHeader + 16, frames));
        if (m_file.odml > 0) {
            if (m_file.parts.size() > 1)
                m_counts.push_back({m_file.odml, letters("LIST")});
            m_counts.push_back(number(m_file.odml + 20, frames));
        }
    }

    const AviFile& m_file;
    std::vector<Patch> m_counts;
    RepairPlan m_plan;
};

bool isComplete(const AviFile& file)
{
    return file.parts.back().isClosed && (file.hasIndex || file.parts.size() > 1);
}

} // namespace

Result<RepairPlan> planAvi(OutputFile& file)
{
    FileWindow window(file);
    const Result<AviFile> found = scanAvi(window);
    if (!found)
        return found.error();
    if (!isComplete(*found))
        return Planner(*found).run(window);
    FinishReport report;
    report.tracks = static_cast<int>(found->streams.size());
    report.fragments = static_cast<int>(found->parts.size());
    for (const AviStream& stream : found->streams) {
        const double seconds = static_cast<double>(stream.declared) * stream.scale / stream.rate;
        report.duration = std::max(report.duration, fromSeconds(std::min(seconds, 1e9)));
    }
    return completeAsItIs(window, report);
}

} // namespace reelout
