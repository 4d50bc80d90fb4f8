// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/chapters.h"
#include "container/checksum.h"
#include "container/matroska_blocks.h"
#include "container/repair_plan.h"

#include <algorithm>
#include <bit>

namespace reelout {

namespace {

constexpr std::size_t kDurationLength = 11; // with header, as a double
constexpr std::size_t kCrcLength = 6;
// Everything that is patched in front is written at once when it is as near together as muxers have it.
constexpr std::uint64_t kOneWrite = 64 * 1024;

std::vector<std::byte> durationElement(double duration, std::size_t floatLength)
{
    const std::uint64_t bits = floatLength == 4 ? std::bit_cast<std::uint32_t>(static_cast<float>(duration))
                                                : std::bit_cast<std::uint64_t>(duration);
    return ebmlElement(ebml::kDuration, numberBytes(bits, floatLength, ByteOrder::Big));
}

void put(std::vector<std::byte>& bytes, std::size_t at, ByteSpan more)
{
    std::copy(more.begin(), more.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

// Muxers keep a Void in the place of what they only know in the end: Duration, and the CRC-32 in front.
std::optional<EbmlElement> roomForDuration(ByteSpan info)
{
    EbmlWalk walk(info);
    while (const auto element = walk.next()) {
        const bool isFloat = element->content.size() == 4 || element->content.size() == 8;
        if (element->id == ebml::kDuration)
            return isFloat ? element : std::nullopt;
        const std::size_t room = element->whole.size();
        if (element->id == ebml::kVoid && (room == kDurationLength || room >= kDurationLength + 2))
            return element;
    }
    return {};
}

bool hasRoomForCrc(ByteSpan content)
{
    EbmlWalk walk(content);
    const auto first = walk.next();
    return first && (first->id == ebml::kCrc32 || first->id == ebml::kVoid) &&
           first->whole.size() == kCrcLength;
}

void putCrc(std::vector<std::byte>& content)
{
    const std::uint32_t crc = ebmlCrc32(ByteSpan(content).subspan(kCrcLength));
    put(content, 0, ebmlElement(ebml::kCrc32, numberBytes(crc, 4, ByteOrder::Little)));
}

class Planner {
public:
    Planner(FileWindow& window, const MatroskaFile& file, const std::vector<Marker>& markers)
        : m_window(window),
          m_file(file),
          m_markers(markers),
          m_usesCrc(hasRoomForCrc(file.infoContent))
    {
        m_plan.end = file.end;
    }

    Result<RepairPlan> run()
    {
        dropOldCues();
        readBlocks();
        REELOUT_TRY(m_window.status());
        m_blocks = m_reader.take();
        if (m_blocks.blocks == 0)
            return unrepairable(m_window.file(), "no picture and no sound is in it");
        for (const MatroskaPlace& hole : m_file.holes)
            hide(hole);
        fillReport();
        std::uint64_t end = m_plan.end;
        if (!m_keepsCues) {
            m_cuesOffset = end;
            std::vector<std::byte> cues = cuesElement();
            end += cues.size();
            m_body.push_back({m_plan.end, std::move(cues)});
        }
        if (std::vector<std::byte> chapters = chaptersElement(); !chapters.empty()) {
            const std::uint64_t length = chapters.size();
            m_body.push_back({end, std::move(chapters)});
            m_chaptersOffset = end;
            end += length;
        }
        m_plan.steps.push_back(std::move(m_body));
        m_plan.steps.push_back(headPatches(end));
        return std::move(m_plan);
    }

private:
    // An index at the end belongs to an attempt to finish that did not get to the header.
    void dropOldCues()
    {
        if (!m_file.cues)
            return;
        m_keepsCues = m_file.clusters.empty() || m_file.cues->offset < m_file.clusters.front().place.offset;
        if (m_keepsCues)
            m_cuesOffset = m_file.cues->offset;
        else if (m_file.cues->end == m_plan.end)
            m_plan.end = m_file.cues->offset;
        else
            hide(*m_file.cues);
    }

    void readBlocks()
    {
        for (const MatroskaCluster& cluster : m_file.clusters) {
            const std::uint64_t soundEnd = m_reader.read(cluster);
            const bool isLast = cluster.place.end == m_plan.end;
            if (isLast && !m_reader.hasBlocks()) {
                m_plan.end = cluster.place.offset;
                continue;
            }
            ++m_clusters;
            if (soundEnd == cluster.place.end && !cluster.isTorn)
                continue;
            if (isLast)
                m_plan.end = soundEnd;
            close(cluster, isLast ? soundEnd : cluster.place.end);
            if (!isLast)
                hide({soundEnd, cluster.place.end});
        }
    }

    // Size and checksum stand side by side: one write.
    void close(const MatroskaCluster& cluster, std::uint64_t end)
    {
        const std::uint64_t content = cluster.place.offset + cluster.header.length();
        std::vector<std::byte> bytes;
        if (fitsEbmlSize(end - content, cluster.header.sizeLength))
            bytes = ebmlSize(end - content, cluster.header.sizeLength);
        else
            bytes = m_window.copy(cluster.place.offset + cluster.header.idLength, cluster.header.sizeLength);
        const auto first = parseEbmlHeader(m_window.at(content, kLongestEbmlHeader));
        if (first && first->id == ebml::kCrc32 && first->length() + first->size == kCrcLength)
            append(bytes, ebmlVoidHeader(kCrcLength));
        m_body.push_back({cluster.place.offset + cluster.header.idLength, std::move(bytes)});
    }

    void hide(const MatroskaPlace& hole)
    {
        if (hole.end >= hole.offset + 2 && hole.end <= m_plan.end) {
            m_body.push_back({hole.offset, ebmlVoidHeader(hole.end - hole.offset)});
            m_plan.report.bytesDropped += hole.end - hole.offset;
        }
    }

    void fillReport()
    {
        FinishReport& report = m_plan.report;
        report.tracks = static_cast<int>(m_file.tracks.size());
        report.fragments = m_clusters;
        report.samples = m_blocks.blocks;
        report.duration =
            fromSeconds(std::min(m_blocks.duration * static_cast<double>(m_file.timestampScale) / 1e9, 1e9));
        const std::uint64_t whole = m_file.cues && !m_keepsCues ? m_file.cues->offset : m_file.fileSize;
        report.bytesDropped += std::max(whole, m_plan.end) - m_plan.end;
    }

    std::vector<std::byte> master(std::uint32_t id, ByteSpan content) const
    {
        return m_usesCrc ? ebmlCheckedMaster(id, content) : ebmlElement(id, content);
    }

    std::vector<std::byte> cuesElement() const
    {
        std::vector<std::byte> points;
        for (const MatroskaCue& cue : m_blocks.cues) {
            std::vector<std::byte> place = ebmlNumber(ebml::kCueTrack, cue.track);
            append(place, ebmlNumber(ebml::kCueClusterPosition, cue.cluster - m_file.segmentStart));
            append(place, ebmlNumber(ebml::kCueRelativePosition, cue.position));
            std::vector<std::byte> point = ebmlNumber(ebml::kCueTime, cue.time);
            append(point, ebmlElement(ebml::kCueTrackPositions, place));
            append(points, ebmlElement(ebml::kCuePoint, point));
        }
        return master(ebml::kCues, points);
    }

    // RFC 9559, section 5.1.7: one edition with all of them.
    std::vector<std::byte> chaptersElement() const
    {
        std::vector<std::byte> edition;
        std::uint64_t number = 0;
        for (const Marker& chapter : chaptersOf(m_markers, m_plan.report.duration)) {
            const QByteArray title = chapter.name.toUtf8();
            std::vector<std::byte> display = ebmlElement(
                ebml::kChapterString,
                std::as_bytes(std::span(title.constData(), static_cast<std::size_t>(title.size()))));
            append(display, ebmlElement(ebml::kChapterLanguage, std::as_bytes(std::span("und", 3))));
            std::vector<std::byte> atom = ebmlNumber(ebml::kChapterUid, ++number);
            append(atom, ebmlNumber(ebml::kChapterStart, static_cast<std::uint64_t>(chapter.at.count())));
            append(atom, ebmlElement(ebml::kChapterDisplay, display));
            append(edition, ebmlElement(ebml::kChapterAtom, atom));
        }
        return edition.empty() ? edition : master(ebml::kChapters, ebmlElement(ebml::kEdition, edition));
    }

    Patch segmentSize(std::uint64_t end) const
    {
        const std::size_t length = m_file.segment.sizeLength;
        const std::uint64_t size = end - m_file.segmentStart;
        const std::uint64_t unknown = (std::uint64_t{1} << (7 * length)) - 1;
        return {m_file.segmentSizeOffset, ebmlSize(fitsEbmlSize(size, length) ? size : unknown, length)};
    }

    std::optional<Patch> seekHead() const
    {
        std::vector<std::byte> seeks;
        const auto add = [&](std::uint32_t id, std::uint64_t offset) {
            std::vector<std::byte> seek = ebmlElement(ebml::kSeekId, numberBytes(id, 4, ByteOrder::Big));
            append(seek, ebmlNumber(ebml::kSeekPosition, offset - m_file.segmentStart));
            append(seeks, ebmlElement(ebml::kSeek, seek));
        };
        for (const auto& [id, offset] : m_file.topLevel) {
            if (offset < m_plan.end)
                add(id, offset);
        }
        add(ebml::kCues, m_cuesOffset);
        if (m_chaptersOffset > 0)
            add(ebml::kChapters, m_chaptersOffset);
        std::vector<std::byte> bytes = master(ebml::kSeekHead, seeks);
        const std::uint64_t room = m_file.seekRoom.end - m_file.seekRoom.offset;
        if (bytes.size() > room || bytes.size() + 1 == room)
            return {};
        if (bytes.size() < room)
            append(bytes, ebmlVoidHeader(room - bytes.size()));
        return Patch{m_file.seekRoom.offset, std::move(bytes)};
    }

    std::optional<Patch> info() const
    {
        std::vector<std::byte> content = m_file.infoContent;
        const auto room = roomForDuration(m_file.infoContent);
        if (!room)
            return {};
        const std::size_t floatLength = room->id == ebml::kDuration ? room->content.size() : 8;
        std::vector<std::byte> bytes = durationElement(m_blocks.duration, floatLength);
        if (room->id == ebml::kDuration) // whatever the length of its size
            bytes.erase(bytes.begin(), bytes.end() - static_cast<std::ptrdiff_t>(floatLength));
        else if (bytes.size() < room->whole.size())
            append(bytes, ebmlVoidHeader(room->whole.size() - bytes.size()));
        const std::size_t skipped = room->id == ebml::kDuration ? room->whole.size() - floatLength : 0;
        put(content, room->offset + skipped, bytes);
        if (m_usesCrc)
            putCrc(content);
        return Patch{m_file.info.end - content.size(), std::move(content)};
    }

    std::vector<Patch> headPatches(std::uint64_t end)
    {
        std::vector<Patch> patches{segmentSize(end)};
        if (auto patch = seekHead())
            patches.push_back(std::move(*patch));
        if (auto patch = info())
            patches.push_back(std::move(*patch));
        const std::uint64_t from = m_file.segmentSizeOffset;
        if (m_file.info.end <= from || m_file.info.end - from > kOneWrite || m_file.info.end > m_plan.end)
            return patches;
        Patch whole{from, m_window.copy(from, static_cast<std::size_t>(m_file.info.end - from))};
        for (const Patch& patch : m_plan.steps.front()) {
            if (patch.offset >= from && patch.offset + patch.bytes.size() <= m_file.info.end)
                put(whole.bytes, static_cast<std::size_t>(patch.offset - from), patch.bytes);
        }
        for (const Patch& patch : patches) {
            // A SeekHead behind the Info is nobody's habit; hostile files may have it.
            if (patch.offset + patch.bytes.size() > m_file.info.end)
                return patches;
            put(whole.bytes, static_cast<std::size_t>(patch.offset - from), patch.bytes);
        }
        return {std::move(whole)};
    }

    FileWindow& m_window;
    const MatroskaFile& m_file;
    const std::vector<Marker>& m_markers;
    std::uint64_t m_chaptersOffset = 0;
    const bool m_usesCrc;
    MatroskaBlockReader m_reader{m_window, m_file};
    MatroskaBlocks m_blocks;
    int m_clusters = 0;
    bool m_keepsCues = false;
    std::uint64_t m_cuesOffset = 0;
    std::vector<Patch> m_body;
    RepairPlan m_plan;
};

bool isComplete(const MatroskaFile& file)
{
    if (file.isTorn || !file.holes.empty() || file.clusters.empty() || !file.hasSegmentSize())
        return false;
    // Something strange that follows the Segment is not cut off for want of an index.
    const bool hasTail = file.end < file.fileSize;
    const auto room = roomForDuration(file.infoContent);
    const bool hasDuration = !room || room->id == ebml::kDuration;
    return hasTail || (file.cues && hasDuration);
}

} // namespace

Result<RepairPlan> planMatroska(OutputFile& file, const std::vector<Marker>& markers)
{
    FileWindow window(file);
    const Result<MatroskaFile> found = scanMatroska(window);
    if (!found)
        return found.error();
    if (!isComplete(*found))
        return Planner(window, *found, markers).run();
    FinishReport report;
    report.tracks = static_cast<int>(found->tracks.size());
    report.fragments = static_cast<int>(found->clusters.size());
    report.duration =
        fromSeconds(std::clamp(found->duration * static_cast<double>(found->timestampScale) / 1e9, 0.0, 1e9));
    return completeAsItIs(window, report);
}

} // namespace reelout
