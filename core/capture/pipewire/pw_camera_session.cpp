// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_camera_session.h"

#include "base/log.h"
#include "capture/camera/camera_mode.h"
#include "capture/pipewire/shared_pages.h"

#include <QCoreApplication>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kPatience = 3s; ///< for a format

// As V4L2 has it for those that do not say: sRGB cameras are BT.601.
ColourSpec usualColour(const PwCameraNode& node, Size size)
{
    constexpr int kHighDefinition = 720; // rows
    ColourSpec colour = kBt709Limited;
    if (!node.devicePath.isEmpty() || size.height < kHighDefinition)
        colour.matrix = ColourMatrix::Bt601;
    return colour;
}

} // namespace

Result<std::unique_ptr<CameraSession>> PwCameraSession::open(const PwCameraNode& node, const CameraSpec& spec,
                                                             Clock& clock)
{
    const Result<CameraMode> mode = chooseCameraMode(node.modes, spec, node.label);
    if (!mode)
        return mode.error();
    std::unique_ptr<PwCameraSession> session(new PwCameraSession(node, *mode, clock));
    REELOUT_TRY(session->begin());
    return std::unique_ptr<CameraSession>(std::move(session));
}

PwCameraSession::PwCameraSession(PwCameraNode node, CameraMode mode, Clock& clock)
    : m_node(std::move(node)),
      m_mode(std::move(mode)),
      m_time(clock)
{}

PwCameraSession::~PwCameraSession() = default;

Status PwCameraSession::begin()
{
    const CameraFormat* format = cameraFormat(m_mode.format);
    if (format && format->isCompressed) {
        Result<std::unique_ptr<CameraDecoder>> decoder = CameraDecoder::open(format->layout);
        if (!decoder)
            return decoder.error();
        m_decoder = std::move(decoder).value();
    }
    PwStream::Settings settings;
    settings.node = m_node.id;
    settings.threadName = "pw-camera";
    settings.role = "Camera";
    Result<std::unique_ptr<PwStream>> stream = PwStream::open(settings, *this);
    if (!stream)
        return stream.error();
    m_stream = std::move(stream).value();
    const QString step = QStringLiteral("open camera");
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, kPatience, [this] { return m_hasFormat || m_end; });
    if (m_end)
        return makeError(ErrorCode::IoFailed, step, QStringLiteral("%1: %2").arg(m_node.label, *m_end));
    if (!m_hasFormat)
        return makeError(ErrorCode::TimedOut, step,
                         QCoreApplication::translate("reelout::Camera",
                                                     "PipeWire does not start %1. Another program may use "
                                                     "it, or the desktop may not allow it (Settings, "
                                                     "Privacy, Camera).")
                             .arg(m_node.label));
    return {};
}

std::uint32_t PwCameraSession::offerFormats(spa_pod_builder& builder, PwStream::Params& params)
{
    return offerCameraMode(builder, m_mode, params);
}

bool PwCameraSession::agree(const spa_pod* format)
{
    m_format = format ? readCameraFormat(format) : std::nullopt;
    if (!format)
        return true;
    if (!m_format)
        return false;
    if (!m_format->isColourKnown)
        m_format->colour = usualColour(m_node, m_format->size);
    {
        const std::scoped_lock lock(m_mutex);
        m_hasFormat = true;
    }
    m_changed.notify_all();
    return true;
}

std::uint32_t PwCameraSession::describeBuffers(spa_pod_builder& builder, PwStream::Params& params)
{
    return describeCameraBuffers(builder, *m_format, params);
}

void PwCameraSession::ended(const QString& error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_end)
            m_end = error;
    }
    m_changed.notify_all();
    m_queue.end(error);
}

// Nodes that don't count say 0 each time, or what they like.
std::uint64_t PwCameraSession::missedBefore(const std::optional<std::uint64_t>& sequence)
{
    constexpr std::uint64_t kSane = 1000;
    const std::optional<std::uint64_t> before = std::exchange(m_sequence, sequence);
    if (!before || !sequence || *sequence <= *before || *sequence - *before > kSane)
        return 0;
    return *sequence - *before - 1;
}

void PwCameraSession::take(PwLender::Arrival& buffer)
{
    if (!m_format)
        return;
    const PwCameraFrame frame = readCameraFrame(buffer.buffer(), *m_format);
    if (frame.pieces == 0)
        return;
    CameraArrival arrival = arrivalOf(frame, buffer);
    arrival.missed = missedBefore(frame.sequence);
    if (!arrival.picture && arrival.coded.empty())
        return;
    m_queue.push(std::move(arrival));
}

// Where it lies, or copied.
std::shared_ptr<Picture> PwCameraSession::pictureOf(const PwCameraFrame& frame, PwLender::Arrival& buffer)
{
    const CameraLayout layout = m_format->layout;
    const std::span<const CameraMemory> memory = std::span(frame.memory).first(frame.pieces);
    auto there = std::make_shared<Picture>();
    there->format = cameraFormat(layout).picture;
    there->size = m_format->size;
    if (layCameraPicture(layout, memory, SharedPages::kMargin, *there)) {
        there->owner = buffer.lend();
        if (there->owner)
            return there;
    }
    std::shared_ptr<Picture> copy = m_pool.acquire(there->format, there->size);
    if (!copy)
        return nullptr; // memory is short: the last picture stands
    if (const Status copied = copyCameraPicture(layout, memory, *copy); !copied) {
        logWarning(QStringLiteral("camera"), copied.error().detail);
        return nullptr;
    }
    buffer.noteCopy();
    return copy;
}

CameraArrival PwCameraSession::arrivalOf(const PwCameraFrame& frame, PwLender::Arrival& buffer)
{
    CameraArrival arrival;
    arrival.captured = m_time.of(frame.captured);
    if (cameraFormat(m_format->layout).isCompressed) {
        arrival.coded.assign(frame.memory[0].data, frame.memory[0].data + frame.memory[0].bytes);
        return arrival;
    }
    std::shared_ptr<Picture> picture = pictureOf(frame, buffer);
    if (!picture)
        return arrival;
    picture->colour = m_format->colour;
    picture->captured = arrival.captured;
    arrival.picture = std::move(picture);
    return arrival;
}

Result<CameraSession::Next> PwCameraSession::next(Duration patience, const std::stop_token& stop)
{
    Result<std::optional<CameraArrival>> next = m_queue.next(patience, stop);
    if (!next)
        return next.error();
    if (!*next)
        return Next{};
    CameraArrival& arrival = **next;
    if (arrival.picture)
        return Next{std::move(arrival.picture), arrival.missed};
    Result<std::shared_ptr<Picture>> decoded =
        m_decoder->decode(arrival.coded.data(), arrival.coded.size(), arrival.captured);
    if (!decoded)
        logDebug(QStringLiteral("camera"), decoded.error().detail);
    if (!decoded || !*decoded)
        return Next{nullptr, arrival.missed + 1};
    return Next{std::move(*decoded), arrival.missed};
}

} // namespace reelout
