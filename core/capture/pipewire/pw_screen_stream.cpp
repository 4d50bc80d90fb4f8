// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_screen_stream.h"

#include "base/log.h"

#include <pipewire/pipewire.h>

#include <algorithm>
#include <array>
#include <mutex>

#include <unistd.h>

namespace reelout {

namespace {

constexpr Duration kBelievable = std::chrono::seconds(1);

void initialise()
{
    static std::once_flag once;
    std::call_once(once, [] { pw_init(nullptr, nullptr); });
}

Error unreachable(const QString& detail)
{
    return makeError(ErrorCode::Internal, QStringLiteral("connect to PipeWire"), detail);
}

} // namespace

struct PwScreenStream::Events {
    spa_hook stream{};
    spa_hook core{};
    spa_hook registry{};
    pw_stream_events ofStream{};
    pw_core_events ofCore{};
    pw_registry_events ofRegistry{};
};

Result<std::unique_ptr<PwScreenStream>> PwScreenStream::open(const Settings& settings, Clock& clock,
                                                             Listener listener)
{
    initialise();
    std::unique_ptr<PwScreenStream> stream(new PwScreenStream(settings, clock, std::move(listener)));
    if (const Status connected = stream->connect(); !connected)
        return connected.error();
    return stream;
}

PwScreenStream::PwScreenStream(const Settings& settings, Clock& clock, Listener listener)
    : m_settings(settings),
      m_clock(clock),
      m_listener(std::move(listener)),
      m_events(std::make_unique<Events>()),
      m_cursor(settings.cursorScale)
{}

PwScreenStream::~PwScreenStream()
{
    if (m_loop)
        pw_thread_loop_stop(m_loop);
    if (m_stream)
        pw_stream_destroy(m_stream);
    if (m_registry)
        pw_proxy_destroy(reinterpret_cast<pw_proxy*>(m_registry));
    if (m_core)
        pw_core_disconnect(m_core);
    if (m_context)
        pw_context_destroy(m_context);
    if (m_loop)
        pw_thread_loop_destroy(m_loop);
}

Status PwScreenStream::connect()
{
    m_loop = pw_thread_loop_new("pw-screen", nullptr);
    if (m_loop)
        m_context = pw_context_new(pw_thread_loop_get_loop(m_loop), nullptr, 0);
    if (!m_context) {
        ::close(m_settings.descriptor);
        return unreachable(QStringLiteral("PipeWire's library can't be set up"));
    }
    m_core = pw_context_connect_fd(m_context, m_settings.descriptor, nullptr, 0);
    if (!m_core)
        return unreachable(QStringLiteral("PipeWire does not take the portal's descriptor"));
    m_events->ofCore.version = PW_VERSION_CORE_EVENTS;
    m_events->ofCore.error = [](void* self, uint32_t id, int, int, const char* message) {
        if (id == PW_ID_CORE)
            static_cast<PwScreenStream*>(self)->m_listener.ended(QString::fromUtf8(message));
    };
    pw_core_add_listener(m_core, &m_events->core, &m_events->ofCore, this);
    // A node that goes leaves its stream paused, as one that changes its format does for a moment.
    m_registry = pw_core_get_registry(m_core, PW_VERSION_REGISTRY, 0);
    if (!m_registry)
        return unreachable(QStringLiteral("PipeWire has no registry"));
    m_events->ofRegistry.version = PW_VERSION_REGISTRY_EVENTS;
    m_events->ofRegistry.global_remove = [](void* self, uint32_t id) {
        const auto& stream = *static_cast<PwScreenStream*>(self);
        if (id == stream.m_settings.node)
            stream.m_listener.ended(QStringLiteral("the desktop has taken its picture away"));
    };
    pw_registry_add_listener(m_registry, &m_events->registry, &m_events->ofRegistry, this);
    // Never another node's pictures in place of this one's.
    m_stream = pw_stream_new(m_core, "Reelout",
                             pw_properties_new(PW_KEY_NODE_DONT_RECONNECT, "true", PW_KEY_MEDIA_TYPE, "Video",
                                               PW_KEY_MEDIA_CATEGORY, "Capture", PW_KEY_MEDIA_ROLE, "Screen",
                                               nullptr));
    if (!m_stream)
        return unreachable(QStringLiteral("PipeWire makes no stream"));
    m_events->ofStream.version = PW_VERSION_STREAM_EVENTS;
    m_events->ofStream.state_changed = [](void* self, pw_stream_state, pw_stream_state state,
                                          const char* error) {
        const Listener& listener = static_cast<PwScreenStream*>(self)->m_listener;
        if (state == PW_STREAM_STATE_STREAMING)
            listener.streaming();
        else if (state == PW_STREAM_STATE_ERROR || state == PW_STREAM_STATE_UNCONNECTED)
            listener.ended(error ? QString::fromUtf8(error) : QStringLiteral("PipeWire ended the stream"));
    };
    m_events->ofStream.param_changed = [](void* self, uint32_t id, const spa_pod* param) {
        if (id == SPA_PARAM_Format)
            static_cast<PwScreenStream*>(self)->onFormat(param);
    };
    m_events->ofStream.add_buffer = [](void* self, pw_buffer* buffer) {
        static_cast<PwScreenStream*>(self)->map(*buffer);
    };
    m_events->ofStream.remove_buffer = [](void* self, pw_buffer* buffer) {
        static_cast<PwScreenStream*>(self)->m_graphics.erase(buffer);
    };
    m_events->ofStream.process = [](void* self) { static_cast<PwScreenStream*>(self)->onBuffers(); };
    pw_stream_add_listener(m_stream, &m_events->stream, &m_events->ofStream, this);
    std::array<std::uint8_t, 4096> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    const spa_pod* params[2] = {};
    const int count = offerFormats(builder, m_settings.rate, m_settings.importer->modifiers(), params);
    const auto flags = static_cast<pw_stream_flags>(PW_STREAM_FLAG_AUTOCONNECT | PW_STREAM_FLAG_MAP_BUFFERS);
    if (const int failure = pw_stream_connect(m_stream, PW_DIRECTION_INPUT, m_settings.node, flags, params,
                                              static_cast<std::uint32_t>(count));
        failure < 0)
        return unreachable(QStringLiteral("PipeWire refuses the stream (%1)").arg(-failure));
    if (const int failure = pw_thread_loop_start(m_loop); failure < 0)
        return unreachable(QStringLiteral("PipeWire's thread does not start (%1)").arg(-failure));
    return {};
}

// Comes again whenever the screen changes its size.
void PwScreenStream::onFormat(const void* format)
{
    m_clean.reset();
    m_format.reset();
    if (!format)
        return;
    m_format = readFormat(static_cast<const spa_pod*>(format));
    if (!m_format) {
        m_listener.ended(QStringLiteral("PipeWire agreed on a format nobody offered"));
        return;
    }
    std::array<std::uint8_t, 2048> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    const spa_pod* params[4] = {};
    const int count = describeBuffers(builder, *m_format, m_settings.drawsCursor, params);
    pw_stream_update_params(m_stream, params, static_cast<std::uint32_t>(count));
}

// The newest counts; those before it are only read for their pointer.
void PwScreenStream::onBuffers()
{
    bool hasCursorNews = false;
    while (pw_buffer* buffer = pw_stream_dequeue_buffer(m_stream)) {
        if (m_settings.drawsCursor)
            hasCursorNews = m_cursor.read(*buffer->buffer) || hasCursorNews;
        if (m_format)
            takePicture(*buffer);
        pw_stream_queue_buffer(m_stream, buffer);
    }
    if (hasCursorNews && m_clean && m_cursor.placed() != m_drawn)
        publish(m_clock.now(), true, {});
}

void PwScreenStream::map(pw_buffer& buffer)
{
    const spa_data& data = buffer.buffer->datas[0];
    if (data.type != SPA_DATA_DmaBuf || buffer.buffer->n_datas == 0)
        return;
    const int descriptor = static_cast<int>(data.fd);
    const off_t all = ::lseek(descriptor, 0, SEEK_END);
    const std::size_t bytes = all > 0 ? static_cast<std::size_t>(all) : data.maxsize;
    Result<std::unique_ptr<DmabufMapping>> mapped = m_settings.importer->open(descriptor, bytes);
    if (mapped)
        m_graphics[&buffer] = std::move(mapped).value();
    else
        logWarning(QStringLiteral("pipewire"), mapped.error().detail);
}

void PwScreenStream::takePicture(const pw_buffer& buffer)
{
    const auto take = [this](const spa_buffer& content) {
        const Result<PwFrame> frame = readFrame(content, *m_format);
        if (!frame)
            logWarning(QStringLiteral("pipewire"), frame.error().detail);
        else if (frame->pixels)
            takeFrame(*frame);
    };
    const auto found = m_graphics.find(&buffer);
    if (found == m_graphics.end())
        return take(*buffer.buffer);
    spa_buffer readable = *buffer.buffer;
    spa_data data = readable.datas[0];
    DmabufMapping& mapping = *found->second;
    data.data = const_cast<std::uint8_t*>(mapping.begin());
    data.maxsize = static_cast<std::uint32_t>(std::min<std::size_t>(mapping.size(), UINT32_MAX));
    readable.datas = &data;
    readable.n_datas = 1;
    take(readable);
    mapping.end();
}

// Pictures are stamped on our clock where the compositor uses it.
Timestamp PwScreenStream::trueTime(const std::optional<Timestamp>& stamp) const
{
    const Timestamp now = m_clock.now();
    return stamp && *stamp <= now && now - *stamp < kBelievable ? *stamp : now;
}

void PwScreenStream::takeFrame(const PwFrame& frame)
{
    const std::shared_ptr<Picture> picture = m_pool.acquire(PixelFormat::Bgrx8, m_format->size);
    if (!picture)
        return; // memory is short: the last picture stands
    picture->colour = kScreenColour;
    copyRows(frame, *m_format, 0, m_format->size.height, *picture);
    const bool damageKnown = frame.isDamageKnown && m_clean && m_clean->size == picture->size;
    m_clean = picture;
    publish(trueTime(frame.captured), damageKnown, frame.damage);
}

void PwScreenStream::publish(Timestamp captured, bool damageKnown, std::vector<Rect> damage)
{
    const PlacedSprite cursor = m_settings.drawsCursor ? m_cursor.placed() : PlacedSprite();
    const bool hasMoved = cursor != m_drawn;
    const Rect whole{0, 0, m_clean->size.width, m_clean->size.height};
    std::shared_ptr<Picture> shown = std::make_shared<Picture>(*m_clean);
    shown->owner = std::const_pointer_cast<Picture>(m_clean);
    if (cursor.sprite) {
        // The clean picture is needed again as soon as the pointer moves.
        std::shared_ptr<Picture> drawn = m_pool.acquire(PixelFormat::Bgrx8, m_clean->size);
        if (!drawn)
            return;
        drawn->colour = kScreenColour;
        const PwFrame clean{m_clean->row(0, 0), m_clean->planes[0].stride, {}, false, {}};
        copyRows(clean, {PwVideoFormat::Layout::Bgrx8, m_clean->size}, 0, m_clean->size.height, *drawn);
        blendSprite(*cursor.sprite, cursor.x, cursor.y, whole, *drawn);
        shown = std::move(drawn);
    }
    if (hasMoved) {
        for (const PlacedSprite& placed : {m_drawn, cursor}) {
            if (const Rect part = placed.rect().intersected(whole); !part.isEmpty())
                damage.push_back(part);
        }
    }
    shown->captured = captured;
    shown->damageKnown = damageKnown;
    if (damageKnown)
        shown->damage = std::move(damage);
    m_drawn = cursor;
    m_listener.picture(std::move(shown));
}

} // namespace reelout
