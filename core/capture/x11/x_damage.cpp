// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_damage.h"

namespace reelout {

XDamage::XDamage(XConnection& connection) : m_connection(connection)
{
    if (!connection.damage().present)
        return;
    xcb_connection_t* raw = connection.raw();
    m_damage = xcb_generate_id(raw);
    xcb_damage_create(raw, m_damage, connection.root(), XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
    if (connection.xfixes().present && connection.xfixes().major >= 2) {
        m_region = xcb_generate_id(raw);
        xcb_xfixes_create_region(raw, m_region, 0, nullptr);
    }
}

bool XDamage::handleEvent(const xcb_generic_event_t& event)
{
    if (!isAvailable() || (event.response_type & 127) != m_connection.damage().firstEvent + XCB_DAMAGE_NOTIFY)
        return false;
    m_hasNews = true;
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
