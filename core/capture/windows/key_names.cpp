// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/key_names.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

struct Name {
    std::uint32_t virtualKey;
    const char* label;
    KeyStroke::Kind kind = KeyStroke::Kind::Named;
};

// winuser.h
constexpr auto kModifier = KeyStroke::Kind::Modifier;
constexpr auto kShift = KeyStroke::Kind::Shift;
constexpr std::array kNames{
    Name{0x08, "Backspace"},
    Name{0x09, "Tab"},
    Name{0x0D, "Enter"},
    Name{0x10, "Shift", kShift},
    Name{0x11, "Ctrl", kModifier},
    Name{0x12, "Alt", kModifier},
    Name{0x13, "Pause"},
    Name{0x1B, "Esc"},
    Name{0x21, "Page Up"},
    Name{0x22, "Page Down"},
    Name{0x23, "End"},
    Name{0x24, "Home"},
    Name{0x25, "←"},
    Name{0x26, "↑"},
    Name{0x27, "→"},
    Name{0x28, "↓"},
    Name{0x2C, "Print"},
    Name{0x2D, "Ins"},
    Name{0x2E, "Del"},
    Name{0x5B, "Win", kModifier},
    Name{0x5C, "Win", kModifier},
    Name{0x5D, "Menu"},
    Name{0xA0, "Shift", kShift},
    Name{0xA1, "Shift", kShift},
    Name{0xA2, "Ctrl", kModifier},
    Name{0xA3, "Ctrl", kModifier},
    Name{0xA4, "Alt", kModifier},
    Name{0xA5, "Alt", kModifier},
};
constexpr std::uint32_t kF1 = 0x70;
constexpr std::uint32_t kF24 = 0x87;

bool isWritten(const QString& text)
{
    return !text.isEmpty() && text.at(0).unicode() >= 0x20 && text.at(0).unicode() != 0x7F;
}

} // namespace

KeyStroke keyStrokeOf(std::uint32_t virtualKey, const QString& typed, const QString& plain)
{
    const auto name = std::find_if(kNames.begin(), kNames.end(),
                                   [&](const Name& each) { return each.virtualKey == virtualKey; });
    if (name != kNames.end())
        return {name->kind, QString::fromUtf8(name->label), {}};
    if (virtualKey >= kF1 && virtualKey <= kF24)
        return {KeyStroke::Kind::Named, QStringLiteral("F%1").arg(virtualKey - kF1 + 1), {}};
    KeyStroke stroke{KeyStroke::Kind::Typing, isWritten(typed) ? typed : QString(),
                     isWritten(plain) ? plain.toUpper() : QString()};
    if (stroke.cap == QLatin1String(" "))
        stroke.cap = QStringLiteral("Space");
    if (stroke.cap.isEmpty())
        stroke.cap = stroke.label.toUpper();
    // With Ctrl held nothing is written, and yet the key has a name.
    if (stroke.label.isEmpty())
        stroke.label = stroke.cap == QLatin1String("Space") ? QStringLiteral(" ") : stroke.cap;
    return stroke;
}

} // namespace reelout
