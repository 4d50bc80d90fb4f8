// SPDX-License-Identifier: GPL-3.0-or-later
#include "pw_screen.h"

#include <QTest>

#include <pipewire/pipewire.h>
#include <spa/buffer/meta.h>
#include <spa/param/buffers.h>
#include <spa/param/video/format-utils.h>

#include <array>
#include <cstring>
#include <mutex>

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace reelout::test {

namespace {

constexpr int kPatience = 60000; // ms
constexpr int kMostCursor = 64;
constexpr int kCursorBytes =
    sizeof(spa_meta_cursor) + sizeof(spa_meta_bitmap) + kMostCursor * kMostCursor * 4;
constexpr int kDamageRects = 8;

const spa_pod* asPod(void* pod)
{
    return static_cast<const spa_pod*>(pod);
}

spa_meta* metaOf(const spa_buffer& buffer, std::uint32_t type)
{
    for (std::uint32_t i = 0; i < buffer.n_metas; ++i) {
        if (buffer.metas[i].type == type && buffer.metas[i].data)
            return &buffer.metas[i];
    }
    return nullptr;
}

void writeDamage(spa_meta& meta, const std::vector<Rect>& damage)
{
    auto* regions = static_cast<spa_meta_region*>(meta.data);
    std::memset(meta.data, 0, meta.size);
    for (std::size_t i = 0; i < damage.size() && (i + 1) * sizeof(spa_meta_region) <= meta.size; ++i)
        regions[i].region = SPA_REGION(damage[i].x, damage[i].y, static_cast<std::uint32_t>(damage[i].width),
                                       static_cast<std::uint32_t>(damage[i].height));
}

void writePointer(spa_meta& meta, const PwScreen::Pointer& pointer)
{
    auto* cursor = static_cast<spa_meta_cursor*>(meta.data);
    std::memset(meta.data, 0, meta.size);
    cursor->id = pointer.isVisible ? 1 : 0;
    cursor->position = {pointer.x, pointer.y};
    cursor->hotspot = {1, 1};
    if (!pointer.bitmap)
        return;
    cursor->bitmap_offset = sizeof(spa_meta_cursor);
    auto* bitmap = reinterpret_cast<spa_meta_bitmap*>(static_cast<std::uint8_t*>(meta.data) + sizeof *cursor);
    bitmap->format = SPA_VIDEO_FORMAT_BGRA;
    bitmap->size = {static_cast<std::uint32_t>(pointer.bitmap->width),
                    static_cast<std::uint32_t>(pointer.bitmap->height)};
    bitmap->stride = pointer.bitmap->width * 4;
    bitmap->offset = sizeof *bitmap;
    auto* pixels = reinterpret_cast<std::uint8_t*>(bitmap) + sizeof *bitmap;
    for (int i = 0; i < pointer.bitmap->width * pointer.bitmap->height; ++i, pixels += 4) {
        pixels[2] = i == 0 ? 0 : 255;
        pixels[3] = i == 0 ? 0 : 255;
    }
}

bool ownsMemory(PwScreen::Layout layout)
{
    return layout == PwScreen::Layout::Graphics || layout == PwScreen::Layout::Descriptor;
}

} // namespace

struct PwScreen::Impl {
    ~Impl();
    const spa_pod* format(spa_pod_builder& builder) const;
    void onFormat(const spa_pod* param);
    void onBuffer(pw_buffer& buffer) const;

    Size size;
    Layout layout = Layout::Bgrx;
    pw_thread_loop* loop = nullptr;
    pw_context* context = nullptr;
    pw_core* core = nullptr;
    pw_stream* stream = nullptr;
    spa_hook hook{};
    pw_stream_events events{};
    std::atomic<bool> isStreaming{false};
    std::uint64_t agreed = 0;                 ///< size, width in the upper half; PipeWire's thread
    std::atomic<std::uint64_t> buffersFor{0}; ///< the size that those there now were made for
    std::atomic<std::size_t> bufferCount{0};
};

PwScreen::Impl::~Impl()
{
    if (loop)
        pw_thread_loop_stop(loop);
    if (stream)
        pw_stream_destroy(stream);
    if (core)
        pw_core_disconnect(core);
    if (context)
        pw_context_destroy(context);
    if (loop)
        pw_thread_loop_destroy(loop);
}

const spa_pod* PwScreen::Impl::format(spa_pod_builder& builder) const
{
    spa_rectangle rectangle =
        SPA_RECTANGLE(static_cast<std::uint32_t>(size.width), static_cast<std::uint32_t>(size.height));
    spa_fraction variable = SPA_FRACTION(0, 1);
    spa_fraction most = SPA_FRACTION(60, 1);
    spa_fraction least = SPA_FRACTION(1, 1);
    spa_pod_frame object{};
    spa_pod_builder_push_object(&builder, &object, SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat);
    spa_pod_builder_add(&builder, SPA_FORMAT_mediaType, SPA_POD_Id(SPA_MEDIA_TYPE_video),
                        SPA_FORMAT_mediaSubtype, SPA_POD_Id(SPA_MEDIA_SUBTYPE_raw), SPA_FORMAT_VIDEO_format,
                        SPA_POD_Id(layout == Layout::Rgba ? SPA_VIDEO_FORMAT_RGBA : SPA_VIDEO_FORMAT_BGRx),
                        0);
    if (layout == Layout::Graphics) {
        spa_pod_builder_prop(&builder, SPA_FORMAT_VIDEO_modifier, SPA_POD_PROP_FLAG_MANDATORY);
        spa_pod_builder_long(&builder, 0); // in rows
    }
    spa_pod_builder_add(&builder, SPA_FORMAT_VIDEO_size, SPA_POD_Rectangle(&rectangle),
                        SPA_FORMAT_VIDEO_framerate, SPA_POD_Fraction(&variable),
                        SPA_FORMAT_VIDEO_maxFramerate, SPA_POD_CHOICE_RANGE_Fraction(&most, &least, &most),
                        0);
    return asPod(spa_pod_builder_pop(&builder, &object));
}

// Memory of its own for a buffer, as a graphics card's.
void PwScreen::Impl::onBuffer(pw_buffer& buffer) const
{
    spa_data& data = buffer.buffer->datas[0];
    data.maxsize = static_cast<std::uint32_t>(size.width * size.height * 4);
    data.fd = ::memfd_create("test-screen", MFD_CLOEXEC);
    if (data.fd < 0 || ::ftruncate(static_cast<int>(data.fd), data.maxsize) != 0)
        return;
    data.data =
        ::mmap(nullptr, data.maxsize, PROT_READ | PROT_WRITE, MAP_SHARED, static_cast<int>(data.fd), 0);
    data.type = layout == Layout::Graphics ? SPA_DATA_DmaBuf : SPA_DATA_MemFd;
    data.mapoffset = 0;
}

void PwScreen::Impl::onFormat(const spa_pod* param)
{
    spa_video_info_raw raw{};
    if (!param || spa_format_video_raw_parse(param, &raw) < 0)
        return;
    std::array<std::uint8_t, 2048> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    const auto meta = [&](std::uint32_t type, int bytes) {
        return asPod(spa_pod_builder_add_object(&builder, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta,
                                                SPA_PARAM_META_type, SPA_POD_Id(type), SPA_PARAM_META_size,
                                                SPA_POD_Int(bytes)));
    };
    const int stride = static_cast<int>(raw.size.width) * 4;
    const spa_pod* params[] = {
        asPod(spa_pod_builder_add_object(
            &builder, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers, SPA_PARAM_BUFFERS_buffers,
            SPA_POD_CHOICE_RANGE_Int(6, 4, 8), SPA_PARAM_BUFFERS_blocks, SPA_POD_Int(1),
            SPA_PARAM_BUFFERS_size, SPA_POD_Int(stride * static_cast<int>(raw.size.height)),
            SPA_PARAM_BUFFERS_stride, SPA_POD_Int(stride), SPA_PARAM_BUFFERS_dataType,
            SPA_POD_CHOICE_FLAGS_Int(layout == Layout::Graphics
                                         ? 1 << SPA_DATA_DmaBuf
                                         : (1 << SPA_DATA_MemFd) | (1 << SPA_DATA_MemPtr)))),
        meta(SPA_META_Header, sizeof(spa_meta_header)),
        meta(SPA_META_VideoDamage, kDamageRects * static_cast<int>(sizeof(spa_meta_region))),
        meta(SPA_META_Cursor, kCursorBytes),
    };
    pw_stream_update_params(stream, params, std::size(params));
    agreed = std::uint64_t(raw.size.width) << 32 | raw.size.height;
}

std::unique_ptr<PwScreen> PwScreen::open(const QString& runtimeFolder, Size size, Layout layout)
{
    static std::once_flag once;
    std::call_once(once, [] { pw_init(nullptr, nullptr); });
    auto impl = std::make_unique<Impl>();
    impl->size = size;
    impl->layout = layout;
    impl->loop = pw_thread_loop_new("test-screen", nullptr);
    impl->context = pw_context_new(pw_thread_loop_get_loop(impl->loop), nullptr, 0);
    const int descriptor = connectToPipeWire(runtimeFolder);
    if (!impl->context || descriptor < 0)
        return nullptr;
    impl->core = pw_context_connect_fd(impl->context, descriptor, nullptr, 0);
    if (!impl->core)
        return nullptr;
    impl->stream = pw_stream_new(
        impl->core, "test-screen",
        pw_properties_new(PW_KEY_MEDIA_CLASS, "Video/Source", PW_KEY_NODE_NAME, "test-screen", nullptr));
    impl->events.version = PW_VERSION_STREAM_EVENTS;
    impl->events.state_changed = [](void* self, pw_stream_state, pw_stream_state state, const char*) {
        static_cast<Impl*>(self)->isStreaming = state == PW_STREAM_STATE_STREAMING;
    };
    impl->events.param_changed = [](void* self, uint32_t id, const spa_pod* param) {
        if (id == SPA_PARAM_Format)
            static_cast<Impl*>(self)->onFormat(param);
    };
    impl->events.add_buffer = [](void* self, pw_buffer* buffer) {
        auto& screen = *static_cast<Impl*>(self);
        ++screen.bufferCount;
        screen.buffersFor = screen.agreed;
        if (ownsMemory(screen.layout))
            screen.onBuffer(*buffer);
    };
    impl->events.remove_buffer = [](void* self, pw_buffer* buffer) {
        auto& screen = *static_cast<Impl*>(self);
        --screen.bufferCount;
        if (!ownsMemory(screen.layout))
            return;
        spa_data& data = buffer->buffer->datas[0];
        ::munmap(data.data, data.maxsize);
        ::close(static_cast<int>(data.fd));
    };
    pw_stream_add_listener(impl->stream, &impl->hook, &impl->events, impl.get());
    std::array<std::uint8_t, 1024> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    const spa_pod* params[] = {impl->format(builder)};
    const auto memoryFlag = ownsMemory(layout) ? PW_STREAM_FLAG_ALLOC_BUFFERS : PW_STREAM_FLAG_MAP_BUFFERS;
    const auto flags = static_cast<pw_stream_flags>(PW_STREAM_FLAG_DRIVER | memoryFlag);
    if (pw_stream_connect(impl->stream, PW_DIRECTION_OUTPUT, PW_ID_ANY, flags, params, 1) < 0 ||
        pw_thread_loop_start(impl->loop) < 0)
        return nullptr;
    return std::unique_ptr<PwScreen>(new PwScreen(std::move(impl)));
}

PwScreen::PwScreen(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

PwScreen::~PwScreen() = default;

std::uint32_t PwScreen::node() const
{
    std::uint32_t id = SPA_ID_INVALID;
    const bool isKnown = QTest::qWaitFor(
        [&] {
            pw_thread_loop_lock(m_impl->loop);
            id = pw_stream_get_node_id(m_impl->stream);
            pw_thread_loop_unlock(m_impl->loop);
            return id != SPA_ID_INVALID;
        },
        kPatience);
    return isKnown ? id : 0;
}

bool PwScreen::waitForViewer() const
{
    return QTest::qWaitFor([&] { return m_impl->isStreaming.load(); }, kPatience);
}

bool PwScreen::waitUntil(const std::function<bool()>& hasCome)
{
    constexpr int kAskAgain = 50; // looks
    int looks = 0;
    return QTest::qWaitFor(
        [&] {
            if (++looks % kAskAgain == 0) {
                pw_thread_loop_lock(m_impl->loop);
                pw_stream_trigger_process(m_impl->stream);
                pw_thread_loop_unlock(m_impl->loop);
            }
            return hasCome();
        },
        kPatience);
}

std::size_t PwScreen::bufferCount() const
{
    return m_impl->bufferCount;
}

bool PwScreen::send(const Frame& frame)
{
    pw_buffer* taken = nullptr;
    const bool isThere = QTest::qWaitFor(
        [&] {
            pw_thread_loop_lock(m_impl->loop);
            taken = pw_stream_dequeue_buffer(m_impl->stream);
            pw_thread_loop_unlock(m_impl->loop);
            return taken != nullptr;
        },
        kPatience);
    if (!isThere)
        return false;
    pw_thread_loop_lock(m_impl->loop);
    spa_buffer& buffer = *taken->buffer;
    spa_data& data = buffer.datas[0];
    const int stride = m_impl->size.width * 4;
    data.chunk->offset = 0;
    data.chunk->stride = stride;
    data.chunk->size = frame.paint ? static_cast<std::uint32_t>(stride * m_impl->size.height) : 0;
    data.chunk->flags = frame.isCorrupt ? SPA_CHUNK_FLAG_CORRUPTED : SPA_CHUNK_FLAG_NONE;
    if (frame.paint)
        frame.paint(static_cast<std::uint8_t*>(data.data), stride);
    if (spa_meta* meta = metaOf(buffer, SPA_META_Header)) {
        auto* header = static_cast<spa_meta_header*>(meta->data);
        *header = {};
        header->pts = frame.pts > 0 ? frame.pts : -1;
    }
    if (spa_meta* meta = metaOf(buffer, SPA_META_VideoDamage))
        writeDamage(*meta, frame.damage);
    if (spa_meta* meta = metaOf(buffer, SPA_META_Cursor)) {
        std::memset(meta->data, 0, meta->size);
        if (frame.pointer)
            writePointer(*meta, *frame.pointer);
    }
    pw_stream_queue_buffer(m_impl->stream, taken);
    pw_stream_trigger_process(m_impl->stream);
    pw_thread_loop_unlock(m_impl->loop);
    return true;
}

bool PwScreen::resize(Size size)
{
    pw_thread_loop_lock(m_impl->loop);
    m_impl->size = size;
    std::array<std::uint8_t, 1024> memory{};
    spa_pod_builder builder{};
    spa_pod_builder_init(&builder, memory.data(), memory.size());
    const spa_pod* params[] = {m_impl->format(builder)};
    pw_stream_update_params(m_impl->stream, params, 1);
    pw_thread_loop_unlock(m_impl->loop);
    const std::uint64_t wanted = std::uint64_t(size.width) << 32 | std::uint64_t(size.height);
    // What is put into a buffer of the size before goes with it.
    return QTest::qWaitFor([&] { return m_impl->buffersFor == wanted && m_impl->isStreaming; }, kPatience);
}

std::function<void(std::uint8_t*, int)> plain(Size size, std::uint8_t b, std::uint8_t g, std::uint8_t r)
{
    return [=](std::uint8_t* row, int stride) {
        for (int y = 0; y < size.height; ++y, row += stride) {
            for (int x = 0; x < size.width; ++x) {
                const std::uint8_t pixel[] = {b, g, r, 255};
                std::memcpy(row + std::ptrdiff_t(x) * 4, pixel, sizeof pixel);
            }
        }
    };
}

int connectToPipeWire(const QString& runtimeFolder)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(runtimeFolder + QStringLiteral("/pipewire-0"));
    if (path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return -1;
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor >= 0 && ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0)
        return descriptor;
    if (descriptor >= 0)
        ::close(descriptor);
    return -1;
}

} // namespace reelout::test
