// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/x11/x11_hotkeys.h"

#include "base/log.h"
#include "remote/portal_hotkeys.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <xcb/xcb.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace reelout {

namespace {

struct Freed {
    void operator()(void* memory) const { std::free(memory); }
};
template <typename T>
using Reply = std::unique_ptr<T, Freed>;

constexpr std::uint16_t kModifiers =
    XCB_MOD_MASK_SHIFT | XCB_MOD_MASK_CONTROL | XCB_MOD_MASK_1 | XCB_MOD_MASK_4;
/// What may be on besides, and makes no difference: CapsLock, NumLock.
constexpr std::uint16_t kLocks[] = {0, XCB_MOD_MASK_LOCK, XCB_MOD_MASK_2, XCB_MOD_MASK_LOCK | XCB_MOD_MASK_2};

std::uint16_t modifiersOf(const Hotkey& key)
{
    return static_cast<std::uint16_t>((key.shift ? XCB_MOD_MASK_SHIFT : 0) |
                                      (key.control ? XCB_MOD_MASK_CONTROL : 0) |
                                      (key.alt ? XCB_MOD_MASK_1 : 0) | (key.meta ? XCB_MOD_MASK_4 : 0));
}

template <typename Act>
void forEachRoot(xcb_connection_t* connection, const Act& act)
{
    auto screens = xcb_setup_roots_iterator(xcb_get_setup(connection));
    for (; screens.rem > 0; xcb_screen_next(&screens))
        act(screens.data->root);
}

} // namespace

Result<std::unique_ptr<HotkeyGrabber>> X11Hotkeys::open(const QString& display)
{
    const QByteArray name = display.toUtf8();
    xcb_connection_t* connection = xcb_connect(name.isEmpty() ? nullptr : name.constData(), nullptr);
    if (xcb_connection_has_error(connection) != 0) {
        xcb_disconnect(connection);
        return makeError(ErrorCode::NoDisplay, QStringLiteral("grab hotkeys"), display);
    }
    return std::unique_ptr<HotkeyGrabber>(new X11Hotkeys(connection));
}

X11Hotkeys::X11Hotkeys(xcb_connection_t* connection)
    : m_connection(connection),
      m_notifier(new QSocketNotifier(xcb_get_file_descriptor(connection), QSocketNotifier::Read, this))
{
    connect(m_notifier, &QSocketNotifier::activated, this, &X11Hotkeys::read);
}

X11Hotkeys::~X11Hotkeys()
{
    m_notifier->setEnabled(false);
    // The server lets go of the grabs with the connection.
    xcb_disconnect(m_connection);
}

std::vector<std::uint8_t> X11Hotkeys::keycodesFor(std::uint32_t keysym) const
{
    const xcb_setup_t* setup = xcb_get_setup(m_connection);
    const auto count = static_cast<std::uint8_t>(setup->max_keycode - setup->min_keycode + 1);
    const Reply<xcb_get_keyboard_mapping_reply_t> mapping(xcb_get_keyboard_mapping_reply(
        m_connection, xcb_get_keyboard_mapping(m_connection, setup->min_keycode, count), nullptr));
    std::vector<std::uint8_t> codes;
    if (!mapping)
        return codes;
    const xcb_keysym_t* keysyms = xcb_get_keyboard_mapping_keysyms(mapping.get());
    const int width = mapping->keysyms_per_keycode;
    for (int code = 0; code < count; ++code) {
        // Any column: with two layouts the Latin letters may be in the second.
        const xcb_keysym_t* row = keysyms + static_cast<std::ptrdiff_t>(code) * width;
        if (std::find(row, row + width, keysym) != row + width)
            codes.push_back(static_cast<std::uint8_t>(setup->min_keycode + code));
    }
    return codes;
}

Status X11Hotkeys::take(Grab& grab)
{
    const QString step = QStringLiteral("grab hotkey");
    grab.keycodes = keycodesFor(grab.key.keysym);
    if (grab.keycodes.empty())
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("%1: this keyboard has no such key").arg(grab.text));
    bool isTaken = false;
    for (const std::uint8_t code : grab.keycodes) {
        for (const std::uint16_t lock : kLocks) {
            const auto modifiers = static_cast<std::uint16_t>(modifiersOf(grab.key) | lock);
            forEachRoot(m_connection, [&](xcb_window_t root) {
                const Reply<xcb_generic_error_t> error(xcb_request_check(
                    m_connection, xcb_grab_key_checked(m_connection, 0, root, modifiers, code,
                                                       XCB_GRAB_MODE_ASYNC, XCB_GRAB_MODE_ASYNC)));
                isTaken = isTaken || error != nullptr;
            });
        }
    }
    if (!isTaken)
        return {};
    release(grab);
    return makeError(ErrorCode::AlreadyExists, step,
                     QCoreApplication::translate("reelout::Hotkeys",
                                                 "Another program has the hotkey %1; choose another key in "
                                                 "Preferences, Hotkeys.")
                         .arg(grab.text));
}

void X11Hotkeys::release(const Grab& grab)
{
    for (const std::uint8_t code : grab.keycodes) {
        for (const std::uint16_t lock : kLocks) {
            forEachRoot(m_connection, [&](xcb_window_t root) {
                xcb_ungrab_key(m_connection, code, root,
                               static_cast<std::uint16_t>(modifiersOf(grab.key) | lock));
            });
        }
    }
    xcb_flush(m_connection);
}

Status X11Hotkeys::grab(int id, const QString& keys)
{
    const Result<Hotkey> key = Hotkey::parse(keys);
    if (!key)
        return key.error();
    Grab grab{id, *key, keys, {}};
    if (Status taken = take(grab); !taken)
        return taken;
    m_grabs.push_back(std::move(grab));
    return {};
}

void X11Hotkeys::releaseAll()
{
    for (const Grab& grab : m_grabs)
        release(grab);
    m_grabs.clear();
    m_keys.clear();
}

// The same keys may be elsewhere on another layout.
void X11Hotkeys::takeAllAnew()
{
    for (const Grab& grab : m_grabs)
        release(grab);
    for (Grab& grab : m_grabs) {
        if (const Status taken = take(grab); !taken)
            logWarning(QStringLiteral("hotkeys"), taken.error().detail);
    }
}

void X11Hotkeys::press(std::uint8_t keycode, std::uint16_t state, std::uint32_t time)
{
    // A key that is held comes as a release and a press at the same instant, again and again.
    Held& held = m_keys[keycode];
    const bool isRepeat = held.isDown || (held.releasedAt != 0 && held.releasedAt == time);
    held.isDown = true;
    if (isRepeat)
        return;
    for (std::size_t i = 0; i < m_grabs.size(); ++i) {
        const auto& codes = m_grabs[i].keycodes;
        const bool isKey = std::find(codes.begin(), codes.end(), keycode) != codes.end();
        if (isKey && (state & kModifiers) == modifiersOf(m_grabs[i].key)) {
            Q_EMIT pressed(m_grabs[i].id);
            return;
        }
    }
}

void X11Hotkeys::read()
{
    bool isLayoutNew = false;
    while (const Reply<xcb_generic_event_t> event{xcb_poll_for_event(m_connection)}) {
        switch (event->response_type & 0x7f) {
        case XCB_KEY_PRESS: {
            const auto* key = reinterpret_cast<const xcb_key_press_event_t*>(event.get());
            press(key->detail, key->state, key->time);
            break;
        }
        case XCB_KEY_RELEASE: {
            const auto* key = reinterpret_cast<const xcb_key_release_event_t*>(event.get());
            m_keys[key->detail] = {false, key->time};
            break;
        }
        case XCB_MAPPING_NOTIFY:
            isLayoutNew = true;
            break;
        default:
            break;
        }
    }
    if (xcb_connection_has_error(m_connection) != 0) {
        m_notifier->setEnabled(false);
        logWarning(QStringLiteral("hotkeys"), QStringLiteral("the X server is gone"));
    } else if (isLayoutNew) {
        takeAllAnew();
    }
}

Result<std::unique_ptr<HotkeyGrabber>> makeHotkeyGrabber()
{
    // Under Wayland an X server sees keys only while one of its own windows has the keyboard.
    if (qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        return PortalHotkeys::open(QDBusConnection::sessionBus());
    return X11Hotkeys::open();
}

} // namespace reelout
