// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_taker.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace reelout {

namespace {

constexpr std::int64_t kBlockFrames = 4096;
// From a device that is known to be gone nothing is on its way any more.
constexpr Duration kLostLateness = std::chrono::seconds(1);
// Kept back while paused: the end of the take may move a little behind the pause.
constexpr Duration kPausedRest = std::chrono::seconds(2);

} // namespace

SoundTaker::SoundTaker(std::vector<SoundInput> inputs, int trackRate, Timestamp origin)
    : m_trackRate(trackRate),
      m_origin(origin)
{
    for (SoundInput& input : inputs) {
        m_channels += static_cast<int>(input.channels.size());
        const AudioHub& hub = *input.hub;
        RateMatcher matcher(hub.format(), trackRate);
        AudioMapper mapper(matcher.format(), trackRate, origin);
        m_inputs.push_back(
            {std::move(input), hub.readerFrom(origin - kPriming), std::move(matcher), std::move(mapper), {}});
    }
}

void SoundTaker::listen(Timestamp now)
{
    for (Input& input : m_inputs) {
        const auto most = static_cast<std::int64_t>(toSeconds(kMostHeld) * input.matcher.format().sampleRate);
        while (input.mapper.held() < most) {
            if (!input.reader.read(m_block)) {
                const bool isLost = input.source.hub->isLost();
                input.mapper.advance(now, isLost ? kLostLateness : AudioMapper::kMostLateness);
                break;
            }
            input.matcher.match(m_block, m_matched);
            pushMatched(input);
        }
    }
}

void SoundTaker::pushMatched(Input& input)
{
    for (const AudioBlock& block : m_matched)
        input.mapper.push(block);
    m_matched.clear();
}

void SoundTaker::finish()
{
    for (Input& input : m_inputs) {
        input.matcher.finish(m_matched);
        pushMatched(input);
        input.mapper.finish();
    }
}

// Brings every input to the place `clockFrame` and puts up to `frames` of them into m_out.
std::int64_t SoundTaker::gather(std::int64_t clockFrame, std::int64_t frames)
{
    std::int64_t count = std::min(frames, kBlockFrames);
    for (Input& input : m_inputs) {
        input.mapper.skipTo(clockFrame);
        // Behind the place: not there yet. Past it: let go of in a pause that turned out to end earlier.
        count = input.mapper.position() < clockFrame
                    ? 0
                    : std::min(count, input.mapper.available() + input.mapper.position() - clockFrame);
    }
    if (count <= 0)
        return 0;
    m_out.assign(static_cast<std::size_t>(count * m_channels), 0.0F);
    std::size_t firstChannel = 0;
    for (Input& input : m_inputs) {
        const std::int64_t missing = std::min(input.mapper.position() - clockFrame, count);
        const auto width = static_cast<std::size_t>(input.source.hub->format().channels);
        input.samples.resize(static_cast<std::size_t>(count - missing) * width);
        const std::int64_t produced = input.mapper.produce(input.samples);
        float peak = 0.0F;
        for (std::int64_t frame = 0; frame < produced; ++frame) {
            const float* from = input.samples.data() + static_cast<std::size_t>(frame) * width;
            float* to =
                m_out.data() + static_cast<std::size_t>((frame + missing) * m_channels) + firstChannel;
            for (const int channel : input.source.channels) {
                peak = std::max(peak, std::fabs(from[channel]));
                *to++ = from[channel];
            }
        }
        watchSilence(input, count, peak);
        firstChannel += input.source.channels.size();
    }
    return count;
}

void SoundTaker::watchSilence(Input& input, std::int64_t frames, float peak)
{
    const auto most = static_cast<std::int64_t>(toSeconds(kNoSignal) * m_trackRate);
    const bool wasTold = input.quietFrames >= most;
    input.quietFrames = peak > kSilence ? 0 : input.quietFrames + frames;
    if (!wasTold && input.quietFrames >= most)
        m_silent << input.source.name;
}

QStringList SoundTaker::takeSilent()
{
    return std::exchange(m_silent, {});
}

Status SoundTaker::take(const TakeTimeline& timeline, std::int64_t until, Timestamp now, const Write& write)
{
    while (m_position < until) {
        const std::optional<TakeTimeline::SoundPiece> piece = timeline.soundPiece(m_position, m_trackRate);
        if (!piece)
            break;
        const std::int64_t count = gather(piece->clockFrame, std::min(piece->frames, until - m_position));
        if (count == 0)
            break;
        REELOUT_TRY(write(m_out, m_position));
        m_position += count;
    }
    if (timeline.isPaused()) {
        const std::int64_t keepFrom = firstSampleAt(now - kPausedRest - m_origin, m_trackRate);
        const bool isTaken = !timeline.soundPiece(m_position, m_trackRate);
        for (Input& input : m_inputs) {
            if (isTaken)
                input.mapper.skipTo(keepFrom);
        }
    }
    return {};
}

int SoundTaker::gaps() const
{
    int most = 0;
    for (const Input& input : m_inputs)
        most = std::max(most, input.mapper.gaps());
    return most;
}

std::int64_t SoundTaker::gapFrames() const
{
    std::int64_t most = 0;
    for (const Input& input : m_inputs)
        most = std::max(most, input.mapper.gapFrames());
    return most;
}

double SoundTaker::driftPpm() const
{
    double worst = 0.0;
    for (const Input& input : m_inputs) {
        if (std::fabs(input.mapper.driftPpm()) > std::fabs(worst))
            worst = input.mapper.driftPpm();
    }
    return worst;
}

double SoundTaker::offsetSeconds() const
{
    double worst = 0.0;
    for (const Input& input : m_inputs) {
        if (std::fabs(input.mapper.offset()) > std::fabs(worst))
            worst = input.mapper.offset();
    }
    return worst;
}

} // namespace reelout
