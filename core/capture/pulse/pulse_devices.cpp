// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_devices.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace reelout {

namespace {

const QLatin1String kApplicationPrefix("application:");

struct Listing {
    QString defaultSource;
    QString defaultSink;
    std::map<QString, QString> sinkDescriptions;
    std::vector<PulseDevice> devices;
};

QStringList channelNames(const pa_channel_map& map)
{
    QStringList names;
    for (int i = 0; i < map.channels; ++i)
        names += QString::fromLatin1(pa_channel_position_to_string(map.map[i]));
    return names;
}

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
    device.sink = info->monitor_of_sink;
    device.sinkName = QString::fromUtf8(info->monitor_of_sink_name);
    device.format.sampleRate = static_cast<int>(info->sample_spec.rate);
    device.format.channels = info->sample_spec.channels;
    device.format.channelNames = channelNames(info->channel_map);
    static_cast<Listing*>(data)->devices.push_back(std::move(device));
}

void onSinkInput(pa_context*, const pa_sink_input_info* info, int, void* data)
{
    if (info == nullptr)
        return;
    const auto property = [info](const char* key) {
        return QString::fromUtf8(pa_proplist_gets(info->proplist, key));
    };
    // What this program plays itself is for listening, and would come round for ever.
    if (property(PA_PROP_APPLICATION_PROCESS_ID) == QString::number(QCoreApplication::applicationPid()))
        return;
    QString name = property(PA_PROP_APPLICATION_NAME);
    if (name.isEmpty())
        name = property(PA_PROP_APPLICATION_PROCESS_BINARY);
    if (name.isEmpty())
        return;
    PulseDevice device;
    device.name = kApplicationPrefix + name;
    device.description = name;
    device.isApplication = true;
    device.playing = info->index;
    device.sink = info->sink;
    device.format = {static_cast<int>(info->sample_spec.rate), info->sample_spec.channels,
                     channelNames(info->channel_map)};
    auto& devices = *static_cast<std::vector<PulseDevice>*>(data);
    const bool isKnown = std::any_of(devices.begin(), devices.end(),
                                     [&](const PulseDevice& other) { return other.name == device.name; });
    if (!isKnown)
        devices.push_back(std::move(device));
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

Result<std::vector<PulseDevice>> listPulseApplications(PulseConnection& connection, Timestamp deadline,
                                                       const std::stop_token& stop)
{
    std::vector<PulseDevice> applications;
    REELOUT_TRY(
        connection.wait(pa_context_get_sink_input_info_list(connection.context(), onSinkInput, &applications),
                        deadline, stop, QStringLiteral("list applications")));
    return applications;
}

bool isPulseApplication(const QString& name)
{
    return name.startsWith(kApplicationPrefix);
}

Result<PulseDevice> choosePulseDevice(const std::vector<PulseDevice>& devices, const SoundDeviceSpec& spec)
{
    const bool wantsApplication = spec.kind == SoundDeviceSpec::Kind::Application;
    const bool wantsMonitor = spec.kind == SoundDeviceSpec::Kind::SystemSound;
    QStringList known;
    for (const PulseDevice& device : devices) {
        if (device.isApplication != wantsApplication)
            continue;
        if (spec.deviceId.isEmpty() ? device.isMonitor == wantsMonitor && device.isDefault
                                    : device.name == spec.deviceId)
            return device;
        known += device.name;
    }
    const QString wanted = !spec.deviceId.isEmpty()
                               ? QStringLiteral("no sound device \"%1\"").arg(spec.deviceId)
                           : wantsApplication ? QStringLiteral("no application was chosen")
                                              : (wantsMonitor ? QStringLiteral("no sound output to listen to")
                                                              : QStringLiteral("no microphone"));
    return makeError(ErrorCode::NotFound, QStringLiteral("open sound device"),
                     known.isEmpty()
                         ? (wantsApplication ? QStringLiteral("%1; none plays now")
                                             : QStringLiteral("%1; the sound server has no device at all"))
                               .arg(wanted)
                         : QStringLiteral("%1; there are: %2").arg(wanted, known.join(QStringLiteral(", "))));
}

DeviceInfo pulseDeviceInfo(const PulseDevice& device)
{
    DeviceInfo info;
    info.id = device.name;
    info.label =
        device.isMonitor ? QStringLiteral("System sound: %1").arg(device.description) : device.description;
    if (device.isApplication)
        info.label = QStringLiteral("Application: %1").arg(device.description);
    info.kind = device.isApplication ? QStringLiteral("application")
                : device.isMonitor   ? QStringLiteral("systemsound")
                                     : QStringLiteral("microphone");
    info.isDefault = device.isDefault;
    info.detail =
        device.format.channels == 1
            ? QStringLiteral("1 channel, %1 Hz").arg(device.format.sampleRate)
            : QStringLiteral("%1 channels, %2 Hz").arg(device.format.channels).arg(device.format.sampleRate);
    return info;
}

} // namespace reelout
