// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/sound_output.h"
#include "record/engine.h"
#include "record/opening.h"

#include <QPointer>
#include <QTimer>

namespace reelout {

/// Lets a person hear what an operator hears: each of its sources is played to one output, at a volume that
/// is nobody else's. Off by default, and off again by itself when it can't be or must not be: an output whose
/// own sound is being captured would come round for ever. What is recorded is not touched: it is one more
/// reader of the same hubs. Main thread.
class SoundMonitor final : public QObject {
    Q_OBJECT

public:
    /// `backend` null = makeSoundOutputBackend().
    explicit SoundMonitor(Engine& engine, std::shared_ptr<SoundOutputBackend> backend = {},
                          QObject* parent = nullptr);
    ~SoundMonitor() override;

    /// A CHOP or a recorder; null for none.
    void setOperator(Operator* op);
    /// Opens the output, in the background where sources are opened there; problem() says why it can't.
    void setOn(bool on);
    bool isOn() const { return m_isOn; }
    /// It is on, and all it takes is open.
    bool isPlaying() const { return !m_heard.empty(); }
    /// 0..1, see SoundOutput.
    void setVolume(double volume);
    double volume() const { return m_volume; }
    void setMuted(bool muted);
    bool isMuted() const { return m_isMuted; }
    /// Stable name; empty = the default output.
    void setOutput(const QString& id);
    QString output() const { return m_output; }
    /// Where one can listen, as far as is known (DeviceLists::Kind::Outputs).
    const DeviceLists::List& outputs() const;

    /// Why it is off though it was switched on, for people; else empty.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed();
    void outputsChanged();
    /// It is off again by itself; why, for people.
    void stopped(const QString& why);

private:
    struct Heard {
        AudioFeed feed;
        std::unique_ptr<SoundOutput> output;
    };
    /// All that is heard, at one volume.
    struct Outputs {
        std::vector<Heard> heard;
        void stop();
    };
    void restart();
    void letGo();
    Status start();
    void openOutputs(std::vector<AudioFeed> feeds);
    void onOutputsSettled();
    Status play(Outputs outputs);
    Status checkFeedback(const QString& output) const;
    void watchOver();
    void giveUp(const Error& error);

    Engine& m_engine;
    const std::shared_ptr<SoundOutputBackend> m_backend;
    QPointer<Operator> m_operator;
    std::vector<Heard> m_heard;
    std::vector<AudioFeed> m_opening; ///< what will be heard, until all of it is open
    std::unique_ptr<Opening<Outputs>> m_outputs;
    std::shared_ptr<Doorbell> m_bell;
    bool m_isOn = false;
    bool m_isMuted = false;
    double m_volume = 0.7;
    QString m_output;
    QString m_problem;
    QTimer m_restart;
    QTimer m_watch;
};

} // namespace reelout
