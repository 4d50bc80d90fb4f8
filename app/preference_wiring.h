// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote_settings.h"
#include "preferences/preference_store.h"
#include "record/engine.h"

namespace reelout {

/// Folders, multiplier and disk guard as the preferences say.
RecordingDefaults recordingDefaults(const PreferenceStore& preferences);

/// Where manifests are: the State folder of the preferences, else the system's.
QString takesFolder(const PreferenceStore& preferences);

/// What the engine behind a window is made with: nobody waits there for devices and sources.
EngineServices windowServices(const PreferenceStore& preferences);

/// Socket, D-Bus, OSC, global hotkeys and the program after each file as the preferences say.
RemoteSettings remoteSettings(const PreferenceStore& preferences);

/// The engine's defaults are the preferences from now on, whenever those change. Main thread.
void followPreferences(Engine& engine, PreferenceStore& preferences);

} // namespace reelout
