// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <CoreAudio/CoreAudio.h>

#include <vector>

namespace reelout {

/// A sound device of macOS, with its input or its output.
struct CoreAudioDevice {
    AudioObjectID object = kAudioObjectUnknown; ///< until the device goes
    QString uid;                                ///< stable
    QString name;
    bool isOutput = false;
    bool isDefault = false;
    int sampleRate = 0;
    int channels = 0; ///< of all streams together
};

enum class SoundDirection { Input, Output };

/// Devices that have channels in this direction.
Result<std::vector<CoreAudioDevice>> listCoreAudioDevices(SoundDirection direction);
/// NotFound when it is not there now.
Result<CoreAudioDevice> findCoreAudioDevice(const QString& uid, SoundDirection direction);
bool isAlive(AudioObjectID object);
/// Of the device now, in frames a second; 0 when it is gone.
int sampleRateOf(AudioObjectID object);

/// An error from CoreAudio's OSStatus: `detail` is "subject: 'what'".
Error coreAudioError(OSStatus status, QString step, const QString& subject);

} // namespace reelout
