// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_backend.h"
#include "capture/windows/wasapi_output.h"
#include "capture/windows/windows_backend.h"

namespace reelout {

std::unique_ptr<ScreenBackend> makeScreenBackend()
{
    return makeWindowsBackend(systemClock());
}

std::unique_ptr<SoundBackend> makeSoundBackend()
{
    return std::make_unique<WasapiBackend>();
}

std::unique_ptr<SoundOutputBackend> makeSoundOutputBackend()
{
    return std::make_unique<WasapiOutputBackend>();
}

} // namespace reelout
