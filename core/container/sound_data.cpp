// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/sound_data.h"

#include <algorithm>

namespace reelout {

namespace {

// Descriptions, names and cover pictures come before the data.
constexpr std::uint64_t kLargestHead = std::uint64_t{64} << 20;

} // namespace

FinishReport SoundData::report(std::uint64_t bytes) const
{
    FinishReport report;
    report.tracks = 1;
    report.samples = frames(bytes);
    if (sampleRate >= 1)
        report.duration = fromSeconds(std::min(static_cast<double>(report.samples) / sampleRate, 1e9));
    return report;
}

Result<std::uint64_t> wholeBlocks(const FileWindow& window, const SoundData& data)
{
    REELOUT_TRY(window.status());
    if (data.start == 0 || data.start > kLargestHead || data.blockBytes == 0)
        return unrepairable(window.file(), "it ends before its sound begins");
    const std::uint64_t there = window.size() > data.start ? window.size() - data.start : 0;
    const std::uint64_t bytes = there / data.blockBytes * data.blockBytes;
    if (bytes == 0)
        return unrepairable(window.file(), "no sound is in it");
    return bytes;
}

void HeadPatch::set(std::uint64_t offset, std::uint64_t value, std::size_t count)
{
    if (offset > m_bytes.size() || count > m_bytes.size() - offset)
        return;
    const std::vector<std::byte> bytes = numberBytes(value, count, m_order);
    std::copy(bytes.begin(), bytes.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(offset));
}

RepairPlan HeadPatch::plan(const FileWindow& window, const SoundData& data, std::uint64_t bytes,
                           std::uint64_t alignment)
{
    RepairPlan plan;
    plan.report = data.report(bytes);
    plan.end = data.start + bytes;
    plan.report.bytesDropped = window.size() - plan.end;
    const std::uint64_t padding = roundedUp(bytes, alignment) - bytes;
    if (padding > 0)
        plan.steps.push_back({{plan.end, std::vector<std::byte>(static_cast<std::size_t>(padding))}});
    plan.steps.push_back({{0, std::move(m_bytes)}});
    return plan;
}

} // namespace reelout
