// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/portal/portal_backend.h"
#include "capture/portal/restore_tokens.h"
#include "capture/source.h"
#include "capture/x11/x11_backend.h"

namespace reelout {

namespace {

// A Wayland desktop has an X server too, for old programs: it shows those and nothing else.
bool isWaylandSession()
{
    return qEnvironmentVariableIsSet("WAYLAND_DISPLAY") &&
           qEnvironmentVariable("XDG_SESSION_TYPE") != QLatin1String("x11");
}

} // namespace

std::unique_ptr<ScreenBackend> makeScreenBackend()
{
    if (isWaylandSession())
        return makePortalBackend(systemClock(), {.busAddress = {}, .tokensPath = defaultTokensPath()});
    return makeX11Backend(qEnvironmentVariable("DISPLAY"), systemClock());
}

} // namespace reelout
