// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_input.h"

#include "capture/x11/x_key_names.h"

#include <xcb/xinput.h>
#include <xkbcommon/xkbcommon-keysyms.h>

namespace reelout {

namespace {

constexpr int kGroupShift = 13; // of XKB's group in a core state

std::optional<ClickRings::Button> buttonOf(std::uint32_t detail)
{
    switch (detail) {
    case 1:
        return ClickRings::Button::Left;
    case 2:
        return ClickRings::Button::Middle;
    case 3:
        return ClickRings::Button::Right;
    default:
        return std::nullopt; // the wheel
    }
}

bool isLower(std::uint32_t symbol)
{
    return symbol >= 'a' && symbol <= 'z';
}

} // namespace

XInput::XInput(XConnection& connection, const ScreenSpec& spec) : m_connection(connection)
{
    if (spec.clickRings || spec.keys != ScreenSpec::Keys::None)
        m_state = begin(spec);
    if (!m_state) {
        m_rings.reset();
        m_caps.reset();
    }
}

Status XInput::begin(const ScreenSpec& spec)
{
    const XConnection::Extension& extension = m_connection.input();
    if (!extension.present || extension.major < 2)
        return makeError(ErrorCode::Unsupported, QStringLiteral("watch clicks and keys"),
                         QStringLiteral("clicks and keys can't be shown: the X server has no XInput 2"));
    struct {
        xcb_input_event_mask_t head;
        std::uint32_t mask;
    } selection{{XCB_INPUT_DEVICE_ALL_MASTER, 1}, 0};
    if (spec.clickRings) {
        m_rings.emplace();
        selection.mask |=
            XCB_INPUT_XI_EVENT_MASK_RAW_BUTTON_PRESS | XCB_INPUT_XI_EVENT_MASK_RAW_BUTTON_RELEASE;
    }
    if (spec.keys != ScreenSpec::Keys::None) {
        Result<std::unique_ptr<TextSprites>> text = TextSprites::open();
        if (!text)
            return makeError(text.error().code, QStringLiteral("watch clicks and keys"),
                             QStringLiteral("keys can't be shown: ") + text.error().detail);
        m_line.emplace(std::move(text).value());
        m_caps.emplace(spec.keys);
        selection.mask |= XCB_INPUT_XI_EVENT_MASK_RAW_KEY_PRESS | XCB_INPUT_XI_EVENT_MASK_RAW_KEY_RELEASE;
    }
    return m_connection.check(
        xcb_input_xi_select_events_checked(m_connection.raw(), m_connection.root(), 1, &selection.head),
        "watch clicks and keys");
}

Status XInput::fetchNames()
{
    const xcb_setup_t* setup = xcb_get_setup(m_connection.raw());
    const auto count = static_cast<std::uint8_t>(setup->max_keycode - setup->min_keycode + 1);
    const auto reply = m_connection.wait<xcb_get_keyboard_mapping_reply_t>(
        xcb_get_keyboard_mapping(m_connection.raw(), setup->min_keycode, count), "ask for key names");
    if (!reply)
        return reply.error();
    const xcb_keysym_t* symbols = xcb_get_keyboard_mapping_keysyms(reply->get());
    m_symbols.assign(symbols, symbols + xcb_get_keyboard_mapping_keysyms_length(reply->get()));
    m_columns = (*reply)->keysyms_per_keycode;
    m_firstKeycode = setup->min_keycode;
    m_areNamesOld = false;
    return {};
}

Status XInput::update()
{
    return m_caps && m_areNamesOld ? fetchNames() : Status();
}

std::uint32_t XInput::symbol(std::uint8_t keycode, std::size_t column) const
{
    const std::size_t index = static_cast<std::size_t>(keycode - m_firstKeycode) * m_columns + column;
    return keycode >= m_firstKeycode && column < m_columns && index < m_symbols.size() ? m_symbols[index] : 0;
}

// The core protocol's list has two levels of two groups in its first four columns; the third level of the
// first group follows.
KeyStroke XInput::nameOf(std::uint8_t keycode) const
{
    const std::uint16_t modifiers = m_modifiers;
    const std::size_t group = static_cast<std::size_t>(modifiers >> kGroupShift & 3) == 1 ? 2 : 0;
    const std::size_t base = symbol(keycode, group) != 0 ? group : 0;
    const std::uint32_t plain = symbol(keycode, base);
    const bool isShifted = (modifiers & XCB_MOD_MASK_SHIFT) != 0;
    const bool isCapital = (modifiers & XCB_MOD_MASK_LOCK) != 0 && isLower(plain);
    std::size_t column = base + (isShifted != isCapital ? 1 : 0);
    if ((modifiers & XCB_MOD_MASK_5) != 0 && symbol(keycode, 4) != 0)
        column = 4 + (isShifted ? 1 : 0);
    const std::uint32_t typed = symbol(keycode, column) != 0 ? symbol(keycode, column) : plain;
    return keyStroke(plain, typed);
}

// A key that comes with the next one, before the pointer was asked again, changes it all the same.
void XInput::handleKey(std::uint8_t keycode, bool isPress)
{
    const Timestamp now = m_connection.clock().now();
    const std::uint32_t plain = symbol(keycode, 0);
    const std::uint16_t changes = plain == XKB_KEY_ISO_Level3_Shift                      ? XCB_MOD_MASK_5
                                  : plain == XKB_KEY_Shift_L || plain == XKB_KEY_Shift_R ? XCB_MOD_MASK_SHIFT
                                                                                         : 0;
    m_modifiers = static_cast<std::uint16_t>(isPress ? m_modifiers | changes : m_modifiers & ~changes);
    const KeyStroke key = nameOf(keycode);
    if (key.label.isEmpty())
        return;
    if (isPress)
        m_caps->press(key, now);
    else
        m_caps->release(key, now);
}

void XInput::setModifiers(std::uint16_t modifiers)
{
    m_modifiers = modifiers;
    constexpr int kHeld = XCB_MOD_MASK_SHIFT | XCB_MOD_MASK_CONTROL | XCB_MOD_MASK_1 | XCB_MOD_MASK_4;
    if (m_caps && (modifiers & kHeld) == 0)
        m_caps->releaseAll();
}

bool XInput::handleEvent(const xcb_generic_event_t& event)
{
    const int type = event.response_type & 127;
    if (type == XCB_MAPPING_NOTIFY) {
        m_areNamesOld = true;
        return true;
    }
    if (type != XCB_GE_GENERIC || !isWanted())
        return false;
    const auto& generic = *static_cast<const xcb_ge_generic_event_t*>(static_cast<const void*>(&event));
    if (generic.extension != m_connection.input().opcode)
        return false;
    const auto& raw =
        *static_cast<const xcb_input_raw_button_press_event_t*>(static_cast<const void*>(&event));
    const bool isPress =
        generic.event_type == XCB_INPUT_RAW_BUTTON_PRESS || generic.event_type == XCB_INPUT_RAW_KEY_PRESS;
    const bool isKey =
        generic.event_type == XCB_INPUT_RAW_KEY_PRESS || generic.event_type == XCB_INPUT_RAW_KEY_RELEASE;
    if (isKey && m_caps) {
        handleKey(static_cast<std::uint8_t>(raw.detail), isPress);
    } else if (const auto button = isKey ? std::nullopt : buttonOf(raw.detail); button && m_rings) {
        if (isPress)
            m_rings->press(*button, m_connection.clock().now());
        else
            m_rings->release(*button, m_connection.clock().now());
    }
    return true;
}

void XInput::movePointer(int x, int y)
{
    if (m_rings)
        m_rings->moveTo(x, y);
}

std::vector<PlacedSprite> XInput::rings(Timestamp now)
{
    return m_rings ? m_rings->sprites(now) : std::vector<PlacedSprite>();
}

PlacedSprite XInput::keys(Size size, Timestamp now)
{
    if (!m_caps)
        return {};
    return m_line->draw(m_caps->texts(now), size);
}

} // namespace reelout
