// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_list_watch.h"

namespace reelout {

namespace {

constexpr const wchar_t* kClass = L"ReeloutListWatch";
constexpr UINT kNews = WM_APP + 1;
constexpr UINT_PTR kTimer = 1;
constexpr UINT kTogether = 100; // ms: a program that starts makes a dozen windows

/// Events that come for windows as such.
struct Range {
    DWORD first;
    DWORD last;
};
constexpr Range kRanges[] = {
    {EVENT_SYSTEM_FOREGROUND, EVENT_SYSTEM_FOREGROUND},
    {EVENT_SYSTEM_MINIMIZESTART, EVENT_SYSTEM_MINIMIZEEND},
    {EVENT_OBJECT_SHOW, EVENT_OBJECT_HIDE},
    {EVENT_OBJECT_NAMECHANGE, EVENT_OBJECT_NAMECHANGE},
};

// The hook's calls come on the thread that set it and carry nothing of ours.
thread_local HWND t_window = nullptr;

} // namespace

WindowsListWatch::WindowsListWatch(std::function<void()> changed) : m_changed(std::move(changed))
{
    m_worker = Worker("list-watch", [this](const std::stop_token&) { run(); });
    std::unique_lock lock(m_mutex);
    m_told.wait(lock, [this] { return m_thread != 0; });
}

WindowsListWatch::~WindowsListWatch()
{
    // Its queue lives until this message is read.
    (void)PostThreadMessageW(m_thread, WM_QUIT, 0, 0);
    m_worker.join();
}

void WindowsListWatch::run()
{
    const HINSTANCE instance = GetModuleHandleW(nullptr);
    WNDCLASSEXW description{};
    description.cbSize = sizeof description;
    description.lpfnWndProc = handle;
    description.hInstance = instance;
    description.lpszClassName = kClass;
    (void)RegisterClassExW(&description); // a second watch finds it there
    // No message-only window: those are not told of displays.
    const HWND window = CreateWindowExW(WS_EX_TOOLWINDOW, kClass, nullptr, WS_POPUP, 0, 0, 0, 0, nullptr,
                                        nullptr, instance, nullptr);
    if (window != nullptr)
        SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    t_window = window;
    std::vector<HWINEVENTHOOK> hooks;
    for (const Range& range : kRanges)
        hooks.push_back(SetWinEventHook(range.first, range.last, nullptr, onEvent, 0, 0,
                                        WINEVENT_OUTOFCONTEXT | WINEVENT_SKIPOWNPROCESS));
    MSG message{};
    PeekMessageW(&message, nullptr, 0, 0, PM_NOREMOVE); // makes the queue, also without a window
    {
        const std::scoped_lock lock(m_mutex);
        m_thread = GetCurrentThreadId();
    }
    m_told.notify_all();
    while (GetMessageW(&message, nullptr, 0, 0) > 0)
        DispatchMessageW(&message);
    for (const HWINEVENTHOOK hook : hooks) {
        if (hook != nullptr)
            UnhookWinEvent(hook);
    }
    if (window != nullptr)
        DestroyWindow(window);
}

LRESULT CALLBACK WindowsListWatch::handle(HWND window, UINT message, WPARAM first, LPARAM second)
{
    auto* self = reinterpret_cast<WindowsListWatch*>(GetWindowLongPtrW(window, GWLP_USERDATA));
    if (message == WM_DISPLAYCHANGE || message == kNews) {
        // The same timer again: news that follow each other closely are one.
        SetTimer(window, kTimer, kTogether, nullptr);
        return 0;
    }
    if (message == WM_TIMER && first == kTimer && self != nullptr) {
        KillTimer(window, kTimer);
        self->m_changed();
        return 0;
    }
    return DefWindowProcW(window, message, first, second);
}

void CALLBACK WindowsListWatch::onEvent(HWINEVENTHOOK, DWORD, HWND window, LONG object, LONG child, DWORD,
                                        DWORD)
{
    const bool isWindow = object == OBJID_WINDOW && child == CHILDID_SELF && window != nullptr;
    if (isWindow && t_window != nullptr && GetAncestor(window, GA_ROOT) == window)
        (void)PostMessageW(t_window, kNews, 0, 0); // a full queue has news in it already
}

} // namespace reelout
