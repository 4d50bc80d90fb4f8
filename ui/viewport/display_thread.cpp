// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/display_thread.h"

#include "base/thread_priority.h"

namespace reelout {

namespace {
constexpr Duration kPatience = std::chrono::seconds(1); ///< between two looks at a source that stands still

/// What differs from the picture with that serial, through all between them; nothing when that isn't known.
std::optional<std::vector<Rect>> changesSince(const PictureHub& hub, std::uint64_t serial, const Picture& now)
{
    std::vector<Rect> changes;
    std::uint64_t expected = serial + 1;
    for (const PicturePtr& each : hub.newerThan(serial)) {
        if (each->serial > now.serial)
            break;
        if (serial == 0 || each->serial != expected || !each->damageKnown)
            return std::nullopt;
        changes.insert(changes.end(), each->damage.begin(), each->damage.end());
        ++expected;
    }
    return expected == now.serial + 1 ? std::optional(std::move(changes)) : std::nullopt;
}

/// The same picture as one of those that are shown: pictures that were left out are no gap.
PicturePtr following(const PicturePtr& picture, std::uint64_t count,
                     const std::optional<std::vector<Rect>>& changes)
{
    auto shown = std::make_shared<Picture>(*picture);
    shown->owner = std::const_pointer_cast<Picture>(picture); // it is the same memory
    shown->serial = count;
    shown->damageKnown = changes.has_value();
    shown->damage = changes.value_or(std::vector<Rect>());
    return shown;
}

} // namespace

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
        next->read = next->hub->addReader();
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
        const std::optional<std::vector<Rect>> changes = changesSince(*order->hub, order->serial, *picture);
        order->serial = picture->serial;
        *order->read = picture->serial;
        Made made{m_maker.make(picture, order->request), stream};
        ++order->count;
        if (made.picture && made.picture->shown == picture)
            made.picture->shown = following(picture, order->count, changes);
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
