// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preference_links.h"

#include "base/error_text.h"
#include "base/log.h"
#include "record/sound_monitor.h"
#include "ui/transport/record_commands.h"

#include <cmath>

namespace reelout {

namespace {

/// What a control of the window chose is within its row's range; a refusal is a mistake of ours.
void keep(PreferenceStore& preferences, const QString& key, const QVariant& value)
{
    if (const Status kept = preferences.set(key, value); !kept)
        logWarning(QStringLiteral("preferences"), describe(kept.error()));
}

} // namespace

void linkCountdown(PreferenceStore& preferences, RecordCommands& commands)
{
    preferences.follow(preference::kCountdown, &commands, [&commands](const QVariant& seconds) {
        commands.setCountdownSeconds(seconds.toInt());
    });
    QObject::connect(&commands, &RecordCommands::countdownChanged, &preferences,
                     [&preferences](int seconds) { keep(preferences, preference::kCountdown, seconds); });
}

void linkMonitoring(PreferenceStore& preferences, SoundMonitor& monitor)
{
    using namespace preference;
    preferences.follow(kMonitoringVolume, &monitor,
                       [&monitor](const QVariant& percent) { monitor.setVolume(percent.toInt() / 100.0); });
    preferences.follow(kMonitoringDevice, &monitor,
                       [&monitor](const QVariant& id) { monitor.setOutput(id.toString()); });
    preferences.follow(kMonitoring, &monitor, [&monitor](const QVariant& on) { monitor.setOn(on.toBool()); });
    QObject::connect(&monitor, &SoundMonitor::changed, &preferences, [&preferences, &monitor] {
        keep(preferences, kMonitoringVolume, static_cast<int>(std::lround(monitor.volume() * 100)));
        keep(preferences, kMonitoringDevice, monitor.output());
        keep(preferences, kMonitoring, monitor.isOn());
    });
}

} // namespace reelout
