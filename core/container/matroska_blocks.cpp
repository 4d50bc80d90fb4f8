// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/matroska_blocks.h"

#include <algorithm>

namespace reelout {

namespace {

// Track number (up to 8 bytes), time and flags.
constexpr std::size_t kBlockHead = 11;
constexpr std::uint64_t kLatestTime = std::uint64_t{1} << 52;

} // namespace

MatroskaBlockReader::MatroskaBlockReader(FileWindow& window, const MatroskaFile& file)
    : m_window(window),
      m_file(file)
{
    for (const MatroskaTrack& track : file.tracks)
        m_tracks[track.number].track = track;
}

std::uint64_t MatroskaBlockReader::read(const MatroskaCluster& cluster)
{
    m_clusterOffset = cluster.place.offset;
    m_clusterContent = cluster.place.offset + cluster.header.length();
    m_clusterTime = 0;
    m_inCluster = 0;
    std::uint64_t position = m_clusterContent;
    while (position < cluster.place.end) {
        const auto header = parseEbmlHeader(m_window.at(position, kLongestEbmlHeader + kLongestEbmlHeader));
        if (!header || header->isUnknown || position + header->length() > cluster.place.end ||
            header->size > cluster.place.end - position - header->length())
            break;
        const std::uint64_t end = position + header->length() + header->size;
        if (!takeChild(*header, position, end))
            break;
        position = end;
    }
    return std::min(position, cluster.place.end);
}

bool MatroskaBlockReader::takeChild(const EbmlHeader& header, std::uint64_t position, std::uint64_t end)
{
    const std::uint64_t content = position + header.length();
    switch (header.id) {
    case ebml::kTimestamp:
        m_clusterTime =
            numberAt(m_window.at(content, static_cast<std::size_t>(std::min<std::uint64_t>(header.size, 8))),
                     0, static_cast<std::size_t>(std::min<std::uint64_t>(header.size, 8)), ByteOrder::Big);
        return header.size <= 8 && m_clusterTime < kLatestTime;
    case ebml::kSimpleBlock:
        return takeBlock(position, content, header.size, {}, true);
    case ebml::kBlockGroup:
        return takeGroup(position, content, end);
    case ebml::kVoid:
    case ebml::kPosition:
    case ebml::kPrevSize:
        return true;
    case ebml::kCrc32:
        return header.size == 4;
    default:
        return false;
    }
}

bool MatroskaBlockReader::takeGroup(std::uint64_t position, std::uint64_t content, std::uint64_t end)
{
    BlockFacts facts;
    facts.isKey = true;
    std::uint64_t block = 0;
    std::uint64_t blockSize = 0;
    while (content < end) {
        const auto header = parseEbmlHeader(m_window.at(content, kLongestEbmlHeader));
        if (!header || header->isUnknown || header->length() > end - content ||
            header->size > end - content - header->length())
            return false;
        const std::uint64_t inside = content + header->length();
        if (header->id == ebml::kBlock) {
            block = inside;
            blockSize = header->size;
        } else if (header->id == ebml::kReferenceBlock) {
            facts.isKey = false;
        } else if (header->id == ebml::kBlockDuration && header->size <= 8) {
            const auto size = static_cast<std::size_t>(header->size);
            facts.length = static_cast<double>(numberAt(m_window.at(inside, size), 0, size, ByteOrder::Big));
        }
        content = inside + header->size;
    }
    return block != 0 && takeBlock(position, block, blockSize, facts, false);
}

bool MatroskaBlockReader::takeBlock(std::uint64_t element, std::uint64_t content, std::uint64_t size,
                                    BlockFacts facts, bool isSimple)
{
    const ByteSpan head =
        m_window.at(content, static_cast<std::size_t>(std::min<std::uint64_t>(size, kBlockHead)));
    const auto number = parseEbmlNumber(head);
    if (!number || number->length + 3 > head.size())
        return false;
    const auto state = m_tracks.find(number->value);
    if (state == m_tracks.end())
        return false;
    const auto relative = static_cast<std::int16_t>(numberAt(head, number->length, 2, ByteOrder::Big));
    const std::uint64_t flags = numberAt(head, number->length + 2, 1, ByteOrder::Big);
    const bool isKey = isSimple ? (flags & 0x80U) != 0 : facts.isKey;
    const auto time = static_cast<double>(m_clusterTime) + relative;

    TrackState& track = state->second;
    const double gap = time - track.lastTime;
    if (track.track.defaultDuration > 0)
        track.lastLength =
            static_cast<double>(track.track.defaultDuration) / static_cast<double>(m_file.timestampScale);
    else if (track.blocks > 0 && gap > 0 && !track.track.isVideo)
        track.lastLength = gap;
    track.lastTime = time;
    ++track.blocks;
    m_found.duration =
        std::max(m_found.duration, time + (facts.length > 0 ? facts.length : track.lastLength));

    const MatroskaCue cue{static_cast<std::uint64_t>(std::max(time, 0.0)), number->value, m_clusterOffset,
                          element - m_clusterContent};
    if (track.track.isVideo && isKey)
        m_found.cues.push_back(cue);
    if (m_inCluster == 0)
        m_firstBlocks.push_back(cue);
    ++m_inCluster;
    ++m_found.blocks;
    return true;
}

MatroskaBlocks MatroskaBlockReader::take()
{
    if (m_found.cues.empty())
        m_found.cues = std::move(m_firstBlocks);
    return std::move(m_found);
}

} // namespace reelout
