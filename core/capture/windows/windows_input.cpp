// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_input.h"

#include "base/windows_error.h"
#include "capture/windows/key_names.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("watch clicks and keys");

bool isShift(UINT virtualKey)
{
    return virtualKey == VK_SHIFT || virtualKey == VK_LSHIFT || virtualKey == VK_RSHIFT;
}

bool isHeld(int virtualKey)
{
    return (static_cast<unsigned>(GetAsyncKeyState(virtualKey)) & 0x8000U) != 0;
}

} // namespace

WindowsInput::WindowsInput(const ScreenSpec& spec, const QpcTime& time) : m_time(time)
{
    if (spec.clickRings || spec.keys != ScreenSpec::Keys::None)
        m_state = begin(spec);
    if (!m_state) {
        m_rings.reset();
        m_caps.reset();
    }
}

Status WindowsInput::begin(const ScreenSpec& spec)
{
    if (spec.clickRings)
        m_rings.emplace();
    if (spec.keys != ScreenSpec::Keys::None) {
        Result<std::unique_ptr<TextSprites>> text = TextSprites::open();
        if (!text)
            return makeError(text.error().code, kStep,
                             QStringLiteral("keys can't be shown: ") + text.error().detail);
        m_line.emplace(std::move(text).value());
        m_caps.emplace(spec.keys);
    }
    if (const HRESULT failed = m_raw.begin(m_rings.has_value(), m_caps.has_value()); FAILED(failed))
        return windowsError(failed, kStep, QStringLiteral("clicks and keys can't be shown"));
    return {};
}

void WindowsInput::update(int x, int y)
{
    if (!m_rings && !m_caps)
        return;
    for (const RawInput::Event& event : m_raw.take()) {
        if (event.kind == RawInput::Event::Kind::ButtonDown || event.kind == RawInput::Event::Kind::ButtonUp)
            handleButton(event);
        else
            handleKey(event);
    }
    if (m_rings)
        m_rings->moveTo(x, y);
    // A release that went to the secure desktop never comes.
    const bool isAnyHeld =
        isHeld(VK_SHIFT) || isHeld(VK_CONTROL) || isHeld(VK_MENU) || isHeld(VK_LWIN) || isHeld(VK_RWIN);
    if (m_caps && !isAnyHeld) {
        m_isShifted = false;
        m_caps->releaseAll();
    }
}

void WindowsInput::handleButton(const RawInput::Event& event)
{
    if (!m_rings)
        return;
    constexpr std::array kButtons{ClickRings::Button::Left, ClickRings::Button::Middle,
                                  ClickRings::Button::Right};
    const ClickRings::Button button = kButtons[static_cast<std::size_t>(std::clamp(event.button, 0, 2))];
    const Timestamp when = m_time.ofTicks(event.ticks);
    if (event.kind == RawInput::Event::Kind::ButtonDown)
        m_rings->press(button, when);
    else
        m_rings->release(button, when);
}

// Empty for what writes nothing. The layout of this thread stands for that of the window in front.
QString WindowsInput::written(const RawInput::Event& event, bool isShifted) const
{
    std::array<BYTE, 256> state{};
    state[VK_SHIFT] = isShifted ? 0x80 : 0;
    // AltGr is Ctrl and Alt together, and writes.
    const bool isAltGr = isHeld(VK_RMENU) && isHeld(VK_CONTROL);
    state[VK_CONTROL] = isAltGr ? 0x80 : 0;
    state[VK_MENU] = isAltGr ? 0x80 : 0;
    state[VK_CAPITAL] = static_cast<BYTE>(static_cast<unsigned>(GetKeyState(VK_CAPITAL)) & 1U);
    const DWORD front = GetWindowThreadProcessId(GetForegroundWindow(), nullptr);
    std::array<wchar_t, 8> text{};
    // Bit 2: the keyboard's state stays as it is, so that a dead key is not taken from its program.
    constexpr UINT kTouchNothing = 4;
    const int length = ToUnicodeEx(event.virtualKey, event.scanCode & 0xFF, state.data(), text.data(),
                                   static_cast<int>(text.size()), kTouchNothing, GetKeyboardLayout(front));
    return length > 0 ? QString::fromWCharArray(text.data(), length) : QString();
}

void WindowsInput::handleKey(const RawInput::Event& event)
{
    if (!m_caps)
        return;
    const bool isDown = event.kind == RawInput::Event::Kind::KeyDown;
    if (isShift(event.virtualKey))
        m_isShifted = isDown;
    const KeyStroke key = keyStrokeOf(event.virtualKey, written(event, m_isShifted), written(event, false));
    if (key.label.isEmpty())
        return;
    const Timestamp when = m_time.ofTicks(event.ticks);
    if (isDown)
        m_caps->press(key, when);
    else
        m_caps->release(key, when);
}

std::vector<PlacedSprite> WindowsInput::rings(Timestamp now)
{
    return m_rings ? m_rings->sprites(now) : std::vector<PlacedSprite>();
}

PlacedSprite WindowsInput::keys(Size size, Timestamp now)
{
    if (!m_caps)
        return {};
    return m_line->draw(m_caps->texts(now), size);
}

} // namespace reelout
