// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sound_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reelout {

namespace {

/// AIFF 1.3 and AIFF-C.
struct Aiff {
    std::uint64_t end = 0;    ///< of the FORM, as the header says
    std::uint64_t frames = 0; ///< offset of COMM's number of them
    SoundData data;
    bool isPacked = false; ///< ima4: COMM counts packets of 64
    bool hasTail = false;
};

double extendedFloat(ByteSpan bytes, std::size_t at)
{
    const int exponent = static_cast<int>(numberAt(bytes, at, 2, ByteOrder::Big) & 0x7FFFU) - 16383 - 63;
    return std::ldexp(static_cast<double>(numberAt(bytes, at + 2, 8, ByteOrder::Big)), exponent);
}

void takeCommon(Aiff& aiff, ByteSpan content)
{
    const std::uint64_t channels = numberAt(content, 0, 2, ByteOrder::Big);
    const std::uint64_t bits = numberAt(content, 6, 2, ByteOrder::Big);
    std::uint64_t bytes = (bits + 7) / 8;
    if (hasLetters(content, 18, "ulaw") || hasLetters(content, 18, "alaw"))
        bytes = 1;
    if (hasLetters(content, 18, "fl32") || hasLetters(content, 18, "FL32"))
        bytes = 4;
    aiff.data.sampleRate = extendedFloat(content, 8);
    if (hasLetters(content, 18, "ima4")) {
        aiff.isPacked = true;
        aiff.data.blockFrames = 64;
        bytes = 34;
    }
    aiff.data.blockBytes = channels * bytes;
}

Aiff readAiff(FileWindow& window)
{
    Aiff aiff;
    aiff.end = 8 + numberAt(window.at(0, 8), 4, 4, ByteOrder::Big);
    std::uint64_t position = 12;
    while (aiff.data.start == 0 || position < aiff.end) {
        const ByteSpan chunk = window.at(position, 16);
        if (chunk.size() < 8)
            break;
        if (aiff.data.start != 0) {
            aiff.hasTail = true;
            break;
        }
        const std::uint64_t size = numberAt(chunk, 4, 4, ByteOrder::Big);
        if (hasLetters(chunk, 0, "COMM")) {
            aiff.frames = position + 10;
            takeCommon(aiff, window.at(position + 8, 22));
        } else if (hasLetters(chunk, 0, "SSND") && chunk.size() == 16) {
            aiff.data.start = position + 16;
            aiff.data.size = size - std::min<std::uint64_t>(size, 8);
        }
        position += 8 + roundedUp(size, 2);
    }
    return aiff;
}

bool isComplete(const Aiff& aiff, std::uint64_t fileSize)
{
    if (aiff.data.start == 0 || aiff.data.size == 0 || aiff.end > fileSize || aiff.data.end() > fileSize)
        return false;
    return aiff.hasTail || fileSize - aiff.end < 2;
}

} // namespace

Result<RepairPlan> planAiff(OutputFile& file)
{
    FileWindow window(file);
    const Aiff aiff = readAiff(window);
    REELOUT_TRY(window.status());
    if (isComplete(aiff, window.size()))
        return completeAsItIs(window, aiff.data.report(aiff.data.size));
    Result<std::uint64_t> bytes = wholeBlocks(window, aiff.data);
    if (!bytes)
        return bytes.error();
    if (aiff.hasTail && aiff.data.size > 0 && aiff.data.end() <= window.size())
        bytes = aiff.data.size / aiff.data.blockBytes * aiff.data.blockBytes;
    if (aiff.data.start + *bytes > std::numeric_limits<std::uint32_t>::max())
        return unrepairable(file, "it is too long for this type of file");
    HeadPatch head(window, aiff.data.start, ByteOrder::Big);
    head.set(4, aiff.data.start + roundedUp(*bytes, 2) - 8, 4);
    head.set(aiff.data.start - 12, *bytes + 8, 4);
    const std::uint64_t frames = aiff.data.frames(*bytes);
    if (aiff.frames > 0)
        head.set(aiff.frames, aiff.isPacked ? frames / 64 : frames, 4);
    return head.plan(window, aiff.data, *bytes, 2);
}

} // namespace reelout
