// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hotkey_grabber.h"

namespace reelout {

Result<std::unique_ptr<HotkeyGrabber>> makeHotkeyGrabber()
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("grab hotkeys"),
                     QStringLiteral("not on this system yet"));
}

} // namespace reelout
