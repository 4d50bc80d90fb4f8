// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/running_take.h"

#include <QMetaObject>

namespace reelout {

void TakeRelay::post(TakeEvent event)
{
    const std::scoped_lock lock(m_mutex);
    m_events.push_back(event);
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver, m_wakeUp, Qt::QueuedConnection);
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

void TakeRelay::close()
{
    const std::scoped_lock lock(m_mutex);
    m_receiver = nullptr;
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
