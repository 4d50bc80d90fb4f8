// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/effects/effect_bench.h"

#include <vector>

namespace reelout::test {

/// What a row of the contract's tables does, seen from outside: `run` changes it in the inspector and looks
/// for it in the file, the report or the viewport.
struct Effect {
    const char* op;
    const char* row;
    void (*run)();
};

std::vector<Effect> movieOutEffects();
std::vector<Effect> settingsEffects();
std::vector<Effect> commonEffects();
std::vector<Effect> soundEffects();

} // namespace reelout::test
