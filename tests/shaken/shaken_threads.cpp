// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, it lets threads sleep at random where they hand something to one another: after a
// mutex is released, around a wake-up, when a thread begins. What holds only because the scheduler is kind
// shows within a few runs: `./dev test --shaken`.
//
// REELOUT_SHAKEN=SEED[,RARITY[,MICROSECONDS]] switches it on, for programs of the tree that was built only:
// one call in RARITY sleeps (200), as a rule for far less than MICROSECONDS (5000), and no thread more than
// half of its time. glibc.
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

namespace {

struct Plan {
    std::uint64_t seed = 0;
    std::uint64_t rarity = 200;
    std::uint64_t microseconds = 5000;
    bool isOn = false;
};

Plan readPlan()
{
    Plan plan;
    const char* text = std::getenv("REELOUT_SHAKEN");
    if (!text)
        return plan;
    unsigned long long seed = 0;
    unsigned long long rarity = plan.rarity;
    unsigned long long microseconds = plan.microseconds;
    if (std::sscanf(text, "%llu,%llu,%llu", &seed, &rarity, &microseconds) < 1 || rarity == 0)
        return plan;
    char program[4096] = {};
    if (readlink("/proc/self/exe", program, sizeof program - 1) <= 0)
        return plan;
    plan = {seed, rarity, microseconds, std::strstr(program, "/build/") != nullptr};
    return plan;
}

const Plan& plan()
{
    static const Plan it = readPlan();
    return it;
}

std::atomic<bool> isReady = false;

[[gnu::constructor]] void begin()
{
    plan();
    isReady = true;
}

// SplitMix64, a stream for each thread.
std::uint64_t draw()
{
    static std::atomic<std::uint64_t> threads = 0;
    thread_local std::uint64_t state = plan().seed * 0x9e3779b97f4a7c15U + (threads.fetch_add(1) << 32U);
    std::uint64_t z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

std::uint64_t microsecondsNow()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1000000 +
           static_cast<std::uint64_t>(time.tv_nsec) / 1000;
}

// `weight`: how many times as often as others.
void shake(std::uint64_t weight)
{
    if (!isReady.load(std::memory_order_relaxed) || !plan().isOn || draw() % plan().rarity >= weight)
        return;
    thread_local const std::uint64_t begun = microsecondsNow();
    thread_local std::uint64_t slept = 0;
    if (slept > (microsecondsNow() - begun) / 2)
        return;
    // Every order of magnitude below the longest is as likely as the others.
    const std::uint64_t longest = plan().microseconds >> (draw() % 10);
    const std::uint64_t pause = longest == 0 ? 0 : draw() % longest;
    const timespec time{static_cast<time_t>(pause / 1000000), static_cast<long>(pause % 1000000 * 1000)};
    slept += pause;
    nanosleep(&time, nullptr);
}

template <class Function>
Function next(const char* name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

struct Beginning {
    void* (*body)(void*);
    void* argument;
};

void* beginLate(void* given)
{
    const Beginning beginning = *static_cast<Beginning*>(given);
    delete static_cast<Beginning*>(given);
    shake(60);
    return beginning.body(beginning.argument);
}

} // namespace

extern "C" {

int pthread_mutex_unlock(pthread_mutex_t* mutex)
{
    static const auto real = next<int (*)(pthread_mutex_t*)>("pthread_mutex_unlock");
    const int result = real(mutex);
    shake(1);
    return result;
}

int pthread_cond_signal(pthread_cond_t* condition)
{
    static const auto real = next<int (*)(pthread_cond_t*)>("pthread_cond_signal");
    shake(5);
    const int result = real(condition);
    shake(5);
    return result;
}

int pthread_cond_broadcast(pthread_cond_t* condition)
{
    static const auto real = next<int (*)(pthread_cond_t*)>("pthread_cond_broadcast");
    shake(5);
    const int result = real(condition);
    shake(5);
    return result;
}

int sem_post(sem_t* semaphore)
{
    static const auto real = next<int (*)(sem_t*)>("sem_post");
    const int result = real(semaphore);
    shake(5);
    return result;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*body)(void*), void* argument)
{
    static const auto real =
        next<int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create");
    auto* beginning = new Beginning{body, argument};
    const int result = real(thread, attributes, beginLate, beginning);
    if (result != 0)
        delete beginning;
    shake(60);
    return result;
}

} // extern "C"
