// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_backend.h"

#include "base/windows_error.h"
#include "capture/windows/physical_pixels.h"
#include "capture/windows/windows_list_watch.h"
#include "capture/windows/windows_screen_source.h"

#include <QStringList>

#include <algorithm>

namespace reelout {

namespace {

// What there is, so that the error helps; a desktop may have a hundred windows.
QString someTitles(const std::vector<ListedWindow>& windows)
{
    constexpr qsizetype kMost = 8;
    QStringList titles;
    for (const ListedWindow& window : windows) {
        if (titles.size() == kMost) {
            titles += QStringLiteral("…");
            break;
        }
        titles += QLatin1Char('"') + QString::fromStdWString(window.title) + QLatin1Char('"');
    }
    return titles.join(QStringLiteral(", "));
}

Result<WindowsTarget> desktopTarget(const ScreenSpec& spec)
{
    const Result<DesktopLayout> layout = readDesktopLayout();
    if (!layout)
        return layout.error();
    const Result<QString> monitorId = chooseMonitor(spec, *layout);
    if (!monitorId)
        return monitorId.error();
    const Result<Rect> area = resolveArea(spec, *monitorId, *layout);
    if (!area)
        return area.error();
    return WindowsTarget{spec, *monitorId, nullptr, areaName(spec, *monitorId)};
}

Result<WindowsTarget> windowTarget(const ScreenSpec& spec)
{
    const QString step = QStringLiteral("choose window");
    std::vector<ListedWindow> windows;
    if (const HRESULT failed = listWindows(windows); FAILED(failed))
        return windowsError(failed, step, {});
    const HWND window = findWindow(spec.windowId, windows);
    const auto listed = std::find_if(windows.begin(), windows.end(),
                                     [&](const ListedWindow& each) { return each.window == window; });
    if (windows.empty())
        return makeError(ErrorCode::NotFound, step, QStringLiteral("no window is open"));
    if (listed == windows.end())
        return makeError(ErrorCode::NotFound, step,
                         QStringLiteral("there is no window \"%1\"; there is: %2")
                             .arg(WindowIdentity::fromToken(spec.windowId).title, someTitles(windows)));
    ScreenSpec settled = spec;
    // Should it be closed and opened again, this is what comes back.
    if (settled.windowId.isEmpty())
        settled.windowId = identityOf(*listed).toToken();
    return WindowsTarget{
        settled, {}, window, QStringLiteral("the window \"%1\"").arg(QString::fromStdWString(listed->title))};
}

class WindowsBackend final : public ScreenBackend {
public:
    explicit WindowsBackend(Clock& clock) : m_clock(clock) {}

    QString name() const override { return QStringLiteral("Windows"); }

    Result<std::vector<DeviceInfo>> monitors() override
    {
        const PhysicalPixels physical;
        Result<DesktopLayout> layout = readDesktopLayout();
        if (!layout)
            return layout.error();
        return std::move(layout->monitors);
    }

    Result<std::vector<DeviceInfo>> windows() override
    {
        const PhysicalPixels physical;
        std::vector<ListedWindow> windows;
        if (const HRESULT failed = listWindows(windows); FAILED(failed))
            return windowsError(failed, QStringLiteral("list windows"), {});
        return describeWindows(windows);
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        return std::make_unique<WindowsListWatch>(changed);
    }

    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        const PhysicalPixels physical;
        Result<WindowsTarget> target =
            spec.area == ScreenSpec::Area::Window ? windowTarget(spec) : desktopTarget(spec);
        if (!target)
            return target.error();
        return std::unique_ptr<PictureSource>(new WindowsScreenSource(std::move(*target), m_clock));
    }

private:
    Clock& m_clock;
};

} // namespace

std::unique_ptr<ScreenBackend> makeWindowsBackend(Clock& clock)
{
    return std::make_unique<WindowsBackend>(clock);
}

} // namespace reelout
