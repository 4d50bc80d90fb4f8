// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_keys.h"
#include "preferences/preference_rows.h"

namespace reelout {

void addAppearancePreferences(PreferenceRows& rows); ///< appearance, viewport, desktop, confirmations
void addRecordingPreferences(PreferenceRows& rows);  ///< folders, recording, monitoring
void addControlPreferences(PreferenceRows& rows);    ///< hotkeys, remote control

} // namespace reelout
