// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_content.h"

#import <AppKit/AppKit.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

Rect pixels(CGRect points, double scale)
{
    const auto scaled = [scale](double value) { return static_cast<int>(std::lround(value * scale)); };
    return {scaled(points.origin.x), scaled(points.origin.y), scaled(points.size.width),
            scaled(points.size.height)};
}

// "Built-in Display"; empty for one that AppKit does not know.
QString nameOf(CGDirectDisplayID id)
{
    for (NSScreen* screen in NSScreen.screens) {
        NSNumber* number = screen.deviceDescription[@"NSScreenNumber"];
        if (number.unsignedIntValue == id)
            return QString::fromNSString(screen.localizedName);
    }
    return {};
}

// Of the monitor itself, wherever it is plugged in.
QString lastingIdentity(CGDirectDisplayID id)
{
    return QStringLiteral("%1-%2-%3-%4")
        .arg(CGDisplayVendorNumber(id))
        .arg(CGDisplayModelNumber(id))
        .arg(CGDisplaySerialNumber(id))
        .arg(CGDisplayIsBuiltin(id) ? 0 : CGDisplayUnitNumber(id));
}

MacDisplay describe(CGDirectDisplayID id)
{
    MacDisplay display;
    display.id = id;
    const CGRect bounds = CGDisplayBounds(id);
    double hertz = 0.0;
    CGDisplayModeRef mode = CGDisplayCopyDisplayMode(id);
    if (mode != nullptr) {
        if (bounds.size.width > 0)
            display.scale = static_cast<double>(CGDisplayModeGetPixelWidth(mode)) / bounds.size.width;
        hertz = CGDisplayModeGetRefreshRate(mode); // 0 for panels of variable rate
        CGDisplayModeRelease(mode);
    }
    display.area = pixels(bounds, display.scale);
    const QString name = nameOf(id);
    display.info.label = name.isEmpty() ? QStringLiteral("Display %1").arg(CGDisplayUnitNumber(id)) : name;
    display.info.id = monitorIdentity(display.info.label, lastingIdentity(id));
    display.info.kind = QStringLiteral("monitor");
    display.info.area = display.area;
    display.info.detail = monitorDetail(display.area.size(), hertz);
    display.info.isDefault = CGDisplayIsMain(id);
    return display;
}

} // namespace

Result<std::vector<MacDisplay>> listDisplays()
{
    const QString step = QStringLiteral("list monitors");
    constexpr std::uint32_t kMost = 32;
    std::array<CGDirectDisplayID, kMost> ids{};
    std::uint32_t count = 0;
    if (CGGetActiveDisplayList(kMost, ids.data(), &count) != kCGErrorSuccess)
        return makeError(ErrorCode::NoDisplay, step, QStringLiteral("macOS lists no display"));
    if (count == 0)
        return makeError(ErrorCode::NoDisplay, step, QStringLiteral("this session has no display"));
    std::vector<MacDisplay> displays;
    std::transform(ids.begin(), ids.begin() + count, std::back_inserter(displays), describe);
    return displays;
}

DesktopLayout layoutOf(const std::vector<MacDisplay>& displays)
{
    DesktopLayout layout;
    for (const MacDisplay& display : displays)
        layout.monitors.push_back(display.info);
    return layout;
}

Result<SCShareableContent*> shareableContent(Consent consent)
{
    const QString step = QStringLiteral("list windows");
    REELOUT_TRY(requireScreenConsent(consent));
    constexpr std::int64_t kPatience = 4;
    const dispatch_semaphore_t answered = dispatch_semaphore_create(0);
    __block SCShareableContent* found = nil;
    __block NSError* why = nil;
    [SCShareableContent
        getShareableContentExcludingDesktopWindows:YES
                               onScreenWindowsOnly:NO
                                 completionHandler:^(SCShareableContent* content, NSError* error) {
                                   found = content;
                                   why = error;
                                   dispatch_semaphore_signal(answered);
                                 }];
    if (dispatch_semaphore_wait(answered, dispatch_time(DISPATCH_TIME_NOW, kPatience * NSEC_PER_SEC)) != 0)
        return makeError(ErrorCode::TimedOut, step, QStringLiteral("macOS does not answer"));
    if (found == nil)
        return makeError(ErrorCode::PermissionDenied, step, QString::fromNSString(why.localizedDescription));
    return found;
}

std::vector<SCWindow*> listedWindows(SCShareableContent* content)
{
    constexpr double kSmallest = 40.0; // points; less is a badge or a shadow
    std::vector<SCWindow*> windows;
    for (SCWindow* window in content.windows) {
        const bool isMeant = window.windowLayer == 0 && window.title.length > 0 &&
                             window.owningApplication != nil && window.frame.size.width >= kSmallest &&
                             window.frame.size.height >= kSmallest;
        if (isMeant)
            windows.push_back(window);
    }
    return windows;
}

WindowIdentity identityOf(SCWindow* window)
{
    return {QString::fromNSString(window.owningApplication.applicationName),
            QString::fromNSString(window.title), window.windowID};
}

DeviceInfo describeWindow(SCWindow* window)
{
    const WindowIdentity identity = identityOf(window);
    DeviceInfo info;
    info.id = identity.toToken();
    info.kind = QStringLiteral("window");
    info.label = identity.title;
    info.isOwn = window.owningApplication.processID == NSProcessInfo.processInfo.processIdentifier;
    const Rect area = pixels(window.frame, 1.0);
    info.detail = QStringLiteral("%1, %2 × %3").arg(identity.application).arg(area.width).arg(area.height);
    if (window.isOnScreen)
        info.area = area;
    return info;
}

} // namespace reelout
