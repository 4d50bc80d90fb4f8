// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_backend.h"

#include "base/windows_error.h"
#include "capture/windows/wasapi_source.h"

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound device");
constexpr int kHighestRate = 384000;
constexpr int kMostChannels = 32;

Result<std::vector<SoundEndpoint>> list()
{
    const ComApartment apartment;
    std::vector<SoundEndpoint> endpoints;
    HRESULT outcome = apartment.outcome();
    if (SUCCEEDED(outcome))
        outcome = listSoundEndpoints(endpoints);
    if (outcome == AUDCLNT_E_SERVICE_NOT_RUNNING)
        return makeError(ErrorCode::NoSoundServer, QStringLiteral("list sound devices"),
                         QStringLiteral("The service Windows Audio does not run: start it in Services."));
    if (FAILED(outcome))
        return windowsError(outcome, QStringLiteral("list sound devices"), {});
    return endpoints;
}

QString labelOf(const SoundEndpoint& endpoint)
{
    const QString name = QString::fromStdWString(endpoint.name);
    return endpoint.isOutput ? QStringLiteral("System sound: %1").arg(name) : name;
}

DeviceInfo describe(const SoundEndpoint& endpoint)
{
    DeviceInfo info;
    info.id = QString::fromStdWString(endpoint.id);
    info.label = labelOf(endpoint);
    info.kind = endpoint.isOutput ? QStringLiteral("systemsound") : QStringLiteral("microphone");
    info.isDefault = endpoint.isDefault;
    info.detail =
        endpoint.mix.channels == 1
            ? QStringLiteral("1 channel, %1 Hz").arg(endpoint.mix.sampleRate)
            : QStringLiteral("%1 channels, %2 Hz").arg(endpoint.mix.channels).arg(endpoint.mix.sampleRate);
    return info;
}

Result<SoundEndpoint> choose(const std::vector<SoundEndpoint>& endpoints, const SoundDeviceSpec& spec)
{
    const bool wantsOutput = spec.kind == SoundDeviceSpec::Kind::SystemSound;
    QStringList known;
    for (const SoundEndpoint& endpoint : endpoints) {
        const QString id = QString::fromStdWString(endpoint.id);
        if (spec.deviceId.isEmpty() ? endpoint.isOutput == wantsOutput && endpoint.isDefault
                                    : id == spec.deviceId)
            return endpoint;
        known += labelOf(endpoint);
    }
    const QString wanted = !spec.deviceId.isEmpty()
                               ? QStringLiteral("no sound device \"%1\"").arg(spec.deviceId)
                           : wantsOutput ? QStringLiteral("no sound output to listen to")
                                         : QStringLiteral("no microphone");
    return makeError(ErrorCode::NotFound, kStep,
                     known.isEmpty()
                         ? QStringLiteral("%1; Windows has no sound device at all").arg(wanted)
                         : QStringLiteral("%1; there are: %2").arg(wanted, known.join(QStringLiteral(", "))));
}

AudioFormat formatFor(const SoundDeviceSpec& spec, const WaveFormat& mix)
{
    AudioFormat format;
    format.sampleRate = spec.sampleRate > 0 ? spec.sampleRate : mix.sampleRate;
    format.channels = spec.channels > 0 ? spec.channels : mix.channels;
    const std::uint32_t speakers =
        format.channels == mix.channels ? mix.speakers : usualSpeakers(format.channels);
    for (const std::string& name : channelNames(format.channels, speakers))
        format.channelNames += QString::fromStdString(name);
    return format;
}

} // namespace

Result<std::vector<DeviceInfo>> WasapiBackend::devices()
{
    const Result<std::vector<SoundEndpoint>> endpoints = list();
    if (!endpoints)
        return endpoints.error();
    std::vector<DeviceInfo> infos;
    std::transform(endpoints->begin(), endpoints->end(), std::back_inserter(infos), describe);
    return infos;
}

Result<std::unique_ptr<AudioSource>> WasapiBackend::open(const SoundDeviceSpec& spec)
{
    if (spec.sampleRate < 0 || spec.sampleRate > kHighestRate || spec.channels < 0 ||
        spec.channels > kMostChannels)
        return makeError(ErrorCode::InvalidParameter, kStep,
                         QStringLiteral("%1 Hz, %2 channels; up to %3 Hz and %4 channels are possible")
                             .arg(spec.sampleRate)
                             .arg(spec.channels)
                             .arg(kHighestRate)
                             .arg(kMostChannels));
    if (spec.kind == SoundDeviceSpec::Kind::Application)
        return makeError(
            ErrorCode::Unsupported, kStep,
            QStringLiteral("the sound of one application can't be captured on Windows yet; capture the "
                           "sound of the system."));
    const Result<std::vector<SoundEndpoint>> endpoints = list();
    if (!endpoints)
        return endpoints.error();
    const Result<SoundEndpoint> endpoint = choose(*endpoints, spec);
    if (!endpoint)
        return endpoint.error();
    AudioFormat format = formatFor(spec, endpoint->mix);
    // The hub's format is the request's, so that a device that comes back with another is converted.
    WasapiCapture::Request request{endpoint->id, endpoint->isOutput, format.sampleRate, format.channels};
    return std::unique_ptr<AudioSource>(
        std::make_unique<WasapiSource>(std::move(request), labelOf(*endpoint), std::move(format)));
}

} // namespace reelout
