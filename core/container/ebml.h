// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_order.h"

#include <optional>
#include <vector>

namespace reelout {

/// Element IDs as written, with their length marker (RFC 9559, section 5; RFC 8794, section 11).
namespace ebml {
constexpr std::uint32_t kHeader = 0x1A45DFA3;
constexpr std::uint32_t kSegment = 0x18538067;
constexpr std::uint32_t kSeekHead = 0x114D9B74;
constexpr std::uint32_t kSeek = 0x4DBB;
constexpr std::uint32_t kSeekId = 0x53AB;
constexpr std::uint32_t kSeekPosition = 0x53AC;
constexpr std::uint32_t kInfo = 0x1549A966;
constexpr std::uint32_t kTimestampScale = 0x2AD7B1;
constexpr std::uint32_t kDuration = 0x4489;
constexpr std::uint32_t kTracks = 0x1654AE6B;
constexpr std::uint32_t kTrackEntry = 0xAE;
constexpr std::uint32_t kTrackNumber = 0xD7;
constexpr std::uint32_t kTrackType = 0x83;
constexpr std::uint32_t kDefaultDuration = 0x23E383;
constexpr std::uint32_t kCluster = 0x1F43B675;
constexpr std::uint32_t kTimestamp = 0xE7;
constexpr std::uint32_t kSimpleBlock = 0xA3;
constexpr std::uint32_t kBlockGroup = 0xA0;
constexpr std::uint32_t kBlock = 0xA1;
constexpr std::uint32_t kBlockDuration = 0x9B;
constexpr std::uint32_t kReferenceBlock = 0xFB;
constexpr std::uint32_t kPosition = 0xA7;
constexpr std::uint32_t kPrevSize = 0xAB;
constexpr std::uint32_t kCues = 0x1C53BB6B;
constexpr std::uint32_t kCuePoint = 0xBB;
constexpr std::uint32_t kCueTime = 0xB3;
constexpr std::uint32_t kCueTrackPositions = 0xB7;
constexpr std::uint32_t kCueTrack = 0xF7;
constexpr std::uint32_t kCueClusterPosition = 0xF1;
constexpr std::uint32_t kCueRelativePosition = 0xF0;
constexpr std::uint32_t kChapters = 0x1043A770;
constexpr std::uint32_t kEdition = 0x45B9;
constexpr std::uint32_t kChapterAtom = 0xB6;
constexpr std::uint32_t kChapterUid = 0x73C4;
constexpr std::uint32_t kChapterStart = 0x91;
constexpr std::uint32_t kChapterDisplay = 0x80;
constexpr std::uint32_t kChapterString = 0x85;
constexpr std::uint32_t kChapterLanguage = 0x437C;
constexpr std::uint32_t kTags = 0x1254C367;
constexpr std::uint32_t kAttachments = 0x1941A469;
constexpr std::uint32_t kVoid = 0xEC;
constexpr std::uint32_t kCrc32 = 0xBF;
} // namespace ebml

/// ID and size of an element (RFC 8794, sections 5 and 6): at most 4 and 8 bytes.
struct EbmlHeader {
    std::uint32_t id = 0;
    std::uint64_t size = 0; ///< of what follows the header; 0 when unknown
    bool isUnknown = false; ///< the size is "unknown"
    std::size_t idLength = 0;
    std::size_t sizeLength = 0;

    std::size_t length() const { return idLength + sizeLength; }
};
constexpr std::size_t kLongestEbmlHeader = 12;

/// Nothing when the bytes are no header, or too few.
std::optional<EbmlHeader> parseEbmlHeader(ByteSpan bytes);

/// A track number or such: value and length of the variable-size integer in front.
struct EbmlNumber {
    std::uint64_t value = 0;
    std::size_t length = 0;
};
std::optional<EbmlNumber> parseEbmlNumber(ByteSpan bytes);

/// An element inside another one that is in memory.
struct EbmlElement {
    std::uint32_t id = 0;
    std::size_t offset = 0; ///< of its header, from the beginning of the parent's content
    ByteSpan whole;
    ByteSpan content;

    std::uint64_t number() const;
};

/// Walks the elements of a content, stopping at the first that does not fit into it.
class EbmlWalk {
public:
    explicit EbmlWalk(ByteSpan content) : m_content(content) {}
    std::optional<EbmlElement> next();

private:
    ByteSpan m_content;
    std::size_t m_position = 0;
};

/// A size in exactly `length` bytes. `fitsEbmlSize` tells whether it can be written so.
std::vector<std::byte> ebmlSize(std::uint64_t size, std::size_t length);
bool fitsEbmlSize(std::uint64_t size, std::size_t length);

std::vector<std::byte> ebmlElement(std::uint32_t id, ByteSpan content);
std::vector<std::byte> ebmlNumber(std::uint32_t id, std::uint64_t value);
/// A master element with the CRC-32 of its content in front.
std::vector<std::byte> ebmlCheckedMaster(std::uint32_t id, ByteSpan content);
/// The header of a Void element that takes `length` bytes altogether, 2 or more; what follows may be
/// anything.
std::vector<std::byte> ebmlVoidHeader(std::uint64_t length);

} // namespace reelout
