// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/follow_region.h"
#include "capture/windows/screen_grabber.h"
#include "capture/windows/windows_desktop.h"

#include <memory>
#include <optional>

namespace reelout {

/// What a screen source captures, settled when it was opened.
struct WindowsTarget {
    ScreenSpec spec;
    QString monitorId;     ///< the monitor that spec meant; empty unless one monitor is captured
    HWND window = nullptr; ///< the same of a window, as long as it lives
    QString name;          ///< for people: "monitor DELL U2720Q", "the desktop", "the window \"Notes\""
};

/// Where a target is at this moment, and who can see it. Capture thread, which holds PhysicalPixels.
class WindowsSubject {
public:
    enum class State {
        There,
        Hidden, ///< it comes back by itself: a minimised window
        Gone,   ///< a monitor unplugged, a window closed
    };
    struct Sight {
        State state = State::Gone;
        QString why; ///< Hidden, Gone: for people
        Rect area;   ///< on the desktop
    };

    virtual ~WindowsSubject() = default;
    /// Looks where it is. Errors are for good until something changes.
    virtual Result<Sight> look(Timestamp now) = 0;
    /// The area after the pointer has moved to x, y on the desktop.
    virtual Rect follow(const Rect& area, int, int, Timestamp) { return area; }
    /// What sees it now. A failure is Windows' own.
    [[nodiscard]] virtual HRESULT makeGrabber(const Rect& area, std::unique_ptr<ScreenGrabber>& grabber) = 0;
    /// Whether the pointer at x, y points into it.
    virtual bool isPointedAt(int, int) const { return true; }
};

/// A monitor, all of them, a region that stands or follows the pointer.
class DesktopSubject final : public WindowsSubject {
public:
    /// `target` must outlive it.
    explicit DesktopSubject(const WindowsTarget& target);
    Result<Sight> look(Timestamp now) override;
    Rect follow(const Rect& area, int x, int y, Timestamp now) override;
    [[nodiscard]] HRESULT makeGrabber(const Rect& area, std::unique_ptr<ScreenGrabber>& grabber) override;

private:
    const WindowsTarget& m_target;
    std::optional<FollowRegion> m_follow;
    DesktopLayout m_layout;
    Sight m_sight;
    Timestamp m_nextLook{};
};

/// One window, wherever it is.
class WindowSubject final : public WindowsSubject {
public:
    /// `target` must outlive it.
    explicit WindowSubject(const WindowsTarget& target) : m_target(target), m_window(target.window) {}
    Result<Sight> look(Timestamp now) override;
    [[nodiscard]] HRESULT makeGrabber(const Rect& area, std::unique_ptr<ScreenGrabber>& grabber) override;
    bool isPointedAt(int x, int y) const override;

private:
    const WindowsTarget& m_target;
    HWND m_window;
    Timestamp m_nextSearch{};
};

} // namespace reelout
