// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/core_audio.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace reelout {

namespace {

AudioObjectPropertyAddress address(AudioObjectPropertySelector selector,
                                   AudioObjectPropertyScope scope = kAudioObjectPropertyScopeGlobal)
{
    return {selector, scope, kAudioObjectPropertyElementMain};
}

AudioObjectPropertyScope scopeOf(SoundDirection direction)
{
    return direction == SoundDirection::Input ? kAudioObjectPropertyScopeInput
                                              : kAudioObjectPropertyScopeOutput;
}

template <typename Value>
bool read(AudioObjectID object, AudioObjectPropertySelector selector, Value& value)
{
    const AudioObjectPropertyAddress what = address(selector);
    UInt32 bytes = sizeof value;
    return AudioObjectGetPropertyData(object, &what, 0, nullptr, &bytes, &value) == noErr;
}

QString readText(AudioObjectID object, AudioObjectPropertySelector selector)
{
    CFStringRef text = nullptr;
    if (!read(object, selector, text) || text == nullptr)
        return {};
    const QString result = QString::fromCFString(text);
    CFRelease(text);
    return result;
}

int channelsOf(AudioObjectID object, SoundDirection direction)
{
    const AudioObjectPropertyAddress what =
        address(kAudioDevicePropertyStreamConfiguration, scopeOf(direction));
    UInt32 bytes = 0;
    if (AudioObjectGetPropertyDataSize(object, &what, 0, nullptr, &bytes) != noErr ||
        bytes < sizeof(AudioBufferList))
        return 0;
    std::vector<std::max_align_t> memory(bytes / sizeof(std::max_align_t) + 1);
    auto* list = reinterpret_cast<AudioBufferList*>(memory.data());
    if (AudioObjectGetPropertyData(object, &what, 0, nullptr, &bytes, list) != noErr)
        return 0;
    UInt32 channels = 0;
    for (UInt32 i = 0; i < list->mNumberBuffers; ++i)
        channels += list->mBuffers[i].mNumberChannels;
    return static_cast<int>(channels);
}

} // namespace

Error coreAudioError(OSStatus status, QString step, const QString& subject)
{
    // Most of them are four letters.
    QString text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        const auto letter = static_cast<char16_t>(static_cast<UInt32>(status) >> shift & 255U);
        if (letter >= 0x20 && letter < 0x7F)
            text += QChar(letter);
    }
    if (text.size() != 4)
        text = QString::number(status);
    const bool isGone = status == kAudioHardwareBadObjectError || status == kAudioHardwareBadDeviceError ||
                        status == kAudioHardwareNotRunningError;
    const bool isRefused = status == kAudioDevicePermissionsError;
    return makeError(isGone      ? ErrorCode::DeviceLost
                     : isRefused ? ErrorCode::PermissionDenied
                                 : ErrorCode::Unsupported,
                     std::move(step), QStringLiteral("%1: CoreAudio says '%2'").arg(subject, text));
}

bool isAlive(AudioObjectID object)
{
    UInt32 alive = 0;
    return read(object, kAudioDevicePropertyDeviceIsAlive, alive) && alive != 0;
}

int sampleRateOf(AudioObjectID object)
{
    Float64 rate = 0.0;
    return read(object, kAudioDevicePropertyNominalSampleRate, rate) ? static_cast<int>(std::lround(rate))
                                                                     : 0;
}

Result<std::vector<CoreAudioDevice>> listCoreAudioDevices(SoundDirection direction)
{
    const QString step = QStringLiteral("list sound devices");
    const AudioObjectPropertyAddress what = address(kAudioHardwarePropertyDevices);
    UInt32 bytes = 0;
    if (const OSStatus failed =
            AudioObjectGetPropertyDataSize(kAudioObjectSystemObject, &what, 0, nullptr, &bytes);
        failed != noErr)
        return coreAudioError(failed, step, QStringLiteral("macOS"));
    std::vector<AudioObjectID> objects(bytes / sizeof(AudioObjectID));
    if (const OSStatus failed =
            AudioObjectGetPropertyData(kAudioObjectSystemObject, &what, 0, nullptr, &bytes, objects.data());
        failed != noErr)
        return coreAudioError(failed, step, QStringLiteral("macOS"));
    objects.resize(bytes / sizeof(AudioObjectID));
    AudioObjectID standard = kAudioObjectUnknown;
    (void)read(kAudioObjectSystemObject,
               direction == SoundDirection::Input ? kAudioHardwarePropertyDefaultInputDevice
                                                  : kAudioHardwarePropertyDefaultOutputDevice,
               standard); // then none of them is
    std::vector<CoreAudioDevice> devices;
    for (const AudioObjectID object : objects) {
        CoreAudioDevice device;
        device.object = object;
        device.channels = channelsOf(object, direction);
        if (device.channels == 0)
            continue;
        device.uid = readText(object, kAudioDevicePropertyDeviceUID);
        device.name = readText(object, kAudioObjectPropertyName);
        device.isOutput = direction == SoundDirection::Output;
        device.isDefault = object == standard;
        device.sampleRate = sampleRateOf(object);
        if (!device.uid.isEmpty() && device.sampleRate > 0)
            devices.push_back(std::move(device));
    }
    return devices;
}

Result<CoreAudioDevice> findCoreAudioDevice(const QString& uid, SoundDirection direction)
{
    const Result<std::vector<CoreAudioDevice>> devices = listCoreAudioDevices(direction);
    if (!devices)
        return devices.error();
    const auto found = std::find_if(devices->begin(), devices->end(),
                                    [&](const CoreAudioDevice& device) { return device.uid == uid; });
    if (found == devices->end())
        return makeError(ErrorCode::NotFound, QStringLiteral("open sound device"),
                         QStringLiteral("no sound device \"%1\"").arg(uid));
    return *found;
}

} // namespace reelout
