// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bounded_queue.h"
#include "base/worker.h"
#include "recovery/recovery.h"

#include <QObject>

#include <functional>

namespace reelout {

enum class RecoveryAction { Finish, Keep, Discard };

/// Runs a Recovery on a thread of its own: a file of hours takes seconds to look through. Main thread;
/// signals come on the main thread.
class RecoveryJobs final : public QObject {
    Q_OBJECT

public:
    explicit RecoveryJobs(Recovery recovery, QObject* parent = nullptr);
    /// Waits for the job in progress.
    ~RecoveryJobs() override;

    void look();
    void act(RecoveryAction action, const reelout::InterruptedTake& take);

Q_SIGNALS:
    void found(const std::vector<reelout::InterruptedTake>& takes);
    /// `problem` is a sentence for people, empty when it went well.
    void done(reelout::RecoveryAction action, const reelout::InterruptedTake& take, const QString& problem);

private:
    using Job = std::function<void()>;
    void enqueue(Job job);

    const Recovery m_recovery;
    BoundedQueue<Job> m_jobs;
    Worker m_worker;
};

} // namespace reelout
