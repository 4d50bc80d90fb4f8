// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/macos/mac_hotkeys.h"

#include "remote/hotkey.h"
#include "remote/native_keys.h"

#include <Carbon/Carbon.h>
#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("grab hotkey");
constexpr OSType kSignature = 'Reel';

UInt32 modifiersOf(const Hotkey& key)
{
    return (key.shift ? shiftKey : 0U) | (key.control ? cmdKey : 0U) | (key.alt ? optionKey : 0U) |
           (key.meta ? controlKey : 0U);
}

OSStatus onPressed(EventHandlerCallRef, EventRef event, void* data)
{
    EventHotKeyID id{};
    const OSStatus read = GetEventParameter(event, kEventParamDirectObject, typeEventHotKeyID, nullptr,
                                            sizeof id, nullptr, &id);
    if (read != noErr || id.signature != kSignature)
        return eventNotHandledErr;
    static_cast<MacHotkeys*>(data)->press(id.id);
    return noErr;
}

} // namespace

Result<std::unique_ptr<HotkeyGrabber>> MacHotkeys::open()
{
    std::unique_ptr<MacHotkeys> keys(new MacHotkeys);
    const EventTypeSpec pressed{kEventClassKeyboard, kEventHotKeyPressed};
    const OSStatus installed =
        InstallApplicationEventHandler(onPressed, 1, &pressed, keys.get(), &keys->m_handler);
    if (installed != noErr)
        return makeError(ErrorCode::Unsupported, QStringLiteral("grab hotkeys"),
                         QStringLiteral("macOS error %1").arg(installed));
    return std::unique_ptr<HotkeyGrabber>(std::move(keys));
}

MacHotkeys::~MacHotkeys()
{
    releaseAll();
    if (m_handler)
        RemoveEventHandler(m_handler);
}

Status MacHotkeys::grab(int id, const QString& keys)
{
    const Result<Hotkey> key = Hotkey::parse(keys);
    if (!key)
        return key.error();
    const auto code = macKeyOf(key->keysym);
    if (!code)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1: this keyboard has no such key").arg(keys));
    Grab grab{id, m_nextNumber++, nullptr};
    const OSStatus registered =
        RegisterEventHotKey(*code, modifiersOf(*key), EventHotKeyID{kSignature, grab.number},
                            GetApplicationEventTarget(), kEventHotKeyExclusive, &grab.reference);
    if (registered == eventHotKeyExistsErr)
        return makeError(ErrorCode::AlreadyExists, kStep,
                         QCoreApplication::translate(
                             "reelout::Hotkeys", "Another program has the hotkey %1; choose another key in "
                                                 "Preferences, Hotkeys.")
                             .arg(keys));
    if (registered != noErr)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1: macOS error %2").arg(keys).arg(registered));
    m_grabs.push_back(grab);
    return {};
}

void MacHotkeys::releaseAll()
{
    for (const Grab& grab : m_grabs)
        UnregisterEventHotKey(grab.reference);
    m_grabs.clear();
}

void MacHotkeys::press(unsigned number)
{
    const auto grab =
        std::find_if(m_grabs.begin(), m_grabs.end(), [&](const Grab& each) { return each.number == number; });
    if (grab != m_grabs.end())
        Q_EMIT pressed(grab->id);
}

Result<std::unique_ptr<HotkeyGrabber>> makeHotkeyGrabber()
{
    return MacHotkeys::open();
}

} // namespace reelout
