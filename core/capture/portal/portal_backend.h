// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/portal/portal_source.h"
#include "capture/source.h"

namespace reelout {

/// The screens of a Wayland desktop, as its portal shows them: what is captured people choose in a dialog of
/// the desktop. Sources run on `clock`, which must outlive them.
std::unique_ptr<ScreenBackend> makePortalBackend(Clock& clock, const PortalOptions& options);

} // namespace reelout
