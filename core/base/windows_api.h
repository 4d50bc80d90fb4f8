// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one place that includes windows.h: Windows 10 and nothing of its macros that gets in the way.
#ifndef UNICODE
#define UNICODE
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0A00
#endif
#include <windows.h>

namespace reelout {

/// What the last call on this thread failed with; E_FAIL when it forgot to say.
[[nodiscard]] inline HRESULT lastFailure()
{
    const DWORD number = GetLastError();
    return number == ERROR_SUCCESS ? E_FAIL : HRESULT_FROM_WIN32(number);
}

} // namespace reelout
