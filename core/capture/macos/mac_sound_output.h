// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/sound_output.h"

#include <atomic>
#include <mutex>

namespace reelout {

/// Plays to one output of macOS, by an audio queue.
class MacSoundOutput final : public SoundOutput {
public:
    /// `label` is what people call the output.
    MacSoundOutput(QString uid, QString label);
    ~MacSoundOutput() override;

    QString device() const override { return m_uid; }
    Status start(std::shared_ptr<const AudioHub> hub) override;
    void stop() override;
    void setVolume(double volume) override { m_volume = volume; }
    void setMuted(bool muted) override { m_muted = muted; }
    std::optional<Error> failure() const override;

private:
    class Player;
    void watch(const std::stop_token& stop);
    float gain() const;

    const QString m_uid;
    const QString m_label;
    std::atomic<double> m_volume{1.0};
    std::atomic<bool> m_muted{false};
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
    std::unique_ptr<Player> m_player;
    Worker m_worker; ///< last, so that it ends first
};

class MacSoundOutputBackend final : public SoundOutputBackend {
public:
    Result<std::vector<SoundOutputInfo>> outputs() override;
    Result<std::unique_ptr<SoundOutput>> open(const QString& id) override;
};

} // namespace reelout
