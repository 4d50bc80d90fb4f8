// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_damage.h"

namespace reelout {

XDamage::XDamage(XConnection& connection) : m_connection(connection)
{
    if (!connection.damage().present || !connection.xfixes().present || connection.xfixes().major < 2)
        return;
    m_region = xcb_generate_id(connection.raw());
    xcb_xfixes_create_region(connection.raw(), m_region, 0, nullptr);
}

XDamage::~XDamage()
{
    watch(XCB_NONE);
}

void XDamage::watch(xcb_drawable_t window)
{
    if (window == m_window || !m_connection.damage().present)
        return;
    // That of a window that is gone has gone with it, and the error says nothing new.
    if (m_damage != XCB_NONE)
        xcb_damage_destroy(m_connection.raw(), m_damage);
    m_damage = XCB_NONE;
    m_window = window;
    m_hasNews = false;
    m_isAsking = false;
    if (window == XCB_NONE)
        return;
    m_damage = xcb_generate_id(m_connection.raw());
    xcb_damage_create(m_connection.raw(), m_damage, window, XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
}

bool XDamage::handleEvent(const xcb_generic_event_t& event)
{
    if (!isAvailable() || (event.response_type & 127) != m_connection.damage().firstEvent + XCB_DAMAGE_NOTIFY)
        return false;
    const auto& notice = *static_cast<const xcb_damage_notify_event_t*>(static_cast<const void*>(&event));
    m_hasNews = m_hasNews || notice.damage == m_damage;
    return true;
}

void XDamage::request()
{
    m_hasNews = false;
    m_isAsking = true;
    xcb_damage_subtract(m_connection.raw(), m_damage, XCB_NONE, m_region);
    if (m_region != XCB_NONE)
        m_cookie = xcb_xfixes_fetch_region(m_connection.raw(), m_region);
}

Result<XDamage::Change> XDamage::collect()
{
    Change change;
    if (!m_isAsking)
        return change;
    m_isAsking = false;
    if (m_region == XCB_NONE) {
        change.whole = true;
        return change;
    }
    const auto reply = m_connection.wait<xcb_xfixes_fetch_region_reply_t>(m_cookie, "ask what changed");
    if (!reply)
        return reply.error();
    const xcb_rectangle_t* rectangles = xcb_xfixes_fetch_region_rectangles(reply->get());
    const int count = xcb_xfixes_fetch_region_rectangles_length(reply->get());
    for (int index = 0; index < count; ++index)
        change.places.push_back(
            {rectangles[index].x, rectangles[index].y, rectangles[index].width, rectangles[index].height});
    return change;
}

} // namespace reelout
