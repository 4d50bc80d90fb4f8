// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/source_event.h"

#include <QStringList>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace reelout {

/// Sound between a source and its recorders: 32-bit float samples, interleaved, full scale ±1.
struct AudioFormat {
    int sampleRate = 48000;   ///< frames a second, 1..768000
    int channels = 2;         ///< 1..64
    QStringList channelNames; ///< one each, "chan1" … when the source has none

    friend bool operator==(const AudioFormat&, const AudioFormat&) = default;
};

/// A run of samples that was captured in one piece.
struct AudioBlock {
    Timestamp captured;         ///< when the first frame was at the microphone or loudspeaker
    std::vector<float> samples; ///< interleaved
    /// Frames missing just before this block: a too slow reader lost them, or the source never got them.
    std::uint64_t lostFrames = 0;
};

/// A sound that does not pass but stands: a whole file. In the format of its hub.
using AudioClip = std::vector<float>;

/// The broadcast ring between one audio source and its readers. The source's callback writes without lock,
/// allocation or waiting; any number of readers follow at their own pace and can start up to `history` in the
/// past. A reader that falls more than the ring's length behind is told how many frames it lost.
class AudioHub {
public:
    /// Holds `history` of sound (at least 100 ms).
    AudioHub(AudioFormat format, Duration history);
    ~AudioHub();
    AudioHub(const AudioHub&) = delete;
    AudioHub& operator=(const AudioHub&) = delete;

    const AudioFormat& format() const { return m_format; }

    /// Source's callback thread, one at a time. Lock-free. `samples` is interleaved, whole frames; longer
    /// runs than a quarter of the ring are split. `missingFrames`: what the source knows to have lost just
    /// before them; `captured` counts it in.
    void publish(Timestamp captured, std::span<const float> samples, std::uint64_t missingFrames = 0);
    /// Not from the callback: source events are rare and take a lock.
    void publishEvent(SourceEvent event);

    /// A source that is a static clip has this in place of runs. Not from the callback.
    void setClip(std::shared_ptr<const AudioClip> clip);
    std::shared_ptr<const AudioClip> clip() const;

    std::vector<SourceEvent> eventsAfter(std::size_t count) const;
    bool isLost() const;
    /// Greatest absolute sample of each channel since the last call, by whoever made it. For one caller;
    /// where several look, each has a LevelMeter (level_meter.h).
    std::vector<float> takePeaks();

    /// A place in the stream. Owned by one reading thread.
    class Reader {
    public:
        /// Next block, at most one published run; false when there is none yet. `block.samples` is reused.
        bool read(AudioBlock& block);

    private:
        friend class AudioHub;
        Reader(const AudioHub& hub, std::uint64_t run, std::uint64_t frame)
            : m_hub(&hub),
              m_nextRun(run),
              m_expectedFrame(frame)
        {}
        const AudioHub* m_hub;
        std::uint64_t m_nextRun;
        std::uint64_t m_expectedFrame;
        bool m_hasRead = false;
    };

    /// A reader that begins with the oldest block held which ends after `from`. What is missing before its
    /// first block is not counted as lost.
    Reader readerFrom(Timestamp from) const;
    /// A reader of what comes next.
    Reader readerFromNow() const;
    /// Frames published so far.
    std::uint64_t framesPublished() const;

private:
    struct Run;
    struct Impl;
    AudioFormat m_format;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
