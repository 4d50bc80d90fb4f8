// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_window_subject.h"

#include "capture/x11/x_window_list.h"

#include <xcb/composite.h>

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kSearchInterval = std::chrono::milliseconds(500);

bool isGone(const Error& error)
{
    return error.code == ErrorCode::Internal; // an X error: the window is not there any more
}

template <typename Event>
const Event& as(const xcb_generic_event_t& event)
{
    return *static_cast<const Event*>(static_cast<const void*>(&event));
}

} // namespace

struct XWindowSubject::Place {
    xcb_window_t top = XCB_NONE;
    bool isShown = false;
    int border = 0; ///< of the top window
    Rect outer;     ///< of the top window, with its border, on the root window
    Rect client;    ///< in the top window's memory
    XPixelFormat format;
};

XWindowSubject::XWindowSubject(XConnection& connection, const XAtoms& atoms, QString windowId, bool withFrame,
                               xcb_window_t client)
    : m_connection(connection),
      m_atoms(atoms),
      m_windowId(std::move(windowId)),
      m_withFrame(withFrame),
      m_client(client)
{}

XWindowSubject::~XWindowSubject()
{
    let();
}

void XWindowSubject::watch()
{
    // The list of windows is a property of the root window.
    const std::uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE;
    xcb_change_window_attributes(m_connection.raw(), m_connection.root(), XCB_CW_EVENT_MASK, &mask);
}

bool XWindowSubject::handleEvent(const xcb_generic_event_t& event)
{
    switch (event.response_type & 127) {
    case XCB_CONFIGURE_NOTIFY:
    case XCB_REPARENT_NOTIFY:
        return true;
    case XCB_DESTROY_NOTIFY:
        return true;
    case XCB_UNMAP_NOTIFY:
    case XCB_MAP_NOTIFY:
        m_isNameOld = true;
        return true;
    case XCB_PROPERTY_NOTIFY: {
        const auto& change = as<xcb_property_notify_event_t>(event);
        if (change.window == m_connection.root())
            return m_isAway && (change.atom == m_atoms.clientList || change.atom == m_atoms.plainClientList);
        return change.atom == m_atoms.shadow;
    }
    default:
        return false;
    }
}

bool XWindowSubject::wantsLook(Timestamp now)
{
    // Where no window manager keeps a list, only looking tells that a window is back.
    if (m_client != XCB_NONE || now < m_nextSearch)
        return false;
    m_nextSearch = now + kSearchInterval;
    return true;
}

void XWindowSubject::take(xcb_window_t top)
{
    if (top == m_top)
        return;
    let();
    m_top = top;
    m_isNameOld = true;
    xcb_composite_redirect_window(m_connection.raw(), top, XCB_COMPOSITE_REDIRECT_AUTOMATIC);
    for (const xcb_window_t window : {m_client, top}) {
        const std::uint32_t mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY | XCB_EVENT_MASK_PROPERTY_CHANGE;
        xcb_change_window_attributes(m_connection.raw(), window, XCB_CW_EVENT_MASK, &mask);
    }
}

// Errors of windows that are gone come as events and are of no interest.
void XWindowSubject::let()
{
    if (m_pixmap != XCB_NONE)
        xcb_free_pixmap(m_connection.raw(), m_pixmap);
    m_pixmap = XCB_NONE;
    m_named = {};
    if (m_top != XCB_NONE)
        xcb_composite_unredirect_window(m_connection.raw(), m_top, XCB_COMPOSITE_REDIRECT_AUTOMATIC);
    m_top = XCB_NONE;
}

void XWindowSubject::forget()
{
    let();
    m_client = XCB_NONE;
}

Status XWindowSubject::findClient()
{
    const Result<std::vector<XListedWindow>> windows = listWindows(m_connection, m_atoms);
    if (!windows)
        return windows.error();
    if (m_client == XCB_NONE)
        m_client = findWindow(m_windowId, *windows);
    for (const XListedWindow& each : *windows) {
        if (each.window == m_client)
            m_title = each.identity.title.isEmpty() ? each.identity.application : each.identity.title;
    }
    return {};
}

Result<xcb_window_t> XWindowSubject::topOf(xcb_window_t window)
{
    for (;;) {
        const auto tree = m_connection.wait<xcb_query_tree_reply_t>(
            xcb_query_tree(m_connection.raw(), window), "look for the window's frame");
        if (!tree)
            return tree.error();
        if ((*tree)->parent == m_connection.root() || (*tree)->parent == XCB_NONE)
            return window;
        window = (*tree)->parent;
    }
}

// Nothing when the window is gone.
Result<std::optional<XWindowSubject::Place>> XWindowSubject::place()
{
    using Found = Result<std::optional<Place>>;
    const auto nothing = [](const Error& error) {
        return isGone(error) ? Found(std::optional<Place>()) : Found(error);
    };
    Place place;
    const Result<xcb_window_t> top = topOf(m_client);
    if (!top)
        return nothing(top.error());
    place.top = *top;
    xcb_connection_t* raw = m_connection.raw();
    const auto clientCookie = xcb_get_window_attributes(raw, m_client);
    const auto topCookie = xcb_get_window_attributes(raw, *top);
    const auto topSizeCookie = xcb_get_geometry(raw, *top);
    const auto clientSizeCookie = xcb_get_geometry(raw, m_client);
    const auto offsetCookie = xcb_translate_coordinates(raw, m_client, *top, 0, 0);
    const auto client =
        m_connection.wait<xcb_get_window_attributes_reply_t>(clientCookie, "look at the window");
    const auto topState =
        m_connection.wait<xcb_get_window_attributes_reply_t>(topCookie, "look at the window");
    const auto topSize = m_connection.wait<xcb_get_geometry_reply_t>(topSizeCookie, "look at the window");
    const auto clientSize =
        m_connection.wait<xcb_get_geometry_reply_t>(clientSizeCookie, "look at the window");
    const auto offset =
        m_connection.wait<xcb_translate_coordinates_reply_t>(offsetCookie, "look at the window");
    for (const Error* error :
         {client ? nullptr : &client.error(), topState ? nullptr : &topState.error(),
          topSize ? nullptr : &topSize.error(), clientSize ? nullptr : &clientSize.error(),
          offset ? nullptr : &offset.error()}) {
        if (error)
            return nothing(*error);
    }
    place.isShown = (*client)->map_state == XCB_MAP_STATE_VIEWABLE;
    place.border = (*topSize)->border_width;
    place.outer = {(*topSize)->x, (*topSize)->y, (*topSize)->width + 2 * place.border,
                   (*topSize)->height + 2 * place.border};
    const Rect whole{(*offset)->dst_x + place.border, (*offset)->dst_y + place.border, (*clientSize)->width,
                     (*clientSize)->height};
    const Result<Rect> cut = shadowLess(whole);
    if (!cut)
        return nothing(cut.error());
    // One that draws its own frame has no other.
    const bool isFramed = *top != m_client && *cut == whole;
    place.client = m_withFrame && isFramed ? Rect{0, 0, place.outer.width, place.outer.height} : *cut;
    const Result<XPixelFormat> format = pixelFormatOf(m_connection, (*topSize)->depth, (*topState)->visual);
    if (!format)
        return format.error();
    place.format = *format;
    return std::optional<Place>(place);
}

Result<Rect> XWindowSubject::shadowLess(Rect client)
{
    const auto shadow = readNumbers(m_connection, m_client, m_atoms.shadow);
    if (!shadow)
        return shadow.error();
    if (shadow->size() != 4)
        return client;
    const auto side = [&](std::size_t index) { return static_cast<int>((*shadow)[index] & 0x7FFF); };
    const Rect cut{client.x + side(0), client.y + side(2), client.width - side(0) - side(1),
                   client.height - side(2) - side(3)};
    return cut.isEmpty() ? client : cut;
}

// Many programs close a window by hiding it: the window manager then lists it no more.
Result<bool> XWindowSubject::isWithdrawn()
{
    const auto windows = managedWindows(m_connection, m_atoms);
    if (!windows)
        return windows.error();
    return windows->has_value() &&
           std::find((*windows)->begin(), (*windows)->end(), m_client) == (*windows)->end();
}

Status XWindowSubject::nameMemory(const Place& place)
{
    if (m_pixmap != XCB_NONE && !m_isNameOld && m_named == place.outer.size())
        return {};
    if (m_pixmap != XCB_NONE)
        xcb_free_pixmap(m_connection.raw(), m_pixmap);
    m_pixmap = xcb_generate_id(m_connection.raw());
    const Status named =
        m_connection.check(xcb_composite_name_window_pixmap_checked(m_connection.raw(), place.top, m_pixmap),
                           "find the window's memory");
    if (!named) {
        m_pixmap = XCB_NONE;
        return named;
    }
    // The size may have changed between the question and the name.
    const auto geometry = m_connection.wait<xcb_get_geometry_reply_t>(
        xcb_get_geometry(m_connection.raw(), m_pixmap), "measure the window's memory");
    if (!geometry)
        return geometry.error();
    m_named = {(*geometry)->width, (*geometry)->height};
    m_isNameOld = false;
    return {};
}

XSight XWindowSubject::absent(XSight::State state)
{
    m_isAway = true;
    XSight sight;
    sight.state = state;
    const QString name = m_title.isEmpty() ? m_windowId : m_title;
    sight.why = state == XSight::State::Hidden
                    ? QStringLiteral("the window \"%1\" is minimised or on another desktop").arg(name)
                    : QStringLiteral("the window \"%1\" is closed").arg(name);
    return sight;
}

Result<XSight> XWindowSubject::look()
{
    const bool wasKnown = m_client != XCB_NONE;
    if (!wasKnown || m_title.isEmpty())
        REELOUT_TRY(findClient());
    if (m_client == XCB_NONE)
        return absent(XSight::State::Gone);
    const Result<std::optional<Place>> found = place();
    if (!found)
        return found.error();
    if (!*found) {
        forget();
        return absent(XSight::State::Gone);
    }
    const Place& place = **found;
    m_isFresh = place.top != m_top;
    take(place.top);
    if (!place.isShown) {
        const Result<bool> withdrawn = isWithdrawn();
        if (!withdrawn)
            return withdrawn.error();
        if (*withdrawn)
            forget();
        return absent(*withdrawn ? XSight::State::Gone : XSight::State::Hidden);
    }
    if (const Status named = nameMemory(place); !named) {
        // Unmapped or gone between the question and the name; an event will say which.
        m_isNameOld = true;
        return isGone(named.error()) ? Result<XSight>(absent(XSight::State::Hidden))
                                     : Result<XSight>(named.error());
    }
    m_isAway = false;
    XSight sight;
    sight.state = XSight::State::There;
    sight.drawable = m_pixmap;
    sight.damaged = place.top;
    sight.damageX = sight.damageY = place.border;
    sight.format = place.format;
    sight.bounds = m_named;
    sight.area = place.client;
    sight.rootX = place.outer.x;
    sight.rootY = place.outer.y;
    return sight;
}

} // namespace reelout
