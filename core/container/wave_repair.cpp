// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sound_data.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace reelout {

namespace {

constexpr std::uint32_t kUnused = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kFormatBytes = 20;

/// RIFF/WAVE, with 64-bit sizes in "ds64" when it is an RF64 (EBU Tech 3306), and Sony's Wave64, whose chunks
/// have GUIDs that begin with the same letters.
struct Wave {
    bool isWave64 = false;
    bool isRf64 = false;
    std::uint64_t end = 0; ///< of the whole, as the header says
    std::uint64_t ds64 = 0;
    std::uint64_t fact = 0; ///< offset of the number of sample frames; 0 = none
    SoundData data;
    bool hasTail = false; ///< a chunk that the header counts follows the data

    std::uint64_t headerBytes() const { return isWave64 ? 24 : 8; }
    std::uint64_t alignment() const { return isWave64 ? 8 : 2; }
    /// Of the last chunk: libsndfile takes Wave64's padding at the end of a file for samples.
    std::uint64_t endAlignment() const { return isWave64 ? 1 : 2; }
};

void takeFormat(Wave& wave, ByteSpan content)
{
    constexpr std::uint64_t kMicrosoftAdpcm = 2;
    constexpr std::uint64_t kImaAdpcm = 0x11;
    const auto number = [&](std::size_t at, std::size_t count) {
        return numberAt(content, at, count, ByteOrder::Little);
    };
    wave.data.sampleRate = static_cast<double>(number(4, 4));
    wave.data.blockBytes = number(12, 2);
    const std::uint64_t tag = number(0, 2);
    if (tag == kMicrosoftAdpcm || tag == kImaAdpcm)
        wave.data.blockFrames = number(18, 2);
}

Wave readWave(FileWindow& window, bool isWave64)
{
    Wave wave;
    wave.isWave64 = isWave64;
    wave.isRf64 = hasLetters(window.at(0, 4), 0, "RF64");
    const ByteSpan head = window.at(0, 24);
    wave.end =
        isWave64 ? numberAt(head, 16, 8, ByteOrder::Little) : 8 + numberAt(head, 4, 4, ByteOrder::Little);
    std::uint64_t position = isWave64 ? 40 : 12;
    while (wave.data.start == 0 || position < wave.end) {
        const ByteSpan chunk = window.at(position, 24);
        if (chunk.size() < wave.headerBytes())
            break;
        const std::uint64_t content = position + wave.headerBytes();
        const std::uint64_t whole = numberAt(chunk, isWave64 ? 16 : 4, isWave64 ? 8 : 4, ByteOrder::Little);
        std::uint64_t size = isWave64 ? whole - std::min<std::uint64_t>(whole, 24) : whole;
        if (wave.data.start != 0) {
            wave.hasTail = true;
            break;
        }
        if (hasLetters(chunk, 0, "ds64")) {
            wave.ds64 = content;
            wave.end = 8 + numberAt(window.at(content, 8), 0, 8, ByteOrder::Little);
        } else if (hasLetters(chunk, 0, "fmt ")) {
            takeFormat(wave, window.at(content, kFormatBytes));
        } else if (hasLetters(chunk, 0, "fact")) {
            wave.fact = content;
        } else if (hasLetters(chunk, 0, "data")) {
            if (wave.isRf64 && wave.ds64 > 0 && size == kUnused)
                size = numberAt(window.at(wave.ds64, 16), 8, 8, ByteOrder::Little);
            wave.data.start = content;
            wave.data.size = size;
        }
        if (size > window.size())
            break;
        position = content + roundedUp(size, wave.alignment());
    }
    return wave;
}

// What libraries that update the header as they go leave behind: sizes that end before the file does.
bool isComplete(const Wave& wave, std::uint64_t fileSize)
{
    if (wave.data.start == 0 || wave.data.size == 0 || wave.end > fileSize || wave.data.end() > fileSize)
        return false;
    return wave.hasTail || fileSize - wave.end < wave.alignment();
}

void setSizes(HeadPatch& head, const Wave& wave, std::uint64_t bytes)
{
    const std::uint64_t end = wave.data.start + roundedUp(bytes, wave.endAlignment());
    if (wave.isWave64) {
        head.set(16, end, 8);
        head.set(wave.data.start - 8, bytes + 24, 8);
    } else if (wave.isRf64 && wave.ds64 > 0) {
        head.set(4, kUnused, 4);
        head.set(wave.ds64, end - 8, 8);
        head.set(wave.ds64 + 8, bytes, 8);
        head.set(wave.ds64 + 16, wave.data.frames(bytes), 8);
        head.set(wave.data.start - 4, kUnused, 4);
    } else {
        head.set(4, end - 8, 4);
        head.set(wave.data.start - 4, bytes, 4);
    }
    if (wave.fact > 0) {
        const std::uint64_t frames = wave.data.frames(bytes);
        head.set(wave.fact, wave.isWave64 ? frames : std::min<std::uint64_t>(frames, kUnused),
                 wave.isWave64 ? 8 : 4);
    }
}

Result<RepairPlan> plan(OutputFile& file, bool isWave64)
{
    FileWindow window(file);
    const Wave wave = readWave(window, isWave64);
    REELOUT_TRY(window.status());
    if (isComplete(wave, window.size()))
        return completeAsItIs(window, wave.data.report(wave.data.size));
    Result<std::uint64_t> bytes = wholeBlocks(window, wave.data);
    if (!bytes)
        return bytes.error();
    // Only what came after the data is torn.
    if (wave.hasTail && wave.data.size > 0 && wave.data.end() <= window.size())
        bytes = wave.data.size / wave.data.blockBytes * wave.data.blockBytes;
    const bool isNarrow = !isWave64 && !(wave.isRf64 && wave.ds64 > 0);
    if (isNarrow && wave.data.start + *bytes > kUnused)
        return unrepairable(file, "it is too long for this type of file");
    HeadPatch head(window, wave.data.start, ByteOrder::Little);
    setSizes(head, wave, *bytes);
    return head.plan(window, wave.data, *bytes, wave.endAlignment());
}

} // namespace

Result<RepairPlan> planWave(OutputFile& file)
{
    return plan(file, false);
}

Result<RepairPlan> planWave64(OutputFile& file)
{
    return plan(file, true);
}

} // namespace reelout
