// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/camera.h"

#include <cstdint>
#include <mutex>

namespace reelout {

/// How the controls of a running camera shall be, between who turns them and the camera's thread. Any thread.
class CameraControlDesk {
public:
    explicit CameraControlDesk(const CameraControls& controls) : m_controls(controls) {}

    void set(const CameraControls& controls)
    {
        const std::scoped_lock lock(m_mutex);
        if (controls == m_controls)
            return;
        m_controls = controls;
        ++m_change;
    }
    CameraControls controls() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_controls;
    }
    /// Rises with each change.
    std::uint64_t change() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_change;
    }

private:
    mutable std::mutex m_mutex;
    CameraControls m_controls;
    std::uint64_t m_change = 0;
};

} // namespace reelout
