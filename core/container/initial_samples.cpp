// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/movie.h"

#include <algorithm>

namespace reelout {

namespace {

Error damaged()
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read sample tables"),
                     QStringLiteral("the sample tables of the movie header contradict each other"));
}

/// Rows of fixed width behind a count.
struct Rows {
    std::uint32_t count = 0;
    ByteSpan bytes;
    std::size_t width = 0;

    ByteReader row(std::uint64_t i) const { return ByteReader(bytes.subspan(i * width, width)); }
};

// Nothing when the count promises more than there is.
std::optional<Rows> readRows(ByteSpan stbl, BoxType type, std::size_t width)
{
    const auto box = findBox(stbl, type);
    if (!box)
        return Rows{0, {}, width};
    ByteReader reader(box->payload);
    readFullBox(reader);
    const std::uint32_t count = reader.u32();
    if (!reader.isOk() || reader.remaining() / width < count)
        return std::nullopt;
    return Rows{count, reader.bytes(count * width), width};
}

/// Walks a table of (count, value) rows sample by sample.
class RunReader {
public:
    RunReader(const Rows& rows, std::uint32_t fallback) : m_rows(rows), m_value(fallback) {}
    std::uint32_t next()
    {
        while (m_left == 0 && m_row < m_rows.count) {
            ByteReader reader = m_rows.row(m_row++);
            m_left = reader.u32();
            m_value = reader.u32();
        }
        if (m_left > 0)
            --m_left;
        return m_value;
    }

private:
    const Rows& m_rows;
    std::uint32_t m_row = 0;
    std::uint32_t m_left = 0;
    std::uint32_t m_value;
};

struct Sizes {
    std::uint32_t constant = 0;
    std::uint32_t count = 0;
    Rows rows;

    std::uint32_t at(std::uint32_t i) const { return constant != 0 ? constant : rows.row(i).u32(); }
};

std::optional<Sizes> readSizes(ByteSpan stbl)
{
    const auto box = findBox(stbl, boxType("stsz"));
    Sizes sizes;
    if (!box)
        return sizes;
    ByteReader reader(box->payload);
    readFullBox(reader);
    sizes.constant = reader.u32();
    sizes.count = reader.u32();
    if (!reader.isOk() || (sizes.constant == 0 && reader.remaining() / 4 < sizes.count))
        return std::nullopt;
    sizes.rows = {sizes.count, reader.rest(), 4};
    return sizes;
}

} // namespace

Status readSampleTables(ByteSpan stbl, SampleTable& table, std::uint64_t& budget)
{
    const auto sizes = readSizes(stbl);
    if (!sizes || sizes->count > budget)
        return damaged();
    budget -= sizes->count;
    if (sizes->count == 0)
        return {};
    const auto durations = readRows(stbl, boxType("stts"), 8);
    const auto compositions = readRows(stbl, boxType("ctts"), 8);
    const auto syncs = readRows(stbl, boxType("stss"), 4);
    const auto groups = readRows(stbl, boxType("stsc"), 12);
    const bool isWide = findBox(stbl, boxType("co64")).has_value();
    const auto offsets = isWide ? readRows(stbl, boxType("co64"), 8) : readRows(stbl, boxType("stco"), 4);
    if (!durations || !compositions || !syncs || !groups || !offsets || groups->count == 0)
        return damaged();

    const bool allSync = !findBox(stbl, boxType("stss"));
    RunReader duration(*durations, 0);
    RunReader composition(*compositions, 0);
    std::uint32_t sample = 0;
    std::uint32_t sync = 0;
    std::uint32_t group = 0;
    for (std::uint32_t chunk = 0; chunk < offsets->count && sample < sizes->count; ++chunk) {
        while (group + 1 < groups->count && groups->row(group + 1).u32() <= chunk + 1)
            ++group;
        ByteReader row = groups->row(group);
        row.skip(4);
        const std::uint32_t inChunk = std::min(row.u32(), sizes->count - sample);
        std::uint64_t position = offsets->row(chunk).u32or64(isWide);
        for (std::uint32_t i = 0; i < inChunk; ++i, ++sample) {
            while (sync < syncs->count && syncs->row(sync).u32() <= sample)
                ++sync;
            const bool isSync = allSync || (sync < syncs->count && syncs->row(sync).u32() == sample + 1);
            const SampleRun run{1, duration.next(), sizes->at(sample),
                                static_cast<std::int32_t>(composition.next()), isSync};
            if (!table.append(position, run))
                return damaged();
            position += run.size;
        }
    }
    return sample == sizes->count ? Status() : Status(damaged());
}

} // namespace reelout
