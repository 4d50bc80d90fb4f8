// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/thread_priority.h"

#if defined(__linux__)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#elif defined(__APPLE__)
#include <pthread.h>
#elif defined(_WIN32)
#include "base/windows_api.h"
#endif

namespace reelout {

void lowerThreadPriority()
{
    // Refusal changes nothing but the priority, so that there is nothing to do about it.
#if defined(__linux__)
    constexpr int kNice = 10;
    const auto thread = static_cast<id_t>(syscall(SYS_gettid));
    (void)setpriority(PRIO_PROCESS, thread, kNice); // on Linux a thread's own, not the process's
#elif defined(__APPLE__)
    (void)pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
#elif defined(_WIN32)
    (void)SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
#endif
}

} // namespace reelout
