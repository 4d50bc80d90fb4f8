// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_desktop.h"

#include "capture/x11/x_connection.h"

#include <QCryptographicHash>

#include <xcb/randr.h>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kLongestSide = 32767; // coordinates of the X protocol are 16 bit
const QString kWholeScreen = QStringLiteral("screen");
const QString kStep = QStringLiteral("choose screen area");

// What is known of a monitor before its outputs have been asked.
struct MonitorDraft {
    QString name;
    Rect area;
    bool isPrimary = false;
    xcb_randr_output_t output = XCB_NONE;
};

QString sizeText(const Size& size, const QString& between)
{
    return QStringLiteral("%1%2%3").arg(size.width).arg(between).arg(size.height);
}

DeviceInfo makeMonitor(const QString& id, const QString& name, const Rect& area, double refreshRate)
{
    DeviceInfo monitor;
    monitor.id = id;
    monitor.kind = QStringLiteral("monitor");
    monitor.area = area;
    monitor.label = name + QLatin1Char(' ') + sizeText(area.size(), QStringLiteral("×"));
    monitor.detail = sizeText(area.size(), QStringLiteral(" × "));
    if (refreshRate > 0.0)
        monitor.detail += QStringLiteral(", %1 Hz").arg(QString::number(refreshRate, 'g', 4));
    return monitor;
}

// The server's own words about its modes, to be searched for the one an output shows.
class Modes {
public:
    explicit Modes(XConnection& connection) : m_connection(connection)
    {
        auto resources = connection.wait<xcb_randr_get_screen_resources_current_reply_t>(
            xcb_randr_get_screen_resources_current(connection.raw(), connection.root()), "list modes");
        if (resources)
            m_resources = std::move(resources.value());
    }

    double refreshRateOf(xcb_randr_output_t output) const
    {
        if (!m_resources)
            return 0.0;
        xcb_connection_t* raw = m_connection.raw();
        const xcb_timestamp_t asOf = m_resources->config_timestamp;
        const auto outputInfo = m_connection.wait<xcb_randr_get_output_info_reply_t>(
            xcb_randr_get_output_info(raw, output, asOf), "ask for output");
        if (!outputInfo || (*outputInfo)->crtc == XCB_NONE)
            return 0.0;
        const auto crtcInfo = m_connection.wait<xcb_randr_get_crtc_info_reply_t>(
            xcb_randr_get_crtc_info(raw, (*outputInfo)->crtc, asOf), "ask for CRTC");
        if (!crtcInfo)
            return 0.0;
        const xcb_randr_mode_info_t* modes = xcb_randr_get_screen_resources_current_modes(m_resources.get());
        const xcb_randr_mode_info_t* end =
            modes + xcb_randr_get_screen_resources_current_modes_length(m_resources.get());
        const xcb_randr_mode_info_t* mode =
            std::find_if(modes, end, [&](const auto& each) { return each.id == (*crtcInfo)->mode; });
        if (mode == end || mode->htotal == 0 || mode->vtotal == 0)
            return 0.0;
        double lines = mode->vtotal;
        if (mode->mode_flags & XCB_RANDR_MODE_FLAG_DOUBLE_SCAN)
            lines *= 2.0;
        if (mode->mode_flags & XCB_RANDR_MODE_FLAG_INTERLACE)
            lines /= 2.0;
        return mode->dot_clock / (mode->htotal * lines);
    }

private:
    XConnection& m_connection;
    XReply<xcb_randr_get_screen_resources_current_reply_t> m_resources;
};

QString atomName(XConnection& connection, xcb_atom_t atom)
{
    const auto reply = connection.wait<xcb_get_atom_name_reply_t>(xcb_get_atom_name(connection.raw(), atom),
                                                                  "ask for monitor name");
    if (!reply)
        return {};
    return QString::fromUtf8(xcb_get_atom_name_name(reply->get()),
                             xcb_get_atom_name_name_length(reply->get()));
}

// Empty when the output has none, as those of virtual machines and remote screens.
QString edidHash(XConnection& connection, xcb_randr_output_t output)
{
    const auto atom = connection.wait<xcb_intern_atom_reply_t>(
        xcb_intern_atom(connection.raw(), 1, 4, "EDID"), "ask for EDID");
    if (!atom || (*atom)->atom == XCB_NONE)
        return {};
    constexpr std::uint32_t kLongestEdid = 32768 / 4;
    const auto property = connection.wait<xcb_randr_get_output_property_reply_t>(
        xcb_randr_get_output_property(connection.raw(), output, (*atom)->atom, XCB_GET_PROPERTY_TYPE_ANY, 0,
                                      kLongestEdid, 0, 0),
        "ask for EDID");
    if (!property || (*property)->format != 8 || (*property)->num_items == 0)
        return {};
    const QByteArray edid(
        static_cast<const char*>(static_cast<void*>(xcb_randr_get_output_property_data(property->get()))),
        xcb_randr_get_output_property_data_length(property->get()));
    return QString::fromLatin1(QCryptographicHash::hash(edid, QCryptographicHash::Sha1).toHex().left(8));
}

Result<std::vector<MonitorDraft>> listMonitors(XConnection& connection)
{
    std::vector<MonitorDraft> drafts;
    const XConnection::Extension& randr = connection.randr();
    if (!randr.present || (randr.major == 1 && randr.minor < 5))
        return drafts;
    const auto reply = connection.wait<xcb_randr_get_monitors_reply_t>(
        xcb_randr_get_monitors(connection.raw(), connection.root(), 1), "list monitors");
    if (!reply)
        return reply.error();
    for (auto monitors = xcb_randr_get_monitors_monitors_iterator(reply->get()); monitors.rem > 0;
         xcb_randr_monitor_info_next(&monitors)) {
        const xcb_randr_monitor_info_t& info = *monitors.data;
        MonitorDraft draft;
        draft.name = atomName(connection, info.name);
        draft.area = {info.x, info.y, info.width, info.height};
        draft.isPrimary = info.primary != 0;
        if (xcb_randr_monitor_info_outputs_length(&info) > 0)
            draft.output = xcb_randr_monitor_info_outputs(&info)[0];
        if (!draft.area.isEmpty())
            drafts.push_back(std::move(draft));
    }
    return drafts;
}

Rect united(const XDesktop& desktop)
{
    Rect all;
    for (const DeviceInfo& monitor : desktop.monitors)
        all = all.united(monitor.area);
    return all;
}

// The hash of an id, what comes behind its last colon.
QString hashOf(const QString& id)
{
    const qsizetype colon = id.lastIndexOf(QLatin1Char(':'));
    return colon < 0 ? QString() : id.mid(colon + 1);
}

// The monitor of this id. One that was plugged into another socket has another name and the same EDID; of two
// that share one none is taken for the other. An id without a hash, as people write it, means whatever is
// plugged in there.
const DeviceInfo* find(const XDesktop& desktop, const QString& id)
{
    const auto only = [&](const auto& isMeant) -> const DeviceInfo* {
        const auto found = std::find_if(desktop.monitors.begin(), desktop.monitors.end(), isMeant);
        if (found == desktop.monitors.end() ||
            std::find_if(found + 1, desktop.monitors.end(), isMeant) != desktop.monitors.end())
            return nullptr;
        return &*found;
    };
    if (const DeviceInfo* same = only([&](const DeviceInfo& monitor) { return monitor.id == id; }))
        return same;
    const QString hash = hashOf(id);
    if (!hash.isEmpty())
        return only([&](const DeviceInfo& monitor) { return hashOf(monitor.id) == hash; });
    return only([&](const DeviceInfo& monitor) {
        return !hashOf(monitor.id).isEmpty() && monitor.id.startsWith(id + QLatin1Char(':'));
    });
}

QString rectText(const Rect& rect)
{
    return QStringLiteral("%1×%2 at %3,%4").arg(rect.width).arg(rect.height).arg(rect.x).arg(rect.y);
}

} // namespace

Result<XDesktop> readDesktop(XConnection& connection)
{
    const auto geometry = connection.wait<xcb_get_geometry_reply_t>(
        xcb_get_geometry(connection.raw(), connection.root()), "ask for screen size");
    if (!geometry)
        return geometry.error();
    XDesktop desktop;
    desktop.root = {(*geometry)->width, (*geometry)->height};

    const Result<std::vector<MonitorDraft>> drafts = listMonitors(connection);
    if (!drafts)
        return drafts.error();
    if (drafts->empty()) {
        desktop.monitors.push_back(
            makeMonitor(kWholeScreen, kWholeScreen, {0, 0, desktop.root.width, desktop.root.height}, 0.0));
        desktop.monitors.front().isDefault = true;
        return desktop;
    }
    const Modes modes(connection);
    for (const MonitorDraft& draft : drafts.value()) {
        QString id = draft.name;
        double refreshRate = 0.0;
        if (draft.output != XCB_NONE) {
            const QString hash = edidHash(connection, draft.output);
            if (!hash.isEmpty())
                id += QLatin1Char(':') + hash;
            refreshRate = modes.refreshRateOf(draft.output);
        }
        desktop.monitors.push_back(makeMonitor(id, draft.name, draft.area, refreshRate));
        desktop.monitors.back().isDefault = draft.isPrimary;
    }
    if (connection.isBroken())
        return makeError(ErrorCode::DeviceLost, QStringLiteral("list monitors"), connection.display());
    const bool hasPrimary = std::any_of(desktop.monitors.begin(), desktop.monitors.end(),
                                        [](const DeviceInfo& monitor) { return monitor.isDefault; });
    if (!hasPrimary)
        desktop.monitors.front().isDefault = true;
    return desktop;
}

Result<QString> chooseMonitor(const ScreenSpec& spec, const XDesktop& desktop)
{
    if (spec.area != ScreenSpec::Area::Monitor)
        return QString();
    if (spec.monitorId.isEmpty()) {
        const auto primary = std::find_if(desktop.monitors.begin(), desktop.monitors.end(),
                                          [](const DeviceInfo& monitor) { return monitor.isDefault; });
        if (primary != desktop.monitors.end())
            return primary->id;
    }
    if (const DeviceInfo* found = find(desktop, spec.monitorId))
        return found->id;
    QStringList ids;
    for (const DeviceInfo& monitor : desktop.monitors)
        ids.append(monitor.id);
    return makeError(ErrorCode::NotFound, kStep,
                     QStringLiteral("there is no monitor \"%1\"; there is: %2")
                         .arg(spec.monitorId, ids.join(QStringLiteral(", "))));
}

Result<Rect> resolveArea(const ScreenSpec& spec, const QString& monitorId, const XDesktop& desktop)
{
    switch (spec.area) {
    case ScreenSpec::Area::Monitor:
        if (const DeviceInfo* monitor = find(desktop, monitorId))
            return monitor->area;
        return makeError(ErrorCode::NotFound, kStep, QStringLiteral("monitor %1 is gone").arg(monitorId));
    case ScreenSpec::Area::AllMonitors:
        return united(desktop);
    case ScreenSpec::Area::Virtual:
        return makeError(ErrorCode::Unsupported, QStringLiteral("choose screen area"),
                         QStringLiteral("X11 makes no monitors of its own"));
    case ScreenSpec::Area::Window:
        return makeError(ErrorCode::Internal, kStep, QStringLiteral("a window is no part of the screen"));
    case ScreenSpec::Area::Region:
    case ScreenSpec::Area::FollowMouse:
        break;
    }
    const Rect& region = spec.region;
    const auto isNear = [](int coordinate) {
        return coordinate > -kLongestSide && coordinate <= kLongestSide;
    };
    if (region.isEmpty() || region.width > kLongestSide || region.height > kLongestSide ||
        !isNear(region.x) || !isNear(region.y))
        return makeError(ErrorCode::InvalidParameter, kStep,
                         QStringLiteral("a region of %1 can't be captured").arg(rectText(region)));
    // One that follows the pointer begins anywhere.
    return spec.area == ScreenSpec::Area::FollowMouse ? Rect{0, 0, region.width, region.height} : region;
}

Status requireOnScreen(const Rect& area, const XDesktop& desktop)
{
    const Rect screen{0, 0, desktop.root.width, desktop.root.height};
    if (area.intersected(screen).isEmpty())
        return makeError(ErrorCode::InvalidParameter, kStep,
                         QStringLiteral("the region of %1 lies outside the screen of %2")
                             .arg(rectText(area), sizeText(desktop.root, QStringLiteral("×"))));
    return {};
}

} // namespace reelout
