// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/matroska_scan.h"

#include "container/repair_plan.h"

#include <algorithm>
#include <array>
#include <bit>

namespace reelout {

namespace {

// Ten hours in clusters of a tenth of a second are 360,000 children.
constexpr std::size_t kMostChildren = std::size_t{1} << 24;
constexpr std::uint64_t kLargestHeader = std::uint64_t{16} << 20;

constexpr std::array kChildren{ebml::kSeekHead, ebml::kInfo,        ebml::kTracks,   ebml::kCluster,
                               ebml::kCues,     ebml::kAttachments, ebml::kChapters, ebml::kTags,
                               ebml::kVoid,     ebml::kCrc32};

double floatOf(ByteSpan content)
{
    if (content.size() == 4)
        return std::bit_cast<float>(static_cast<std::uint32_t>(numberAt(content, 0, 4, ByteOrder::Big)));
    return std::bit_cast<double>(numberAt(content, 0, 8, ByteOrder::Big));
}

MatroskaTrack parseTrack(ByteSpan content)
{
    MatroskaTrack track;
    EbmlWalk walk(content);
    while (const auto element = walk.next()) {
        if (element->id == ebml::kTrackNumber)
            track.number = element->number();
        else if (element->id == ebml::kTrackType)
            track.isVideo = element->number() == 1;
        else if (element->id == ebml::kDefaultDuration)
            track.defaultDuration = element->number();
    }
    return track;
}

class Scan {
public:
    explicit Scan(FileWindow& window) : m_window(window) {}

    Result<MatroskaFile> run()
    {
        REELOUT_TRY(takeHeaders());
        std::uint64_t position = m_found.segmentStart;
        for (std::size_t count = 0; position < m_end && count < kMostChildren; ++count) {
            const Result<std::uint64_t> next = takeChild(position);
            if (!next)
                return next.error();
            if (*next == position)
                break;
            position = *next;
        }
        REELOUT_TRY(m_window.status());
        m_found.isTorn = m_found.isTorn || position < m_end;
        if (m_found.tracks.empty())
            return unrepairable(m_window.file(), "no tracks are described in it");
        return std::move(m_found);
    }

private:
    Status takeHeaders()
    {
        const auto top = parseEbmlHeader(m_window.at(0, kLongestEbmlHeader));
        if (!top || top->id != ebml::kHeader || top->isUnknown || top->size > m_window.size())
            return unrepairable(m_window.file(), "it does not begin like Matroska");
        const std::uint64_t offset = top->length() + top->size;
        const auto segment = parseEbmlHeader(m_window.at(offset, kLongestEbmlHeader));
        if (!segment || segment->id != ebml::kSegment)
            return unrepairable(m_window.file(), "it has no Segment");
        m_found.segment = *segment;
        m_found.segmentSizeOffset = offset + segment->idLength;
        m_found.segmentStart = offset + segment->length();
        m_found.fileSize = m_window.size();
        m_found.end = m_found.segmentStart;
        m_end = m_window.size();
        if (segment->isUnknown || m_found.segmentStart > m_end)
            return {};
        // What follows a Segment of known size is somebody else's.
        if (segment->size <= m_end - m_found.segmentStart)
            m_end = m_found.segmentStart + segment->size;
        else
            m_found.isTorn = true;
        return {};
    }

    // Where the next child begins; the same place when there is none.
    Result<std::uint64_t> takeChild(std::uint64_t position)
    {
        const auto header = parseEbmlHeader(m_window.at(position, kLongestEbmlHeader));
        if (header && (header->id == ebml::kSegment || header->id == ebml::kHeader))
            return unrepairable(m_window.file(), "it holds more than one Segment");
        const std::uint64_t content = position + (header ? header->length() : 0);
        if (!header || !isSegmentChild(header->id) || content > m_end)
            return skipDamage(position);
        const bool fits = !header->isUnknown && header->size <= m_end - content;
        if (header->id == ebml::kCluster)
            return takeCluster(position, *header, fits);
        if (!fits)
            return skipDamage(position);
        const std::uint64_t end = content + header->size;
        REELOUT_TRY(takeOther(*header, {position, end}));
        m_found.end = end;
        return end;
    }

    Result<std::uint64_t> takeCluster(std::uint64_t position, const EbmlHeader& header, bool fits)
    {
        if (fits) {
            m_found.end = position + header.length() + header.size;
            m_found.clusters.push_back({{position, m_found.end}, header, false});
            return m_found.end;
        }
        // One of unknown size ends where a sound child begins, if any does.
        const std::uint64_t content = position + header.length();
        const std::uint64_t end = header.isUnknown ? endOfOpenCluster(content) : m_end;
        m_found.clusters.push_back({{position, end}, header, true});
        m_found.end = end;
        return end;
    }

    std::uint64_t endOfOpenCluster(std::uint64_t position)
    {
        while (position < m_end) {
            const auto header = parseEbmlHeader(m_window.at(position, kLongestEbmlHeader));
            if (!header || header->isUnknown ||
                header->size > m_end - std::min(m_end, position + header->length()))
                break;
            if (isSegmentChild(header->id) && header->id != ebml::kVoid && header->id != ebml::kCrc32)
                return position;
            position += header->length() + header->size;
        }
        const auto header = parseEbmlHeader(m_window.at(position, kLongestEbmlHeader));
        return header && header->id == ebml::kCluster ? position : m_end;
    }

    Status takeOther(const EbmlHeader& header, const MatroskaPlace& place)
    {
        const bool isRoom = header.id == ebml::kVoid || header.id == ebml::kSeekHead;
        if (isRoom &&
            place.offset == (m_found.seekRoom.end == 0 ? m_found.segmentStart : m_found.seekRoom.end)) {
            if (m_found.seekRoom.end == 0)
                m_found.seekRoom.offset = place.offset;
            m_found.seekRoom.end = place.end;
            return {};
        }
        if (header.id == ebml::kVoid || header.id == ebml::kCrc32 || header.id == ebml::kSeekHead)
            return {};
        if (header.id == ebml::kCues) {
            m_found.cues = place;
            return {};
        }
        m_found.topLevel.emplace_back(header.id, place.offset);
        // Behind media they might be cut off.
        if ((header.id != ebml::kInfo && header.id != ebml::kTracks) || !m_found.clusters.empty())
            return {};
        if (header.size > kLargestHeader)
            return unrepairable(m_window.file(), "its header is too large to be one");
        const std::vector<std::byte> content =
            m_window.copy(place.offset + header.length(), static_cast<std::size_t>(header.size));
        header.id == ebml::kInfo ? takeInfo(content, place) : takeTracks(content);
        return {};
    }

    void takeInfo(const std::vector<std::byte>& content, const MatroskaPlace& place)
    {
        m_found.info = place;
        m_found.infoContent = content;
        EbmlWalk walk(content);
        while (const auto element = walk.next()) {
            if (element->id == ebml::kTimestampScale && element->number() > 0)
                m_found.timestampScale = element->number();
            else if (element->id == ebml::kDuration)
                m_found.duration = std::max(0.0, floatOf(element->content)); // also of what is no number
        }
    }

    void takeTracks(const std::vector<std::byte>& content)
    {
        EbmlWalk walk(content);
        while (const auto element = walk.next()) {
            if (element->id == ebml::kTrackEntry)
                m_found.tracks.push_back(parseTrack(element->content));
        }
    }

    // Children that come behind damage are kept, and the damage is hidden from readers.
    Result<std::uint64_t> skipDamage(std::uint64_t position)
    {
        const auto next = findCluster(m_window, position + 2);
        if (!next || *next >= m_end)
            return position;
        m_found.holes.push_back({position, *next});
        return *next;
    }

    FileWindow& m_window;
    std::uint64_t m_end = 0; ///< of the Segment's content that is there
    MatroskaFile m_found;
};

bool looksLikeCluster(FileWindow& window, std::uint64_t position)
{
    const auto header = parseEbmlHeader(window.at(position, kLongestEbmlHeader));
    if (!header || header->id != ebml::kCluster)
        return false;
    const auto first = parseEbmlHeader(window.at(position + header->length(), kLongestEbmlHeader));
    return first && !first->isUnknown &&
           ((first->id == ebml::kCrc32 && first->size == 4) ||
            (first->id == ebml::kTimestamp && first->size <= 8));
}

} // namespace

bool isSegmentChild(std::uint32_t id)
{
    return std::find(kChildren.begin(), kChildren.end(), id) != kChildren.end();
}

bool MatroskaFile::hasSegmentSize() const
{
    if (!segment.isUnknown && segment.size <= fileSize - segmentStart)
        return true;
    return !fitsEbmlSize(fileSize - segmentStart, segment.sizeLength);
}

std::optional<std::uint64_t> findCluster(FileWindow& window, std::uint64_t position)
{
    constexpr std::size_t kStep = 64 * 1024;
    static constexpr std::array kLetters{std::byte{0x1F}, std::byte{0x43}, std::byte{0xB6}, std::byte{0x75}};
    while (position + kLetters.size() <= window.size()) {
        const ByteSpan bytes = window.at(position, kStep);
        if (bytes.size() < kLetters.size())
            return {};
        const auto found = std::search(bytes.begin(), bytes.end(), kLetters.begin(), kLetters.end());
        const bool isFound = found != bytes.end();
        position +=
            isFound ? static_cast<std::uint64_t>(found - bytes.begin()) : bytes.size() - kLetters.size() + 1;
        if (isFound && looksLikeCluster(window, position))
            return position;
        position += isFound ? 1 : 0;
    }
    return {};
}

Result<MatroskaFile> scanMatroska(FileWindow& window)
{
    return Scan(window).run();
}

} // namespace reelout
