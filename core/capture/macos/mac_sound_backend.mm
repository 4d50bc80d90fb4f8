// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/macos/mac_sound_backend.h"

#include "capture/macos/core_audio.h"
#include "capture/macos/mac_sound_source.h"
#include "capture/macos/mac_system_sound.h"

#include <QStringList>

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound device");
const QString kSystem = QStringLiteral("system");
constexpr int kSystemRate = 48000;
constexpr int kSystemChannels = 2;

DeviceInfo describe(const CoreAudioDevice& device)
{
    DeviceInfo info;
    info.id = device.uid;
    info.label = device.name;
    info.kind = QStringLiteral("microphone");
    info.isDefault = device.isDefault;
    info.detail = device.channels == 1
                      ? QStringLiteral("1 channel, %1 Hz").arg(device.sampleRate)
                      : QStringLiteral("%1 channels, %2 Hz").arg(device.channels).arg(device.sampleRate);
    return info;
}

AudioFormat formatOf(int sampleRate, int channels)
{
    AudioFormat format;
    format.sampleRate = sampleRate;
    format.channels = channels;
    for (int i = 1; i <= channels; ++i)
        format.channelNames += QStringLiteral("chan%1").arg(i);
    return format;
}

// ScreenCaptureKit makes one or two channels of a few rates.
Result<std::unique_ptr<AudioSource>> openSystem(const SoundDeviceSpec& spec)
{
    constexpr int kRates[] = {8000, 16000, 24000, 48000};
    const int rate = spec.sampleRate > 0 ? spec.sampleRate : kSystemRate;
    const int channels = spec.channels > 0 ? spec.channels : kSystemChannels;
    if (channels > kSystemChannels ||
        std::find(std::begin(kRates), std::end(kRates), rate) == std::end(kRates))
        return makeError(
            ErrorCode::InvalidParameter, kStep,
            QStringLiteral("%1 Hz, %2 channels; the sound of the system has 8000, 16000, 24000 or 48000 "
                           "Hz and one or two channels")
                .arg(rate)
                .arg(channels));
    return std::unique_ptr<AudioSource>(std::make_unique<MacSystemSound>(formatOf(rate, channels)));
}

Result<CoreAudioDevice> choose(const std::vector<CoreAudioDevice>& devices, const QString& uid)
{
    QStringList known;
    for (const CoreAudioDevice& device : devices) {
        if (uid.isEmpty() ? device.isDefault : device.uid == uid)
            return device;
        known += device.name;
    }
    const QString wanted =
        uid.isEmpty() ? QStringLiteral("no microphone") : QStringLiteral("no sound device \"%1\"").arg(uid);
    return makeError(ErrorCode::NotFound, kStep,
                     known.isEmpty()
                         ? wanted
                         : QStringLiteral("%1; there are: %2").arg(wanted, known.join(QStringLiteral(", "))));
}

} // namespace

Result<std::vector<DeviceInfo>> MacSoundBackend::devices()
{
    const Result<std::vector<CoreAudioDevice>> inputs = listCoreAudioDevices(SoundDirection::Input);
    if (!inputs)
        return inputs.error();
    std::vector<DeviceInfo> infos;
    std::transform(inputs->begin(), inputs->end(), std::back_inserter(infos), describe);
    if (@available(macOS 13.0, *)) {
        DeviceInfo system;
        system.id = kSystem;
        system.label = QStringLiteral("System sound");
        system.kind = QStringLiteral("systemsound");
        system.isDefault = true;
        system.detail = QStringLiteral("%1 channels, %2 Hz").arg(kSystemChannels).arg(kSystemRate);
        infos.push_back(std::move(system));
    }
    return infos;
}

Result<std::unique_ptr<AudioSource>> MacSoundBackend::open(const SoundDeviceSpec& spec)
{
    if (spec.kind == SoundDeviceSpec::Kind::Application)
        return makeError(
            ErrorCode::Unsupported, kStep,
            QStringLiteral("the sound of one application can't be captured on macOS yet; capture the sound "
                           "of the system."));
    const bool isSystem =
        spec.deviceId.isEmpty() ? spec.kind == SoundDeviceSpec::Kind::SystemSound : spec.deviceId == kSystem;
    if (isSystem)
        return openSystem(spec);
    const Result<std::vector<CoreAudioDevice>> inputs = listCoreAudioDevices(SoundDirection::Input);
    if (!inputs)
        return inputs.error();
    const Result<CoreAudioDevice> device = choose(*inputs, spec.deviceId);
    if (!device)
        return device.error();
    const int rate = spec.sampleRate > 0 ? spec.sampleRate : device->sampleRate;
    const int channels = spec.channels > 0 ? spec.channels : device->channels;
    if (rate != device->sampleRate || channels > device->channels)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1 has %2 Hz and %3 channels; others are set in Audio MIDI Setup.")
                             .arg(device->name)
                             .arg(device->sampleRate)
                             .arg(device->channels));
    return std::unique_ptr<AudioSource>(
        std::make_unique<MacSoundSource>(device->uid, device->name, formatOf(rate, channels)));
}

} // namespace reelout
