// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/specs.h"

#include <QString>
#include <QStringList>

#include <deque>

namespace reelout {

/// One key as a back end names it.
struct KeyStroke {
    enum class Kind {
        Modifier, ///< Ctrl, Alt, Super: what follows is a shortcut
        Shift,    ///< changes what is typed
        Typing,   ///< writes a character
        Named,    ///< does something: Enter, arrows, F1
    };
    Kind kind = Kind::Typing;
    QString label; ///< "Ctrl", "Enter"; Typing: the character as it is written
    QString cap;   ///< Typing: what the key is called in a shortcut ("S"); else as `label`
};

/// Which keys are to be read in the picture, and for how long. In Shortcuts no character that is typed ever
/// gets into it. Pure.
class KeyCaps {
public:
    explicit KeyCaps(ScreenSpec::Keys mode) : m_mode(mode) {}

    void press(const KeyStroke& key, Timestamp now);
    void release(const KeyStroke& key, Timestamp now);
    /// Forgets what is held down: its release may have been missed.
    void releaseAll() { m_held.clear(); }
    /// The lines that are to be seen at `now`, oldest first ("Ctrl + Shift + S", "hello").
    QStringList texts(Timestamp now);

private:
    struct Chip {
        QString text;
        bool isTyping = false;
        int times = 1;
        Timestamp last;
    };
    void show(const QString& text, bool isTyping, Timestamp now);
    QStringList held() const;

    const ScreenSpec::Keys m_mode;
    std::deque<KeyStroke> m_held; ///< modifiers and Shift, in the order they went down
    std::deque<Chip> m_chips;
};

} // namespace reelout
