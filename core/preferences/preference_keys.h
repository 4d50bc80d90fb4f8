// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

/// The keys of the program's preferences, as code names them; what each means is in its row
/// (preferences/tables).
namespace reelout::preference {

inline constexpr QLatin1String kTheme("appearance.theme");       ///< "dark", "light", "contrast", "system"
inline constexpr QLatin1String kTextSize("appearance.textSize"); ///< percent, 100..200
inline constexpr QLatin1String kReducedMotion("appearance.reducedMotion");
inline constexpr QLatin1String kLanguage("appearance.language"); ///< "de", "en"; empty = the system's

inline constexpr QLatin1String kPreview("viewport.preview");
inline constexpr QLatin1String kPreviewRate("viewport.rate"); ///< pictures a second at most

inline constexpr QLatin1String kMoviesFolder("folders.movies"); ///< these empty = see their rows
inline constexpr QLatin1String kStillsFolder("folders.stills");
inline constexpr QLatin1String kSoundFolder("folders.sound");
inline constexpr QLatin1String kStateFolder("folders.state");

inline constexpr QLatin1String kResolutionMultiplier("recording.resolutionMultiplier");
inline constexpr QLatin1String kProjectRate("recording.projectRate"); ///< of new projects, frames a second
inline constexpr QLatin1String kCountdown("recording.countdown");     ///< seconds, 0 = none
inline constexpr QLatin1String kWarnBelow("recording.warnBelow");     ///< seconds of room on the disk
inline constexpr QLatin1String kStopBelow("recording.stopBelow");     ///< seconds of room on the disk

inline constexpr QLatin1String kMonitoring("monitoring.on");
inline constexpr QLatin1String kMonitoringDevice("monitoring.device"); ///< empty = the system's output
inline constexpr QLatin1String kMonitoringVolume("monitoring.volume"); ///< percent, 0..100

inline constexpr QLatin1String kHotkeys("hotkeys"); ///< the group: each row of it is an action's sequence
inline constexpr QLatin1String kHotkeysOn("keys.global");
inline constexpr QLatin1String kHotkeyRecord("hotkeys.record");
inline constexpr QLatin1String kHotkeyPause("hotkeys.pause");
inline constexpr QLatin1String kHotkeyAddFrame("hotkeys.addframe");
inline constexpr QLatin1String kHotkeySplit("hotkeys.split");
inline constexpr QLatin1String kHotkeyMarker("hotkeys.marker");
inline constexpr QLatin1String kHotkeySaveReplay("hotkeys.savereplay");
inline constexpr QLatin1String kHotkeyReplay("hotkeys.replay");
inline constexpr QLatin1String kHotkeyRecordAll("hotkeys.recordall");
inline constexpr QLatin1String kHotkeyStopAll("hotkeys.stopall");
inline constexpr QLatin1String kHotkeyShowWindow("hotkeys.showwindow");

inline constexpr QLatin1String kRemoteSocket("remote.socket");
inline constexpr QLatin1String kRemoteDBus("remote.dbus");
inline constexpr QLatin1String kRemoteOsc("remote.osc");
inline constexpr QLatin1String kOscPort("remote.oscPort");
inline constexpr QLatin1String kScheduleOn("schedule.on");
inline constexpr QLatin1String kScheduleStart("schedule.start");       ///< "14:00"
inline constexpr QLatin1String kScheduleStop("schedule.stop");         ///< the same; empty = by hand
inline constexpr QLatin1String kScheduleDays("schedule.days");         ///< "daily", "once", "mon,wed"
inline constexpr QLatin1String kScheduleRecorder("schedule.recorder"); ///< name; empty = the one shown
inline constexpr QLatin1String kOscBind("remote.oscBind");             ///< address, "127.0.0.1"
inline constexpr QLatin1String kOscAllow("remote.oscAllow"); ///< addresses that may send; empty = all

inline constexpr QLatin1String kAfterFile("remote.afterFile"); ///< program and its arguments; empty = none

inline constexpr QLatin1String kAskClosing("confirm.close");      ///< closing while something records
inline constexpr QLatin1String kAskRemoving("confirm.remove");    ///< removing operators
inline constexpr QLatin1String kAskDiscarding("confirm.discard"); ///< unsaved changes of the project

inline constexpr QLatin1String kStartInTray("desktop.startInTray");
inline constexpr QLatin1String kMinimiseToTray("desktop.minimiseToTray");
inline constexpr QLatin1String kNotifications("desktop.notifications");

} // namespace reelout::preference
