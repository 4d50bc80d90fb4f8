// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/audio_hub.h"

#include <memory>

struct SwrContext;

namespace reelout {

/// Sound at another speed, its pitch with it, as tape does. At the sound's own speed it passes bit by bit.
/// One thread.
class Varispeed {
public:
    /// `thousandths`: of the own speed, 1..100000.
    static Result<Varispeed> make(const AudioFormat& format, std::int64_t thousandths);

    /// Adds what `in` (interleaved) becomes to `out`. It holds back some 20 frames.
    Status process(const std::vector<float>& in, std::vector<float>& out);
    /// Frames of the file that `frames` more of output take, rounded up.
    std::size_t needed(std::size_t frames) const;

private:
    struct Free {
        void operator()(SwrContext* context) const;
    };
    Varispeed(int channels, std::int64_t thousandths) : m_channels(channels), m_thousandths(thousandths) {}

    int m_channels;
    std::int64_t m_thousandths;
    std::unique_ptr<SwrContext, Free> m_context; ///< null at the own speed
};

} // namespace reelout
