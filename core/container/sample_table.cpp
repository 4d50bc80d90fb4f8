// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sample_table.h"

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

// Any sum of two such times still fits a signed 64-bit number.
constexpr std::uint64_t kLatestTime = std::uint64_t{1} << 61;
constexpr std::uint64_t kMostSamples = std::numeric_limits<std::uint32_t>::max();

} // namespace

bool SampleTable::append(std::uint64_t fileOffset, const SampleRun& run)
{
    if (run.count == 0)
        return true;
    if (run.count > kMostSamples || m_count + run.count > kMostSamples)
        return false;
    const std::uint64_t duration = run.count * run.duration;
    const std::uint64_t size = run.count * run.size;
    if (duration > kLatestTime || m_end + duration > kLatestTime || fileOffset + size < fileOffset)
        return false;

    if (!m_first)
        m_first = m_end;
    if (!m_chunks.empty() && m_chunkEnd == fileOffset)
        m_chunks.back().samples += static_cast<std::uint32_t>(run.count);
    else
        m_chunks.push_back({fileOffset, static_cast<std::uint32_t>(run.count)});
    m_chunkEnd = fileOffset + size;
    m_durations.append(run.duration, run.count);
    m_sizes.append(run.size, run.count);
    m_offsets.append(run.offset, run.count);
    m_syncs.append(run.isSync, run.count);
    m_count += run.count;
    m_end += duration;
    return true;
}

void SampleTable::setDecodeTime(std::uint64_t time)
{
    if (time > kLatestTime || time == m_end)
        return;
    if (m_count == 0) {
        m_end = time;
        return;
    }
    const std::int64_t last =
        std::int64_t{m_durations.last()} + static_cast<std::int64_t>(time) - static_cast<std::int64_t>(m_end);
    if (last < 0 || last > std::numeric_limits<std::int32_t>::max())
        return;
    m_durations.replaceLast(static_cast<std::uint32_t>(last));
    m_end = time;
}

std::int64_t SampleTable::presentationEnd() const
{
    std::int64_t end = 0;
    std::int64_t time = 0;
    std::size_t offsetRun = 0;
    std::uint64_t offsetsLeft = m_offsets.runs().empty() ? 0 : m_offsets.runs().front().count;
    for (const auto& run : m_durations.runs()) {
        std::uint64_t left = run.count;
        while (left > 0) {
            const std::uint64_t together = std::min(left, offsetsLeft);
            time += static_cast<std::int64_t>(together * run.value);
            end = std::max(end, time + m_offsets.runs()[offsetRun].value);
            left -= together;
            offsetsLeft -= together;
            if (offsetsLeft == 0 && ++offsetRun < m_offsets.runs().size())
                offsetsLeft = m_offsets.runs()[offsetRun].count;
        }
    }
    return end;
}

} // namespace reelout
