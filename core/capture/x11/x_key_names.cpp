// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_key_names.h"

#include <xkbcommon/xkbcommon-keysyms.h>
#include <xkbcommon/xkbcommon.h>

#include <algorithm>
#include <array>

namespace reelout {

namespace {

struct Name {
    std::uint32_t symbol;
    const char* label;
    KeyStroke::Kind kind = KeyStroke::Kind::Named;
};

constexpr auto kModifier = KeyStroke::Kind::Modifier;
constexpr std::array kNames{
    Name{XKB_KEY_Control_L, "Ctrl", kModifier},
    Name{XKB_KEY_Control_R, "Ctrl", kModifier},
    Name{XKB_KEY_Alt_L, "Alt", kModifier},
    Name{XKB_KEY_Alt_R, "Alt", kModifier},
    Name{XKB_KEY_Meta_L, "Alt", kModifier},
    Name{XKB_KEY_Meta_R, "Alt", kModifier},
    Name{XKB_KEY_Super_L, "Super", kModifier},
    Name{XKB_KEY_Super_R, "Super", kModifier},
    Name{XKB_KEY_Hyper_L, "Hyper", kModifier},
    Name{XKB_KEY_Hyper_R, "Hyper", kModifier},
    Name{XKB_KEY_Shift_L, "Shift", KeyStroke::Kind::Shift},
    Name{XKB_KEY_Shift_R, "Shift", KeyStroke::Kind::Shift},
    Name{XKB_KEY_Return, "Enter"},
    Name{XKB_KEY_KP_Enter, "Enter"},
    Name{XKB_KEY_Escape, "Esc"},
    Name{XKB_KEY_Tab, "Tab"},
    Name{XKB_KEY_ISO_Left_Tab, "Tab"},
    Name{XKB_KEY_BackSpace, "Backspace"},
    Name{XKB_KEY_Delete, "Del"},
    Name{XKB_KEY_KP_Delete, "Del"},
    Name{XKB_KEY_Insert, "Ins"},
    Name{XKB_KEY_Home, "Home"},
    Name{XKB_KEY_End, "End"},
    Name{XKB_KEY_Page_Up, "Page Up"},
    Name{XKB_KEY_Page_Down, "Page Down"},
    Name{XKB_KEY_Left, "←"},
    Name{XKB_KEY_Right, "→"},
    Name{XKB_KEY_Up, "↑"},
    Name{XKB_KEY_Down, "↓"},
    Name{XKB_KEY_KP_Left, "←"},
    Name{XKB_KEY_KP_Right, "→"},
    Name{XKB_KEY_KP_Up, "↑"},
    Name{XKB_KEY_KP_Down, "↓"},
    Name{XKB_KEY_Print, "Print"},
    Name{XKB_KEY_Sys_Req, "Print"},
    Name{XKB_KEY_Pause, "Pause"},
    Name{XKB_KEY_Menu, "Menu"},
};

QString characterOf(std::uint32_t symbol)
{
    const std::uint32_t code = xkb_keysym_to_utf32(symbol);
    const char32_t character = code;
    return code >= 0x20 && code != 0x7F ? QString::fromUcs4(&character, 1) : QString();
}

} // namespace

KeyStroke keyStroke(std::uint32_t plain, std::uint32_t typed)
{
    const auto name =
        std::find_if(kNames.begin(), kNames.end(), [&](const Name& each) { return each.symbol == plain; });
    if (name != kNames.end())
        return {name->kind, QString::fromUtf8(name->label), {}};
    if (plain >= XKB_KEY_F1 && plain <= XKB_KEY_F35)
        return {KeyStroke::Kind::Named, QStringLiteral("F%1").arg(plain - XKB_KEY_F1 + 1), {}};
    KeyStroke stroke{KeyStroke::Kind::Typing, characterOf(typed), characterOf(plain).toUpper()};
    if (stroke.cap == QLatin1String(" "))
        stroke.cap = QStringLiteral("Space");
    if (stroke.cap.isEmpty())
        stroke.cap = stroke.label.toUpper();
    // What types nothing, such as Caps Lock or a dead key, has no name here.
    if (stroke.label.isEmpty())
        stroke.label = stroke.cap == QStringLiteral("Space") ? QStringLiteral(" ") : stroke.cap;
    return stroke;
}

} // namespace reelout
