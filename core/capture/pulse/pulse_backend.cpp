// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_backend.h"

#include "capture/pulse/pulse_devices.h"
#include "capture/pulse/pulse_source.h"

namespace reelout {

namespace {

constexpr Duration kCallLimit = std::chrono::milliseconds(4500);
constexpr int kMostChannels = PA_CHANNELS_MAX;

Result<std::vector<PulseDevice>> list()
{
    const Timestamp deadline = systemClock().now() + kCallLimit;
    Result<std::unique_ptr<PulseConnection>> connection = PulseConnection::open(deadline);
    if (!connection)
        return connection.error();
    Result<std::vector<PulseDevice>> devices = listPulseDevices(**connection, deadline, {});
    if (!devices)
        return devices;
    const Result<std::vector<PulseDevice>> applications = listPulseApplications(**connection, deadline, {});
    if (!applications)
        return applications;
    devices->insert(devices->end(), applications->begin(), applications->end());
    return devices;
}

} // namespace

Result<std::vector<DeviceInfo>> PulseBackend::devices()
{
    const Result<std::vector<PulseDevice>> devices = list();
    if (!devices)
        return devices.error();
    std::vector<DeviceInfo> infos;
    for (const PulseDevice& device : *devices)
        infos.push_back(pulseDeviceInfo(device));
    return infos;
}

Result<std::unique_ptr<AudioSource>> PulseBackend::open(const SoundDeviceSpec& spec)
{
    const int highestRate = static_cast<int>(PA_RATE_MAX);
    if (spec.sampleRate < 0 || spec.sampleRate > highestRate || spec.channels < 0 ||
        spec.channels > kMostChannels) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("open sound device"),
                         QStringLiteral("%1 Hz, %2 channels; up to %3 Hz and %4 channels are possible")
                             .arg(spec.sampleRate)
                             .arg(spec.channels)
                             .arg(highestRate)
                             .arg(kMostChannels));
    }
    const Result<std::vector<PulseDevice>> devices = list();
    if (!devices)
        return devices.error();
    Result<PulseDevice> device = choosePulseDevice(*devices, spec);
    if (!device)
        return device.error();
    AudioFormat format = device->format;
    if (spec.sampleRate > 0)
        format.sampleRate = spec.sampleRate;
    if (spec.channels > 0 && spec.channels != format.channels) {
        format.channels = spec.channels;
        format.channelNames.clear();
    }
    while (format.channelNames.size() < format.channels)
        format.channelNames += QStringLiteral("chan%1").arg(format.channelNames.size() + 1);
    return std::unique_ptr<AudioSource>(
        std::make_unique<PulseSource>(device->name, pulseDeviceInfo(*device).label, std::move(format),
                                      device->isApplication ? QString() : device->sinkName));
}

} // namespace reelout
