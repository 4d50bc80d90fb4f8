// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/camera/camera_session.h"
#include "capture/source.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace reelout {

/// How a back end reaches the camera that a source is about.
struct CameraAccess {
    /// Opens it, or says why not. The source's thread, up to 4 s.
    std::function<Result<std::unique_ptr<CameraSession>>()> open;
    /// Calls, on any thread, when a device may have come; empty or null where only looking again tells.
    std::function<std::unique_ptr<DeviceWatch>(const std::function<void()>& changed)> watch;
};

/// Pictures of one camera, whatever the back end: takes them from a session, holds the last one while the
/// camera is gone or silent, and takes the same one back when it returns.
class CameraSource final : public PictureSource {
public:
    struct Patience {
        Duration silence = std::chrono::milliseconds(700); ///< then a camera that delivered counts as lost,
                                                           ///< unless three of its intervals are longer
        Duration first = std::chrono::seconds(4);          ///< the same before its first picture
        Duration stuck = std::chrono::seconds(3);          ///< then it is opened anew
        Duration retry = std::chrono::seconds(1);          ///< between two looks for one that is gone
    };

    CameraSource(const CameraSpec& spec, CameraAccess access, Clock& clock, Patience patience);
    ~CameraSource() override;

    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    class Run;
    const CameraSpec m_spec;
    const CameraAccess m_access;
    Clock& m_clock;
    const Patience m_patience;
    Worker m_worker;
};

} // namespace reelout
