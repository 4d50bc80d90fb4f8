// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_screen_backend.h"

#include "capture/macos/mac_content.h"
#include "capture/macos/mac_screen_source.h"

#include <algorithm>

namespace reelout {

namespace {

Result<MacTarget> desktopTarget(const ScreenSpec& spec)
{
    const Result<std::vector<MacDisplay>> displays = listDisplays();
    if (!displays)
        return displays.error();
    const DesktopLayout layout = layoutOf(*displays);
    const Result<QString> monitorId = chooseMonitor(spec, layout);
    if (!monitorId)
        return monitorId.error();
    const Result<Rect> area = resolveArea(spec, *monitorId, layout);
    if (!area)
        return area.error();
    return MacTarget{spec, *monitorId, {}, areaName(spec, *monitorId)};
}

Result<MacTarget> windowTarget(const ScreenSpec& spec)
{
    const QString step = QStringLiteral("choose window");
    const Result<SCShareableContent*> content = shareableContent(Consent::Ask);
    if (!content)
        return content.error();
    const std::vector<SCWindow*> windows = listedWindows(*content);
    std::vector<WindowIdentity> identities;
    std::transform(windows.begin(), windows.end(), std::back_inserter(identities), identityOf);
    std::optional<std::size_t> chosen;
    if (spec.windowId.isEmpty()) {
        const auto front = std::find_if(windows.begin(), windows.end(), [](SCWindow* window) {
            const DeviceInfo info = describeWindow(window);
            return !info.isOwn && !info.area.isEmpty();
        });
        if (front != windows.end())
            chosen = static_cast<std::size_t>(front - windows.begin());
    } else {
        chosen = chooseWindow(WindowIdentity::fromToken(spec.windowId), identities);
    }
    if (!chosen)
        return makeError(ErrorCode::NotFound, step,
                         windows.empty() ? QStringLiteral("no window is open")
                                         : QStringLiteral("there is no window \"%1\"")
                                               .arg(WindowIdentity::fromToken(spec.windowId).title));
    const WindowIdentity& identity = identities[*chosen];
    return MacTarget{spec, {}, identity.toToken(), QStringLiteral("the window \"%1\"").arg(identity.title)};
}

class MacScreenBackend final : public ScreenBackend {
public:
    explicit MacScreenBackend(Clock& clock) : m_clock(clock) {}

    QString name() const override { return QStringLiteral("macOS"); }

    // What macOS draws around a window is always there, and keys need a consent of their own.
    Abilities abilities() const override
    {
        Abilities abilities;
        abilities.seesInput = false;
        abilities.windowFrames = false;
        return abilities;
    }

    Result<std::vector<DeviceInfo>> monitors() override
    {
        const Result<std::vector<MacDisplay>> displays = listDisplays();
        if (!displays)
            return displays.error();
        return layoutOf(*displays).monitors;
    }

    Result<std::vector<DeviceInfo>> windows() override
    {
        const Result<SCShareableContent*> content = shareableContent(Consent::Look);
        if (!content)
            return content.error();
        std::vector<DeviceInfo> infos;
        const std::vector<SCWindow*> windows = listedWindows(*content);
        std::transform(windows.begin(), windows.end(), std::back_inserter(infos), describeWindow);
        std::stable_partition(infos.begin(), infos.end(),
                              [](const DeviceInfo& info) { return !info.area.isEmpty(); });
        const auto front = std::find_if(infos.begin(), infos.end(), [](const DeviceInfo& info) {
            return !info.isOwn && !info.area.isEmpty();
        });
        if (front != infos.end())
            front->isDefault = true;
        return infos;
    }

    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        Result<MacTarget> target =
            spec.area == ScreenSpec::Area::Window ? windowTarget(spec) : desktopTarget(spec);
        if (!target)
            return target.error();
        return std::unique_ptr<PictureSource>(new MacScreenSource(std::move(*target), m_clock));
    }

private:
    Clock& m_clock;
};

} // namespace

std::unique_ptr<ScreenBackend> makeMacBackend(Clock& clock)
{
    return std::make_unique<MacScreenBackend>(clock);
}

} // namespace reelout
