// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/running_take.h"

namespace reelout {

void TakeRelay::post(TakeEvent event)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_events.push_back(event);
    }
    m_bell.ring();
}

std::optional<TakeEvent> TakeRelay::next()
{
    const std::scoped_lock lock(m_mutex);
    if (m_events.empty())
        return std::nullopt;
    const TakeEvent event = m_events.front();
    m_events.pop_front();
    return event;
}

std::unique_ptr<RunningTake> RunningTake::start(TakeSetup setup, std::vector<std::shared_ptr<void>> sources,
                                                QObject* receiver, std::function<void()> wakeUp)
{
    auto running = std::make_unique<RunningTake>();
    running->relay = std::make_shared<TakeRelay>(receiver, std::move(wakeUp));
    running->sources = std::move(sources);
    running->take =
        Take::create(std::move(setup), [relay = running->relay](TakeEvent event) { relay->post(event); });
    running->threads = running->take->start();
    return running;
}

RunningTake::~RunningTake()
{
    if (relay)
        relay->close();
    for (Worker& thread : threads)
        thread.join();
}

void RunningTake::giveUp()
{
    take->disown();
    relay->close();
    for (Worker& thread : threads)
        thread.detach();
    threads.clear();
}

} // namespace reelout
