// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/monitor_list.h"

#include <algorithm>
#include <tuple>

namespace reelout {

namespace {

struct DisplayPath {
    std::wstring device;
    std::wstring path;
    std::wstring name;
    double hertz = 0.0;
};

BOOL CALLBACK addMonitor(HMONITOR monitor, HDC, LPRECT, LPARAM data)
{
    MONITORINFOEXW info{};
    info.cbSize = sizeof info;
    if (GetMonitorInfoW(monitor, &info) == FALSE)
        return TRUE; // it went just now
    const RECT& place = info.rcMonitor;
    MonitorPlace found;
    found.device = static_cast<const wchar_t*>(info.szDevice);
    found.area = {place.left, place.top, place.right - place.left, place.bottom - place.top};
    found.isPrimary = (info.dwFlags & MONITORINFOF_PRIMARY) != 0;
    reinterpret_cast<std::vector<MonitorPlace>*>(data)->push_back(std::move(found));
    return TRUE;
}

DisplayPath describe(const DISPLAYCONFIG_PATH_INFO& path)
{
    DisplayPath described;
    DISPLAYCONFIG_SOURCE_DEVICE_NAME source{};
    source.header = {DISPLAYCONFIG_DEVICE_INFO_GET_SOURCE_NAME, sizeof source, path.sourceInfo.adapterId,
                     path.sourceInfo.id};
    if (DisplayConfigGetDeviceInfo(&source.header) == ERROR_SUCCESS)
        described.device = static_cast<const wchar_t*>(source.viewGdiDeviceName);
    DISPLAYCONFIG_TARGET_DEVICE_NAME target{};
    target.header = {DISPLAYCONFIG_DEVICE_INFO_GET_TARGET_NAME, sizeof target, path.targetInfo.adapterId,
                     path.targetInfo.id};
    if (DisplayConfigGetDeviceInfo(&target.header) == ERROR_SUCCESS) {
        described.path = static_cast<const wchar_t*>(target.monitorDevicePath);
        described.name = static_cast<const wchar_t*>(target.monitorFriendlyDeviceName);
    }
    const DISPLAYCONFIG_RATIONAL& rate = path.targetInfo.refreshRate;
    if (rate.Denominator != 0)
        described.hertz = static_cast<double>(rate.Numerator) / rate.Denominator;
    return described;
}

// What there is besides the places is welcome and no more: without it monitors are called after their device.
std::vector<DisplayPath> displayPaths()
{
    constexpr int kAttempts = 3; // between question and answer a display may come
    std::vector<DisplayPath> described;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        UINT32 pathCount = 0;
        UINT32 modeCount = 0;
        if (GetDisplayConfigBufferSizes(QDC_ONLY_ACTIVE_PATHS, &pathCount, &modeCount) != ERROR_SUCCESS)
            break;
        std::vector<DISPLAYCONFIG_PATH_INFO> paths(pathCount);
        std::vector<DISPLAYCONFIG_MODE_INFO> modes(modeCount);
        const LONG answer = QueryDisplayConfig(QDC_ONLY_ACTIVE_PATHS, &pathCount, paths.data(), &modeCount,
                                               modes.data(), nullptr);
        if (answer == ERROR_INSUFFICIENT_BUFFER)
            continue;
        if (answer != ERROR_SUCCESS)
            break;
        paths.resize(pathCount);
        std::transform(paths.begin(), paths.end(), std::back_inserter(described), describe);
        break;
    }
    return described;
}

double refreshRateOf(const std::wstring& device)
{
    DEVMODEW mode{};
    mode.dmSize = sizeof mode;
    const bool isKnown = EnumDisplaySettingsW(device.c_str(), ENUM_CURRENT_SETTINGS, &mode) != FALSE;
    return isKnown && mode.dmDisplayFrequency > 1 ? mode.dmDisplayFrequency : 0.0; // 0, 1: "the default"
}

} // namespace

HRESULT listMonitors(std::vector<MonitorPlace>& monitors)
{
    monitors.clear();
    if (EnumDisplayMonitors(nullptr, nullptr, addMonitor, reinterpret_cast<LPARAM>(&monitors)) == FALSE)
        return lastFailure();
    const std::vector<DisplayPath> paths = displayPaths();
    for (MonitorPlace& monitor : monitors) {
        const auto path = std::find_if(paths.begin(), paths.end(), [&](const DisplayPath& each) {
            return each.device == monitor.device;
        });
        if (path != paths.end()) {
            monitor.path = path->path;
            monitor.name = path->name;
            monitor.hertz = path->hertz;
        }
        if (monitor.hertz <= 0.0)
            monitor.hertz = refreshRateOf(monitor.device);
    }
    std::sort(monitors.begin(), monitors.end(), [](const MonitorPlace& left, const MonitorPlace& right) {
        return std::tie(left.area.x, left.area.y) < std::tie(right.area.x, right.area.y);
    });
    return S_OK;
}

} // namespace reelout
