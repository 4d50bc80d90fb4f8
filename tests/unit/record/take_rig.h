// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/take.h"
#include "support/fake_source.h"
#include "support/fake_writer.h"
#include "support/virtual_clock.h"

#include <memory>
#include <vector>

namespace reelout::test {

/// A take between scripted sources and a scripted writer, on a clock that moves when the test says so.
class TakeRig {
public:
    struct Options {
        RecordPlan::Kind kind = RecordPlan::Kind::Movie;
        FrameRate rate{60, 1};
        FrameRate sourceRate{60, 1};
        bool stall = true;
        bool paused = false;
        bool sound = false;
        bool secondSound = false; ///< of 44.1 kHz
        SoundTracks tracks = SoundTracks::Mixed;
        bool timeSlice = true;
        std::optional<std::int64_t> limit = std::nullopt;
        bool layer = false; ///< a second source of pictures for the same stills
        FrameRate layerRate{60, 1};
        Duration layerDelay{}; ///< from capture to the hub
    };

    explicit TakeRig(Options options);
    ~TakeRig();

    /// Lets time pass, with pictures and sound coming as they should.
    void run(Duration time);
    /// The source shows nothing new and says so, or is not heard of at all.
    void setIdle(bool idle) { m_idle = idle; }
    void setSilent(bool silent) { m_silent = silent; }
    void setLayerSilent(bool silent) { m_isLayerSilent = silent; }
    void setSecondSilent(bool silent) { m_secondSilent = silent; }
    void publishNow();

    /// Record goes on now.
    void record();
    /// Lets time pass until the take is over and all it says has been heard.
    bool finish();
    bool hasHeard(TakeEvent event) const;

    RecordReport report() const { return take->report(); }
    double errorOfSound(std::size_t sampleFrame, Timestamp trueTime) const;

    VirtualClock clock;
    WriterScript script;
    WriterRequest opened; ///< what the writer was asked for; read it when the take is over
    TakeSetup setup;
    std::shared_ptr<PictureHub> pictures = std::make_shared<PictureHub>();
    std::shared_ptr<PictureHub> layer;
    std::shared_ptr<AudioHub> sound;
    std::shared_ptr<AudioHub> secondSound;
    /// While the writer is held up the take's pictures are still chosen in time, which needs somebody to
    /// choose them: not before the first picture, nor once all are chosen.
    bool choosesWhileHeld = false;
    std::shared_ptr<Take> take;
    std::vector<Worker> threads;
    const Timestamp zero;
    Timestamp recordedAt;

private:
    void step(Duration by);
    void keepUp();

    Options m_options;
    Timestamp m_nextPicture;
    Timestamp m_nextLayer;
    Timestamp m_nextBlock;
    std::uint64_t m_serial = 0;
    std::uint64_t m_layerSerial = 0;
    bool m_isLayerSilent = false;
    bool m_idle = false;
    bool m_isFinishing = false; ///< the image thread may be gone
    bool m_silent = false;
    bool m_secondSilent = false;
    mutable std::mutex m_mutex;
    std::vector<TakeEvent> m_events;
};

} // namespace reelout::test
