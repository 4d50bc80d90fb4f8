// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <QString>

#include <vector>

namespace reelout {

/// One way to go on with what is being typed.
struct Completion {
    QString text;   ///< takes the place of what was typed from Completions::begin to the cursor
    QString detail; ///< what it is, with its value now: "Movie FPS = 60"
};

struct Completions {
    int begin = 0; ///< index in the text
    std::vector<Completion> items;
};

/// How an expression or script may go on at `cursor`: operators after op(', parameters after .par. with what
/// they are now, members, and the names there are. At most 200. `me` may be null. Nothing is evaluated anew
/// but parameters whose values are shown. Main thread.
Completions completionsFor(const Project& project, const Operator* me, const QString& text, int cursor);

} // namespace reelout
