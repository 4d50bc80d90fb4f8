// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "capture/pipewire/dmabuf.h"
#include "capture/pipewire/pw_frame.h"
#include "capture/pipewire/pw_video_format.h"
#include "media/specs.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>

struct pw_buffer;
struct pw_context;
struct pw_core;
struct pw_registry;
struct pw_stream;
struct pw_thread_loop;

namespace reelout {

/// The pictures of one PipeWire node, whose server is reached through a descriptor. Pictures and words come
/// on PipeWire's thread; a screen that shows nothing new brings none. Opened and closed by its owner.
class PwScreenStream {
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
    ~PwScreenStream();
    PwScreenStream(const PwScreenStream&) = delete;
    PwScreenStream& operator=(const PwScreenStream&) = delete;

private:
    struct Events;
    PwScreenStream(const Settings& settings, Clock& clock, Listener listener);
    Status connect();
    void onFormat(const void* format);
    void onBuffers();
    void map(pw_buffer& buffer);
    void takePicture(const pw_buffer& buffer);
    void takeFrame(const PwFrame& frame);
    void publish(Timestamp captured, bool damageKnown, std::vector<Rect> damage);
    Timestamp trueTime(const std::optional<Timestamp>& stamp) const;

    const Settings m_settings;
    Clock& m_clock;
    const Listener m_listener;
    pw_thread_loop* m_loop = nullptr;
    pw_context* m_context = nullptr;
    pw_core* m_core = nullptr;
    pw_registry* m_registry = nullptr;
    pw_stream* m_stream = nullptr;
    std::unique_ptr<Events> m_events;

    // PipeWire's thread
    std::optional<PwVideoFormat> m_format;
    std::map<const pw_buffer*, std::unique_ptr<DmabufMapping>> m_graphics; ///< buffers in graphics memory
    PicturePool m_pool;
    PicturePtr m_clean; ///< the last picture, without the pointer
    PwCursor m_cursor;
    PlacedSprite m_drawn;
};

} // namespace reelout
