// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"
#include "capture/windows/wasapi_capture.h"

#include <future>
#include <memory>

namespace reelout {

/// Sound of one microphone of Windows, or of what one output plays. When the device goes it says Lost, looks
/// for the same one each second, and says Recovered; another is never recorded, also not when the default
/// changes. A device that was given another format meanwhile is converted to the one the recording has.
class WasapiSource final : public AudioSource {
public:
    /// `label` is what people call the device; `request` has the hub's format.
    WasapiSource(WasapiCapture::Request request, QString label, AudioFormat format);
    ~WasapiSource() override;

    AudioFormat format() const override { return m_format; }
    QString label() const override { return m_label; }
    QString heardOutput() const override;
    Status start(std::shared_ptr<AudioHub> hub) override;
    void stop() override;

private:
    Result<std::unique_ptr<WasapiCapture>> open() const;
    void run(const std::stop_token& stop, std::promise<Status>& opened);
    void follow(WasapiCapture& stream, const std::stop_token& stop);
    std::unique_ptr<WasapiCapture> reopen(const std::stop_token& stop) const;
    void tell(SourceEventKind kind, const QString& text);

    const WasapiCapture::Request m_request;
    const QString m_label;
    const AudioFormat m_format;
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
