// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/pipewire/dmabuf.h"
#include "capture/pipewire/pw_connection.h"
#include "capture/pipewire/pw_lender.h"

#include <spa/buffer/buffer.h>
#include <spa/pod/builder.h>

#include <array>
#include <memory>

struct pw_stream;

namespace reelout {

/// The pictures of one PipeWire node as buffers that can be read, whatever the node is. Opened and closed by
/// its owner; everything is told on PipeWire's thread.
class PwStream {
public:
    static constexpr std::size_t kMostParams = 4;
    using Params = std::array<const spa_pod*, kMostParams>;

    /// What is done with them.
    class Taker {
    public:
        virtual ~Taker() = default;
        /// The formats that are taken, the preferred one first, in `builder`'s memory; gives how many.
        virtual std::uint32_t offerFormats(spa_pod_builder& builder, Params& params) = 0;
        /// What was agreed on, again whenever the node changes it; null = nothing any more. False for a
        /// format nobody offered.
        virtual bool agree(const spa_pod* format) = 0;
        /// What is asked of the buffers of the agreed format.
        virtual std::uint32_t describeBuffers(spa_pod_builder& builder, Params& params) = 0;
        /// Its memory can be read as long as the call lasts, and longer when it is lent.
        virtual void take(PwLender::Arrival& arrival) = 0;
        /// All buffers that waited have been taken.
        virtual void taken() {}
        virtual void streaming() {}
        /// It is over; `error` in PipeWire's words.
        virtual void ended(const QString& error) = 0;
    };
    struct Settings {
        int descriptor = -1; ///< taken over, also on failure; negative = the server of this session
        std::uint32_t node = 0;
        const char* threadName = "pw-stream";
        const char* role = "Screen";                       ///< PW_KEY_MEDIA_ROLE
        const DmabufImporter* importer = &linearDmabufs(); ///< of graphics memory; never null, outlives all
    };

    /// Unsupported, Internal: PipeWire can't be reached. `taker` must outlive the stream.
    static Result<std::unique_ptr<PwStream>> open(const Settings& settings, Taker& taker);
    /// Nothing is said any more when it returns.
    ~PwStream();
    PwStream(const PwStream&) = delete;
    PwStream& operator=(const PwStream&) = delete;

    /// How many of its pictures were read where they lay. Any thread but PipeWire's.
    PwLender::Statistics statistics() const;

private:
    struct Events;
    PwStream(const Settings& settings, Taker& taker);
    Status connect();
    void listenToServer();
    void listenToStream();
    void onFormat(const void* format);
    void onBuffers();

    const Settings m_settings;
    Taker& m_taker;
    std::unique_ptr<PwConnection> m_connection;
    pw_stream* m_stream = nullptr;
    std::unique_ptr<Events> m_events;

    // PipeWire's thread
    PwLender m_lender;
};

} // namespace reelout
