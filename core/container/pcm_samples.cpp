// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/pcm_samples.h"

#include <algorithm>

namespace reelout {

namespace {

/// Packets of one size and duration.
struct Packets {
    std::uint64_t count = 0;
    std::uint32_t duration = 0;
    std::uint32_t size = 0;
};

/// Cuts the table's packets into runs of equals, a chunk at a time.
class PacketWalk {
public:
    explicit PacketWalk(const SampleTable& table) : m_table(table) {}

    Packets next(std::uint64_t atMost)
    {
        const auto& durations = m_table.durations().runs();
        const auto& sizes = m_table.sizes().runs();
        const std::uint64_t count = std::min(
            {atMost, durations[m_duration].count - m_durationUsed, sizes[m_size].count - m_sizeUsed});
        const Packets packets{count, durations[m_duration].value, sizes[m_size].value};
        if ((m_durationUsed += count) == durations[m_duration].count) {
            ++m_duration;
            m_durationUsed = 0;
        }
        if ((m_sizeUsed += count) == sizes[m_size].count) {
            ++m_size;
            m_sizeUsed = 0;
        }
        return packets;
    }

private:
    const SampleTable& m_table;
    std::size_t m_duration = 0;
    std::size_t m_size = 0;
    std::uint64_t m_durationUsed = 0;
    std::uint64_t m_sizeUsed = 0;
};

// Each costs two entries; a real recording has a handful.
constexpr std::uint64_t kMostGaps = 65536;

} // namespace

std::optional<SampleTable> pcmSamples(const Track& track)
{
    const std::uint32_t frameBytes = track.pcmFrameBytes;
    if (frameBytes == 0 || track.samples.count() == 0 || !track.samples.offsets().isAll(0))
        return std::nullopt;
    SampleTable frames;
    frames.setDecodeTime(track.samples.firstDecodeTime());
    PacketWalk walk(track.samples);
    std::uint64_t gaps = 0;
    for (const Chunk& chunk : track.samples.chunks()) {
        std::uint64_t position = chunk.offset;
        for (std::uint64_t left = chunk.samples; left > 0;) {
            const Packets packets = walk.next(left);
            left -= packets.count;
            const std::uint32_t inPacket = packets.size / frameBytes;
            if (packets.size % frameBytes != 0 || inPacket == 0 || packets.duration < inPacket)
                return std::nullopt;
            // Whole packets join; one with a gap behind it stands alone, its last frame lasting longer.
            const bool isTight = packets.duration == inPacket;
            const std::uint64_t pieces = isTight ? 1 : packets.count;
            gaps += isTight ? 0 : packets.count;
            if (gaps > kMostGaps)
                return std::nullopt;
            const std::uint64_t inPiece = isTight ? packets.count * inPacket : inPacket;
            for (std::uint64_t piece = 0; piece < pieces; ++piece) {
                const SampleRun run{inPiece, 1, frameBytes, 0, true};
                if (!frames.append(position, run))
                    return std::nullopt;
                position += inPiece * frameBytes;
                if (!isTight)
                    frames.setDecodeTime(frames.decodeEnd() + packets.duration - inPacket);
            }
        }
    }
    return frames;
}

} // namespace reelout
