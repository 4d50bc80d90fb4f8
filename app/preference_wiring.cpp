// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preference_wiring.h"

#include "recovery/recovery.h"

#include <QProcess>

namespace reelout {

RecordingDefaults recordingDefaults(const PreferenceStore& preferences)
{
    using namespace preference;
    RecordingDefaults defaults;
    defaults.moviesFolder = preferences.text(kMoviesFolder);
    defaults.stillsFolder = preferences.text(kStillsFolder);
    defaults.soundFolder = preferences.text(kSoundFolder);
    defaults.resolutionMultiplier = preferences.real(kResolutionMultiplier);
    defaults.space.warnBelow = std::chrono::seconds(preferences.whole(kWarnBelow));
    defaults.space.stopBelow = std::chrono::seconds(preferences.whole(kStopBelow));
    return defaults;
}

RemoteSettings remoteSettings(const PreferenceStore& preferences)
{
    using namespace preference;
    RemoteSettings settings;
    settings.socket = preferences.isOn(kRemoteSocket);
    settings.bus = preferences.isOn(kRemoteDBus);
    settings.osc = {preferences.isOn(kRemoteOsc), preferences.text(kOscBind), preferences.whole(kOscPort),
                    preferences.texts(kOscAllow)};
    if (preferences.isOn(kHotkeysOn)) {
        for (const Preference* row : preferences.table().group(kHotkeys))
            settings.hotkeys.insert(row->key.section(QLatin1Char('.'), 1), preferences.text(row->key));
    }
    settings.afterFile = QProcess::splitCommand(preferences.text(kAfterFile));
    return settings;
}

void followRemoteSettings(PreferenceStore& preferences, const QObject& context,
                          std::function<void(const RemoteSettings&)> apply)
{
    apply(remoteSettings(preferences));
    // Resetting a page changes many rows at once: what is the same as before is not applied again.
    QObject::connect(&preferences, &PreferenceStore::changed, &context,
                     [&preferences, apply = std::move(apply)] { apply(remoteSettings(preferences)); });
}

QString takesFolder(const PreferenceStore& preferences)
{
    const QString folder = preferences.text(preference::kStateFolder);
    return folder.isEmpty() ? defaultTakesFolder() : folder + QStringLiteral("/takes");
}

void followPreferences(Engine& engine, PreferenceStore& preferences)
{
    engine.setDefaults(recordingDefaults(preferences));
    QObject::connect(&preferences, &PreferenceStore::changed, &engine,
                     [&engine, &preferences](const QString& key) {
                         const Preference* row = preferences.table().find(key);
                         if (row && row->takesEffect == TakesEffect::NextTake)
                             engine.setDefaults(recordingDefaults(preferences));
                     });
}

} // namespace reelout
