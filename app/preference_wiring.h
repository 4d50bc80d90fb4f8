// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/remote_settings.h"
#include "preferences/preference_store.h"
#include "record/engine.h"

#include <functional>

namespace reelout {

/// Folders, multiplier and disk guard as the preferences say.
RecordingDefaults recordingDefaults(const PreferenceStore& preferences);

/// Where manifests are: the State folder of the preferences, else the system's.
QString takesFolder(const PreferenceStore& preferences);

/// Which ways of control from outside are open.
RemoteSettings remoteSettings(const PreferenceStore& preferences);

/// The engine's defaults are the preferences from now on, whenever those change. Main thread.
void followPreferences(Engine& engine, PreferenceStore& preferences);

/// Calls `apply` now and whenever one of these settings changes, for as long as `context` lives. Main thread.
void followRemoteSettings(PreferenceStore& preferences, const QObject& context,
                          std::function<void(const RemoteSettings&)> apply);

} // namespace reelout
