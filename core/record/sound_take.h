// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/standing_sound.h"
#include "record/take.h"

namespace reelout {

/// A take that makes an audio file. One thread reads the sources, maps them onto the recording's clock and
/// writes. With Time Slice off it writes what stands at its inputs, once, and is over.
class SoundTake final : public Take {
public:
    SoundTake(TakeSetup setup, Listener listener);

    std::vector<Worker> start() override;

private:
    void writeBody();
    std::unique_ptr<MediaWriter> open();
    void begin();
    Status record(MediaWriter& writer);
    Status recordStanding(MediaWriter& writer, std::int64_t& frames);
    Status takeSound(MediaWriter& writer, std::int64_t& until);
    void publishStats(const MediaWriter& writer);

    std::optional<SoundTaker> m_sound;
    Result<std::vector<float>> m_standing = std::vector<float>(); ///< Time Slice off: what to write
    std::vector<std::size_t> m_events;
};

} // namespace reelout
