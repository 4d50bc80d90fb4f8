// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/table_boxes.h"

#include "container/pcm_samples.h"

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

template <typename Value>
void writeRuns(BoxWriter& writer, BoxType type, int version, const RunColumn<Value>& column)
{
    // A count has 32 bits, like the number of all samples.
    const auto scope = writer.fullBox(type, version);
    writer.u32(column.runs().size());
    for (const auto& run : column.runs()) {
        writer.u32(run.count);
        writer.u32(static_cast<std::uint32_t>(run.value));
    }
}

void writeSyncSamples(BoxWriter& writer, const RunColumn<bool>& syncs)
{
    std::uint64_t count = 0;
    for (const auto& run : syncs.runs())
        count += run.value ? run.count : 0;
    const auto scope = writer.fullBox(boxType("stss"), 0);
    writer.u32(count);
    std::uint64_t number = 1;
    for (const auto& run : syncs.runs()) {
        for (std::uint64_t i = 0; run.value && i < run.count; ++i)
            writer.u32(number + i);
        number += run.count;
    }
}

void writeSizes(BoxWriter& writer, const RunColumn<std::uint32_t>& sizes, std::uint64_t count)
{
    const auto scope = writer.fullBox(boxType("stsz"), 0);
    // Constant 0 would mean "see the table".
    if (sizes.isConstant() && sizes.last() != 0) {
        writer.u32(sizes.last());
        writer.u32(count);
        return;
    }
    writer.u32(0);
    writer.u32(count);
    for (const auto& run : sizes.runs()) {
        for (std::uint64_t i = 0; i < run.count; ++i)
            writer.u32(run.value);
    }
}

void writeChunkSizes(BoxWriter& writer, const std::vector<Chunk>& chunks)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        if (i == 0 || chunks[i].samples != chunks[i - 1].samples)
            starts.push_back(i);
    }
    const auto scope = writer.fullBox(boxType("stsc"), 0);
    writer.u32(starts.size());
    for (const std::size_t start : starts) {
        writer.u32(start + 1);
        writer.u32(chunks[start].samples);
        writer.u32(1);
    }
}

void writeChunkOffsets(BoxWriter& writer, const std::vector<Chunk>& chunks)
{
    const bool isWide = std::any_of(chunks.begin(), chunks.end(), [](const Chunk& chunk) {
        return chunk.offset > std::numeric_limits<std::uint32_t>::max();
    });
    const auto scope = writer.fullBox(isWide ? boxType("co64") : boxType("stco"), 0);
    writer.u32(chunks.size());
    for (const Chunk& chunk : chunks)
        writer.u32or64(isWide, chunk.offset);
}

// A decoder must run one packet ahead before the sound is right (ISO/IEC 14496-12, 10.1): as libavformat
// writes it into ordinary files.
void writeRollGroup(BoxWriter& writer, std::uint64_t count)
{
    {
        const auto scope = writer.fullBox(boxType("sgpd"), 1);
        writer.u32(boxType("roll"));
        writer.u32(2);
        writer.u32(1);
        writer.u16(0xffff);
    }
    const auto scope = writer.fullBox(boxType("sbgp"), 0);
    writer.u32(boxType("roll"));
    writer.u32(1);
    writer.u32(count);
    writer.u32(1);
}

} // namespace

Status writeTables(BoxWriter& writer, const Track& track, std::uint64_t mostEntries, bool isQuickTime)
{
    const std::optional<SampleTable> frames = pcmSamples(track);
    const SampleTable& table = frames ? *frames : track.samples;
    const bool needsRows = !table.sizes().isConstant() || table.sizes().last() == 0;
    const bool allSync = table.syncs().isAll(true);
    if ((needsRows || !allSync) && table.count() > mostEntries)
        return makeError(ErrorCode::InvalidData, QStringLiteral("make index"),
                         QStringLiteral("more samples than the file has bytes for"));
    writeRuns(writer, boxType("stts"), 0, table.durations());
    if (!allSync)
        writeSyncSamples(writer, table.syncs());
    if (!table.offsets().isAll(0)) {
        const auto& runs = table.offsets().runs();
        const bool isSigned =
            std::any_of(runs.begin(), runs.end(), [](const auto& run) { return run.value < 0; });
        writeRuns(writer, boxType("ctts"), isSigned ? 1 : 0, table.offsets());
    }
    writeChunkSizes(writer, table.chunks());
    writeSizes(writer, table.sizes(), table.count());
    writeChunkOffsets(writer, table.chunks());
    if (track.isAac && !isQuickTime)
        writeRollGroup(writer, table.count());
    return {};
}

} // namespace reelout
