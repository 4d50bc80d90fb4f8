// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// One property of all samples of a track, equal neighbours stored once.
template <typename Value>
class RunColumn {
public:
    struct Run {
        std::uint64_t count = 0;
        Value value{};
    };

    void append(Value value, std::uint64_t count)
    {
        if (count == 0)
            return;
        if (!m_runs.empty() && m_runs.back().value == value)
            m_runs.back().count += count;
        else
            m_runs.push_back({count, value});
    }
    /// Changes the last sample alone. There must be one.
    void replaceLast(Value value)
    {
        if (--m_runs.back().count == 0)
            m_runs.pop_back();
        append(value, 1);
    }
    Value last() const { return m_runs.back().value; }
    const std::vector<Run>& runs() const { return m_runs; }
    bool isConstant() const { return m_runs.size() == 1; }
    bool isAll(Value value) const
    {
        return m_runs.empty() || (isConstant() && m_runs.front().value == value);
    }

private:
    std::vector<Run> m_runs;
};

/// Samples that lie behind each other in the file.
struct Chunk {
    std::uint64_t offset = 0; ///< in the file, bytes
    std::uint32_t samples = 0;
};

/// Samples with equal properties.
struct SampleRun {
    std::uint64_t count = 0;
    std::uint32_t duration = 0; ///< media time scale units
    std::uint32_t size = 0;     ///< bytes
    std::int32_t offset = 0;    ///< composition - decoding time
    bool isSync = true;
};

/// All that is known of a track's samples. Small: a constant property costs one entry, so a hostile file
/// can't make it grow beyond a few times its own size.
class SampleTable {
public:
    /// Adds samples lying from `fileOffset` on. False, and nothing added, when sums would overflow.
    bool append(std::uint64_t fileOffset, const SampleRun& run);
    /// The next sample's decode time, as the file states it. A difference to what the durations add up to
    /// becomes part of the last sample's duration; an impossible one is ignored.
    void setDecodeTime(std::uint64_t time);

    std::uint64_t count() const { return m_count; }
    std::uint64_t firstDecodeTime() const { return m_first.value_or(0); }
    std::uint64_t decodeEnd() const { return m_end; }
    std::uint64_t mediaDuration() const { return m_end - firstDecodeTime(); }
    /// Latest end of a sample's presentation, counted from the first sample's decode time.
    std::int64_t presentationEnd() const;

    const RunColumn<std::uint32_t>& durations() const { return m_durations; }
    const RunColumn<std::uint32_t>& sizes() const { return m_sizes; }
    const RunColumn<std::int32_t>& offsets() const { return m_offsets; }
    const RunColumn<bool>& syncs() const { return m_syncs; }
    const std::vector<Chunk>& chunks() const { return m_chunks; }

private:
    RunColumn<std::uint32_t> m_durations;
    RunColumn<std::uint32_t> m_sizes;
    RunColumn<std::int32_t> m_offsets;
    RunColumn<bool> m_syncs;
    std::vector<Chunk> m_chunks;
    std::uint64_t m_chunkEnd = 0;
    std::uint64_t m_count = 0;
    std::uint64_t m_end = 0;
    std::optional<std::uint64_t> m_first;
};

} // namespace reelout
