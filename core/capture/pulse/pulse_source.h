// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/pulse/pulse_session.h"
#include "capture/source.h"

#include <future>
#include <memory>

namespace reelout {

/// Sound of one device of a PulseAudio or PipeWire server. When the device goes it says Lost, looks for the
/// same name each second, and says Recovered; what other devices play is never recorded.
class PulseSource final : public AudioSource {
public:
    /// `label` is what people call the device.
    PulseSource(QString device, QString label, AudioFormat format, QString heardOutput = {});
    ~PulseSource() override;

    AudioFormat format() const override { return m_format; }
    QString label() const override { return m_label; }
    QString heardOutput() const override { return m_heardOutput; }
    Status start(std::shared_ptr<AudioHub> hub) override;
    void stop() override;

private:
    void run(const std::stop_token& stop, std::promise<Status>& opened);
    void follow(PulseSession& session, const std::stop_token& stop);
    std::unique_ptr<PulseSession> reopen(const std::stop_token& stop);
    void tell(SourceEventKind kind, const QString& text);

    const QString m_device;
    const QString m_label;
    const AudioFormat m_format;
    const QString m_heardOutput;
    std::shared_ptr<AudioHub> m_hub;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
