// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

#include <deque>
#include <memory>
#include <optional>

namespace reelout::test {

/// Opens a sound device and measures what comes: level, pitch, and the times stamped on it. Each question
/// takes in what has arrived until then. One thread.
class SoundListener {
public:
    explicit SoundListener(const SoundDeviceSpec& spec);
    ~SoundListener();

    /// Opens and starts. False with error().
    bool start();
    void stop();
    QString error() const { return m_error; }
    AudioFormat format() const { return m_source ? m_source->format() : AudioFormat{}; }
    const AudioHub& hub() const { return *m_hub; }

    /// Forgets what has been heard.
    void clear();
    /// Length of what has been heard since clear().
    double seconds();
    /// Of the first channel's last samples; 0 when there are not that many.
    double rmsOfLast(double seconds);
    double frequencyOfLast(double seconds); ///< by upward crossings of zero
    /// How far the end of the stamped sound lies behind the clock now, in milliseconds: the least of the
    /// blocks that arrived in the last `seconds`.
    double lagMs(double seconds);
    /// The stamps' rate against the sample count, without jumps above 20 ms.
    double ratePpm();
    bool isMonotone();
    std::uint64_t lostFrames();
    /// Time between the first stamp and the last that is neither sound nor known to be lost, in milliseconds.
    double unexplainedMs();

private:
    struct Block {
        Timestamp captured;
        Timestamp arrived;
        std::int64_t frames = 0;
        std::int64_t lost = 0; ///< before it
    };
    void take();

    SoundDeviceSpec m_spec;
    QString m_error;
    std::unique_ptr<AudioSource> m_source;
    std::shared_ptr<AudioHub> m_hub;
    std::optional<AudioHub::Reader> m_reader;
    std::deque<float> m_samples;
    std::deque<Block> m_blocks;
    std::optional<Timestamp> m_last;
    bool m_monotone = true;
    std::uint64_t m_lost = 0;
};

} // namespace reelout::test
