// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_store.h"

namespace reelout {

class RecordCommands;
class SoundMonitor;

/// Keeps a part of the window and the preferences that are its memory alike, whichever of the two is changed,
/// for as long as the part lives. Main thread.
void linkCountdown(PreferenceStore& preferences, RecordCommands& commands);
void linkMonitoring(PreferenceStore& preferences, SoundMonitor& monitor);

} // namespace reelout
