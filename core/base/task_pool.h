// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

namespace reelout {

/// Threads that stay, for work that comes in equal pieces many times a second. run() hands the pieces out,
/// helps and returns when all are done; it allocates nothing. Owned by one object; run() from one thread at a
/// time.
class TaskPool {
public:
    /// `threads` counts the caller of run(): 1 = no further threads.
    TaskPool(int threads, const std::string& name);
    ~TaskPool();
    TaskPool(const TaskPool&) = delete;
    TaskPool& operator=(const TaskPool&) = delete;

    int threads() const { return static_cast<int>(m_workers.size()) + 1; }

    /// Calls `task(index)` once for every index below `count`, in any order, on several threads.
    template <class Task>
    void run(int count, Task&& task)
    {
        runErased(
            count,
            [](void* context, int index) { (*static_cast<std::remove_reference_t<Task>*>(context))(index); },
            &task);
    }

private:
    using Function = void (*)(void*, int);
    void runErased(int count, Function function, void* context);
    /// What there is to do; each thread works from a copy of its own.
    struct Job {
        Function function = nullptr; ///< null = nothing to join
        void* context = nullptr;
        int count = 0;
    };
    void takePieces(const Job& job);
    void work(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable m_left;
    Job m_job;
    int m_helpers = 0; ///< threads inside takePieces(), the caller of run() apart
    unsigned m_round = 0;
    std::atomic<int> m_next{0};
    std::vector<Worker> m_workers; ///< last: it stops before the rest goes
};

} // namespace reelout
