// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/worker.h"
#include "media/picture_hub.h"
#include "ui/viewport/display_maker.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace reelout {

/// Prepares the newest picture of a hub for the viewport, on a thread of its own that gives way to all
/// others. One slot, latest wins: the next picture is looked for when the last one was taken, so nothing is
/// prepared that nobody sees. Without a hub the thread sleeps. Owned by the main thread, which calls
/// everything.
class DisplayThread {
public:
    struct Made {
        Result<DisplayPicture> picture;
        std::uint64_t stream = 0; ///< rises with each show(): pictures of one stream follow each other
    };

    /// `ready` is called on the thread each time the slot was filled.
    DisplayThread(Clock& clock, std::function<void()> ready);
    ~DisplayThread();
    DisplayThread(const DisplayThread&) = delete;
    DisplayThread& operator=(const DisplayThread&) = delete;

    /// Follows `hub` from its newest picture on, whether it was shown already or not.
    void show(std::shared_ptr<PictureHub> hub, DisplayRequest request);
    /// Lets go of hub, pictures and memory.
    void rest();
    /// Least time between two pictures; zero = as they come.
    void setInterval(Duration interval);

    std::optional<Made> take();
    /// Pictures prepared so far: stands still while resting.
    std::uint64_t pictureCount() const { return m_count.load(std::memory_order_relaxed); }

private:
    struct Order {
        std::shared_ptr<PictureHub> hub;
        DisplayRequest request;
        std::uint64_t stream = 0;
        std::uint64_t serial = 0;                     ///< of the picture prepared last
        std::shared_ptr<PictureHub::ReaderMark> read; ///< the same for the hub
        std::uint64_t count = 0;                      ///< of pictures prepared
        std::stop_source changed;                     ///< requested when another order takes its place
    };
    void setOrder(std::shared_ptr<PictureHub> hub, DisplayRequest request);
    void work(const std::stop_token& stop);
    bool awaitTurn(const std::shared_ptr<Order>& order);

    Clock& m_clock;
    const std::function<void()> m_ready;
    std::atomic<std::uint64_t> m_count{0};

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::shared_ptr<Order> m_order; ///< null = rest
    std::uint64_t m_stream = 0;
    Duration m_interval{};
    std::optional<Made> m_slot;

    // The thread's own.
    DisplayMaker m_maker;
    Timestamp m_last;

    Worker m_worker; ///< last: it stops before the rest goes
};

} // namespace reelout
