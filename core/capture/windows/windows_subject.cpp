// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_subject.h"

#include "base/log.h"
#include "base/windows_error.h"
#include "capture/windows/dxgi_screen.h"
#include "capture/windows/gdi_screen.h"
#include "capture/windows/gdi_window.h"

namespace reelout {

namespace {

constexpr Duration kLayoutEvery = std::chrono::milliseconds(500);
constexpr Duration kSearchEvery = std::chrono::seconds(1);

// Here and now there is no duplication, and trying again does not help.
bool isNotForUs(HRESULT outcome)
{
    return outcome == DXGI_ERROR_UNSUPPORTED || outcome == DXGI_ERROR_NOT_CURRENTLY_AVAILABLE ||
           outcome == DXGI_ERROR_NOT_FOUND || outcome == E_NOTIMPL || outcome == E_NOINTERFACE ||
           outcome == E_INVALIDARG;
}

} // namespace

DesktopSubject::DesktopSubject(const WindowsTarget& target) : m_target(target)
{
    if (target.spec.area == ScreenSpec::Area::FollowMouse)
        m_follow.emplace(target.spec.region.size(), target.spec.follow, target.spec.followSeconds);
}

// Every change of displays takes the duplication away, but GDI goes on with what has another meaning: so it
// is looked at now and then.
Result<WindowsSubject::Sight> DesktopSubject::look(Timestamp now)
{
    if (now < m_nextLook && m_sight.state == State::There)
        return m_sight;
    m_nextLook = now + kLayoutEvery;
    Result<DesktopLayout> layout = readDesktopLayout();
    if (!layout)
        return layout.error();
    m_layout = std::move(*layout);
    if (m_follow) {
        std::vector<Rect> places;
        for (const DeviceInfo& monitor : m_layout.monitors)
            places.push_back(monitor.area);
        m_follow->setMonitors(std::move(places));
    }
    const Result<Rect> area = resolveArea(m_target.spec, m_target.monitorId, m_layout);
    if (!area && area.error().code != ErrorCode::NotFound)
        return area.error();
    m_sight.state = area ? State::There : State::Gone;
    m_sight.why = area ? QString() : m_target.name + QStringLiteral(" is gone");
    m_sight.area = area ? *area : Rect();
    return m_sight;
}

Rect DesktopSubject::follow(const Rect& area, int x, int y, Timestamp now)
{
    return m_follow ? m_follow->follow(x, y, now) : area;
}

HRESULT DesktopSubject::makeGrabber(const Rect& area, std::unique_ptr<ScreenGrabber>& grabber)
{
    const HRESULT opened = DxgiScreen::open(coveredArea(m_target.spec, area, m_layout), grabber);
    if (!isNotForUs(opened))
        return opened;
    logInfo(QStringLiteral("screen"), QStringLiteral("desktop duplication is not to be had (%1); GDI is used")
                                          .arg(windowsError(opened, {}, {}).detail));
    grabber = std::make_unique<GdiScreen>();
    return S_OK;
}

Result<WindowsSubject::Sight> WindowSubject::look(Timestamp now)
{
    WindowPlace place = placeOf(m_window);
    if (place.state == WindowPlace::State::Gone && now >= m_nextSearch) {
        m_nextSearch = now + kSearchEvery;
        std::vector<ListedWindow> windows;
        if (const HRESULT failed = listWindows(windows); FAILED(failed))
            return windowsError(failed, QStringLiteral("look for window"), m_target.name);
        if (const HWND found = findWindow(m_target.spec.windowId, windows); found != nullptr) {
            m_window = found;
            place = placeOf(found);
        }
    }
    Sight sight;
    switch (place.state) {
    case WindowPlace::State::There:
        sight.area = m_target.spec.windowFrame ? place.frame : place.client;
        sight.state = sight.area.isEmpty() ? State::Hidden : State::There;
        sight.why = m_target.name + QStringLiteral(" has no size now");
        break;
    case WindowPlace::State::Hidden:
        sight.state = State::Hidden;
        sight.why = m_target.name + QStringLiteral(" is minimised");
        break;
    case WindowPlace::State::Gone:
        sight.why = m_target.name + QStringLiteral(" was closed");
        break;
    }
    return sight;
}

HRESULT WindowSubject::makeGrabber(const Rect&, std::unique_ptr<ScreenGrabber>& grabber)
{
    grabber = std::make_unique<GdiWindow>(m_window, m_target.spec.windowFrame ? GdiWindow::Part::Frame
                                                                              : GdiWindow::Part::Client);
    return S_OK;
}

bool WindowSubject::isPointedAt(int x, int y) const
{
    const HWND under = WindowFromPoint({x, y});
    return under != nullptr && GetAncestor(under, GA_ROOT) == GetAncestor(m_window, GA_ROOT);
}

} // namespace reelout
