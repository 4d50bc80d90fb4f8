// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sound_data.h"

#include <algorithm>
#include <bit>

namespace reelout {

namespace {

/// Core Audio Format, chunks with 64-bit sizes; -1 = to the end of the file.
struct Caf {
    SoundData data;
    std::uint64_t dataChunk = 0;
    bool endsClean = false; ///< the chunks from the data on end where the file does
};

bool isChunkName(ByteSpan bytes)
{
    return bytes.size() >= 4 && std::all_of(bytes.begin(), bytes.begin() + 4, [](std::byte letter) {
               return letter >= std::byte{0x20} && letter < std::byte{0x7F};
           });
}

Caf readCaf(FileWindow& window)
{
    constexpr std::uint64_t kHeader = 12;
    Caf caf;
    std::uint64_t position = 8;
    while (position < window.size()) {
        const ByteSpan chunk = window.at(position, kHeader);
        const std::uint64_t content = position + kHeader;
        const std::uint64_t size = numberAt(chunk, 4, 8, ByteOrder::Big);
        if (chunk.size() < kHeader || !isChunkName(chunk))
            return caf;
        const bool isData = hasLetters(chunk, 0, "data");
        if (isData) {
            caf.dataChunk = position;
            caf.data.start = content + 4;
            caf.data.size = size - std::min<std::uint64_t>(size, 4);
        } else if (hasLetters(chunk, 0, "desc")) {
            const ByteSpan desc = window.at(content, 32);
            caf.data.sampleRate = std::bit_cast<double>(numberAt(desc, 0, 8, ByteOrder::Big));
            caf.data.blockBytes = numberAt(desc, 16, 4, ByteOrder::Big);
            caf.data.blockFrames = numberAt(desc, 20, 4, ByteOrder::Big);
        }
        if (size > window.size() - std::min(window.size(), content))
            return caf;
        position = content + size;
    }
    caf.endsClean = caf.data.start > 0 && position == window.size();
    return caf;
}

} // namespace

Result<RepairPlan> planCaf(OutputFile& file)
{
    FileWindow window(file);
    const Caf caf = readCaf(window);
    REELOUT_TRY(window.status());
    const bool isWhole = caf.data.blockBytes > 0 && caf.data.size % caf.data.blockBytes == 0;
    if (caf.endsClean && isWhole && caf.data.size > 0)
        return completeAsItIs(window, caf.data.report(caf.data.size));
    const Result<std::uint64_t> bytes = wholeBlocks(window, caf.data);
    if (!bytes)
        return bytes.error();
    HeadPatch head(window, caf.data.start, ByteOrder::Big);
    head.set(caf.dataChunk + 4, *bytes + 4, 8);
    return head.plan(window, caf.data, *bytes, 1);
}

} // namespace reelout
