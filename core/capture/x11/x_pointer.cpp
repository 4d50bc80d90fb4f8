// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_pointer.h"

#include <xcb/xfixes.h>

namespace reelout {

XPointer::XPointer(XConnection& connection, bool isWanted, double scale)
    : m_connection(connection),
      m_isWatched(isWanted && connection.xfixes().present),
      m_scale(scale)
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
    m_over = (*reply)->child;
    m_modifiers = (*reply)->mask;
    if (m_isOnScreen && m_hasNewLook)
        return fetchImage();
    return {};
}

Status XPointer::fetchImage()
{
    m_hasNewLook = false;
    m_sprite.reset();
    const auto reply = m_connection.wait<xcb_xfixes_get_cursor_image_reply_t>(
        xcb_xfixes_get_cursor_image(m_connection.raw()), "fetch pointer image");
    if (!reply) {
        // An X error says that there is none at the moment.
        return reply.error().code == ErrorCode::Internal ? Status() : Status(reply.error());
    }
    const std::uint32_t* pixels = xcb_xfixes_get_cursor_image_cursor_image(reply->get());
    const int count = xcb_xfixes_get_cursor_image_cursor_image_length(reply->get());
    Sprite sprite;
    sprite.size = {(*reply)->width, (*reply)->height};
    sprite.hotX = (*reply)->xhot;
    sprite.hotY = (*reply)->yhot;
    sprite.pixels.assign(pixels, pixels + count);
    if (!sprite.size.isEmpty())
        m_sprite = std::make_shared<Sprite>(scaledSprite(sprite, m_scale));
    return {};
}

PlacedSprite XPointer::placed() const
{
    if (!m_isOnScreen || !m_sprite)
        return {};
    return {m_sprite, m_x - m_sprite->hotX, m_y - m_sprite->hotY};
}

} // namespace reelout
