// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/windows/windows_hotkeys.h"

#include "base/windows_api.h"
#include "base/windows_error.h"
#include "remote/hotkey.h"
#include "remote/native_keys.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("grab hotkey");

// Keys beyond the table are where the layout in use has their character. 0 = nowhere.
UINT virtualKeyOf(const Hotkey& key)
{
    if (const auto known = windowsKeyOf(key.keysym))
        return *known;
    if (key.keysym > 0xff)
        return 0;
    const SHORT found = VkKeyScanW(static_cast<WCHAR>(key.keysym));
    return found == -1 ? 0 : LOBYTE(found);
}

UINT modifiersOf(const Hotkey& key)
{
    // Without it a key that is held comes again and again.
    return MOD_NOREPEAT | (key.shift ? MOD_SHIFT : 0U) | (key.control ? MOD_CONTROL : 0U) |
           (key.alt ? MOD_ALT : 0U) | (key.meta ? MOD_WIN : 0U);
}

} // namespace

WindowsHotkeys::WindowsHotkeys()
{
    QCoreApplication::instance()->installNativeEventFilter(this);
}

WindowsHotkeys::~WindowsHotkeys()
{
    releaseAll();
    if (QCoreApplication* application = QCoreApplication::instance())
        application->removeNativeEventFilter(this);
}

Status WindowsHotkeys::grab(int id, const QString& keys)
{
    const Result<Hotkey> key = Hotkey::parse(keys);
    if (!key)
        return key.error();
    const UINT virtualKey = virtualKeyOf(*key);
    if (virtualKey == 0)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1: this keyboard has no such key").arg(keys));
    const int number = m_nextNumber++;
    if (RegisterHotKey(nullptr, number, modifiersOf(*key), virtualKey) != FALSE) {
        m_grabs.push_back({id, number});
        return {};
    }
    if (GetLastError() != ERROR_HOTKEY_ALREADY_REGISTERED)
        return windowsError(lastFailure(), kStep, keys);
    return makeError(ErrorCode::AlreadyExists, kStep,
                     QCoreApplication::translate("reelout::Hotkeys",
                                                 "Another program has the hotkey %1; choose another key in "
                                                 "Preferences, Hotkeys.")
                         .arg(keys));
}

void WindowsHotkeys::releaseAll()
{
    for (const Grab& grab : m_grabs)
        UnregisterHotKey(nullptr, grab.number);
    m_grabs.clear();
}

bool WindowsHotkeys::nativeEventFilter(const QByteArray&, void* message, qintptr*)
{
    const MSG& event = *static_cast<const MSG*>(message);
    if (event.message != WM_HOTKEY || event.hwnd != nullptr)
        return false;
    const auto grab = std::find_if(m_grabs.begin(), m_grabs.end(), [&](const Grab& each) {
        return each.number == static_cast<int>(event.wParam);
    });
    if (grab == m_grabs.end())
        return false;
    Q_EMIT pressed(grab->id);
    return true;
}

Result<std::unique_ptr<HotkeyGrabber>> makeHotkeyGrabber()
{
    return std::unique_ptr<HotkeyGrabber>(std::make_unique<WindowsHotkeys>());
}

} // namespace reelout
