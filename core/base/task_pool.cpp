// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task_pool.h"

namespace reelout {

TaskPool::TaskPool(int threads, const std::string& name)
{
    for (int index = 1; index < threads; ++index)
        m_workers.emplace_back(name, [this](const std::stop_token& stop) { work(stop); });
}

TaskPool::~TaskPool()
{
    for (Worker& worker : m_workers)
        worker.requestStop();
    m_workers.clear();
}

void TaskPool::runErased(int count, Function function, void* context)
{
    if (m_workers.empty() || count < 2) {
        for (int index = 0; index < count; ++index)
            function(context, index);
        return;
    }
    const Job job{function, context, count};
    {
        const std::lock_guard lock(m_mutex);
        m_job = job;
        m_next.store(0, std::memory_order_relaxed);
        ++m_round;
    }
    m_wake.notify_all();
    takePieces(job);
    std::unique_lock lock(m_mutex);
    m_job = {}; // who wakes late finds nothing to do
    m_left.wait(lock, [this] { return m_helpers == 0; });
}

void TaskPool::takePieces(const Job& job)
{
    for (int index = m_next++; index < job.count; index = m_next++)
        job.function(job.context, index);
}

void TaskPool::work(const std::stop_token& stop)
{
    unsigned seen = 0;
    std::unique_lock lock(m_mutex);
    for (;;) {
        if (!m_wake.wait(lock, stop, [&] { return m_job.function != nullptr && m_round != seen; }))
            return;
        seen = m_round;
        ++m_helpers;
        const Job job = m_job;
        lock.unlock();
        takePieces(job);
        lock.lock();
        if (--m_helpers == 0)
            m_left.notify_one();
    }
}

} // namespace reelout
