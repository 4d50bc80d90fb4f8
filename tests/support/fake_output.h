// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/sound_output.h"

#include <memory>
#include <optional>
#include <vector>

namespace reelout::test {

/// What the outputs of a FakeOutputs do, and what has been done to them; shared with the test.
struct OutputScript {
    std::vector<SoundOutputInfo> outputs{{QStringLiteral("speakers"), QStringLiteral("Speakers"), true},
                                         {QStringLiteral("headset"), QStringLiteral("Headset"), false}};
    std::optional<Error> openError;
    std::optional<Error> failure; ///< of all that play

    struct Playing {
        QString device;
        std::shared_ptr<const AudioHub> hub;
        double volume = -1.0;
        bool isMuted = false;
    };
    std::vector<Playing*> playing;
};

/// Outputs that make no sound.
class FakeOutputs final : public SoundOutputBackend {
public:
    explicit FakeOutputs(std::shared_ptr<OutputScript> script) : m_script(std::move(script)) {}

    Result<std::vector<SoundOutputInfo>> outputs() override { return m_script->outputs; }
    Result<std::unique_ptr<SoundOutput>> open(const QString& id) override
    {
        if (m_script->openError)
            return *m_script->openError;
        for (const SoundOutputInfo& output : m_script->outputs) {
            if (id.isEmpty() ? output.isDefault : output.id == id)
                return std::unique_ptr<SoundOutput>(std::make_unique<Output>(m_script, output.id));
        }
        return makeError(ErrorCode::NotFound, QStringLiteral("open sound output"), id);
    }

private:
    class Output final : public SoundOutput {
    public:
        Output(std::shared_ptr<OutputScript> script, QString device) : m_script(std::move(script))
        {
            m_playing.device = std::move(device);
        }
        ~Output() override { stop(); }
        QString device() const override { return m_playing.device; }
        Status start(std::shared_ptr<const AudioHub> hub) override
        {
            m_playing.hub = std::move(hub);
            m_script->playing.push_back(&m_playing);
            return {};
        }
        void stop() override { std::erase(m_script->playing, &m_playing); }
        void setVolume(double volume) override { m_playing.volume = volume; }
        void setMuted(bool muted) override { m_playing.isMuted = muted; }
        std::optional<Error> failure() const override { return m_script->failure; }

    private:
        std::shared_ptr<OutputScript> m_script;
        OutputScript::Playing m_playing;
    };

    std::shared_ptr<OutputScript> m_script;
};

} // namespace reelout::test
