// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariantList>

#include <functional>

namespace reelout {

/// What a script's thread has to do next.
struct ScriptJob {
    enum class Kind { Source, Callback, Tick };
    Kind kind = Kind::Source;
    QString text;            ///< the source, or the callback's name
    QString file;            ///< where the source comes from, for messages
    QVariantList arguments;  ///< of the callback; operators as {"op": number}
    bool showsValue = false; ///< a line of the console: what it gives is printed
};

/// What a script's thread has done.
enum class ScriptDone { Job, Tick, Timer, Forgetting };

/// What a script's thread says. Called on that thread.
struct ScriptVoice {
    std::function<void(const QString& text)> print;
    std::function<void(const QString& text)> fail;
    /// `timers` are still to come, and the script wants its ticks.
    std::function<void(ScriptDone what, int timers, bool wantsTicks)> done;
};

} // namespace reelout
