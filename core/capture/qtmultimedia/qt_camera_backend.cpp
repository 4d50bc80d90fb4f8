// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/qtmultimedia/qt_camera_backend.h"

#include "capture/qtmultimedia/qt_camera_format.h"
#include "capture/qtmultimedia/qt_camera_session.h"

#include <QCoreApplication>
#include <QMediaDevices>
#include <QThread>

#include <algorithm>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#if QT_CONFIG(permissions)
#include <QPermissions>
#define REELOUT_QT_PERMISSIONS 1
#endif
#endif

namespace reelout {

namespace {

constexpr QLatin1String kPrefix("qt:");

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

QString identityOf(const QCameraDevice& device)
{
    return kPrefix + QString::fromUtf8(device.id());
}

// Systems that ask a person first; Qt knows of it from 6.5 on.
Status checkPermission()
{
#ifdef REELOUT_QT_PERMISSIONS
    if (qApp->checkPermission(QCameraPermission()) == Qt::PermissionStatus::Denied)
        return makeError(
            ErrorCode::PermissionDenied, QStringLiteral("open camera"),
            sentence("The system does not let this program use cameras. Allow it in the system's "
                     "settings, under Privacy, Camera."));
#endif
    return {};
}

// Qt 6.4 on GStreamer lists a device twice, and one that is gone for ever.
QList<QCameraDevice> devices()
{
    QList<QCameraDevice> found;
    for (const QCameraDevice& device : QMediaDevices::videoInputs()) {
        const bool isKnown = std::any_of(found.begin(), found.end(), [&](const QCameraDevice& each) {
            return each.id() == device.id() || each.description() == device.description();
        });
        if (!isKnown)
            found.append(device);
    }
    return found;
}

/// Lives with its QMediaDevices on a thread with an event loop.
class QtCameraWatch final : public DeviceWatch {
public:
    explicit QtCameraWatch(const std::function<void()>& changed)
    {
        m_thread.setObjectName(QStringLiteral("qt-cameras"));
        m_thread.start();
        m_gate = new QObject;
        m_gate->moveToThread(&m_thread);
        QMetaObject::invokeMethod(
            m_gate,
            [gate = m_gate, changed] {
                auto* list = new QMediaDevices(gate);
                // Later: Qt 6.4 tells of the first ones while it holds its own lock.
                QObject::connect(list, &QMediaDevices::videoInputsChanged, gate, changed,
                                 Qt::QueuedConnection);
            },
            Qt::QueuedConnection);
    }
    ~QtCameraWatch() override
    {
        m_gate->deleteLater();
        m_thread.quit();
        m_thread.wait();
    }
    QtCameraWatch(const QtCameraWatch&) = delete;
    QtCameraWatch& operator=(const QtCameraWatch&) = delete;

private:
    QThread m_thread;
    QObject* m_gate = nullptr;
};

class QtCameraBackend final : public CameraBackend {
public:
    QtCameraBackend(Clock& clock, const CameraSource::Patience& patience)
        : m_clock(clock),
          m_patience(patience)
    {}

    QString name() const override { return QStringLiteral("Qt Multimedia"); }

    Result<std::vector<DeviceInfo>> cameras() override
    {
        REELOUT_TRY(checkPermission());
        std::vector<DeviceInfo> found;
        for (const QCameraDevice& device : devices()) {
            DeviceInfo info;
            info.id = identityOf(device);
            info.label = device.description();
            info.kind = QStringLiteral("camera");
            info.isDefault = device.isDefault();
            info.detail = name();
            info.modes = qtCameraModes(device);
            info.controls = qtCameraControls();
            if (device.id().startsWith("/dev/"))
                info.node = QString::fromUtf8(device.id());
            if (!info.modes.empty())
                found.push_back(std::move(info));
        }
        return found;
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        return std::make_unique<QtCameraWatch>(changed);
    }

    bool knows(const QString& id) const override { return id.startsWith(kPrefix); }

    Result<std::unique_ptr<PictureSource>> open(const CameraSpec& spec) override
    {
        CameraAccess access;
        access.open = [spec, clock = &m_clock]() {
            using Opened = Result<std::unique_ptr<CameraSession>>;
            if (const Status allowed = checkPermission(); !allowed)
                return Opened(allowed.error());
            for (const QCameraDevice& device : devices()) {
                if (spec.deviceId.isEmpty() || identityOf(device) == spec.deviceId)
                    return QtCameraSession::open(device, spec, *clock);
            }
            return Opened(makeError(ErrorCode::DeviceLost, QStringLiteral("open camera"),
                                    sentence("The camera %1 is not connected.").arg(spec.deviceId)));
        };
        access.watch = [](const std::function<void()>& changed) -> std::unique_ptr<DeviceWatch> {
            return std::make_unique<QtCameraWatch>(changed);
        };
        return std::unique_ptr<PictureSource>(
            std::make_unique<CameraSource>(spec, std::move(access), m_clock, m_patience));
    }

private:
    Clock& m_clock;
    const CameraSource::Patience m_patience;
};

} // namespace

std::shared_ptr<CameraBackend> makeQtCameraBackend(Clock& clock, const CameraSource::Patience& patience)
{
    return std::make_shared<QtCameraBackend>(clock, patience);
}

} // namespace reelout
