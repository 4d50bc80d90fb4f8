// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_screen_backend.h"
#include "capture/macos/mac_sound_backend.h"
#include "capture/macos/mac_sound_output.h"

namespace reelout {

std::unique_ptr<ScreenBackend> makeScreenBackend()
{
    return makeMacBackend(systemClock());
}

std::unique_ptr<SoundBackend> makeSoundBackend()
{
    return std::make_unique<MacSoundBackend>();
}

std::unique_ptr<SoundOutputBackend> makeSoundOutputBackend()
{
    return std::make_unique<MacSoundOutputBackend>();
}

} // namespace reelout
