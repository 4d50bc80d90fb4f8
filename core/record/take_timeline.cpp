// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/take_timeline.h"

#include <algorithm>

namespace reelout {

namespace {

__extension__ using Wide = __int128;
constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::int64_t floorDivide(Wide dividend, Wide divisor)
{
    const Wide quotient = dividend / divisor;
    return static_cast<std::int64_t>(dividend % divisor < 0 ? quotient - 1 : quotient);
}

} // namespace

std::int64_t firstSampleAt(Duration time, int sampleRate)
{
    return -floorDivide(-Wide(time.count()) * sampleRate, kNanosecondsPerSecond);
}

void TakeTimeline::open(Timestamp from, bool isSingle)
{
    // Stretches never overlap on the clock: sound that passed once can't be written twice.
    const Timestamp start = m_stretches.empty() ? from : std::max(from, m_stretches.back().to);
    m_stretches.push_back({start, Timestamp::max(), recordedEnd(), isSingle});
    m_isOpen = true;
}

Duration TakeTimeline::recordedEnd() const
{
    return m_stretches.empty() ? Duration{} : m_stretches.back().recordedTo();
}

void TakeTimeline::begin(Timestamp origin, bool paused)
{
    m_begun = true;
    m_origin = origin;
    if (!paused)
        open(origin, false);
}

void TakeTimeline::pause(Timestamp when)
{
    if (!m_isOpen || m_closed)
        return;
    m_stretches.back().to = std::max(when, m_stretches.back().from);
    m_isOpen = false;
}

void TakeTimeline::resume(Timestamp when)
{
    if (m_isOpen || m_closed || !m_begun)
        return;
    open(when, false);
}

std::int64_t TakeTimeline::addFrame(Timestamp when)
{
    const Duration end = recordedEnd();
    std::int64_t index = m_rate.frameAt(end);
    if (m_rate.timeOf(index) < end)
        ++index;
    open(when, true);
    // Measured on the frame grid, so that a thousand of them add up to a thousand frames exactly.
    m_stretches.back().to = m_stretches.back().from + (m_rate.timeOf(index + 1) - m_rate.timeOf(index));
    m_isOpen = false;
    return index;
}

std::int64_t TakeTimeline::closeAtFrame(Timestamp when, std::int64_t framesTaken)
{
    pause(when);
    if (m_stretches.empty()) {
        m_closed = true;
        return 0;
    }
    const Duration end = recordedEnd();
    std::int64_t frames = 0;
    if (m_stretches.back().isSingle) {
        frames = m_rate.frameAt(end);
        if (m_rate.timeOf(frames) < end)
            ++frames;
    } else {
        frames = std::max<std::int64_t>(m_rate.frameAt(end + m_rate.interval() / 2), 1);
    }
    frames = std::max(frames, framesTaken);
    closeAfter(frames);
    return frames;
}

void TakeTimeline::closeAfter(std::int64_t frames)
{
    const Duration end = m_rate.timeOf(frames);
    while (m_stretches.size() > 1 && m_stretches.back().recordedFrom >= end)
        m_stretches.pop_back();
    if (!m_stretches.empty()) {
        Stretch& last = m_stretches.back();
        last.to = last.from + std::max(Duration{}, end - last.recordedFrom);
    }
    m_isOpen = false;
    m_closed = true;
}

void TakeTimeline::closeExactly(Timestamp when)
{
    pause(when);
    m_closed = true;
}

void TakeTimeline::forgetBefore(Duration recorded)
{
    std::size_t past = 0;
    while (past + 1 < m_stretches.size() && m_stretches[past].recordedTo() < recorded)
        ++past;
    m_stretches.erase(m_stretches.begin(), m_stretches.begin() + static_cast<std::ptrdiff_t>(past));
}

Duration TakeTimeline::recordedUntil(Timestamp now) const
{
    if (m_stretches.empty())
        return {};
    const Stretch& last = m_stretches.back();
    return last.recordedFrom + std::clamp(now - last.from, Duration{}, last.to - last.from);
}

const TakeTimeline::Stretch* TakeTimeline::stretchAt(Duration recorded) const
{
    const auto after =
        std::upper_bound(m_stretches.begin(), m_stretches.end(), recorded,
                         [](Duration time, const Stretch& s) { return time < s.recordedFrom; });
    if (after == m_stretches.begin())
        return nullptr;
    const Stretch& stretch = *std::prev(after);
    return stretch.to == Timestamp::max() || recorded < stretch.recordedTo() ? &stretch : nullptr;
}

std::optional<TakeTimeline::Slot> TakeTimeline::slot(std::int64_t index) const
{
    const Duration recorded = m_rate.timeOf(index);
    const Stretch* stretch = stretchAt(recorded);
    if (!stretch)
        return std::nullopt;
    return Slot{stretch->from + (recorded - stretch->recordedFrom), stretch->to, stretch->isSingle};
}

std::optional<TakeTimeline::SoundPiece> TakeTimeline::soundPiece(std::int64_t index, int sampleRate) const
{
    // The stretch a sample is in is the last that begins at or before it.
    const Duration recorded(floorDivide(Wide(index) * kNanosecondsPerSecond, sampleRate));
    const Stretch* stretch = stretchAt(recorded);
    if (!stretch)
        return std::nullopt;
    const bool runs = stretch->to == Timestamp::max();
    const std::int64_t end =
        runs ? std::numeric_limits<std::int64_t>::max() : firstSampleAt(stretch->recordedTo(), sampleRate);
    if (end <= index)
        return std::nullopt;
    const Wide clock = Wide((stretch->from - m_origin - stretch->recordedFrom).count()) * sampleRate;
    return SoundPiece{index + floorDivide(clock + kNanosecondsPerSecond / 2, kNanosecondsPerSecond),
                      end - index};
}

std::int64_t TakeTimeline::soundFramesFor(std::int64_t frames, int sampleRate) const
{
    return reelout::soundFramesFor(m_rate, frames, sampleRate);
}

std::int64_t soundFramesFor(FrameRate rate, std::int64_t frames, int sampleRate)
{
    const Wide scaled = Wide(frames) * rate.denominator() * sampleRate;
    return floorDivide(2 * scaled + rate.numerator(), Wide(2) * rate.numerator());
}

} // namespace reelout
