// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_test_window.h"

#include <QCoreApplication>

#include <xcb/xcb.h>

#include <array>
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

} // namespace

struct XTestWindow::Private {
    xcb_connection_t* connection = nullptr;
    xcb_screen_t* screen = nullptr;
    xcb_window_t window = XCB_NONE;
    xcb_gcontext_t context = XCB_NONE;

    void sync() const
    {
        owned(xcb_get_input_focus_reply(connection, xcb_get_input_focus(connection), nullptr));
    }
    xcb_atom_t atom(const char* name) const
    {
        const QByteArray text(name);
        const auto reply = owned(xcb_intern_atom_reply(
            connection,
            xcb_intern_atom(connection, 0, static_cast<std::uint16_t>(text.size()), text.constData()),
            nullptr));
        return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_NONE);
    }
    void setText(xcb_atom_t name, xcb_atom_t type, const QByteArray& text) const
    {
        xcb_change_property(connection, XCB_PROP_MODE_REPLACE, window, name, type, 8,
                            static_cast<std::uint32_t>(text.size()), text.constData());
    }
    void setNumbers(const char* name, const std::uint32_t* numbers, std::uint32_t count) const
    {
        xcb_change_property(connection, XCB_PROP_MODE_REPLACE, window, atom(name), XCB_ATOM_CARDINAL, 32,
                            count, numbers);
    }
    void configure(std::uint16_t mask, const std::array<std::uint32_t, 2>& values) const
    {
        xcb_configure_window(connection, window, mask, values.data());
        sync();
    }
};

XTestWindow::XTestWindow(const QString& display, const Rect& rect, const Options& options)
    : m_private(std::make_unique<Private>())
{
    Private& p = *m_private;
    p.connection = xcb_connect(display.toLocal8Bit().constData(), nullptr);
    if (xcb_connection_has_error(p.connection) != 0)
        return;
    p.screen = xcb_setup_roots_iterator(xcb_get_setup(p.connection)).data;
    p.window = xcb_generate_id(p.connection);
    const std::array<std::uint32_t, 2> values{options.colour, options.bypassesWindowManager ? 1U : 0U};
    xcb_create_window(p.connection, XCB_COPY_FROM_PARENT, p.window, p.screen->root,
                      static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
                      static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height),
                      static_cast<std::uint16_t>(options.border), XCB_WINDOW_CLASS_INPUT_OUTPUT,
                      XCB_COPY_FROM_PARENT, XCB_CW_BACK_PIXEL | XCB_CW_OVERRIDE_REDIRECT, values.data());
    p.context = xcb_generate_id(p.connection);
    xcb_create_gc(p.connection, p.context, p.window, 0, nullptr);
    const QByteArray application = options.application.toLatin1();
    p.setText(XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, application.toLower() + '\0' + application + '\0');
    setTitle(options.title);
    // Where a window manager may place it as it likes, it is to leave it there.
    const std::array<std::uint32_t, 18> hints{1U | 2U | 4U | 8U};
    xcb_change_property(p.connection, XCB_PROP_MODE_REPLACE, p.window, XCB_ATOM_WM_NORMAL_HINTS,
                        XCB_ATOM_WM_SIZE_HINTS, 32, hints.size(), hints.data());
    if (options.isOurs) {
        const auto process = static_cast<std::uint32_t>(QCoreApplication::applicationPid());
        p.setNumbers("_NET_WM_PID", &process, 1);
    }
    map();
}

XTestWindow::~XTestWindow()
{
    xcb_disconnect(m_private->connection);
}

std::uint32_t XTestWindow::id() const
{
    return m_private->window;
}

Rect XTestWindow::place() const
{
    const Private& p = *m_private;
    const auto geometry =
        owned(xcb_get_geometry_reply(p.connection, xcb_get_geometry(p.connection, p.window), nullptr));
    const auto corner = owned(xcb_translate_coordinates_reply(
        p.connection, xcb_translate_coordinates(p.connection, p.window, p.screen->root, 0, 0), nullptr));
    return geometry && corner ? Rect{corner->dst_x, corner->dst_y, geometry->width, geometry->height}
                              : Rect{};
}

void XTestWindow::move(int x, int y)
{
    m_private->configure(XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y,
                         {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)});
}

void XTestWindow::resize(int width, int height)
{
    m_private->configure(XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT,
                         {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)});
}

void XTestWindow::raise()
{
    m_private->configure(XCB_CONFIG_WINDOW_STACK_MODE, {XCB_STACK_MODE_ABOVE, 0});
}

void XTestWindow::map()
{
    xcb_map_window(m_private->connection, m_private->window);
    m_private->sync();
}

void XTestWindow::unmap()
{
    xcb_unmap_window(m_private->connection, m_private->window);
    m_private->sync();
}

void XTestWindow::minimise()
{
    const Private& p = *m_private;
    constexpr std::uint32_t kIconic = 3; // ICCCM 4.1.4
    xcb_client_message_event_t message{};
    message.response_type = XCB_CLIENT_MESSAGE;
    message.format = 32;
    message.window = p.window;
    message.type = p.atom("WM_CHANGE_STATE");
    message.data.data32[0] = kIconic;
    xcb_send_event(p.connection, 0, p.screen->root,
                   XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY,
                   static_cast<const char*>(static_cast<const void*>(&message)));
    p.sync();
}

void XTestWindow::destroy()
{
    xcb_destroy_window(m_private->connection, m_private->window);
    m_private->sync();
}

void XTestWindow::setTitle(const QString& title)
{
    const Private& p = *m_private;
    p.setText(XCB_ATOM_WM_NAME, XCB_ATOM_STRING, title.toLatin1());
    p.setText(p.atom("_NET_WM_NAME"), p.atom("UTF8_STRING"), title.toUtf8());
    p.sync();
}

void XTestWindow::setShadow(int width)
{
    const auto side = static_cast<std::uint32_t>(width);
    const std::array<std::uint32_t, 4> sides{side, side, side, side};
    m_private->setNumbers("_GTK_FRAME_EXTENTS", sides.data(), sides.size());
    m_private->sync();
}

void XTestWindow::fill(const Rect& rect, std::uint32_t colour)
{
    const Private& p = *m_private;
    xcb_change_gc(p.connection, p.context, XCB_GC_FOREGROUND, &colour);
    const xcb_rectangle_t area{static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
                               static_cast<std::uint16_t>(rect.width),
                               static_cast<std::uint16_t>(rect.height)};
    xcb_poly_fill_rectangle(p.connection, p.window, p.context, 1, &area);
    p.sync();
}

} // namespace reelout::test
