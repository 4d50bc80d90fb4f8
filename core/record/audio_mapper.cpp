// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/audio_mapper.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

const double kGapSeconds = toSeconds(AudioMapper::kGap);
constexpr double kDeadZone = 0.001;     // seconds of error that are not worth touching the samples for
constexpr double kPullTime = 5.0;       // seconds in which an error is worked off
constexpr double kSteeringStep = 0.010; // seconds of sound between two looks at the error

double middleOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

AudioMapper::AudioMapper(const AudioFormat& source, int trackRate, Timestamp origin)
    : m_channels(static_cast<std::size_t>(source.channels)),
      m_sourceRate(source.sampleRate),
      m_trackRate(trackRate),
      m_ratio(m_sourceRate / m_trackRate),
      m_origin(origin),
      m_stream(source.channels, trackRate < source.sampleRate ? 0.95 * m_trackRate / m_sourceRate : 1.0)
{}

double AudioMapper::trueTime(double sourceFrame) const
{
    const double deviceTime = sourceFrame / m_sourceRate;
    return deviceTime + m_drift.deviationAt(deviceTime);
}

void AudioMapper::push(const AudioBlock& block)
{
    if (block.samples.empty())
        return;
    if (m_held.empty() && m_hasStarted) {
        appendHole(static_cast<std::int64_t>(block.lostFrames), Missing::Known);
        const auto frame = static_cast<double>(cursor());
        const double deviation = secondsSinceOrigin(block.captured) - trueTime(frame);
        if (std::fabs(deviation) <= kGapSeconds) {
            m_drift.update(frame / m_sourceRate, secondsSinceOrigin(block.captured) - frame / m_sourceRate);
            appendBlock(block.samples);
            return;
        }
        hold(block, deviation, cursor());
        m_held.back().lost = 0;
    } else {
        const std::int64_t frame = cursor() + m_heldFrames + static_cast<std::int64_t>(block.lostFrames);
        hold(block, secondsSinceOrigin(block.captured) - trueTime(static_cast<double>(frame)), frame);
    }
    if (isSettled())
        settle();
}

void AudioMapper::hold(const AudioBlock& block, double deviation, std::int64_t frame)
{
    const auto lost = static_cast<std::int64_t>(block.lostFrames);
    m_held.push_back({block.samples, deviation, frame, lost});
    m_heldFrames += lost + static_cast<std::int64_t>(block.samples.size() / m_channels);
}

bool AudioMapper::isSettled() const
{
    return static_cast<double>(m_heldFrames) >= toSeconds(kSettling) * m_sourceRate;
}

// Decides what the held blocks' stamps mean: a few stray ones among good ones mean nothing, a common
// deviation is a gap (or an overlap) of just that length.
void AudioMapper::settle()
{
    if (m_held.empty())
        return;
    std::vector<double> deviations;
    for (const Held& held : m_held)
        deviations.push_back(held.deviation);
    const double middle = middleOf(deviations);
    double sum = 0.0;
    int count = 0;
    for (const double deviation : deviations) {
        if (std::fabs(deviation - middle) <= kGapSeconds) {
            sum += deviation;
            ++count;
        }
    }
    const double shift = sum / count;
    const bool moves = !m_hasStarted || std::fabs(shift) > kGapSeconds;
    const std::int64_t shiftFrames = moves ? std::llround(shift * m_sourceRate) : 0;

    if (shiftFrames > 0)
        appendHole(shiftFrames, Missing::Supposed);
    else
        m_drop -= shiftFrames;
    for (const Held& held : m_held) {
        const double deviceTime = static_cast<double>(held.frame + shiftFrames) / m_sourceRate;
        const double shifted = held.deviation - static_cast<double>(shiftFrames) / m_sourceRate;
        if (std::fabs(shifted) <= kGapSeconds)
            m_drift.update(deviceTime, m_drift.deviationAt(deviceTime) + shifted);
        appendHole(held.lost, Missing::Known);
        appendBlock(held.samples);
    }
    m_held.clear();
    m_heldFrames = 0;
    m_hasStarted = true;
}

void AudioMapper::appendBlock(const std::vector<float>& samples)
{
    const auto frames = static_cast<std::int64_t>(samples.size() / m_channels);
    const std::int64_t dropped = std::min(m_drop, frames);
    m_drop -= dropped;
    if (dropped < frames)
        m_stream.append(
            std::span<const float>(samples).subspan(static_cast<std::size_t>(dropped) * m_channels));
}

void AudioMapper::appendHole(std::int64_t frames, Missing missing)
{
    const std::int64_t dropped = std::min(m_drop, frames);
    m_drop -= dropped;
    const std::int64_t from = m_stream.end();
    const std::int64_t to = from + frames - dropped;
    if (to == from)
        return;
    const bool isKnown = missing == Missing::Known;
    if (!m_holes.empty() && m_holes.back().to == from) {
        m_holes.back().to = to;
        m_holes.back().isKnown = m_holes.back().isKnown || isKnown;
    } else {
        m_holes.push_back({from, to, isKnown, false});
    }
    m_stream.appendSilence(to - from);
}

void AudioMapper::advance(Timestamp now, Duration lateness)
{
    const double limit = secondsSinceOrigin(now) - toSeconds(lateness);
    if (!m_held.empty() && trueTime(static_cast<double>(cursor() + m_heldFrames)) < limit)
        settle();
    const double missing = limit - trueTime(static_cast<double>(cursor()));
    if (m_held.empty() && missing > 0.0)
        appendHole(static_cast<std::int64_t>(missing * m_sourceRate), Missing::Supposed);
}

void AudioMapper::finish()
{
    settle();
    m_finished = true;
}

std::int64_t AudioMapper::held() const
{
    return m_stream.held() + m_heldFrames;
}

std::int64_t AudioMapper::available() const
{
    if (m_finished)
        return std::numeric_limits<std::int64_t>::max() / 4;
    const std::int64_t whole = m_stream.end() - m_stream.reach() - m_frame - 1;
    // Steering may speed up a little on the way.
    const double steps = static_cast<double>(whole) / (m_ratio * (1.0 + kMostCorrection));
    return m_mute + std::max<std::int64_t>(static_cast<std::int64_t>(steps), 0);
}

void AudioMapper::step(std::int64_t frames)
{
    const double size = stepSize();
    const double place = m_fraction + static_cast<double>(frames) * size;
    const double whole = std::floor(place);
    m_frame += static_cast<std::int64_t>(whole);
    m_fraction = place - whole;
    m_next += frames;
}

// Looks at the error and sets the speed of the next stretch of `frames`.
void AudioMapper::steer(std::int64_t frames)
{
    if (!m_hasStarted)
        return;
    const double place = static_cast<double>(m_frame) + m_fraction;
    m_error = trueTime(place) - static_cast<double>(m_next) / m_trackRate;
    if (std::fabs(m_error) > kGapSeconds) {
        resynchronise();
        return;
    }
    m_isCorrecting = m_isCorrecting || std::fabs(m_error) > kDeadZone;
    if (!m_isCorrecting)
        return;
    // Apart, so that a device at the very limit is still brought back to its place.
    const double wanted = std::clamp(-m_drift.slope(), -kMostDrift, kMostDrift) +
                          std::clamp(-m_error / kPullTime, -kMostPull, kMostPull);
    const double most = kMostSlew * static_cast<double>(frames) / m_trackRate;
    m_correction += std::clamp(wanted - m_correction, -most, most);
}

// A device further off than any correction can follow: silence, or samples left out, of the length needed.
void AudioMapper::resynchronise()
{
    if (m_error > 0.0) {
        m_mute = std::llround(m_error * m_trackRate);
    } else {
        m_frame += std::llround(-m_error * m_sourceRate);
    }
    ++m_gaps;
    m_error = 0.0;
}

void AudioMapper::countHoles(double from, double to)
{
    dropHolesBefore(from);
    for (Hole& hole : m_holes) {
        if (static_cast<double>(hole.from) >= to)
            break;
        const double shared =
            std::min(to, static_cast<double>(hole.to)) - std::max(from, static_cast<double>(hole.from));
        m_gapFrames += std::llround(shared / m_ratio);
        const bool isGap =
            hole.isKnown || static_cast<double>(hole.to - hole.from) > kGapSeconds * m_sourceRate;
        if (!hole.isCounted && isGap) {
            ++m_gaps;
            hole.isCounted = true;
        }
    }
}

// A hole at the very end of the stream may still grow.
void AudioMapper::dropHolesBefore(double place)
{
    while (!m_holes.empty() && static_cast<double>(m_holes.front().to) <= place &&
           m_holes.front().to < m_stream.end())
        m_holes.pop_front();
}

std::int64_t AudioMapper::produce(std::span<float> out)
{
    const auto wanted = std::min(static_cast<std::int64_t>(out.size() / m_channels), available());
    const auto longest = static_cast<std::int64_t>(std::max(1.0, kSteeringStep * m_trackRate));
    std::int64_t done = 0;
    while (done < wanted) {
        const std::span<float> target = out.subspan(static_cast<std::size_t>(done) * m_channels);
        if (m_mute > 0) {
            const std::int64_t quiet = std::min(m_mute, wanted - done);
            std::fill_n(target.begin(), static_cast<std::size_t>(quiet) * m_channels, 0.0F);
            m_mute -= quiet;
            m_gapFrames += quiet;
            m_next += quiet;
            done += quiet;
            continue;
        }
        const std::int64_t frames = std::min(longest, wanted - done);
        steer(frames);
        if (m_mute > 0)
            continue;
        const double from = static_cast<double>(m_frame) + m_fraction;
        const double size = stepSize();
        for (std::int64_t i = 0; i < frames; ++i) {
            const double place = m_fraction + static_cast<double>(i) * size;
            const double whole = std::floor(place);
            m_stream.at(m_frame + static_cast<std::int64_t>(whole), place - whole,
                        target.subspan(static_cast<std::size_t>(i) * m_channels, m_channels));
        }
        step(frames);
        countHoles(from, static_cast<double>(m_frame) + m_fraction);
        done += frames;
    }
    m_stream.discardBefore(m_frame - m_stream.reach());
    return done;
}

void AudioMapper::skipTo(std::int64_t frame)
{
    std::int64_t rest = std::min(frame - m_next, available());
    const auto longest = static_cast<std::int64_t>(std::max(1.0, kSteeringStep * m_trackRate));
    while (rest > 0) {
        const std::int64_t quiet = std::min(m_mute, rest);
        m_mute -= quiet;
        m_next += quiet;
        rest -= quiet;
        const std::int64_t frames = std::min(longest, rest);
        if (frames > 0) {
            steer(frames);
            if (m_mute == 0) {
                step(frames);
                rest -= frames;
            }
        }
    }
    m_stream.discardBefore(m_frame - m_stream.reach());
    dropHolesBefore(static_cast<double>(m_frame));
}

} // namespace reelout
