// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/window_list.h"

#include <dwmapi.h>

#include <memory>

namespace reelout {

namespace {

struct HandleCloser {
    void operator()(void* handle) const { CloseHandle(handle); }
};

Rect toRect(const RECT& rect)
{
    return {rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top};
}

// On another virtual desktop, or a store application that sleeps: visible as far as its flags go.
bool isCloaked(HWND window)
{
    DWORD cloaked = 0;
    return SUCCEEDED(DwmGetWindowAttribute(window, DWMWA_CLOAKED, &cloaked, sizeof cloaked)) && cloaked != 0;
}

std::wstring titleOf(HWND window)
{
    // Not of this process: what the system has cached; asks nobody who might hang.
    const int length = GetWindowTextLengthW(window);
    if (length <= 0)
        return {};
    std::wstring title(static_cast<std::size_t>(length) + 1, L'\0');
    title.resize(static_cast<std::size_t>(GetWindowTextW(window, title.data(), length + 1)));
    return title;
}

std::wstring applicationOf(DWORD process)
{
    const std::unique_ptr<void, HandleCloser> handle(
        OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process));
    if (!handle)
        return {}; // of an administrator, while we are none
    std::wstring path(32768, L'\0');
    auto length = static_cast<DWORD>(path.size());
    if (QueryFullProcessImageNameW(handle.get(), 0, path.data(), &length) == FALSE)
        return {};
    path.resize(length);
    std::wstring name = path.substr(path.find_last_of(L'\\') + 1);
    if (name.size() > 4 && _wcsicmp(name.c_str() + name.size() - 4, L".exe") == 0)
        name.resize(name.size() - 4);
    return name;
}

// What the task bar would show.
bool isMeant(HWND window)
{
    if (IsWindowVisible(window) == FALSE || isCloaked(window))
        return false;
    const LONG_PTR style = GetWindowLongPtrW(window, GWL_EXSTYLE);
    if ((style & WS_EX_TOOLWINDOW) != 0 && (style & WS_EX_APPWINDOW) == 0)
        return false;
    const bool isOwned = GetWindow(window, GW_OWNER) != nullptr;
    return (!isOwned || (style & WS_EX_APPWINDOW) != 0) && GetWindowTextLengthW(window) > 0 &&
           window != GetShellWindow();
}

BOOL CALLBACK addWindow(HWND window, LPARAM data)
{
    if (!isMeant(window))
        return TRUE;
    ListedWindow listed;
    listed.window = window;
    listed.title = titleOf(window);
    DWORD process = 0;
    GetWindowThreadProcessId(window, &process);
    listed.application = applicationOf(process);
    listed.isOwn = process == GetCurrentProcessId();
    const WindowPlace place = placeOf(window);
    if (place.state == WindowPlace::State::Gone)
        return TRUE;
    listed.isShown = place.state == WindowPlace::State::There;
    listed.area = place.frame;
    reinterpret_cast<std::vector<ListedWindow>*>(data)->push_back(std::move(listed));
    return TRUE;
}

} // namespace

WindowPlace placeOf(HWND window)
{
    WindowPlace place;
    RECT whole{};
    RECT client{};
    POINT origin{};
    if (IsWindow(window) == FALSE || GetWindowRect(window, &whole) == FALSE ||
        GetClientRect(window, &client) == FALSE || ClientToScreen(window, &origin) == FALSE)
        return place;
    place.state = IsIconic(window) != FALSE || IsWindowVisible(window) == FALSE ? WindowPlace::State::Hidden
                                                                                : WindowPlace::State::There;
    place.whole = toRect(whole);
    place.client = {origin.x, origin.y, client.right, client.bottom};
    RECT frame{};
    const bool isComposed =
        SUCCEEDED(DwmGetWindowAttribute(window, DWMWA_EXTENDED_FRAME_BOUNDS, &frame, sizeof frame));
    place.frame =
        isComposed && !toRect(frame).isEmpty() ? toRect(frame).intersected(place.whole) : place.whole;
    return place;
}

HRESULT listWindows(std::vector<ListedWindow>& windows)
{
    windows.clear();
    return EnumWindows(addWindow, reinterpret_cast<LPARAM>(&windows)) != FALSE ? S_OK : lastFailure();
}

} // namespace reelout
