// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/display_thread.h"

#include "base/thread_priority.h"

namespace reelout {

namespace {
constexpr Duration kPatience = std::chrono::seconds(1); ///< between two looks at a source that stands still
}

DisplayThread::DisplayThread(Clock& clock, std::function<void()> ready)
    : m_clock(clock),
      m_ready(std::move(ready)),
      m_worker("viewport", [this](const std::stop_token& stop) { work(stop); })
{}

DisplayThread::~DisplayThread()
{
    rest();
    m_worker.stop();
}

void DisplayThread::setOrder(std::shared_ptr<PictureHub> hub, DisplayRequest request)
{
    // What the former order held is let go of outside the lock.
    std::shared_ptr<Order> next;
    if (hub) {
        next = std::make_shared<Order>();
        next->hub = std::move(hub);
        next->request = std::move(request);
    }
    std::optional<Made> retired;
    {
        const std::scoped_lock lock(m_mutex);
        if (next)
            next->stream = ++m_stream;
        std::swap(m_order, next);
        std::swap(m_slot, retired);
    }
    if (next)
        next->changed.request_stop();
    m_wake.notify_all();
}

void DisplayThread::show(std::shared_ptr<PictureHub> hub, DisplayRequest request)
{
    setOrder(std::move(hub), std::move(request));
}

void DisplayThread::rest()
{
    setOrder(nullptr, {});
}

void DisplayThread::setInterval(Duration interval)
{
    const std::scoped_lock lock(m_mutex);
    m_interval = interval;
}

std::optional<DisplayThread::Made> DisplayThread::take()
{
    std::optional<Made> made;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(made, m_slot);
    }
    m_wake.notify_all();
    return made;
}

// The rate limit; false when the order changed meanwhile.
bool DisplayThread::awaitTurn(const std::shared_ptr<Order>& order)
{
    Duration interval;
    {
        const std::scoped_lock lock(m_mutex);
        interval = m_interval;
    }
    // A sixteenth early: a source of the same rate must not lose every other picture to its jitter.
    const Timestamp due = m_last + interval - interval / 16;
    return m_clock.now() >= due || m_clock.sleepUntil(due, order->changed.get_token());
}

void DisplayThread::work(const std::stop_token& stop)
{
    lowerThreadPriority();
    std::uint64_t stream = 0;
    while (true) {
        std::shared_ptr<Order> order;
        {
            std::unique_lock lock(m_mutex);
            const auto hasWork = [this] { return m_order && !m_slot; };
            if (!hasWork() && !m_order) {
                lock.unlock();
                m_maker.reset();
                lock.lock();
            }
            if (!m_wake.wait(lock, stop, hasWork))
                return;
            order = m_order;
        }
        if (order->stream != stream) {
            m_maker.reset();
            stream = order->stream;
        }
        if (!awaitTurn(order))
            continue;
        const PicturePtr picture =
            order->hub->waitNewerThan(order->serial, kPatience, order->changed.get_token());
        if (!picture || order->changed.stop_requested())
            continue;
        m_last = m_clock.now();
        order->serial = picture->serial;
        Made made{m_maker.make(picture, order->request), stream};
        m_count.fetch_add(1, std::memory_order_relaxed);
        {
            const std::scoped_lock lock(m_mutex);
            if (m_order != order)
                continue;
            m_slot = std::move(made);
        }
        m_ready();
    }
}

} // namespace reelout
