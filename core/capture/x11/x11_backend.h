// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"
#include "capture/x11/x11_options.h"

namespace reelout {

/// The screens of the X server `display` (as in DISPLAY). Its sources run on `clock`, which must outlive
/// them.
std::unique_ptr<ScreenBackend> makeX11Backend(const QString& display, Clock& clock,
                                              const X11Options& options = {});

} // namespace reelout
