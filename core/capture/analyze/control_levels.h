// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/audio_hub.h"
#include "media/specs.h"

#include <deque>
#include <vector>

namespace reelout {

/// Measures a sound in windows of one project frame each and opens and closes a gate by its level. Pure:
/// knows the time only by the stamps of what it is given. One thread.
class ControlLevels {
public:
    /// Windows count from `start`.
    ControlLevels(const LevelsSpec& spec, const AudioFormat& input, Timestamp start);

    /// Channels of the result: one of each of the input, and the gate.
    static AudioFormat formatFor(const LevelsSpec& spec, const AudioFormat& input);

    /// What was captured; a window without samples is silence.
    void push(const AudioBlock& block);
    /// Nothing from before `time` will come any more.
    void advance(Timestamp time);

    /// The next window that is complete: when it ended, and its values. False when there is none yet.
    bool next(Timestamp& end, std::vector<float>& values);

private:
    struct Window {
        double squares = 0.0;
        float minimum = 0.0F;
        float maximum = 0.0F;
        std::int64_t samples = 0;
    };
    void measure(std::span<const float> samples);
    void closeUntil(std::int64_t window);
    void closeWindow();
    float measured(const Window& window) const;
    float gateFor(float level);

    const LevelsSpec m_spec;
    const double m_inputRate;
    const Timestamp m_start;
    std::vector<Window> m_channels; ///< of the window that is open
    std::int64_t m_window = 0;      ///< its number
    std::int64_t m_told = 0;        ///< windows given out by next()
    std::deque<std::vector<float>> m_done;
    bool m_isOpen = false;
    std::int64_t m_quietWindows = 0;
};

} // namespace reelout
