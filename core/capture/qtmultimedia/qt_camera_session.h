// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_queue.h"
#include "capture/camera/camera_session.h"
#include "capture/camera/camera_time.h"

#include <QCameraDevice>
#include <QThread>

namespace reelout {

/// A QCamera that runs, on a thread with an event loop of its own. Qt says nothing when a device goes: that
/// is for the source to notice, when pictures stay away.
class QtCameraSession final : public CameraSession {
public:
    /// Unsupported when it has no such mode; IoFailed with Qt's words.
    static Result<std::unique_ptr<CameraSession>> open(const QCameraDevice& device, const CameraSpec& spec,
                                                       Clock& clock);
    ~QtCameraSession() override;

    QString label() const override { return m_device.description(); }
    CameraMode mode() const override { return m_mode; }
    Result<Next> next(Duration patience, const std::stop_token& stop) override;
    void apply(const CameraControls& controls) override;

private:
    class Inside;
    QtCameraSession(const QCameraDevice& device, CameraMode mode, Clock& clock);
    Status begin();

    const QCameraDevice m_device;
    const CameraMode m_mode;
    CameraTime m_time; ///< Qt's thread
    CameraQueue m_queue;
    QThread m_thread;
    Inside* m_inside = nullptr; ///< lives on that thread
};

/// The controls a device has, as DeviceInfo::controls names them, as far as Qt knows.
QStringList qtCameraControls();

} // namespace reelout
