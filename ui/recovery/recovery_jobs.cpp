// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recovery/recovery_jobs.h"

#include "base/error_text.h"

namespace reelout {

namespace {

constexpr std::size_t kMostJobs = 4096;

Status run(const Recovery& recovery, RecoveryAction action, const InterruptedTake& take)
{
    switch (action) {
    case RecoveryAction::Keep:
        return recovery.keep(take);
    case RecoveryAction::Discard:
        return recovery.discard(take);
    case RecoveryAction::Finish:
        break;
    }
    const Result<RecoveredTake> recovered = recovery.finish(take);
    return recovered ? Status() : Status(recovered.error());
}

} // namespace

RecoveryJobs::RecoveryJobs(Recovery recovery, QObject* parent)
    : QObject(parent),
      m_recovery(std::move(recovery)),
      m_jobs(kMostJobs),
      m_worker("recovery", [this](const std::stop_token& stop) {
          while (std::optional<Job> job = m_jobs.waitPop(stop))
              (*job)();
      })
{}

RecoveryJobs::~RecoveryJobs()
{
    m_worker.stop();
}

void RecoveryJobs::enqueue(Job job)
{
    static_cast<void>(m_jobs.tryPush(job));
}

void RecoveryJobs::look()
{
    enqueue([this] {
        const std::vector<InterruptedTake> takes = m_recovery.takes();
        QMetaObject::invokeMethod(
            this, [this, takes] { Q_EMIT found(takes); }, Qt::QueuedConnection);
    });
}

void RecoveryJobs::act(RecoveryAction action, const InterruptedTake& take)
{
    enqueue([this, action, take] {
        const Status status = run(m_recovery, action, take);
        const QString problem = status ? QString() : describe(status.error());
        QMetaObject::invokeMethod(
            this, [this, action, take, problem] { Q_EMIT done(action, take, problem); },
            Qt::QueuedConnection);
    });
}

} // namespace reelout
