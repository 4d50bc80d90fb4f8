// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/audio_hub.h"
#include "record/audio_mapper.h"
#include "record/rate_matcher.h"
#include "record/take_timeline.h"

#include <functional>
#include <memory>
#include <vector>

namespace reelout {

/// A source of a recording's sound and which of its channels are written, in that order.
struct SoundInput {
    std::shared_ptr<AudioHub> hub;
    std::vector<int> channels;
    QString name{};  ///< of its operator, for people
    QString label{}; ///< of what it hears, for people: "Built-in Microphone"
};

/// Takes the sound of a recording from its sources: brings them onto the recording's clock, puts their
/// channels side by side and cuts out pauses. Owned by the write thread.
class SoundTaker {
public:
    /// How far back stamps are looked at, so that the first sample is at its place at once.
    static constexpr Duration kPriming = std::chrono::seconds(2);
    /// Sound waiting for a slow encoder at most; beyond it the hub overruns and the loss is counted.
    static constexpr Duration kMostHeld = std::chrono::seconds(10);

    /// A source without a sample above kSilence for this long is worth a word.
    static constexpr Duration kNoSignal = std::chrono::seconds(5);
    static constexpr float kSilence = 1e-4F; ///< -80 dB of full scale

    /// Sound counts from `origin`.
    SoundTaker(std::vector<SoundInput> inputs, int trackRate, Timestamp origin);

    int channels() const { return m_channels; }
    int sampleRate() const { return m_trackRate; }

    /// Reads what the sources have delivered. Call before copying the timeline for take(), so that a pause
    /// is never overlooked.
    void listen(Timestamp now);
    /// No source will be read any more; what is missing becomes silence.
    void finish();

    using Write = std::function<Status(std::span<const float> samples, std::int64_t firstFrame)>;
    /// Writes sample frames up to number `until` of the recording, as far as they are there.
    Status take(const TakeTimeline& timeline, std::int64_t until, Timestamp now, const Write& write);
    /// Sample frames written so far.
    std::int64_t position() const { return m_position; }

    /// Names of the sources that have been silent for kNoSignal of the recording since the last call; each is
    /// told once until it is heard again.
    QStringList takeSilent();

    int gaps() const;
    std::int64_t gapFrames() const;
    double driftPpm() const;      ///< of the source that drifts most
    double offsetSeconds() const; ///< of the source that is worst; positive = sound late

private:
    struct Input {
        SoundInput source;
        AudioHub::Reader reader;
        RateMatcher matcher;
        AudioMapper mapper;
        std::vector<float> samples;
        std::int64_t quietFrames = 0;
    };
    void watchSilence(Input& input, std::int64_t frames, float peak);
    void pushMatched(Input& input);
    std::int64_t gather(std::int64_t clockFrame, std::int64_t frames);

    const int m_trackRate;
    const Timestamp m_origin;
    int m_channels = 0;
    std::vector<Input> m_inputs;
    AudioBlock m_block;
    std::vector<AudioBlock> m_matched;
    std::vector<float> m_out;
    std::int64_t m_position = 0;
    QStringList m_silent;
};

} // namespace reelout
