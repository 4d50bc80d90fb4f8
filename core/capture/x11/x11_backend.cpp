// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x11_backend.h"

#include "capture/x11/x11_screen_source.h"
#include "capture/x11/x_desktop.h"

namespace reelout {

namespace {

QString nameOf(const ScreenSpec& spec, const QString& monitorId)
{
    switch (spec.area) {
    case ScreenSpec::Area::Monitor:
        return QStringLiteral("monitor ") + monitorId;
    case ScreenSpec::Area::AllMonitors:
        return QStringLiteral("the desktop");
    case ScreenSpec::Area::Region:
        break;
    }
    return QStringLiteral("the region at %1,%2").arg(spec.region.x).arg(spec.region.y);
}

class X11Backend final : public ScreenBackend {
public:
    X11Backend(QString display, Clock& clock, const X11Options& options)
        : m_display(std::move(display)),
          m_clock(clock),
          m_options(options)
    {}

    QString name() const override { return QStringLiteral("X11"); }

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

    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        const SigpipeShield shield;
        Result<std::unique_ptr<XConnection>> connection = connect();
        if (!connection)
            return connection.error();
        if (const auto format = rootPixelFormat(**connection); !format)
            return format.error();
        const Result<XDesktop> desktop = readDesktop(**connection);
        if (!desktop)
            return desktop.error();
        const Result<QString> monitorId = chooseMonitor(spec, *desktop);
        if (!monitorId)
            return monitorId.error();
        const Result<Rect> area = resolveArea(spec, *monitorId, *desktop);
        if (!area)
            return area.error();
        REELOUT_TRY(requireOnScreen(*area, *desktop));
        return std::unique_ptr<PictureSource>(new X11ScreenSource(
            XCaptureTarget{m_display, spec, *monitorId, nameOf(spec, *monitorId)}, m_options, m_clock));
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
