// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/sound_output.h"

#include <atomic>
#include <future>
#include <mutex>

namespace reelout {

/// Plays to one output of Windows.
class WasapiOutput final : public SoundOutput {
public:
    /// `label` is what people call the output.
    WasapiOutput(QString device, QString label);
    ~WasapiOutput() override;

    QString device() const override { return m_device; }
    Status start(std::shared_ptr<const AudioHub> hub) override;
    void stop() override;
    void setVolume(double volume) override { m_volume = volume; }
    void setMuted(bool muted) override { m_muted = muted; }
    std::optional<Error> failure() const override;

private:
    void run(const std::stop_token& stop, std::promise<Status>& opened);
    float gain() const;

    const QString m_device;
    const QString m_label;
    std::shared_ptr<const AudioHub> m_hub;
    std::atomic<double> m_volume{1.0};
    std::atomic<bool> m_muted{false};
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
    Worker m_worker; ///< last, so that it ends first
};

class WasapiOutputBackend final : public SoundOutputBackend {
public:
    Result<std::vector<SoundOutputInfo>> outputs() override;
    Result<std::unique_ptr<SoundOutput>> open(const QString& id) override;
};

} // namespace reelout
