// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/desktop_layout.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("choose monitor");
constexpr int kLongestSide = 32767;

QString nameOf(const QString& id)
{
    const qsizetype colon = id.lastIndexOf(QLatin1Char(':'));
    return colon < 0 ? id : id.left(colon);
}

QString rectText(const Rect& rect)
{
    return QStringLiteral("%1×%2 at %3,%4").arg(rect.width).arg(rect.height).arg(rect.x).arg(rect.y);
}

bool isSane(const Rect& region)
{
    const auto isNear = [](int coordinate) {
        return coordinate > -kLongestSide && coordinate <= kLongestSide;
    };
    return !region.isEmpty() && region.width <= kLongestSide && region.height <= kLongestSide &&
           isNear(region.x) && isNear(region.y);
}

Result<Rect> resolveRegion(const ScreenSpec& spec, const DesktopLayout& layout)
{
    const Rect& region = spec.region;
    if (!isSane(region))
        return makeError(ErrorCode::InvalidParameter, kStep,
                         QStringLiteral("a region of %1 can't be captured").arg(rectText(region)));
    // One that follows the pointer begins anywhere.
    if (spec.area == ScreenSpec::Area::FollowMouse)
        return Rect{layout.bounds().x, layout.bounds().y, region.width, region.height};
    const bool isSeen =
        std::any_of(layout.monitors.begin(), layout.monitors.end(),
                    [&](const DeviceInfo& each) { return !each.area.intersected(region).isEmpty(); });
    if (!isSeen)
        return makeError(
            ErrorCode::InvalidParameter, kStep,
            QStringLiteral("the region of %1 lies outside of all monitors").arg(rectText(region)));
    return region;
}

} // namespace

Rect DesktopLayout::bounds() const
{
    Rect all;
    for (const DeviceInfo& monitor : monitors)
        all = all.united(monitor.area);
    return all;
}

const DeviceInfo* DesktopLayout::find(const QString& id) const
{
    const auto only = [&](const auto& isMeant) -> const DeviceInfo* {
        const auto found = std::find_if(monitors.begin(), monitors.end(), isMeant);
        if (found == monitors.end() || std::find_if(found + 1, monitors.end(), isMeant) != monitors.end())
            return nullptr;
        return &*found;
    };
    if (const DeviceInfo* same = only([&](const DeviceInfo& each) { return each.id == id; }))
        return same;
    return only([&](const DeviceInfo& each) { return nameOf(each.id) == nameOf(id); });
}

Result<QString> chooseMonitor(const ScreenSpec& spec, const DesktopLayout& layout)
{
    if (spec.area != ScreenSpec::Area::Monitor)
        return QString();
    if (layout.monitors.empty())
        return makeError(ErrorCode::NoDisplay, kStep, QStringLiteral("there is no monitor"));
    if (spec.monitorId.isEmpty()) {
        const auto primary = std::find_if(layout.monitors.begin(), layout.monitors.end(),
                                          [](const DeviceInfo& each) { return each.isDefault; });
        return primary != layout.monitors.end() ? primary->id : layout.monitors.front().id;
    }
    if (const DeviceInfo* found = layout.find(spec.monitorId))
        return found->id;
    QStringList ids;
    for (const DeviceInfo& monitor : layout.monitors)
        ids.append(monitor.id);
    return makeError(ErrorCode::NotFound, kStep,
                     QStringLiteral("there is no monitor \"%1\"; there is: %2")
                         .arg(spec.monitorId, ids.join(QStringLiteral(", "))));
}

Result<Rect> resolveArea(const ScreenSpec& spec, const QString& monitorId, const DesktopLayout& layout)
{
    switch (spec.area) {
    case ScreenSpec::Area::Monitor:
        if (const DeviceInfo* monitor = layout.find(monitorId))
            return monitor->area;
        return makeError(ErrorCode::NotFound, kStep, QStringLiteral("monitor %1 is gone").arg(monitorId));
    case ScreenSpec::Area::AllMonitors:
        if (layout.monitors.empty())
            return makeError(ErrorCode::NotFound, kStep, QStringLiteral("there is no monitor"));
        return layout.bounds();
    case ScreenSpec::Area::Region:
    case ScreenSpec::Area::FollowMouse:
        return resolveRegion(spec, layout);
    case ScreenSpec::Area::Virtual:
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("this system makes no monitors of its own"));
    case ScreenSpec::Area::Window:
        break;
    }
    return makeError(ErrorCode::Internal, kStep, QStringLiteral("a window is no part of the screen"));
}

Rect coveredArea(const ScreenSpec& spec, const Rect& area, const DesktopLayout& layout)
{
    if (spec.area != ScreenSpec::Area::FollowMouse)
        return area;
    // A region longer than a monitor reaches out of it on both sides.
    Rect all;
    for (const DeviceInfo& monitor : layout.monitors) {
        const int overX = std::max(0, area.width - monitor.area.width + 1) / 2 + 1;
        const int overY = std::max(0, area.height - monitor.area.height + 1) / 2 + 1;
        all = all.united({monitor.area.x - overX, monitor.area.y - overY, monitor.area.width + 2 * overX,
                          monitor.area.height + 2 * overY});
    }
    return all;
}

QString monitorIdentity(const QString& name, const QString& lasting)
{
    // FNV-1a
    std::uint32_t hash = 2166136261U;
    const QByteArray bytes = lasting.toUtf8();
    for (const char byte : bytes)
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 16777619U;
    QString plain = name.simplified();
    plain.remove(QLatin1Char(':'));
    return QStringLiteral("%1:%2").arg(plain).arg(hash, 8, 16, QLatin1Char('0'));
}

QString monitorDetail(Size size, double hertz)
{
    const QString pixels = QStringLiteral("%1 × %2").arg(size.width).arg(size.height);
    return hertz > 0.0 ? QStringLiteral("%1, %2 Hz").arg(pixels).arg(std::lround(hertz)) : pixels;
}

QString areaName(const ScreenSpec& spec, const QString& monitorId)
{
    switch (spec.area) {
    case ScreenSpec::Area::Monitor:
        return QStringLiteral("monitor ") + nameOf(monitorId);
    case ScreenSpec::Area::AllMonitors:
        return QStringLiteral("the desktop");
    case ScreenSpec::Area::FollowMouse:
        return QStringLiteral("the region around the pointer");
    case ScreenSpec::Area::Window:
    case ScreenSpec::Area::Virtual:
    case ScreenSpec::Area::Region:
        break;
    }
    return QStringLiteral("the region at %1,%2").arg(spec.region.x).arg(spec.region.y);
}

} // namespace reelout
