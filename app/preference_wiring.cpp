// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preference_wiring.h"

#include "recovery/recovery.h"

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

QString takesFolder(const PreferenceStore& preferences)
{
    const QString folder = preferences.text(preference::kStateFolder);
    return folder.isEmpty() ? defaultTakesFolder() : folder + QStringLiteral("/takes");
}

EngineServices windowServices(const PreferenceStore& preferences)
{
    EngineServices services;
    services.looksForHardware = true;
    static_cast<RecordingDefaults&>(services) = recordingDefaults(preferences);
    services.listing = DeviceLists::Mode::InBackground;
    services.opening = EngineServices::Opening::InBackground;
    services.takesFolder = takesFolder(preferences);
    return services;
}

RemoteSettings remoteSettings(const PreferenceStore& preferences)
{
    using namespace preference;
    RemoteSettings settings;
    settings.socket = preferences.isOn(kRemoteSocket);
    settings.bus = preferences.isOn(kRemoteDBus);
    settings.osc.isOn = preferences.isOn(kRemoteOsc);
    settings.osc.address = preferences.text(kOscBind);
    settings.osc.port = preferences.whole(kOscPort);
    settings.osc.allowed = preferences.texts(kOscAllow);
    settings.afterFile = preferences.texts(kAfterFile);
    for (const Preference* row : preferences.table().group(kHotkeys)) {
        const QString keys = preferences.text(row->key);
        if (preferences.isOn(kHotkeysOn) && !keys.isEmpty())
            settings.hotkeys.insert(row->key.section(QLatin1Char('.'), 1), keys);
    }
    return settings;
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
