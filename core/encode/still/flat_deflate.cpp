// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/flat_deflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace reelout {

namespace {

constexpr int kHashBits = 13; // small enough for the first level cache
constexpr std::size_t kShortestMatch = 4;
constexpr std::size_t kLongestMatch = 258;
constexpr std::size_t kGoodRun = 32;      // nothing better is looked for
constexpr std::size_t kGoodMatch = 64;    // ditto
constexpr std::size_t kWorthDistance = 3; // bytes that a match has to be longer than a run
constexpr int kMostPlaces = 4;            // that are looked at
constexpr std::size_t kPatience = 32;     // literals in a row before the search becomes coarser
constexpr std::size_t kCoarsest = 16;
constexpr std::size_t kPieceBytes = 65536;

template <typename T>
T load(const std::uint8_t* from)
{
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

std::size_t hashOf(std::uint32_t bytes)
{
    return (bytes * 2654435761U) >> (32 - kHashBits);
}

/// How many bytes at `at` equal those at `other`, which may be any distance before it.
std::size_t commonBytes(const std::uint8_t* at, const std::uint8_t* other, const std::uint8_t* end)
{
    const std::uint8_t* const begin = at;
    for (; end - at >= 32; at += 32, other += 32) {
        std::uint64_t difference = 0;
        for (int i = 0; i < 32; i += 8)
            difference |= load<std::uint64_t>(at + i) ^ load<std::uint64_t>(other + i);
        if (difference != 0)
            break;
    }
    for (; end - at >= 8; at += 8, other += 8) {
        if (const std::uint64_t difference = load<std::uint64_t>(at) ^ load<std::uint64_t>(other))
            return static_cast<std::size_t>(at - begin + std::countr_zero(difference) / 8);
    }
    while (at < end && *at == *other) {
        ++at;
        ++other;
    }
    return static_cast<std::size_t>(at - begin);
}

} // namespace

FlatDeflate::FlatDeflate(int pixelBytes, Sink sink)
    : m_step(static_cast<std::size_t>(pixelBytes)),
      m_sink(std::move(sink)),
      m_newest(std::size_t{1} << kHashBits),
      m_older(kWindow)
{
    m_writer.addByte(0x78); // RFC 1950, 2.2: deflate, a window of 32 KiB
    m_writer.addByte(0x01); // the quickest level, and the check bits for it
}

/// Remembers the four bytes at `at`, and returns one above where their hash was last met.
std::size_t FlatDeflate::remember(const std::uint8_t* at, std::size_t position)
{
    std::size_t& newest = m_newest[hashOf(load<std::uint32_t>(at))];
    m_older[position % kWindow] = newest;
    return std::exchange(newest, position + 1);
}

/// The byte or the pixel before goes on.
FlatDeflate::Match FlatDeflate::runAt(const std::uint8_t* at, const std::uint8_t* end,
                                      std::size_t position) const
{
    Match best;
    for (const std::size_t distance : {std::size_t{1}, m_step}) {
        if (position < distance || load<std::uint32_t>(at) != load<std::uint32_t>(at - distance))
            continue;
        const std::size_t length = commonBytes(at, at - distance, end);
        if (length > best.length)
            best = {length, distance};
        if (length >= kGoodRun)
            break;
    }
    return best;
}

/// What the bytes at `at` repeat; at least four are there. Only a run may be longer than one match: pieces of
/// anything else would all have its distance, in places where a run does.
FlatDeflate::Match FlatDeflate::matchAt(const std::uint8_t* at, const std::uint8_t* end, std::size_t position)
{
    Match best = runAt(at, end, position);
    std::size_t place = remember(at, position);
    if (best.length >= kGoodRun)
        return best;
    const std::uint8_t* const last = std::min(end, at + kLongestMatch);
    std::size_t needed = std::max(kShortestMatch, best.length + (best.length > 0 ? kWorthDistance : 0));
    for (int looks = 0; looks < kMostPlaces && place > 0; ++looks) {
        const std::size_t distance = position + 1 - place;
        if (distance >= kWindow || at + needed > last)
            break;
        if (load<std::uint32_t>(at + needed - 4) == load<std::uint32_t>(at + needed - 4 - distance)) {
            const std::size_t length = commonBytes(at, at - distance, last);
            if (length >= needed) {
                best = {length, distance};
                needed = length + 1;
            }
            if (length >= kGoodMatch)
                break;
        }
        const std::size_t older = m_older[(place - 1) % kWindow];
        if (older >= place)
            break; // overwritten by a newer one
        place = older;
    }
    return best;
}

void FlatDeflate::addMatch(Match match)
{
    while (match.length > 0) {
        std::size_t part = std::min(match.length, kLongestMatch);
        // No rest too short for a match.
        if (match.length > kLongestMatch && match.length < kLongestMatch + 3)
            part = match.length - 3;
        m_writer.addMatch(part, match.distance);
        match.length -= part;
    }
}

void FlatDeflate::tokenise(std::span<const std::uint8_t> bytes)
{
    const std::uint8_t* at = bytes.data();
    const std::uint8_t* const end = at + bytes.size();
    std::size_t literals = 0; // since the last match
    while (at < end) {
        const auto left = static_cast<std::size_t>(end - at);
        const std::size_t position = m_position + bytes.size() - left;
        const Match match = left >= kShortestMatch ? matchAt(at, end, position) : Match{};
        if (match.length >= kShortestMatch) {
            addMatch(match);
            if (match.length < kGoodRun) {
                const std::size_t most = std::min(match.length, left - kShortestMatch + 1);
                for (std::size_t i = 1; i < most; ++i)
                    remember(at + i, position + i);
            }
            at += match.length;
            literals = 0;
        } else {
            const std::size_t count = std::min(std::min(1 + literals / kPatience, kCoarsest), left);
            for (std::size_t i = 0; i < count; ++i)
                m_writer.addLiteral(*at++);
            literals += count;
        }
        if (m_writer.isFull()) {
            m_writer.endBlock(false);
            flush();
        }
    }
    m_position += bytes.size();
}

void FlatDeflate::add(std::span<const std::uint8_t> bytes, bool isLast)
{
    m_adler = libdeflate_adler32(m_adler, bytes.data(), bytes.size());
    tokenise(bytes);
    if (!isLast)
        return;
    m_writer.endBlock(true);
    m_writer.alignToByte();
    for (int shift = 24; shift >= 0; shift -= 8)
        m_writer.addByte(static_cast<std::uint8_t>(m_adler >> shift));
    m_sink(m_writer.written());
    m_writer.forgetWritten();
}

void FlatDeflate::flush()
{
    if (m_writer.written().size() < kPieceBytes)
        return;
    m_sink(m_writer.written());
    m_writer.forgetWritten();
}

} // namespace reelout
