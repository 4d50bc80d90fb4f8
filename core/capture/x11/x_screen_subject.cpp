// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_screen_subject.h"

#include "capture/x11/x_desktop.h"

#include <xcb/randr.h>

namespace reelout {

XScreenSubject::XScreenSubject(XConnection& connection, XPixelFormat format, const ScreenSpec& spec,
                               QString monitorId, QString name)
    : m_connection(connection),
      m_format(format),
      m_spec(spec),
      m_monitorId(std::move(monitorId)),
      m_name(std::move(name))
{
    if (spec.area == ScreenSpec::Area::FollowMouse)
        m_follow.emplace(spec.region.size(), spec.follow, spec.followSeconds);
}

void XScreenSubject::watch()
{
    // The root window's own events tell of a new size even without RandR.
    const std::uint32_t mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(m_connection.raw(), m_connection.root(), XCB_CW_EVENT_MASK, &mask);
    if (m_connection.randr().present)
        xcb_randr_select_input(m_connection.raw(), m_connection.root(),
                               XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE | XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                                   XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
}

bool XScreenSubject::handleEvent(const xcb_generic_event_t& event)
{
    const int type = event.response_type & 127;
    const XConnection::Extension& randr = m_connection.randr();
    const bool isRandr = randr.present && (type == randr.firstEvent + XCB_RANDR_SCREEN_CHANGE_NOTIFY ||
                                           type == randr.firstEvent + XCB_RANDR_NOTIFY);
    return isRandr || type == XCB_CONFIGURE_NOTIFY;
}

Result<XSight> XScreenSubject::look()
{
    const Result<XDesktop> desktop = readDesktop(m_connection);
    if (!desktop)
        return desktop.error();
    XSight sight;
    sight.drawable = m_connection.root();
    sight.damaged = m_connection.root();
    sight.format = m_format;
    sight.bounds = desktop->root;
    if (m_follow) {
        std::vector<Rect> places;
        for (const DeviceInfo& monitor : desktop->monitors)
            places.push_back(monitor.area);
        m_follow->setMonitors(std::move(places));
    }
    const Result<Rect> area = resolveArea(m_spec, m_monitorId, *desktop);
    if (!area && area.error().code != ErrorCode::NotFound)
        return area.error();
    sight.state = area ? XSight::State::There : XSight::State::Gone;
    if (area)
        sight.area = *area;
    else
        sight.why = m_name + QStringLiteral(" is gone");
    return sight;
}

void XScreenSubject::follow(int x, int y, Timestamp now, XSight& sight)
{
    if (m_follow)
        sight.area = m_follow->follow(x, y, now);
}

} // namespace reelout
