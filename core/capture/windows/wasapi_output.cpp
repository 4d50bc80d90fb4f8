// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_output.h"

#include "base/log.h"
#include "base/windows_error.h"
#include "capture/windows/wasapi_render.h"
#include "media/stereo_listener.h"

#include <algorithm>

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound output");
constexpr std::chrono::milliseconds kTurn(10);

HRESULT playOnce(WasapiRender& render, StereoListener& listener, std::vector<float>& samples, float gain)
{
    std::size_t room = 0;
    if (const HRESULT failed = render.room(kTurn, room); FAILED(failed))
        return failed;
    listener.listen();
    samples.resize(2 * std::min(room, listener.waiting()));
    const std::size_t frames = listener.take(samples, gain);
    return render.play({samples.data(), 2 * frames});
}

} // namespace

WasapiOutput::WasapiOutput(QString device, QString label)
    : m_device(std::move(device)),
      m_label(std::move(label))
{}

WasapiOutput::~WasapiOutput()
{
    stop();
}

Status WasapiOutput::start(std::shared_ptr<const AudioHub> hub)
{
    stop();
    m_hub = std::move(hub);
    auto opened = std::make_shared<std::promise<Status>>();
    std::future<Status> result = opened->get_future();
    m_worker = Worker("listen", [this, opened](const std::stop_token& stop) { run(stop, *opened); });
    Status status = result.get();
    if (!status)
        stop();
    return status;
}

void WasapiOutput::stop()
{
    m_worker.stop();
    const std::scoped_lock lock(m_mutex);
    m_failure.reset();
}

std::optional<Error> WasapiOutput::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

float WasapiOutput::gain() const
{
    const double volume = std::clamp(m_volume.load(), 0.0, 1.0);
    return m_muted ? 0.0F : static_cast<float>(volume * volume * volume);
}

void WasapiOutput::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    const ComApartment apartment;
    std::unique_ptr<WasapiRender> render;
    HRESULT outcome = apartment.outcome();
    if (SUCCEEDED(outcome))
        outcome = WasapiRender::open(m_device.toStdWString(), m_hub->format().sampleRate, render);
    if (FAILED(outcome)) {
        opened.set_value(windowsError(outcome, kStep, m_label));
        return;
    }
    StereoListener listener(m_hub);
    std::vector<float> samples;
    opened.set_value({});
    while (SUCCEEDED(outcome) && !stop.stop_requested())
        outcome = playOnce(*render, listener, samples, gain());
    if (SUCCEEDED(outcome) || stop.stop_requested())
        return;
    logWarning(QStringLiteral("sound"),
               QStringLiteral("%1 is gone (%2)").arg(m_label, windowsError(outcome, {}, {}).detail));
    const std::scoped_lock lock(m_mutex);
    m_failure = makeError(ErrorCode::DeviceLost, QStringLiteral("play sound"), m_label);
}

Result<std::vector<SoundOutputInfo>> WasapiOutputBackend::outputs()
{
    const ComApartment apartment;
    std::vector<SoundEndpoint> endpoints;
    HRESULT outcome = apartment.outcome();
    if (SUCCEEDED(outcome))
        outcome = listSoundEndpoints(endpoints);
    if (FAILED(outcome))
        return windowsError(outcome, QStringLiteral("list sound outputs"), {});
    std::vector<SoundOutputInfo> outputs;
    for (const SoundEndpoint& endpoint : endpoints) {
        if (endpoint.isOutput)
            outputs.push_back({QString::fromStdWString(endpoint.id), QString::fromStdWString(endpoint.name),
                               endpoint.isDefault});
    }
    return outputs;
}

Result<std::unique_ptr<SoundOutput>> WasapiOutputBackend::open(const QString& id)
{
    const Result<std::vector<SoundOutputInfo>> known = outputs();
    if (!known)
        return known.error();
    for (const SoundOutputInfo& output : *known) {
        if (id.isEmpty() ? output.isDefault : output.id == id)
            return std::unique_ptr<SoundOutput>(std::make_unique<WasapiOutput>(output.id, output.label));
    }
    return makeError(ErrorCode::NotFound, kStep,
                     id.isEmpty() ? QStringLiteral("there is no sound output")
                                  : QStringLiteral("no sound output \"%1\"").arg(id));
}

} // namespace reelout
