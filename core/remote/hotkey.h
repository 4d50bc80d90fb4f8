// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <cstdint>

namespace reelout {

/// A key with its modifiers, as people write it: "Ctrl+Shift+F9" (QKeySequence's portable text). A value.
struct Hotkey {
    bool shift = false;
    bool control = false;
    bool alt = false;
    bool meta = false;
    std::uint32_t keysym = 0; ///< of X11 (keysymdef.h), of the key without Shift

    friend bool operator==(const Hotkey&, const Hotkey&) = default;

    /// InvalidParameter for no key, several, or one without a name here. Unsupported for what a desktop keeps
    /// for itself (Ctrl+Alt+F1 to F12 switch consoles) and for a plain letter, which people type.
    static Result<Hotkey> parse(const QString& text);
};

} // namespace reelout
