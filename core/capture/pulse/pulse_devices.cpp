// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_devices.h"

#include <algorithm>
#include <map>

namespace reelout {

namespace {

struct Listing {
    QString defaultSource;
    QString defaultSink;
    std::map<QString, QString> sinkDescriptions;
    std::vector<PulseDevice> devices;
};

void onServer(pa_context*, const pa_server_info* info, void* data)
{
    if (info == nullptr)
        return;
    auto& listing = *static_cast<Listing*>(data);
    listing.defaultSource = QString::fromUtf8(info->default_source_name);
    listing.defaultSink = QString::fromUtf8(info->default_sink_name);
}

void onSink(pa_context*, const pa_sink_info* info, int, void* data)
{
    if (info == nullptr)
        return;
    static_cast<Listing*>(data)->sinkDescriptions[QString::fromUtf8(info->name)] =
        QString::fromUtf8(info->description);
}

void onSource(pa_context*, const pa_source_info* info, int, void* data)
{
    if (info == nullptr)
        return;
    PulseDevice device;
    device.name = QString::fromUtf8(info->name);
    device.description = QString::fromUtf8(info->description);
    device.isMonitor = info->monitor_of_sink != PA_INVALID_INDEX;
    device.sinkName = QString::fromUtf8(info->monitor_of_sink_name);
    device.format.sampleRate = static_cast<int>(info->sample_spec.rate);
    device.format.channels = info->sample_spec.channels;
    for (int i = 0; i < info->channel_map.channels; ++i) {
        device.format.channelNames +=
            QString::fromLatin1(pa_channel_position_to_string(info->channel_map.map[i]));
    }
    static_cast<Listing*>(data)->devices.push_back(std::move(device));
}

/// A server without a microphone names a monitor as its default source. Whoever asks for a microphone must
/// never get the sound of the system instead.
void markDefaults(Listing& listing)
{
    const auto isMicrophone = [](const PulseDevice& device) { return !device.isMonitor; };
    auto microphone = std::find_if(listing.devices.begin(), listing.devices.end(), [&](const auto& device) {
        return isMicrophone(device) && device.name == listing.defaultSource;
    });
    if (microphone == listing.devices.end())
        microphone = std::find_if(listing.devices.begin(), listing.devices.end(), isMicrophone);
    if (microphone != listing.devices.end())
        microphone->isDefault = true;
    for (PulseDevice& device : listing.devices) {
        if (device.isMonitor && device.sinkName == listing.defaultSink)
            device.isDefault = true;
    }
}

} // namespace

Result<std::vector<PulseDevice>> listPulseDevices(PulseConnection& connection, Timestamp deadline,
                                                  const std::stop_token& stop)
{
    const QString step = QStringLiteral("list sound devices");
    Listing listing;
    pa_context* context = connection.context();
    REELOUT_TRY(
        connection.wait(pa_context_get_server_info(context, onServer, &listing), deadline, stop, step));
    REELOUT_TRY(
        connection.wait(pa_context_get_sink_info_list(context, onSink, &listing), deadline, stop, step));
    REELOUT_TRY(
        connection.wait(pa_context_get_source_info_list(context, onSource, &listing), deadline, stop, step));
    for (PulseDevice& device : listing.devices) {
        const auto sink = listing.sinkDescriptions.find(device.sinkName);
        if (device.isMonitor && sink != listing.sinkDescriptions.end())
            device.description = sink->second;
    }
    std::stable_partition(listing.devices.begin(), listing.devices.end(),
                          [](const PulseDevice& device) { return !device.isMonitor; });
    markDefaults(listing);
    return std::move(listing.devices);
}

Result<PulseDevice> choosePulseDevice(const std::vector<PulseDevice>& devices, const SoundDeviceSpec& spec)
{
    const bool wantsMonitor = spec.kind == SoundDeviceSpec::Kind::SystemSound;
    QStringList known;
    for (const PulseDevice& device : devices) {
        if (spec.deviceId.isEmpty() ? device.isMonitor == wantsMonitor && device.isDefault
                                    : device.name == spec.deviceId)
            return device;
        known += device.name;
    }
    const QString wanted = !spec.deviceId.isEmpty()
                               ? QStringLiteral("no sound device \"%1\"").arg(spec.deviceId)
                               : (wantsMonitor ? QStringLiteral("no sound output to listen to")
                                               : QStringLiteral("no microphone"));
    return makeError(ErrorCode::NotFound, QStringLiteral("open sound device"),
                     known.isEmpty()
                         ? QStringLiteral("%1; the sound server has no device at all").arg(wanted)
                         : QStringLiteral("%1; there are: %2").arg(wanted, known.join(QStringLiteral(", "))));
}

DeviceInfo pulseDeviceInfo(const PulseDevice& device)
{
    DeviceInfo info;
    info.id = device.name;
    info.label =
        device.isMonitor ? QStringLiteral("System sound: %1").arg(device.description) : device.description;
    info.kind = device.isMonitor ? QStringLiteral("systemsound") : QStringLiteral("microphone");
    info.isDefault = device.isDefault;
    info.detail =
        device.format.channels == 1
            ? QStringLiteral("1 channel, %1 Hz").arg(device.format.sampleRate)
            : QStringLiteral("%1 channels, %2 Hz").arg(device.format.channels).arg(device.format.sampleRate);
    return info;
}

} // namespace reelout
