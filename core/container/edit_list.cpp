// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/edit_list.h"

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

// Times are below 2^62 and scales below 2^32, so the product needs 128 bits or this split.
std::uint64_t rescaledUp(std::uint64_t time, std::uint32_t to, std::uint32_t from)
{
    const std::uint64_t whole = time / from;
    const std::uint64_t part = time % from;
    constexpr std::uint64_t kLimit = std::numeric_limits<std::int64_t>::max();
    if (whole > kLimit / to - 1)
        return kLimit;
    return whole * to + (part * to + from - 1) / from;
}

std::vector<Edit> readEdits(ByteSpan trak)
{
    std::vector<Edit> edits;
    const auto box = findBox(trak, {boxType("edts"), boxType("elst")});
    if (!box)
        return edits;
    ByteReader reader(box->payload);
    const bool isWide = readFullBox(reader).version == 1;
    const std::uint32_t count = reader.u32();
    if (!reader.isOk() || reader.remaining() / (isWide ? 20 : 12) < count)
        return edits;
    for (std::uint32_t i = 0; i < count; ++i) {
        Edit edit;
        edit.duration = reader.u32or64(isWide);
        edit.mediaTime = isWide ? static_cast<std::int64_t>(reader.u64()) : std::int64_t{reader.i32()};
        edit.rate = reader.u32();
        edits.push_back(edit);
    }
    return edits;
}

std::uint64_t presentationDuration(const Track& track)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, track.samples.presentationEnd()));
}

} // namespace

std::vector<Edit> finalEdits(ByteSpan trak, const Track& track, std::uint32_t movieTimeScale)
{
    std::vector<Edit> edits = readEdits(trak);
    const auto first = static_cast<std::int64_t>(track.samples.firstDecodeTime());
    const auto isShown = [](const Edit& edit) { return edit.mediaTime >= 0; };
    if (std::none_of(edits.begin(), edits.end(), isShown)) {
        if (first == 0 && edits.empty())
            return {};
        edits.push_back({0, 0});
    }
    // The tables begin with the first sample; times in the edits counted from 0.
    const auto opening = std::find_if(edits.begin(), edits.end(), isShown);
    const std::int64_t gap = std::max<std::int64_t>(0, first - opening->mediaTime);
    for (Edit& edit : edits) {
        if (isShown(edit))
            edit.mediaTime = std::max<std::int64_t>(0, edit.mediaTime - first);
    }
    Edit& last = *std::find_if(edits.rbegin(), edits.rend(), isShown);
    const std::uint64_t end = presentationDuration(track);
    const auto start = static_cast<std::uint64_t>(last.mediaTime);
    last.duration = end > start ? rescaledUp(end - start, movieTimeScale, track.timeScale) : 0;
    if (gap > 0) {
        const Edit empty{rescaledUp(static_cast<std::uint64_t>(gap), movieTimeScale, track.timeScale), -1};
        edits.insert(edits.begin(), empty);
    }
    return edits;
}

void writeEdits(BoxWriter& writer, const std::vector<Edit>& edits)
{
    const bool isWide = std::any_of(edits.begin(), edits.end(), [](const Edit& edit) {
        return edit.duration > std::numeric_limits<std::uint32_t>::max() ||
               edit.mediaTime > std::numeric_limits<std::int32_t>::max();
    });
    const auto outer = writer.box(boxType("edts"));
    const auto scope = writer.fullBox(boxType("elst"), isWide ? 1 : 0);
    writer.u32(edits.size());
    for (const Edit& edit : edits) {
        writer.u32or64(isWide, edit.duration);
        writer.u32or64(isWide, static_cast<std::uint64_t>(edit.mediaTime));
        writer.u32(edit.rate);
    }
}

std::uint64_t trackDuration(const std::vector<Edit>& edits, const Track& track, std::uint32_t movieTimeScale)
{
    if (edits.empty())
        return rescaledUp(presentationDuration(track), movieTimeScale, track.timeScale);
    constexpr std::uint64_t kLimit = std::numeric_limits<std::int64_t>::max();
    std::uint64_t sum = 0;
    for (const Edit& edit : edits)
        sum = std::min(kLimit, sum + std::min(kLimit, edit.duration));
    return sum;
}

} // namespace reelout
