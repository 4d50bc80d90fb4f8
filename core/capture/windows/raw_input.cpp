// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/raw_input.h"

#include "capture/windows/screen_grabber.h"

#include <cstddef>
#include <utility>

namespace reelout {

namespace {

constexpr const wchar_t* kClass = L"ReeloutInput";
constexpr USHORT kGenericDesktop = 1; // HID usage page
constexpr USHORT kMouse = 2;
constexpr USHORT kKeyboard = 6;
constexpr std::size_t kMostEvents = 4096; // a reader that never takes them

struct ButtonFlags {
    USHORT down;
    USHORT up;
    int button;
};
constexpr ButtonFlags kButtons[] = {
    {RI_MOUSE_LEFT_BUTTON_DOWN, RI_MOUSE_LEFT_BUTTON_UP, 0},
    {RI_MOUSE_MIDDLE_BUTTON_DOWN, RI_MOUSE_MIDDLE_BUTTON_UP, 1},
    {RI_MOUSE_RIGHT_BUTTON_DOWN, RI_MOUSE_RIGHT_BUTTON_UP, 2},
};

HRESULT registerDevices(HWND window, bool wantsButtons, bool wantsKeys)
{
    std::vector<RAWINPUTDEVICE> devices;
    if (wantsButtons)
        devices.push_back({kGenericDesktop, kMouse, RIDEV_INPUTSINK, window});
    if (wantsKeys)
        devices.push_back({kGenericDesktop, kKeyboard, RIDEV_INPUTSINK, window});
    return RegisterRawInputDevices(devices.data(), static_cast<UINT>(devices.size()),
                                   sizeof(RAWINPUTDEVICE)) != FALSE
               ? S_OK
               : lastFailure();
}

} // namespace

HRESULT RawInput::begin(bool wantsButtons, bool wantsKeys)
{
    end();
    m_worker = Worker("raw-input", [this, wantsButtons, wantsKeys](const std::stop_token&) {
        run(wantsButtons, wantsKeys);
    });
    HRESULT outcome = S_OK;
    {
        std::unique_lock lock(m_mutex);
        m_told.wait(lock, [this] { return m_thread != 0; });
        outcome = m_outcome;
    }
    if (FAILED(outcome))
        end();
    return outcome;
}

void RawInput::end()
{
    DWORD thread = 0;
    bool isRunning = false;
    {
        const std::scoped_lock lock(m_mutex);
        thread = std::exchange(m_thread, 0);
        isRunning = SUCCEEDED(m_outcome); // one that failed has ended, and its number may be another's
        m_events.clear();
    }
    // Can't fail: the thread has a queue since it made its window, and reads it until this message.
    if (thread != 0 && isRunning)
        (void)PostThreadMessageW(thread, WM_QUIT, 0, 0);
    m_worker.join();
}

void RawInput::tell(HRESULT outcome, DWORD thread)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_outcome = outcome;
        m_thread = thread;
    }
    m_told.notify_all();
}

std::vector<RawInput::Event> RawInput::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_events, {});
}

void RawInput::run(bool wantsButtons, bool wantsKeys)
{
    const HINSTANCE instance = GetModuleHandleW(nullptr);
    WNDCLASSEXW description{};
    description.cbSize = sizeof description;
    description.lpfnWndProc = handle;
    description.hInstance = instance;
    description.lpszClassName = kClass;
    // A second recorder finds the class there.
    const bool isKnown = RegisterClassExW(&description) != 0 || GetLastError() == ERROR_CLASS_ALREADY_EXISTS;
    const HWND window =
        isKnown ? CreateWindowExW(0, kClass, nullptr, 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, instance, nullptr)
                : nullptr;
    HRESULT outcome = window != nullptr ? S_OK : lastFailure();
    if (SUCCEEDED(outcome)) {
        SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        outcome = registerDevices(window, wantsButtons, wantsKeys);
    }
    tell(outcome, GetCurrentThreadId());
    MSG message{};
    while (SUCCEEDED(outcome) && GetMessageW(&message, nullptr, 0, 0) > 0)
        DispatchMessageW(&message);
    if (window != nullptr)
        DestroyWindow(window);
}

LRESULT CALLBACK RawInput::handle(HWND window, UINT message, WPARAM first, LPARAM second)
{
    if (message == WM_INPUT) {
        auto* self = reinterpret_cast<RawInput*>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (self != nullptr)
            self->read(reinterpret_cast<HRAWINPUT>(second));
    }
    return DefWindowProcW(window, message, first, second);
}

void RawInput::read(HRAWINPUT handle)
{
    // Mice and keyboards fit; what does not is some other device.
    RAWINPUT input{};
    UINT bytes = sizeof input;
    if (GetRawInputData(handle, RID_INPUT, &input, &bytes, sizeof(RAWINPUTHEADER)) == static_cast<UINT>(-1))
        return;
    const std::int64_t ticks = performanceTicks();
    if (input.header.dwType == RIM_TYPEMOUSE)
        readMouse(input.data.mouse, ticks);
    else if (input.header.dwType == RIM_TYPEKEYBOARD)
        readKey(input.data.keyboard, ticks);
}

void RawInput::readMouse(const RAWMOUSE& mouse, std::int64_t ticks)
{
    const std::scoped_lock lock(m_mutex);
    for (const ButtonFlags& flags : kButtons) {
        const bool isDown = (mouse.usButtonFlags & flags.down) != 0;
        const bool isUp = (mouse.usButtonFlags & flags.up) != 0;
        if (m_events.size() < kMostEvents && isDown)
            m_events.push_back({Event::Kind::ButtonDown, flags.button, 0, 0, ticks});
        if (m_events.size() < kMostEvents && isUp)
            m_events.push_back({Event::Kind::ButtonUp, flags.button, 0, 0, ticks});
    }
}

void RawInput::readKey(const RAWKEYBOARD& key, std::int64_t ticks)
{
    constexpr USHORT kNoKey = 255; // a part of another key's sequence
    if (key.VKey == 0 || key.VKey >= kNoKey)
        return;
    const UINT scanCode = key.MakeCode | ((key.Flags & RI_KEY_E0) != 0 ? 0xE000U : 0U);
    const auto kind = (key.Flags & RI_KEY_BREAK) != 0 ? Event::Kind::KeyUp : Event::Kind::KeyDown;
    const std::scoped_lock lock(m_mutex);
    if (m_events.size() < kMostEvents)
        m_events.push_back({kind, 0, key.VKey, scanCode, ticks});
}

} // namespace reelout
