// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_desktop.h"

#include "base/windows_error.h"
#include "capture/windows/monitor_list.h"

#include <QStringList>

#include <algorithm>

namespace reelout {

namespace {

DeviceInfo describe(const MonitorPlace& place)
{
    DeviceInfo info;
    const QString device = QString::fromStdWString(place.device).section(QLatin1Char('\\'), -1);
    info.label = place.name.empty() ? device : QString::fromStdWString(place.name);
    info.id =
        monitorIdentity(info.label, QString::fromStdWString(place.path.empty() ? place.device : place.path));
    info.kind = QStringLiteral("monitor");
    info.area = place.area;
    info.detail = monitorDetail(place.area.size(), place.hertz);
    info.isDefault = place.isPrimary;
    return info;
}

} // namespace

Result<DesktopLayout> readDesktopLayout()
{
    const QString step = QStringLiteral("list monitors");
    std::vector<MonitorPlace> places;
    if (const HRESULT failed = listMonitors(places); FAILED(failed))
        return windowsError(failed, step, {});
    if (places.empty())
        return makeError(ErrorCode::NoDisplay, step,
                         QStringLiteral("This session of Windows has no monitor."));
    DesktopLayout layout;
    std::transform(places.begin(), places.end(), std::back_inserter(layout.monitors), describe);
    return layout;
}

WindowIdentity identityOf(const ListedWindow& window)
{
    return {QString::fromStdWString(window.application), QString::fromStdWString(window.title),
            reinterpret_cast<std::uintptr_t>(window.window)};
}

std::vector<DeviceInfo> describeWindows(const std::vector<ListedWindow>& windows)
{
    std::vector<DeviceInfo> infos;
    for (const ListedWindow& window : windows) {
        const WindowIdentity identity = identityOf(window);
        DeviceInfo info;
        info.id = identity.toToken();
        info.kind = QStringLiteral("window");
        info.label = identity.title;
        QStringList facts;
        if (!identity.application.isEmpty())
            facts += identity.application;
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

HWND findWindow(const QString& windowId, const std::vector<ListedWindow>& windows)
{
    if (windowId.isEmpty()) {
        const auto front = std::find_if(windows.begin(), windows.end(),
                                        [](const ListedWindow& each) { return each.isShown && !each.isOwn; });
        return front == windows.end() ? nullptr : front->window;
    }
    std::vector<WindowIdentity> identities;
    std::transform(windows.begin(), windows.end(), std::back_inserter(identities), identityOf);
    const auto chosen = chooseWindow(WindowIdentity::fromToken(windowId), identities);
    return chosen ? windows[*chosen].window : nullptr;
}

} // namespace reelout
