// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x11_backend.h"

#include "capture/x11/x11_screen_source.h"
#include "capture/x11/x_desktop.h"
#include "capture/x11/x_list_watch.h"
#include "capture/x11/x_window_list.h"

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("choose window");

QString nameOf(const ScreenSpec& spec, const QString& monitorId)
{
    switch (spec.area) {
    case ScreenSpec::Area::Monitor:
        return QStringLiteral("monitor ") + monitorId;
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

// What there is, so that the error helps; a desktop may have a hundred windows.
QString someTitles(const std::vector<XListedWindow>& windows)
{
    constexpr std::size_t kMost = 8;
    QStringList titles;
    for (const XListedWindow& window : windows) {
        if (titles.size() == kMost) {
            titles += QStringLiteral("…");
            break;
        }
        titles += QLatin1Char('"') + window.identity.title + QLatin1Char('"');
    }
    return titles.join(QStringLiteral(", "));
}

class X11Backend final : public ScreenBackend {
public:
    X11Backend(QString display, Clock& clock, const X11Options& options)
        : m_display(std::move(display)),
          m_clock(clock),
          m_options(options)
    {}

    QString name() const override { return QStringLiteral("X11"); }

    Status availability() const override
    {
        if (!m_display.isEmpty())
            return {};
        return makeError(ErrorCode::NoDisplay, QStringLiteral("look for screens"),
                         QStringLiteral("DISPLAY is not set; start in a graphical session"));
    }

    Result<std::vector<DeviceInfo>> monitors() override
    {
        const SigpipeShield shield;
        Result<std::unique_ptr<XConnection>> connection = connect();
        if (!connection)
            return connection.error();
        Result<XDesktop> desktop = readDesktop(**connection);
        if (!desktop)
            return desktop.error();
        return std::move(desktop->monitors);
    }

    Result<std::vector<DeviceInfo>> windows() override
    {
        const SigpipeShield shield;
        Result<std::unique_ptr<XConnection>> connection = connect();
        if (!connection)
            return connection.error();
        const Result<std::vector<XListedWindow>> windows = listAll(**connection);
        if (!windows)
            return windows.error();
        return describeWindows(*windows);
    }

    std::unique_ptr<DeviceWatch> watch(const std::function<void()>& changed) override
    {
        return std::make_unique<XListWatch>(m_display, m_options, m_clock, changed);
    }

    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        const SigpipeShield shield;
        Result<std::unique_ptr<XConnection>> connection = connect();
        if (!connection)
            return connection.error();
        const Result<XCaptureTarget> target = spec.area == ScreenSpec::Area::Window
                                                  ? windowTarget(spec, **connection)
                                                  : screenTarget(spec, **connection);
        if (!target)
            return target.error();
        return std::unique_ptr<PictureSource>(new X11ScreenSource(*target, m_options, m_clock));
    }

private:
    Result<std::unique_ptr<XConnection>> connect()
    {
        const Timestamp deadline = m_clock.now() + m_options.timeout;
        auto connection = XConnection::open(m_display, m_clock, m_options.timeout, m_neverWoken);
        if (connection)
            (*connection)->setDeadline(deadline);
        return connection;
    }

    Result<std::vector<XListedWindow>> listAll(XConnection& connection)
    {
        const Result<XAtoms> atoms = XAtoms::ask(connection);
        if (!atoms)
            return atoms.error();
        return listWindows(connection, *atoms);
    }

    Result<XCaptureTarget> screenTarget(const ScreenSpec& spec, XConnection& connection)
    {
        if (const auto format = rootPixelFormat(connection); !format)
            return format.error();
        const Result<XDesktop> desktop = readDesktop(connection);
        if (!desktop)
            return desktop.error();
        const Result<QString> monitorId = chooseMonitor(spec, *desktop);
        if (!monitorId)
            return monitorId.error();
        const Result<Rect> area = resolveArea(spec, *monitorId, *desktop);
        if (!area)
            return area.error();
        REELOUT_TRY(requireOnScreen(*area, *desktop));
        return XCaptureTarget{m_display, spec, *monitorId, XCB_NONE, nameOf(spec, *monitorId)};
    }

    Result<XCaptureTarget> windowTarget(const ScreenSpec& spec, XConnection& connection)
    {
        const XConnection::Extension& composite = connection.composite();
        if (!composite.present || (composite.major == 0 && composite.minor < 2))
            return makeError(ErrorCode::Unsupported, kStep,
                             QStringLiteral("this X server can't keep windows apart (it has no Composite "
                                            "extension); capture a region instead"));
        const Result<std::vector<XListedWindow>> windows = listAll(connection);
        if (!windows)
            return windows.error();
        const xcb_window_t window = findWindow(spec.windowId, *windows);
        const auto listed = std::find_if(windows->begin(), windows->end(),
                                         [&](const XListedWindow& each) { return each.window == window; });
        if (windows->empty())
            return makeError(ErrorCode::NotFound, kStep, QStringLiteral("no window is open"));
        if (listed == windows->end())
            return makeError(ErrorCode::NotFound, kStep,
                             QStringLiteral("there is no window \"%1\"; there is: %2")
                                 .arg(WindowIdentity::fromToken(spec.windowId).title, someTitles(*windows)));
        ScreenSpec settled = spec;
        // Should it be closed and opened again, this is what comes back.
        if (settled.windowId.isEmpty())
            settled.windowId = listed->identity.toToken();
        const QString title =
            listed->identity.title.isEmpty() ? listed->identity.application : listed->identity.title;
        return XCaptureTarget{m_display, settled, {}, window, QStringLiteral("the window \"%1\"").arg(title)};
    }

    const QString m_display;
    Clock& m_clock;
    const X11Options m_options;
    WakeDescriptor m_neverWoken;
};

} // namespace

std::unique_ptr<ScreenBackend> makeX11Backend(const QString& display, Clock& clock, const X11Options& options)
{
    return std::make_unique<X11Backend>(display, clock, options);
}

} // namespace reelout
