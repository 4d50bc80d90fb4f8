// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, it lets threads sleep at random where they hand something to one another: after a
// mutex is released, around a wake-up, when a thread begins. What holds only because the scheduler is kind
// shows within a few runs: `./dev test --shaken`.
//
// REELOUT_SHAKEN=SEED[,RARITY[,MICROSECONDS]] switches it on, for programs of the tree that was built only:
// one call in RARITY sleeps (200), as a rule for far less than MICROSECONDS (5000), and no thread more than
// half of its time. glibc.
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <thread>

namespace {

// Filled in before main(); till then nothing sleeps.
struct Plan {
    unsigned long long seed = 0;
    unsigned long long rarity = 200;
    unsigned long long microseconds = 5000;
    std::atomic<bool> isOn = false;
};
constinit Plan plan;

[[gnu::constructor]] void begin()
{
    const char* text = std::getenv("REELOUT_SHAKEN");
    char program[4096] = {};
    plan.isOn = text &&
                std::sscanf(text, "%llu,%llu,%llu", &plan.seed, &plan.rarity, &plan.microseconds) >= 1 &&
                plan.rarity > 0 && readlink("/proc/self/exe", program, sizeof program - 1) > 0 &&
                std::strstr(program, "/build/");
}

// A stream for each thread.
std::uint64_t draw()
{
    static std::atomic<std::uint64_t> threads = 0;
    thread_local std::minstd_rand random(
        static_cast<std::minstd_rand::result_type>(plan.seed * 1000003 + threads.fetch_add(1)));
    return random();
}

// `weight`: how many times as often as others.
void shake(std::uint64_t weight)
{
    using namespace std::chrono;
    if (!plan.isOn.load(std::memory_order_acquire) || draw() % plan.rarity >= weight)
        return;
    thread_local const steady_clock::time_point begun = steady_clock::now();
    thread_local steady_clock::duration slept{};
    if (slept > (steady_clock::now() - begun) / 2)
        return;
    // The longest, half of it, a quarter … are as likely as one another.
    const std::uint64_t longest = plan.microseconds >> (draw() % 10);
    const microseconds pause(longest == 0 ? 0 : draw() % longest);
    slept += pause;
    std::this_thread::sleep_for(pause);
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

int wakeUp(int (*real)(pthread_cond_t*), pthread_cond_t* condition)
{
    shake(5);
    const int result = real(condition);
    shake(5);
    return result;
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
    return wakeUp(real, condition);
}

int pthread_cond_broadcast(pthread_cond_t* condition)
{
    static const auto real = next<int (*)(pthread_cond_t*)>("pthread_cond_broadcast");
    return wakeUp(real, condition);
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
