// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/part_finisher.h"

#include <QCoreApplication>

#include <condition_variable>
#include <map>
#include <mutex>

namespace reelout {

namespace {

// Nobody waits for it: the take goes on meanwhile.
constexpr Duration kPatience = std::chrono::minutes(2);

} // namespace

struct PartFinisher::State {
    std::mutex mutex;
    std::condition_variable changed;
    Listener listener;
    std::map<int, FinishedPart> running; ///< by number, without their outcome
};

PartFinisher::PartFinisher(Clock& clock) : m_state(std::make_shared<State>()), m_clock(clock) {}

void PartFinisher::setListener(Listener listener)
{
    m_state->listener = std::move(listener);
}

PartFinisher::~PartFinisher()
{
    const std::scoped_lock lock(m_state->mutex);
    for (Worker& thread : m_threads) {
        if (!m_state->running.empty())
            thread.detach();
    }
}

void PartFinisher::finish(TakePart part, Duration begin, Duration duration)
{
    FinishedPart made;
    made.number = part.number;
    made.path = part.path;
    made.begin = begin;
    made.duration = duration;
    made.markers = std::move(part.markers);
    {
        const std::scoped_lock lock(m_state->mutex);
        if (m_state->running.empty())
            m_threads.clear(); // all of them are over
        m_state->running.emplace(made.number, made);
    }
    auto writer = std::make_shared<std::unique_ptr<MediaWriter>>(std::move(part.writer));
    m_threads.emplace_back("finish part",
                           [writer, made, state = m_state,
                            deadline = m_clock.now() + kPatience](const std::stop_token&) mutable {
                               made.file = (*writer)->finish(deadline);
                               writer->reset();
                               Listener listener;
                               {
                                   const std::scoped_lock lock(state->mutex);
                                   if (state->running.contains(made.number))
                                       listener = state->listener;
                               }
                               if (listener)
                                   listener(made);
                               {
                                   const std::scoped_lock lock(state->mutex);
                                   state->running.erase(made.number);
                               }
                               state->changed.notify_all();
                           });
}

int PartFinisher::running() const
{
    const std::scoped_lock lock(m_state->mutex);
    return static_cast<int>(m_state->running.size());
}

bool PartFinisher::waitForRoom(int most, Duration timeout) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, timeout,
                                     [&] { return static_cast<int>(m_state->running.size()) < most; });
}

void PartFinisher::giveUp()
{
    std::map<int, FinishedPart> left;
    {
        const std::scoped_lock lock(m_state->mutex);
        left = m_state->running;
        m_state->running.clear();
        if (!left.empty()) {
            for (Worker& thread : m_threads)
                thread.detach();
            m_threads.clear();
        }
    }
    for (auto& [number, part] : left) {
        part.file =
            makeError(ErrorCode::TimedOut, QStringLiteral("finish file"),
                      QCoreApplication::translate(
                          "reelout::Take", "The encoder or the disk did not answer; %1 is not complete.")
                          .arg(part.path));
        m_state->listener(part);
    }
}

} // namespace reelout
