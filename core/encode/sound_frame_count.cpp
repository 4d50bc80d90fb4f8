// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_frame_count.h"

#include "container/byte_order.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

struct Place {
    std::array<char, 4> name;
    std::uint64_t distance; ///< from the name to the number
    int bytes;
    bool isBigEndian;
};
constexpr Place kRiff{{'f', 'a', 'c', 't'}, 8, 4, false};
constexpr Place kWave64{{'f', 'a', 'c', 't'}, 24, 8, false};
constexpr Place kAiff{{'C', 'O', 'M', 'M'}, 10, 4, true};
constexpr Place kWave64Data{{'d', 'a', 't', 'a'}, 16, 8, false};
// Five seconds of the fastest sound there is. Not more: players seek there, and disks have their limits.
constexpr std::uint64_t kLead = 256 << 20;
constexpr std::uint64_t kPacketFrames = 64;

Status put(RecordingFile& file, const Place& place, std::uint64_t number)
{
    std::array<std::byte, 1024> head{};
    const Result<std::size_t> count = file.file().readAt(0, head);
    if (!count)
        return count.error();
    const auto isName = [](std::byte byte, char letter) { return std::to_integer<char>(byte) == letter; };
    const auto end = head.begin() + static_cast<std::ptrdiff_t>(*count);
    const auto found = std::search(head.begin(), end, place.name.begin(), place.name.end(), isName);
    if (found == end)
        return {};
    std::array<std::byte, 8> bytes{};
    for (int i = 0; i < place.bytes; ++i) {
        const int shift = 8 * (place.isBigEndian ? place.bytes - 1 - i : i);
        bytes[static_cast<std::size_t>(i)] = static_cast<std::byte>((number >> shift) & 0xFFU);
    }
    return file.writeAt(static_cast<std::uint64_t>(found - head.begin()) + place.distance,
                        std::span(bytes).first(static_cast<std::size_t>(place.bytes)));
}

/// The length that the chunk with the samples tells; "size" is that of offset, block size and samples.
Status putAiffSize(RecordingFile& file, std::uint64_t size)
{
    constexpr int kMostChunks = 1000; // before the sound: names, comments, cues
    std::uint64_t position = 12;
    std::array<std::byte, 8> header{};
    for (int i = 0; i < kMostChunks; ++i) {
        const Result<std::size_t> count = file.file().readAt(position, header);
        if (!count)
            return count.error();
        if (*count < header.size())
            return {};
        if (hasLetters(header, 0, "SSND"))
            return file.writeAt(position + 4, numberBytes(size, 4, ByteOrder::Big));
        const std::uint64_t content = numberAt(header, 4, 4, ByteOrder::Big);
        position += header.size() + content + content % 2;
    }
    return {};
}

Status correctAiff(RecordingFile& file, const SoundFormat& format, std::uint64_t frames)
{
    if (format.isAdpcm)
        return put(file, kAiff, (frames + kPacketFrames - 1) / kPacketFrames);
    REELOUT_TRY(put(file, kAiff, frames));
    const auto bytes =
        static_cast<std::uint64_t>(std::llround(static_cast<double>(frames) * format.bytesPerFrame));
    return bytes % 2 == 0 ? Status() : putAiffSize(file, 8 + bytes);
}

} // namespace

Status correctFrameCount(RecordingFile& file, const SoundFormat& format, std::int64_t frames)
{
    const int major = format.format & SF_FORMAT_TYPEMASK;
    if (major == SF_FORMAT_AIFF)
        return correctAiff(file, format, static_cast<std::uint64_t>(frames));
    if (!format.isAdpcm)
        return {};
    return put(file, major == SF_FORMAT_W64 ? kWave64 : kRiff, static_cast<std::uint64_t>(frames));
}

Status leaveSoundOpen(RecordingFile& file, const SoundFormat& format)
{
    const bool isWave64 = (format.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_W64;
    return isWave64 ? put(file, kWave64Data, file.end() + kLead) : Status();
}

} // namespace reelout
