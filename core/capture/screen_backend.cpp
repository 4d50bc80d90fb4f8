// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/source.h"
#include "capture/x11/x11_backend.h"

namespace reelout {

namespace {

class WaylandExplanation final : public ScreenBackend {
public:
    QString name() const override { return QStringLiteral("Wayland"); }
    Status availability() const override { return explanation(); }
    Abilities abilities() const override { return {false, false, false, false, false}; }
    Result<std::vector<DeviceInfo>> monitors() override { return explanation(); }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override { return explanation(); }

private:
    static Error explanation()
    {
        return makeError(
            ErrorCode::Unsupported, QStringLiteral("look for screens"),
            QStringLiteral("Wayland screens arrive with a later version; start in an X11 session"));
    }
};

} // namespace

std::unique_ptr<ScreenBackend> makeScreenBackend()
{
    const QString display = qEnvironmentVariable("DISPLAY");
    if (display.isEmpty() && qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return std::make_unique<WaylandExplanation>();
    return makeX11Backend(display, systemClock());
}

} // namespace reelout
