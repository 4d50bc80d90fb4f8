// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_pointer.h"

#include <xcb/xfixes.h>

namespace reelout {

XPointer::XPointer(XConnection& connection, bool isWanted)
    : m_connection(connection),
      m_isWatched(isWanted && connection.xfixes().present)
{
    if (m_isWatched)
        xcb_xfixes_select_cursor_input(connection.raw(), connection.root(),
                                       XCB_XFIXES_CURSOR_NOTIFY_MASK_DISPLAY_CURSOR);
}

bool XPointer::handleEvent(const xcb_generic_event_t& event)
{
    if (!m_isWatched ||
        (event.response_type & 127) != m_connection.xfixes().firstEvent + XCB_XFIXES_CURSOR_NOTIFY)
        return false;
    m_hasNewLook = true;
    return true;
}

void XPointer::request()
{
    m_cookie = xcb_query_pointer(m_connection.raw(), m_connection.root());
}

Status XPointer::collect()
{
    const auto reply = m_connection.wait<xcb_query_pointer_reply_t>(m_cookie, "ask for pointer");
    if (!reply)
        return reply.error();
    m_isOnScreen = m_isWatched && (*reply)->same_screen != 0;
    m_x = (*reply)->root_x;
    m_y = (*reply)->root_y;
    if (m_isOnScreen && m_hasNewLook)
        return fetchImage();
    return {};
}

Status XPointer::fetchImage()
{
    m_hasNewLook = false;
    ++m_look;
    m_image = {};
    const auto reply = m_connection.wait<xcb_xfixes_get_cursor_image_reply_t>(
        xcb_xfixes_get_cursor_image(m_connection.raw()), "fetch pointer image");
    if (!reply) {
        // An X error says that there is none at the moment.
        return reply.error().code == ErrorCode::Internal ? Status() : Status(reply.error());
    }
    const std::uint32_t* pixels = xcb_xfixes_get_cursor_image_cursor_image(reply->get());
    const int count = xcb_xfixes_get_cursor_image_cursor_image_length(reply->get());
    m_image.size = {(*reply)->width, (*reply)->height};
    m_image.hotX = (*reply)->xhot;
    m_image.hotY = (*reply)->yhot;
    m_image.pixels.assign(pixels, pixels + count);
    return {};
}

Rect XPointer::place() const
{
    return {m_x - m_image.hotX, m_y - m_image.hotY, m_image.size.width, m_image.size.height};
}

} // namespace reelout
