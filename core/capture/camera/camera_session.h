// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/camera.h"
#include "media/picture.h"

#include <memory>
#include <stop_token>

namespace reelout {

/// One connection to one camera that delivers, from being opened to being lost. One thread.
class CameraSession {
public:
    struct Next {
        std::shared_ptr<Picture> picture; ///< null: none came in time; the serial is the caller's
        std::uint64_t missed = 0;         ///< pictures the device made before it that never arrived whole
        QString absence{};                ///< why there can be no picture for now though the device is there
        QString notice{};                 ///< what people should know, said once
    };

    virtual ~CameraSession() = default;
    /// What people call the device.
    virtual QString label() const = 0;
    virtual CameraMode mode() const = 0;
    /// The next picture, stamped on the recording's clock; waits at most `patience`, and no longer when
    /// `stop` fires. DeviceLost, with the system's words, when there will be none any more.
    virtual Result<Next> next(Duration patience, const std::stop_token& stop) = 0;
    /// Sets what of it the device has; the rest is left out.
    virtual void apply(const CameraControls& controls) = 0;
};

} // namespace reelout
