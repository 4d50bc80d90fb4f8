// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sample_entry.h"

#include <algorithm>
#include <array>
#include <bit>

namespace reelout {

namespace {

constexpr std::array kPcmTypes = {boxType("sowt"), boxType("twos"), boxType("raw "), boxType("NONE"),
                                  boxType("in24"), boxType("in32"), boxType("fl32"), boxType("fl64"),
                                  boxType("lpcm"), boxType("ipcm"), boxType("fpcm"), boxType("ulaw"),
                                  boxType("alaw")};

struct SoundEntry {
    std::uint32_t frameBytes = 0;
    double rate = 0;
    ByteSpan children;
};

SoundEntry readSound(BoxType type, ByteSpan payload)
{
    SoundEntry entry;
    ByteReader reader(payload);
    reader.skip(8);
    const std::uint16_t version = reader.u16();
    reader.skip(6);
    const std::uint32_t channels = reader.u16();
    const std::uint32_t bits = reader.u16();
    reader.skip(4);
    entry.rate = reader.u32() / 65536.0;
    if (version == 0) {
        const bool isCompanded = type == boxType("ulaw") || type == boxType("alaw");
        entry.frameBytes = channels * (isCompanded ? 1 : bits / 8);
    } else if (version == 1) {
        reader.skip(8);
        entry.frameBytes = reader.u32();
        reader.skip(4);
    } else if (version == 2) {
        reader.skip(4);
        entry.rate = std::bit_cast<double>(reader.u64());
        reader.skip(16);
        entry.frameBytes = reader.u32();
        reader.skip(4);
    }
    if (!reader.isOk())
        return {};
    entry.children = reader.rest();
    return entry;
}

// The object type of an ES descriptor (ISO/IEC 14496-1, 7.2.6.5), 0 when it can't be found.
std::uint8_t objectType(ByteSpan esds)
{
    ByteReader reader(esds);
    const auto enter = [&](std::uint8_t tag) {
        if (reader.u8() != tag)
            return false;
        for (int i = 0; i < 4 && (reader.u8() & 0x80) != 0; ++i) {
        }
        return reader.isOk();
    };
    readFullBox(reader);
    if (!enter(0x03))
        return 0;
    reader.skip(3);
    return enter(0x04) ? reader.u8() : std::uint8_t{0};
}

} // namespace

SampleEntry readSampleEntry(ByteSpan stsd, std::uint32_t timeScale)
{
    ByteReader reader(stsd);
    readFullBox(reader);
    const std::uint32_t entries = reader.u32();
    BoxWalk walk(reader.rest());
    const auto box = walk.next();
    SampleEntry result;
    if (!reader.isOk() || !box)
        return result;
    constexpr std::array kEncrypted = {boxType("encv"), boxType("enca"), boxType("enct"), boxType("encs")};
    result.isEncrypted = std::find(kEncrypted.begin(), kEncrypted.end(), box->type) != kEncrypted.end();
    if (box->type == boxType("mp4a")) {
        constexpr std::uint8_t kMpeg4Audio = 0x40;
        const auto esds = findBox(readSound(box->type, box->payload).children, boxType("esds"));
        result.isAac = esds && objectType(esds->payload) == kMpeg4Audio;
    } else if (entries == 1 && std::find(kPcmTypes.begin(), kPcmTypes.end(), box->type) != kPcmTypes.end()) {
        const SoundEntry sound = readSound(box->type, box->payload);
        // An upper bound far above any real frame keeps sums small.
        if (sound.rate == timeScale && sound.frameBytes > 0 && sound.frameBytes <= 65536)
            result.pcmFrameBytes = sound.frameBytes;
    }
    return result;
}

} // namespace reelout
