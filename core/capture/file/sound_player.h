// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/file/sound_file_reader.h"
#include "capture/file/varispeed.h"
#include "capture/source.h"
#include "media/playhead.h"

#include <optional>

namespace reelout {

/// Plays of a sound file what its playhead says, in time with the clock: as long as nobody interferes,
/// sample n is heard n / rate after start(), whatever the thread does, and rounds follow each other without a
/// seam. Standing still it is silent.
class SoundPlayer final : public AudioSource {
public:
    SoundPlayer(SoundFileSpec spec, std::unique_ptr<SoundFileReader> reader, Clock& clock);
    ~SoundPlayer() override { stop(); }

    AudioFormat format() const override { return m_format; }
    Status start(std::shared_ptr<AudioHub> hub) override;
    void stop() override { m_worker.stop(); }

private:
    void run(const std::stop_token& stop);
    Status fill(Timestamp when, std::vector<float>& block, std::size_t samples);
    Status follow(const Playhead::Course& course, Timestamp when);
    Status jump(std::int64_t frame);
    Status pull(const Playhead::Course& course, std::size_t frames, std::vector<float>& out);
    bool hasStrayed(const Playhead::Course& course, Timestamp when) const;
    std::int64_t frameAt(Duration position) const;
    void endWith(const Error& error);

    const SoundFileSpec m_spec;
    Clock& m_clock;
    const AudioFormat m_format;
    const std::shared_ptr<Playhead> m_playhead;
    const std::unique_ptr<SoundFileReader> m_reader;
    std::shared_ptr<AudioHub> m_hub;
    std::optional<std::uint64_t> m_change; ///< of the course that is followed
    std::optional<Varispeed> m_speed;
    std::vector<float> m_ahead; ///< decoded
    std::size_t m_taken = 0;    ///< samples of it
    std::int64_t m_next = 0;    ///< file's frame that is heard next
    bool m_isOver = false;      ///< the file has no more in this round
    bool m_hasSound = false;    ///< since the last jump
    bool m_isFresh = true;      ///< nothing of the file was read yet
    std::vector<float> m_made;  ///< at the wanted speed, not yet heard
    Worker m_worker;            ///< last, so that it ends first
};

} // namespace reelout
