// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/part_opener.h"

#include <condition_variable>
#include <mutex>

namespace reelout {

struct PartOpener::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<Result<Opened>> outcome;
    bool isUnwanted = false;
};

PartOpener::PartOpener(Open open) : m_open(std::make_shared<const Open>(std::move(open))) {}

PartOpener::~PartOpener()
{
    cancel(Duration::zero());
}

void PartOpener::cancel(Duration timeout)
{
    if (!m_isStarted)
        return;
    if (wait(timeout)) {
        static_cast<void>(take());
        return;
    }
    m_isStarted = false;
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->isUnwanted = true;
        m_state->outcome.reset(); // when it came this very moment
    }
    m_thread.detach();
}

void PartOpener::start()
{
    m_state = std::make_shared<State>();
    m_isStarted = true;
    m_thread = Worker("open part", [open = m_open, state = m_state](const std::stop_token&) {
        // A writer that is dropped takes its empty file with it.
        Result<Opened> opened = (*open)();
        {
            const std::scoped_lock lock(state->mutex);
            if (state->isUnwanted)
                return;
            state->outcome.emplace(std::move(opened));
        }
        state->changed.notify_all();
    });
}

bool PartOpener::wait(Duration timeout) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, timeout, [this] { return m_state->outcome.has_value(); });
}

Result<PartOpener::Opened> PartOpener::take()
{
    m_thread.join();
    m_isStarted = false;
    const std::shared_ptr<State> state = std::move(m_state);
    return std::move(*state->outcome);
}

} // namespace reelout
