// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/file/seekable_reader.h"
#include "media/playhead.h"

namespace reelout {

/// Shows of a file what its playhead says, in time with the clock. A picture that stands is reported as
/// unchanged; what the file lacks is told once.
class PicturePlayer final : public PictureSource {
public:
    PicturePlayer(QString path, std::unique_ptr<SeekableReader> reader, std::shared_ptr<Playhead> playhead,
                  Clock& clock);
    ~PicturePlayer() override { stop(); }

    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    /// A picture and where it lies; no picture = there is none.
    struct Frame {
        PicturePtr picture;
        Playhead::Course::Place place;
    };

    void run(const std::stop_token& stop);
    Status follow(const Playhead::Course& course);
    Playhead::Course::Place placeIn(const Playhead::Course& course, Timestamp when) const;
    bool isAheadInOrder() const;
    Status locate(Playhead::Course::Place place);
    Status jump(Duration position);
    Status step(int pictures);
    Status look(Playhead::Course& course);
    bool showDue(const Playhead::Course& course, const std::stop_token& stop);
    Result<Frame> read();
    void publish(const PicturePtr& picture, Timestamp when);
    void tellDamage();
    void fail(const Error& error);

    const QString m_path;
    Clock& m_clock;
    const std::shared_ptr<Playhead> m_playhead;
    const std::unique_ptr<SeekableReader> m_reader;
    std::shared_ptr<PictureHub> m_hub;
    std::uint64_t m_serial = 0;
    std::uint64_t m_change = 0; ///< of the course that is followed
    Frame m_shown;
    Frame m_ahead;         ///< what comes after it
    bool m_isLast = false; ///< nothing comes after m_shown any more
    int m_damageTold = 0;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
