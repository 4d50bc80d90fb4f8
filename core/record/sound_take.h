// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/take.h"

namespace reelout {

/// A take that makes an audio file. One thread reads the sources, maps them onto the recording's clock and
/// writes. With Time Slice off it writes the newest block of its first source, once, and is over.
class SoundTake final : public Take {
public:
    SoundTake(TakeSetup setup, Listener listener);

    std::vector<Worker> start() override;

private:
    void writeBody();
    std::unique_ptr<MediaWriter> open();
    void begin();
    void chooseBlock();
    Status record(MediaWriter& writer);
    Status takeSound(MediaWriter& writer, std::int64_t& until);
    void publishStats(const MediaWriter& writer);

    std::optional<SoundTaker> m_sound;
    std::vector<std::size_t> m_events;
};

} // namespace reelout
