// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/worker.h"

#include <QObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>

namespace reelout {

/// What is known of one hardware encoder on this machine.
struct HardwareFinding {
    enum class State { Unknown, Looking, Usable, Unusable };
    State state = State::Unknown;
    QString reason; ///< why not, in a sentence for people; empty unless Unusable

    friend bool operator==(const HardwareFinding&, const HardwareFinding&) = default;
};

/// Finds out which hardware encoders work, each by one trial whose outcome holds for the program's life. How
/// a trial is made is the program's to say (app/encoder_trial.h runs it in a process of its own, as drivers
/// crash and hang); without a trial every encoder counts as unusable and nothing is started. Any thread.
class HardwareProbe final : public QObject {
    Q_OBJECT

public:
    /// Tries one encoder by FFmpeg's name ("h264_nvenc"); returns why it can't be used, empty when it can.
    /// Bounded in time, and soon over when the token asks for it. Called on any thread, one encoder at a time
    /// on each.
    using Trial = std::function<QString(const QString& encoder, std::stop_token stop)>;

    HardwareProbe() = default;
    ~HardwareProbe() override;

    /// The program's own.
    static HardwareProbe& instance();

    /// Forgets what was found and goes on with this trial; an empty one ends the search. Waits for a trial
    /// under way on the probe's own thread. Owner's thread.
    void setTrial(Trial trial);

    HardwareFinding finding(const QString& encoder) const;

    /// Has the encoder tried on the probe's own thread; nothing happens when it was or is going to be.
    void look(const QString& encoder);

    /// What the trial finds, made on the calling thread if it was not under way. After `longest` of waiting
    /// for another thread's the state is still Looking.
    HardwareFinding wait(const QString& encoder, Duration longest);

Q_SIGNALS:
    /// A trial is over. Emitted on the thread that made it.
    void found(const QString& encoder);

private:
    struct Entry {
        HardwareFinding finding;
        bool isQueued = false; ///< Looking, but nobody has begun
    };
    void run(std::stop_token stop);
    void conclude(const QString& encoder, const Trial& trial, std::stop_token stop);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<QString, Entry> m_entries;
    Trial m_trial;
    Worker m_worker;
};

} // namespace reelout
