// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "capture/pipewire/pw_frame.h"
#include "capture/pipewire/pw_stream.h"
#include "capture/pipewire/pw_video_format.h"
#include "media/specs.h"

#include <functional>
#include <memory>
#include <optional>

namespace reelout {

/// The pictures of one PipeWire node, whose server is reached through a descriptor. Pictures and words come
/// on PipeWire's thread; a screen that shows nothing new brings none. Opened and closed by its owner.
class PwScreenStream final : private PwStream::Taker {
public:
    struct Listener {
        /// Complete, with the pointer drawn when it comes beside the picture. Serials are the caller's.
        std::function<void(std::shared_ptr<Picture>)> picture;
        std::function<void()> streaming;
        /// It is over; `error` in PipeWire's words.
        std::function<void(const QString& error)> ended;
    };
    struct Settings {
        int descriptor = -1; ///< taken over, also on failure
        std::uint32_t node = 0;
        bool drawsCursor = false;
        double cursorScale = 1.0;
        FrameRate rate;
        const DmabufImporter* importer = &linearDmabufs(); ///< of graphics memory; never null, outlives all
    };

    /// Unsupported, Internal: PipeWire can't be reached.
    static Result<std::unique_ptr<PwScreenStream>> open(const Settings& settings, Clock& clock,
                                                        Listener listener);
    /// Nothing is said any more when it returns.
    ~PwScreenStream() override;
    PwScreenStream(const PwScreenStream&) = delete;
    PwScreenStream& operator=(const PwScreenStream&) = delete;

    /// Owner's thread.
    PwLender::Statistics statistics() const { return m_stream->statistics(); }

private:
    PwScreenStream(const Settings& settings, Clock& clock, Listener listener);
    std::uint32_t offerFormats(spa_pod_builder& builder, PwStream::Params& params) override;
    bool agree(const spa_pod* format) override;
    std::uint32_t describeBuffers(spa_pod_builder& builder, PwStream::Params& params) override;
    void take(PwLender::Arrival& arrival) override;
    void taken() override;
    void streaming() override { m_listener.streaming(); }
    void ended(const QString& error) override { m_listener.ended(error); }
    void takeFrame(const PwFrame& frame, PwLender::Arrival& arrival);
    std::shared_ptr<Picture> pictureOf(const PwFrame& frame, PwLender::Arrival& arrival);
    void publish(Timestamp captured, bool damageKnown, std::vector<Rect> damage);
    Timestamp trueTime(const std::optional<Timestamp>& stamp) const;

    const Settings m_settings;
    Clock& m_clock;
    const Listener m_listener;

    // PipeWire's thread
    std::optional<PwVideoFormat> m_format;
    PicturePool m_pool;
    PicturePtr m_clean; ///< the last picture, without the pointer; in the server's memory or in ours
    bool m_isDamageWhole = false; ///< nothing was lost since a picture was handed on
    PwCursor m_cursor;
    PlacedSprite m_drawn;
    bool m_hasCursorNews = false;

    std::unique_ptr<PwStream> m_stream; ///< the first to go
};

} // namespace reelout
