// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_stream.h"

#include "base/log.h"

#include <pipewire/pipewire.h>

namespace reelout {

struct PwStream::Events {
    spa_hook stream{};
    spa_hook core{};
    spa_hook registry{};
    pw_stream_events ofStream{};
    pw_core_events ofCore{};
    pw_registry_events ofRegistry{};
};

Result<std::unique_ptr<PwStream>> PwStream::open(const Settings& settings, Taker& taker)
{
    std::unique_ptr<PwStream> stream(new PwStream(settings, taker));
    REELOUT_TRY(stream->connect());
    return stream;
}

PwStream::PwStream(const Settings& settings, Taker& taker)
    : m_settings(settings),
      m_taker(taker),
      m_events(std::make_unique<Events>()),
      m_lender(*settings.importer)
{}

PwStream::~PwStream()
{
    if (m_connection)
        m_connection->stop();
    const PwLender::Statistics& counts = m_lender.statistics();
    logDebug(QStringLiteral("pipewire"), QStringLiteral("%1 pictures read where they lay (%2 copied later), "
                                                        "%3 copied")
                                             .arg(counts.lent)
                                             .arg(counts.detached)
                                             .arg(counts.copied));
    if (m_stream)
        pw_stream_destroy(m_stream);
}

PwLender::Statistics PwStream::statistics() const
{
    const PwLock lock(*m_connection);
    return m_lender.statistics();
}

Status PwStream::connect()
{
    Result<std::unique_ptr<PwConnection>> connection =
        PwConnection::open(m_settings.threadName, m_settings.descriptor);
    if (!connection)
        return connection.error();
    m_connection = std::move(connection).value();
    listenToServer();
    // Never another node's pictures in place of this one's.
    m_stream = pw_stream_new(m_connection->core(), "Reelout",
                             pw_properties_new(PW_KEY_NODE_DONT_RECONNECT, "true", PW_KEY_MEDIA_TYPE, "Video",
                                               PW_KEY_MEDIA_CATEGORY, "Capture", PW_KEY_MEDIA_ROLE,
                                               m_settings.role, nullptr));
    if (!m_stream)
        return pipeWireUnreachable(QStringLiteral("PipeWire makes no stream"));
    listenToStream();
    std::array<std::uint8_t, 4096> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    Params params{};
    const std::uint32_t count = m_taker.offerFormats(builder, params);
    const auto flags = static_cast<pw_stream_flags>(PW_STREAM_FLAG_AUTOCONNECT | PW_STREAM_FLAG_MAP_BUFFERS);
    if (const int failure =
            pw_stream_connect(m_stream, PW_DIRECTION_INPUT, m_settings.node, flags, params.data(), count);
        failure < 0)
        return pipeWireUnreachable(QStringLiteral("PipeWire refuses the stream (%1)").arg(-failure));
    return m_connection->run();
}

void PwStream::listenToServer()
{
    m_events->ofCore.version = PW_VERSION_CORE_EVENTS;
    m_events->ofCore.error = [](void* self, uint32_t id, int, int, const char* message) {
        if (id == PW_ID_CORE)
            static_cast<PwStream*>(self)->m_taker.ended(QString::fromUtf8(message));
    };
    pw_core_add_listener(m_connection->core(), &m_events->core, &m_events->ofCore, this);
    // A node that goes leaves its stream paused, as one that changes its format does for a moment.
    m_events->ofRegistry.version = PW_VERSION_REGISTRY_EVENTS;
    m_events->ofRegistry.global_remove = [](void* self, uint32_t id) {
        const auto& stream = *static_cast<PwStream*>(self);
        if (id == stream.m_settings.node)
            stream.m_taker.ended(QStringLiteral("PipeWire's node has been taken away"));
    };
    pw_registry_add_listener(m_connection->registry(), &m_events->registry, &m_events->ofRegistry, this);
}

void PwStream::listenToStream()
{
    m_events->ofStream.version = PW_VERSION_STREAM_EVENTS;
    m_events->ofStream.state_changed = [](void* self, pw_stream_state, pw_stream_state state,
                                          const char* error) {
        Taker& taker = static_cast<PwStream*>(self)->m_taker;
        if (state == PW_STREAM_STATE_STREAMING)
            taker.streaming();
        else if (state == PW_STREAM_STATE_ERROR || state == PW_STREAM_STATE_UNCONNECTED)
            taker.ended(error ? QString::fromUtf8(error) : QStringLiteral("PipeWire ended the stream"));
    };
    m_events->ofStream.param_changed = [](void* self, uint32_t id, const spa_pod* param) {
        if (id == SPA_PARAM_Format)
            static_cast<PwStream*>(self)->onFormat(param);
    };
    m_events->ofStream.add_buffer = [](void* self, pw_buffer* buffer) {
        static_cast<PwStream*>(self)->m_lender.add(buffer, *buffer->buffer);
    };
    m_events->ofStream.remove_buffer = [](void* self, pw_buffer* buffer) {
        static_cast<PwStream*>(self)->m_lender.remove(buffer);
    };
    m_events->ofStream.process = [](void* self) { static_cast<PwStream*>(self)->onBuffers(); };
    pw_stream_add_listener(m_stream, &m_events->stream, &m_events->ofStream, this);
}

void PwStream::onFormat(const void* format)
{
    const auto* pod = static_cast<const spa_pod*>(format);
    if (!m_taker.agree(pod)) {
        m_taker.ended(QStringLiteral("PipeWire agreed on a format nobody offered"));
        return;
    }
    if (!pod)
        return;
    std::array<std::uint8_t, 2048> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    Params params{};
    const std::uint32_t count = m_taker.describeBuffers(builder, params);
    pw_stream_update_params(m_stream, params.data(), count);
}

void PwStream::onBuffers()
{
    while (pw_buffer* buffer = pw_stream_dequeue_buffer(m_stream)) {
        {
            PwLender::Arrival arrival = m_lender.arrive(buffer, *buffer->buffer);
            m_taker.take(arrival);
        }
        pw_stream_queue_buffer(m_stream, buffer); // also what is lent: see PwLender
    }
    m_taker.taken();
}

} // namespace reelout
