// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/desktop_picture.h"

#include "base/error_text.h"

namespace reelout {

namespace {

ScreenSpec still(ScreenSpec::Area area)
{
    ScreenSpec spec;
    spec.area = area;
    spec.cursor = false;
    spec.rate = FrameRate(30, 1);
    return spec;
}

Result<std::vector<DeviceInfo>> listWindows(ScreenBackend& screens, bool withOwn)
{
    Result<std::vector<DeviceInfo>> windows = screens.windows();
    if (windows && !withOwn)
        std::erase_if(*windows, [](const DeviceInfo& window) { return window.isOwn; });
    return windows;
}

Result<std::shared_ptr<DesktopPicture>> read(ScreenBackend& screens, bool withOwn)
{
    const Result<std::vector<DeviceInfo>> monitors = screens.monitors();
    if (!monitors)
        return monitors.error();
    const Result<PicturePtr> picture = snapshot(screens, still(ScreenSpec::Area::AllMonitors));
    if (!picture)
        return picture.error();
    auto desktop = std::make_shared<DesktopPicture>();
    for (const DeviceInfo& monitor : *monitors) {
        desktop->monitors.push_back(toQRect(monitor.area));
        desktop->area = desktop->area.united(desktop->monitors.back());
    }
    desktop->image = toImage(*picture);
    if (Result<std::vector<DeviceInfo>> windows = listWindows(screens, withOwn)) {
        desktop->windows = std::move(windows).value();
        std::erase_if(desktop->windows, [](const DeviceInfo& window) { return window.area.isEmpty(); });
    }
    return desktop;
}

} // namespace

QRect toQRect(const Rect& rect)
{
    return {rect.x, rect.y, rect.width, rect.height};
}

QImage toImage(const PicturePtr& picture)
{
    if (!picture || picture->format != PixelFormat::Bgrx8)
        return {};
    auto* held = new PicturePtr(picture);
    return {picture->planes[0].data,
            picture->size.width,
            picture->size.height,
            picture->planes[0].stride,
            QImage::Format_RGB32,
            [](void* memory) { delete static_cast<PicturePtr*>(memory); },
            held};
}

DesktopReader::DesktopReader(std::shared_ptr<ScreenBackend> screens, QObject* parent)
    : QObject(parent),
      m_screens(std::move(screens))
{}

DesktopReader::~DesktopReader()
{
    m_worker.stop();
}

void DesktopReader::readDesktop(bool withOwn)
{
    m_worker.stop();
    m_worker = Worker("desktop", [this, withOwn](const std::stop_token&) {
        const Result<std::shared_ptr<DesktopPicture>> picture = read(*m_screens, withOwn);
        const QString why = picture ? QString() : describe(picture.error());
        const std::shared_ptr<DesktopPicture> taken = picture ? *picture : nullptr;
        QMetaObject::invokeMethod(
            this,
            [this, taken, why] {
                if (taken)
                    Q_EMIT desktopRead(taken);
                else
                    Q_EMIT failed(why);
            },
            Qt::QueuedConnection);
    });
}

void DesktopReader::readWindows(bool withOwn, int side)
{
    m_worker.stop();
    m_worker = Worker("window-pictures", [this, withOwn, side](const std::stop_token& stop) {
        const Result<std::vector<DeviceInfo>> windows = listWindows(*m_screens, withOwn);
        const QString why = windows ? QString() : describe(windows.error());
        const auto listed = windows ? *windows : std::vector<DeviceInfo>();
        QMetaObject::invokeMethod(
            this,
            [this, listed, why] {
                if (why.isEmpty())
                    Q_EMIT windowsListed(listed);
                else
                    Q_EMIT failed(why);
            },
            Qt::QueuedConnection);
        for (const DeviceInfo& window : listed) {
            if (stop.stop_requested())
                return;
            if (window.area.isEmpty())
                continue; // minimised: nobody knows how it looks
            ScreenSpec spec = still(ScreenSpec::Area::Window);
            spec.windowId = window.id;
            const Result<PicturePtr> picture = snapshot(*m_screens, spec);
            if (!picture)
                continue; // it has gone meanwhile
            const QImage small =
                toImage(*picture).scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            QMetaObject::invokeMethod(
                this, [this, id = window.id, small] { Q_EMIT windowDrawn(id, small); }, Qt::QueuedConnection);
        }
    });
}

} // namespace reelout
