// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/frame_queue.h"
#include "record/layer_follower.h"
#include "record/layered_path.h"
#include "record/picture_taker.h"
#include "record/sound_mixer.h"
#include "record/take.h"

#include <atomic>
#include <deque>

namespace reelout {

/// A take with a frame rate: movie, image sequence or stop-frame movie. The image thread decides what each
/// frame shows and converts it; the write thread owns the writer and takes the sound. Between them is one
/// bounded queue.
class MovieTake final : public Take {
public:
    MovieTake(TakeSetup setup, Listener listener);

    std::vector<Worker> start() override;
    void discard() override;
    void addFrame(PicturePtr picture, const RecordingName& name) override;

private:
    struct Order {
        std::int64_t frame = 0;
        PicturePtr picture;
    };

    // Image thread
    void imageBody();
    PicturePtr awaitFirstPicture();
    PicturePtr awaitLayers(PicturePtr first);
    bool beginWith(PicturePtr first);
    Timestamp look();
    void convertWaiting(Timestamp until);
    bool mayConvert(const TakenFrames& frames) const;
    PicturePtr convert(const TakenFrames& frames);

    // Write thread
    void writeBody();
    std::unique_ptr<MediaWriter> open();
    void onFormatKnown(const WriterFormat& format) override;
    bool mayBegin(const MediaWriter& writer);
    void announceWriter(const MediaWriter& writer);
    Duration backlog() const;
    Status writePicture(MediaWriter& writer, const PicturePtr& picture, std::int64_t index);
    Status repeatPicture(MediaWriter& writer, const PicturePtr& picture, std::int64_t index);
    void hasWritten(const MediaWriter& writer, const PicturePtr& picture, std::int64_t index);
    void publishWritten(const MediaWriter& writer);
    Status writeFrames(MediaWriter& writer, const TakenFrames& frames);
    Status endEarly(MediaWriter& writer, const PicturePtr& picture);
    Status writeHeldEnd(MediaWriter& writer);
    Status writeEnd(MediaWriter& writer);
    Status takeSound(MediaWriter& writer, bool isLast);
    void awaitSound(MediaWriter& writer);
    Status writeSound(MediaWriter& writer, std::span<const float> samples, std::int64_t firstFrame);
    Status finishMix(MediaWriter& writer);
    std::int64_t soundUntil(const TakeTimeline& timeline) const;

    // Under the mutex
    void begin(Timestamp origin);
    void placeOrders();

    // Shared, guarded by m_mutex
    std::condition_variable m_firstChanged;
    PicturePtr m_first;
    bool m_isImageDone = false;           ///< no first picture will come
    std::optional<WriterFormat> m_format; ///< at the latest when the writer is open
    bool m_isWriterGone = false;
    std::int64_t m_taken = 0;       ///< frames decided
    std::int64_t m_total = 0;       ///< frames of the take, once it is closed
    std::deque<Order> m_orders;     ///< for the image thread
    std::deque<PicturePtr> m_early; ///< Add Frame before the take began
    std::atomic<std::int64_t> m_written{0};
    std::atomic<bool> m_waitsForRoom{false};
    FrameQueue m_queue;

    // Image thread only
    PictureTaker m_taker;
    std::shared_ptr<PictureHub::ReaderMark> m_read; ///< in the source's hub
    LayerFollower m_layers;
    std::optional<LayeredPath> m_path;
    ChangeHistory m_changes; ///< of the source's pictures
    std::size_t m_pictureEvents = 0;
    bool m_isAllTaken = false; ///< everything is decided and only has to get through the queue

    // Write thread only
    PicturePtr m_lastPicture;
    std::int64_t m_lastIndex = -1;
    std::int64_t m_held = 0; ///< frames that show the picture before them without being written
    std::optional<SoundTaker> m_sound;
    std::optional<SoundMixer> m_mixer; ///< several sources go into one track
    std::vector<std::size_t> m_soundEvents;
};

} // namespace reelout
