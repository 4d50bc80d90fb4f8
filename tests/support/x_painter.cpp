// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_painter.h"

#include <xcb/randr.h>
#include <xcb/xcb.h>

#include <cstdlib>

namespace reelout::test {

namespace {

struct Free {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename T>
std::unique_ptr<T, Free> owned(T* reply)
{
    return std::unique_ptr<T, Free>(reply);
}

std::uint16_t widen(std::uint32_t colour, int shift)
{
    return static_cast<std::uint16_t>((colour >> shift & 255) * 257);
}

} // namespace

struct XPainter::Private {
    xcb_connection_t* connection = nullptr;
    xcb_window_t root = XCB_NONE;
    xcb_gcontext_t context = XCB_NONE;

    void sync() const
    {
        owned(xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nullptr));
    }
};

XPainter::XPainter(const QString& display) : m_private(std::make_unique<Private>())
{
    m_private->connection = xcb_connect(display.toLocal8Bit().constData(), nullptr);
    if (!isValid())
        return;
    xcb_connection_t* connection = m_private->connection;
    m_private->root = xcb_setup_roots_iterator(xcb_get_setup(connection)).data->root;
    m_private->context = xcb_generate_id(connection);
    const std::uint32_t mode = XCB_SUBWINDOW_MODE_INCLUDE_INFERIORS;
    xcb_create_gc(connection, m_private->context, m_private->root, XCB_GC_SUBWINDOW_MODE, &mode);
    m_private->sync();
}

XPainter::~XPainter()
{
    xcb_disconnect(m_private->connection);
}

bool XPainter::isValid() const
{
    return xcb_connection_has_error(m_private->connection) == 0;
}

void XPainter::fill(const Rect& rect, std::uint32_t colour)
{
    xcb_connection_t* connection = m_private->connection;
    xcb_change_gc(connection, m_private->context, XCB_GC_FOREGROUND, &colour);
    const xcb_rectangle_t area{static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
                               static_cast<std::uint16_t>(rect.width),
                               static_cast<std::uint16_t>(rect.height)};
    xcb_poly_fill_rectangle(connection, m_private->root, m_private->context, 1, &area);
    m_private->sync();
}

void XPainter::drawNumber(int x, int y, std::uint32_t number)
{
    for (int bit = 0; bit < 32; ++bit)
        fill({x + bit * 8, y, 8, 8}, (number >> bit & 1) != 0 ? 0xffffff : 0);
}

void XPainter::movePointer(int x, int y)
{
    xcb_warp_pointer(m_private->connection, XCB_NONE, m_private->root, 0, 0, 0, 0,
                     static_cast<std::int16_t>(x), static_cast<std::int16_t>(y));
    m_private->sync();
}

void XPainter::setPointer(int size, int hotX, int hotY, std::uint32_t colour)
{
    xcb_connection_t* connection = m_private->connection;
    const xcb_pixmap_t shape = xcb_generate_id(connection);
    xcb_create_pixmap(connection, 1, shape, m_private->root, static_cast<std::uint16_t>(size),
                      static_cast<std::uint16_t>(size));
    const xcb_gcontext_t context = xcb_generate_id(connection);
    const std::uint32_t one = 1;
    xcb_create_gc(connection, context, shape, XCB_GC_FOREGROUND, &one);
    const xcb_rectangle_t all{0, 0, static_cast<std::uint16_t>(size), static_cast<std::uint16_t>(size)};
    xcb_poly_fill_rectangle(connection, shape, context, 1, &all);
    const xcb_cursor_t cursor = xcb_generate_id(connection);
    xcb_create_cursor(connection, cursor, shape, shape, widen(colour, 16), widen(colour, 8), widen(colour, 0),
                      0, 0, 0, static_cast<std::uint16_t>(hotX), static_cast<std::uint16_t>(hotY));
    xcb_change_window_attributes(connection, m_private->root, XCB_CW_CURSOR, &cursor);
    xcb_free_cursor(connection, cursor);
    xcb_free_gc(connection, context);
    xcb_free_pixmap(connection, shape);
    m_private->sync();
}

void XPainter::setEdid(const QByteArray& outputName, const QByteArray& edid)
{
    xcb_connection_t* connection = m_private->connection;
    const auto atom =
        owned(xcb_intern_atom_reply(connection, xcb_intern_atom(connection, 0, 4, "EDID"), nullptr));
    const auto resources = owned(xcb_randr_get_screen_resources_current_reply(
        connection, xcb_randr_get_screen_resources_current(connection, m_private->root), nullptr));
    if (!atom || !resources)
        return;
    const xcb_randr_output_t* outputs = xcb_randr_get_screen_resources_current_outputs(resources.get());
    for (int index = 0; index < resources->num_outputs; ++index) {
        const auto info = owned(xcb_randr_get_output_info_reply(
            connection, xcb_randr_get_output_info(connection, outputs[index], resources->config_timestamp),
            nullptr));
        if (!info)
            continue;
        const QByteArray name(
            static_cast<const char*>(static_cast<void*>(xcb_randr_get_output_info_name(info.get()))),
            xcb_randr_get_output_info_name_length(info.get()));
        if (name == outputName)
            xcb_randr_change_output_property(connection, outputs[index], atom->atom, XCB_ATOM_INTEGER, 8,
                                             XCB_PROP_MODE_REPLACE, static_cast<std::uint32_t>(edid.size()),
                                             edid.constData());
    }
    m_private->sync();
}

} // namespace reelout::test
