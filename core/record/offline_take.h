// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/frame_queue.h"
#include "record/layer_reader.h"
#include "record/layered_path.h"
#include "record/take.h"

namespace reelout {

/// A take of a source that is read picture by picture: each picture is one frame, none is repeated or left
/// out, and it goes as fast as the slowest of reading, converting and writing. The image thread reads and
/// converts, the write thread owns the writer; the queue between them blocks. Over at the source's end, at
/// the limit or when stopped. While paused, and in a stop-frame movie always, each Add Frame takes the next
/// picture.
class OfflineTake final : public Take {
public:
    OfflineTake(TakeSetup setup, Listener listener);

    std::vector<Worker> start() override;
    void pause() override;
    void resume() override;
    void addFrame(PicturePtr picture, const RecordingName& name) override;
    void stop() override;

private:
    // Image thread
    void imageBody();
    LayeredPicture readNext();
    void passOnAll(LayeredPicture picture);
    bool awaitTurn();
    bool passOn(const LayeredPicture& picture);
    void show(const PicturePtr& picture);

    // Write thread
    void writeBody();
    std::unique_ptr<MediaWriter> open();
    Status writeAll(MediaWriter& writer);
    void publishWritten(const MediaWriter& writer);
    std::int64_t totalFrames() const;

    // Shared, guarded by m_mutex
    std::condition_variable m_changed;
    PicturePtr m_first;
    bool m_isRead = false; ///< and there was no first picture
    std::optional<WriterFormat> m_format;
    bool m_isWriterGone = false;
    std::int64_t m_singles = 0;   ///< frames asked for while paused
    Timestamp m_speedSince;       ///< from when the time left is reckoned …
    std::int64_t m_speedFrom = 0; ///< … and how much was written then
    FrameQueue m_queue;

    // Image thread only
    LayerReader m_layers;
    std::optional<LayeredPath> m_path;
    std::int64_t m_taken = 0;
    Timestamp m_shownAt;

    // Write thread only
    std::int64_t m_written = 0;
};

} // namespace reelout
