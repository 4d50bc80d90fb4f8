// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

namespace reelout {

/// Replaces the project by that of a first start, so that Record works at once: the screen and the system's
/// sound into a movie. Where there is no screen the test picture stands in, without a sound server the tone.
Status makeStarterProject(Engine& engine, FrameRate rate = {});

} // namespace reelout
