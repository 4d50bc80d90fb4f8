// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/qtmultimedia/qt_camera_session.h"

#include "base/log.h"
#include "capture/camera/camera_levels.h"
#include "capture/camera/camera_mode.h"
#include "capture/qtmultimedia/qt_camera_format.h"

#include <QCamera>
#include <QMediaCaptureSession>
#include <QVideoSink>

#include <algorithm>

namespace reelout {

/// What must live on the thread with the event loop.
class QtCameraSession::Inside final : public QObject {
public:
    explicit Inside(QtCameraSession& session) : m_session(session), m_camera(session.m_device)
    {
        m_capture.setVideoSink(&m_sink);
        connect(&m_sink, &QVideoSink::videoFrameChanged, this,
                [this](const QVideoFrame& frame) { onFrame(frame); });
        connect(&m_camera, &QCamera::errorOccurred, this,
                [this](QCamera::Error, const QString& text) { m_session.m_queue.end(text); });
    }

    Status start()
    {
        const QCameraFormat format = qtCameraFormat(m_session.m_device, m_session.m_mode);
        if (!format.isNull())
            m_camera.setCameraFormat(format);
        // Only now: on GStreamer it flows from here on, and another format would take the memory from under
        // pictures that are still read.
        m_capture.setCamera(&m_camera);
        m_camera.start();
        if (m_camera.error() == QCamera::NoError)
            return {};
        return makeError(ErrorCode::IoFailed, QStringLiteral("open camera"),
                         QStringLiteral("%1: %2").arg(m_session.label(), m_camera.errorString()));
    }

    void apply(const CameraControls& controls)
    {
        if (!controls.isSet)
            return;
        constexpr float kSecond = 1000.0F; // ms
        if (controls.autoExposure)
            m_camera.setAutoExposureTime();
        else
            m_camera.setManualExposureTime(static_cast<float>(controls.exposure) / kSecond);
        const auto focus = controls.autoFocus ? QCamera::FocusModeAuto : QCamera::FocusModeManual;
        if (m_camera.isFocusModeSupported(focus))
            m_camera.setFocusMode(focus);
        if (!controls.autoFocus)
            m_camera.setFocusDistance(static_cast<float>(controls.focus));
        if (controls.autoWhiteBalance)
            m_camera.setWhiteBalanceMode(QCamera::WhiteBalanceAuto);
        else if (m_camera.isWhiteBalanceModeSupported(QCamera::WhiteBalanceManual))
            m_camera.setColorTemperature(static_cast<int>(controls.whiteBalance));
        const float zoom = std::max(0.0F, static_cast<float>(controls.level(CameraLevel::Zoom)));
        m_camera.setZoomFactor(m_camera.minimumZoomFactor() +
                               zoom * (m_camera.maximumZoomFactor() - m_camera.minimumZoomFactor()));
    }

private:
    void onFrame(const QVideoFrame& frame)
    {
        std::optional<Timestamp> stamp;
        if (frame.startTime() >= 0)
            stamp = Timestamp(std::chrono::microseconds(frame.startTime()));
        if (stamp && stamp == m_stamp)
            return; // the first one is shown twice, before it flows and when it does
        m_stamp = stamp;
        Result<std::shared_ptr<Picture>> picture = qtCameraPicture(frame, m_pool);
        if (!picture) {
            logDebug(QStringLiteral("camera"), picture.error().detail);
            ++m_missed;
            return;
        }
        CameraArrival arrival;
        arrival.captured = m_session.m_time.of(stamp);
        (*picture)->captured = arrival.captured;
        arrival.picture = std::move(*picture);
        arrival.missed = std::exchange(m_missed, 0);
        m_session.m_queue.push(std::move(arrival));
    }

    QtCameraSession& m_session;
    PicturePool m_pool;
    std::uint64_t m_missed = 0;
    std::optional<Timestamp> m_stamp; ///< of the picture before
    QVideoSink m_sink;
    QCamera m_camera;
    QMediaCaptureSession m_capture; ///< the first to go
};

Result<std::unique_ptr<CameraSession>> QtCameraSession::open(const QCameraDevice& device,
                                                             const CameraSpec& spec, Clock& clock)
{
    const Result<CameraMode> mode = chooseCameraMode(qtCameraModes(device), spec, device.description());
    if (!mode)
        return mode.error();
    std::unique_ptr<QtCameraSession> session(new QtCameraSession(device, *mode, clock));
    REELOUT_TRY(session->begin());
    return std::unique_ptr<CameraSession>(std::move(session));
}

QtCameraSession::QtCameraSession(const QCameraDevice& device, CameraMode mode, Clock& clock)
    : m_device(device),
      m_mode(std::move(mode)),
      m_time(clock)
{}

Status QtCameraSession::begin()
{
    m_thread.setObjectName(QStringLiteral("qt-camera"));
    m_thread.start();
    // Made where it lives, so that all that Qt makes with it lives there, too.
    auto* gate = new QObject;
    gate->moveToThread(&m_thread);
    Status status;
    QMetaObject::invokeMethod(
        gate,
        [this, &status] {
            m_inside = new Inside(*this);
            status = m_inside->start();
        },
        Qt::BlockingQueuedConnection);
    gate->deleteLater();
    return status;
}

QtCameraSession::~QtCameraSession()
{
    if (m_inside)
        QMetaObject::invokeMethod(
            m_inside, [inside = m_inside] { delete inside; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void QtCameraSession::apply(const CameraControls& controls)
{
    QMetaObject::invokeMethod(
        m_inside, [inside = m_inside, controls] { inside->apply(controls); }, Qt::QueuedConnection);
}

Result<CameraSession::Next> QtCameraSession::next(Duration patience, const std::stop_token& stop)
{
    Result<std::optional<CameraArrival>> next = m_queue.next(patience, stop);
    if (!next)
        return next.error();
    return *next ? Next{std::move((*next)->picture), (*next)->missed} : Next{};
}

QStringList qtCameraControls()
{
    QStringList names;
    for (const char* name : {kExposureControl, kAutoExposureControl, kFocusControl, kAutoFocusControl,
                             kWhiteBalanceControl, kAutoWhiteBalanceControl, "zoom"})
        names << QString::fromLatin1(name);
    return names;
}

} // namespace reelout
