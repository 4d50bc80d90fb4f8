// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "media/geometry.h"

#include <string>
#include <vector>

namespace reelout {

/// A window that people would call one.
struct ListedWindow {
    HWND window = nullptr;
    std::wstring application; ///< its program's file without ".exe"
    std::wstring title;
    Rect area;           ///< of its frame as it is seen, without the shadow
    bool isShown = true; ///< false: minimised
    bool isOwn = false;  ///< of this process
};

/// From the one in front to the one behind all others. The calling thread holds PhysicalPixels.
[[nodiscard]] HRESULT listWindows(std::vector<ListedWindow>& windows);

/// What of a window is captured, and where it is.
struct WindowPlace {
    enum class State { There, Hidden, Gone };
    State state = State::Gone;
    Rect whole;  ///< as GetWindowRect() says, with the borders nobody sees
    Rect frame;  ///< as it is seen
    Rect client; ///< what its program draws
};
WindowPlace placeOf(HWND window);

} // namespace reelout
