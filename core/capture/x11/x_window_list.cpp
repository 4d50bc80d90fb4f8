// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_window_list.h"

#include <algorithm>

#include <unistd.h>

namespace reelout {

namespace {

constexpr std::uint32_t kLongestProperty = 16384; // in units of 4 bytes
constexpr int kSmallest = 2;                      // pixels; windows without a window manager are often 1 × 1

bool endsAll(const Error& error)
{
    return error.code != ErrorCode::Internal; // an X error only says that this window has gone meanwhile
}

Result<QByteArray> readBytes(XConnection& connection, xcb_window_t window, xcb_atom_t name)
{
    const auto reply = connection.wait<xcb_get_property_reply_t>(
        xcb_get_property(connection.raw(), 0, window, name, XCB_GET_PROPERTY_TYPE_ANY, 0, kLongestProperty),
        "read window property");
    if (!reply)
        return endsAll(reply.error()) ? Result<QByteArray>(reply.error()) : Result<QByteArray>(QByteArray());
    if ((*reply)->format != 8)
        return QByteArray();
    return QByteArray(static_cast<const char*>(xcb_get_property_value(reply->get())),
                      xcb_get_property_value_length(reply->get()));
}

// Nothing when the window has no such property.
Result<std::optional<std::vector<std::uint32_t>>> readList(XConnection& connection, xcb_window_t window,
                                                           xcb_atom_t name)
{
    using Found = Result<std::optional<std::vector<std::uint32_t>>>;
    if (name == XCB_NONE)
        return Found(std::nullopt);
    const auto reply = connection.wait<xcb_get_property_reply_t>(
        xcb_get_property(connection.raw(), 0, window, name, XCB_GET_PROPERTY_TYPE_ANY, 0, kLongestProperty),
        "read window property");
    if (!reply)
        return endsAll(reply.error()) ? Found(reply.error()) : Found(std::nullopt);
    if ((*reply)->format != 32)
        return Found(std::nullopt);
    const auto* values = static_cast<const std::uint32_t*>(xcb_get_property_value(reply->get()));
    return Found(
        std::vector<std::uint32_t>(values, values + xcb_get_property_value_length(reply->get()) / 4));
}

// The class of WM_CLASS, which is the second of two zero-terminated texts.
QString className(const QByteArray& property)
{
    const QList<QByteArray> parts = property.split('\0');
    return QString::fromLatin1(parts.value(1).isEmpty() ? parts.value(0) : parts.value(1));
}

Result<std::vector<xcb_window_t>> childrenOfRoot(XConnection& connection)
{
    const auto tree = connection.wait<xcb_query_tree_reply_t>(
        xcb_query_tree(connection.raw(), connection.root()), "list windows");
    if (!tree)
        return tree.error();
    const xcb_window_t* children = xcb_query_tree_children(tree->get());
    return std::vector<xcb_window_t>(children, children + xcb_query_tree_children_length(tree->get()));
}

// From below.
Result<std::vector<xcb_window_t>> candidates(XConnection& connection, const XAtoms& atoms, bool& isManaged)
{
    Result<std::optional<std::vector<xcb_window_t>>> managed = managedWindows(connection, atoms);
    if (!managed)
        return managed.error();
    isManaged = managed->has_value();
    return isManaged ? Result<std::vector<xcb_window_t>>(std::move(**managed)) : childrenOfRoot(connection);
}

struct Reader {
    XConnection& connection;
    const XAtoms& atoms;
    bool isManaged;

    /// False: no window that people would mean.
    Result<bool> read(XListedWindow& listed) const;
    Result<bool> readPlace(XListedWindow& listed) const;
    Result<bool> isFurniture(xcb_window_t window) const;
};

Result<bool> Reader::isFurniture(xcb_window_t window) const
{
    const auto kinds = readNumbers(connection, window, atoms.kind);
    if (!kinds)
        return kinds.error();
    return std::any_of(kinds->begin(), kinds->end(), [this](std::uint32_t kind) {
        return kind == atoms.kindDesktop || kind == atoms.kindDock;
    });
}

Result<bool> Reader::readPlace(XListedWindow& listed) const
{
    xcb_connection_t* raw = connection.raw();
    const auto attributesCookie = xcb_get_window_attributes(raw, listed.window);
    const auto geometryCookie = xcb_get_geometry(raw, listed.window);
    const auto placeCookie = xcb_translate_coordinates(raw, listed.window, connection.root(), 0, 0);
    const auto attributes =
        connection.wait<xcb_get_window_attributes_reply_t>(attributesCookie, "look at window");
    const auto geometry = connection.wait<xcb_get_geometry_reply_t>(geometryCookie, "look at window");
    const auto place = connection.wait<xcb_translate_coordinates_reply_t>(placeCookie, "look at window");
    for (const Error* error : {attributes ? nullptr : &attributes.error(),
                               geometry ? nullptr : &geometry.error(), place ? nullptr : &place.error()}) {
        if (error)
            return endsAll(*error) ? Result<bool>(*error) : Result<bool>(false);
    }
    listed.isShown = (*attributes)->map_state == XCB_MAP_STATE_VIEWABLE;
    listed.area = {(*place)->dst_x, (*place)->dst_y, (*geometry)->width, (*geometry)->height};
    if ((*attributes)->_class == XCB_WINDOW_CLASS_INPUT_ONLY)
        return false;
    // Without a window manager everything stands at the top: menus, tooltips, helpers.
    const bool isPlain = (*attributes)->override_redirect == 0 && listed.isShown;
    return isManaged || (isPlain && listed.area.width >= kSmallest && listed.area.height >= kSmallest);
}

Result<bool> Reader::read(XListedWindow& listed) const
{
    const Result<bool> hasPlace = readPlace(listed);
    if (!hasPlace || !*hasPlace)
        return hasPlace;
    const Result<bool> furniture = isFurniture(listed.window);
    if (!furniture)
        return furniture.error();
    if (*furniture)
        return false;
    const Result<QByteArray> names = readBytes(connection, listed.window, XCB_ATOM_WM_CLASS);
    const Result<QByteArray> title = readBytes(connection, listed.window, atoms.title);
    const Result<QByteArray> oldTitle = readBytes(connection, listed.window, XCB_ATOM_WM_NAME);
    const auto process = readNumbers(connection, listed.window, atoms.process);
    for (const Result<QByteArray>* each : {&names, &title, &oldTitle}) {
        if (!*each)
            return each->error();
    }
    if (!process)
        return process.error();
    listed.identity.application = className(*names);
    listed.identity.title = title->isEmpty() ? QString::fromLatin1(*oldTitle) : QString::fromUtf8(*title);
    listed.identity.handle = listed.window;
    listed.isOwn = !process->empty() && process->front() == static_cast<std::uint32_t>(::getpid()) &&
                   connection.isLocal();
    return true;
}

} // namespace

Result<std::optional<std::vector<xcb_window_t>>> managedWindows(XConnection& connection, const XAtoms& atoms)
{
    using Found = Result<std::optional<std::vector<xcb_window_t>>>;
    for (const xcb_atom_t list : {atoms.clientList, atoms.plainClientList}) {
        Found windows = readList(connection, connection.root(), list);
        if (!windows || windows->has_value())
            return windows;
    }
    return Found(std::nullopt);
}

Result<std::vector<std::uint32_t>> readNumbers(XConnection& connection, xcb_window_t window, xcb_atom_t name)
{
    Result<std::optional<std::vector<std::uint32_t>>> list = readList(connection, window, name);
    if (!list)
        return list.error();
    return std::move(*list).value_or(std::vector<std::uint32_t>());
}

Result<std::vector<XListedWindow>> listWindows(XConnection& connection, const XAtoms& atoms)
{
    bool isManaged = false;
    const Result<std::vector<xcb_window_t>> all = candidates(connection, atoms, isManaged);
    if (!all)
        return all.error();
    const Reader reader{connection, atoms, isManaged};
    std::vector<XListedWindow> windows;
    for (auto window = all->rbegin(); window != all->rend(); ++window) {
        XListedWindow listed;
        listed.window = *window;
        const Result<bool> isMeant = reader.read(listed);
        if (!isMeant)
            return isMeant.error();
        if (*isMeant)
            windows.push_back(std::move(listed));
    }
    return windows;
}

std::vector<DeviceInfo> describeWindows(const std::vector<XListedWindow>& windows)
{
    std::vector<DeviceInfo> infos;
    for (const XListedWindow& window : windows) {
        DeviceInfo info;
        info.id = window.identity.toToken();
        info.kind = QStringLiteral("window");
        info.label = window.identity.title.isEmpty() ? window.identity.application : window.identity.title;
        if (info.label.isEmpty())
            info.label = QStringLiteral("0x") + QString::number(window.window, 16);
        QStringList facts;
        if (!window.identity.application.isEmpty())
            facts += window.identity.application;
        facts += window.isShown ? QStringLiteral("%1 × %2").arg(window.area.width).arg(window.area.height)
                                : QStringLiteral("minimised");
        info.detail = facts.join(QStringLiteral(", "));
        info.isOwn = window.isOwn;
        if (window.isShown)
            info.area = window.area;
        infos.push_back(std::move(info));
    }
    std::stable_partition(infos.begin(), infos.end(),
                          [](const DeviceInfo& info) { return !info.area.isEmpty(); });
    const auto front = std::find_if(infos.begin(), infos.end(), [](const DeviceInfo& info) {
        return !info.isOwn && !info.area.isEmpty();
    });
    if (front != infos.end())
        front->isDefault = true;
    return infos;
}

xcb_window_t findWindow(const QString& windowId, const std::vector<XListedWindow>& windows)
{
    if (windowId.isEmpty()) {
        const auto front = std::find_if(windows.begin(), windows.end(), [](const XListedWindow& each) {
            return each.isShown && !each.isOwn;
        });
        return front == windows.end() ? XCB_NONE : front->window;
    }
    std::vector<WindowIdentity> identities;
    for (const XListedWindow& each : windows)
        identities.push_back(each.identity);
    const auto chosen = chooseWindow(WindowIdentity::fromToken(windowId), identities);
    return chosen ? windows[*chosen].window : XCB_NONE;
}

} // namespace reelout
