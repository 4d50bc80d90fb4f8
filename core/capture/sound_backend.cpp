// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_backend.h"
#include "capture/pulse/pulse_output.h"
#include "capture/source.h"

namespace reelout {

std::unique_ptr<SoundBackend> makeSoundBackend()
{
    return std::make_unique<PulseBackend>();
}

std::unique_ptr<SoundOutputBackend> makeSoundOutputBackend()
{
    return std::make_unique<PulseOutputBackend>();
}

} // namespace reelout
