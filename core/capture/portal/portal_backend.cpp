// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/portal/portal_backend.h"

#include "capture/portal/restore_tokens.h"

#include <QCoreApplication>

namespace reelout {

namespace {

class PortalBackend final : public ScreenBackend {
public:
    PortalBackend(Clock& clock, PortalOptions options) : m_clock(clock), m_options(std::move(options)) {}

    QString name() const override { return QStringLiteral("Wayland"); }

    Status availability() const override
    {
        if (!m_options.busAddress.isEmpty() || qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
            qEnvironmentVariableIsSet("XDG_RUNTIME_DIR"))
            return {};
        return makeError(
            ErrorCode::Unsupported, QStringLiteral("look for screens"),
            QCoreApplication::translate(
                "reelout::Portal", "There is no D-Bus session bus: start Reelout from a desktop session."));
    }

    Abilities abilities() const override
    {
        Abilities can;
        can.lists = false;
        can.regions = false;
        can.seesInput = false;
        can.windowFrames = false;
        can.virtualMonitors = true;
        return can;
    }

    /// One entry that stands for whatever is chosen in the dialog.
    Result<std::vector<DeviceInfo>> monitors() override
    {
        DeviceInfo asked;
        asked.label = QCoreApplication::translate("reelout::Portal", "Chosen in the desktop's dialog");
        asked.kind = QStringLiteral("monitor");
        asked.isDefault = true;
        return std::vector<DeviceInfo>{asked};
    }

    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        using Area = ScreenSpec::Area;
        if (spec.area != Area::Monitor && spec.area != Area::Window && spec.area != Area::Virtual)
            return makeError(
                ErrorCode::Unsupported, QStringLiteral("choose screen area"),
                QCoreApplication::translate(
                    "reelout::Portal",
                    "A Wayland desktop shows one monitor or one window: set Area to one of them."));
        return std::unique_ptr<PictureSource>(std::make_unique<PortalSource>(spec, m_options, m_clock));
    }

    Status forgetChoice(const ScreenSpec& spec) override
    {
        if (m_options.tokensPath.isEmpty())
            return {};
        return RestoreTokens(m_options.tokensPath).store(tokenKey(spec), {});
    }

private:
    Clock& m_clock;
    const PortalOptions m_options;
};

} // namespace

std::unique_ptr<ScreenBackend> makePortalBackend(Clock& clock, const PortalOptions& options)
{
    return std::make_unique<PortalBackend>(clock, options);
}

} // namespace reelout
