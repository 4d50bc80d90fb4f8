// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/worker.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace reelout {

/// How long anybody waits for a source: one opens or fails within 5 s.
constexpr std::chrono::seconds kOpeningPatience(6);

/// Something with a stop() that is made and started on a thread of its own, so that a device that takes its
/// time, or never answers, holds up nobody. The thread owns all it touches and may outlive this. Main thread.
template <typename Opened>
class Opening {
public:
    using Make = std::function<Result<std::unique_ptr<Opened>>()>;

    Opening() = default;
    ~Opening() { stop(); }
    Opening(const Opening&) = delete;
    Opening& operator=(const Opening&) = delete;

    /// `make` opens it and `settled` is told how that went, both on the thread. Once.
    void start(Make make, std::function<void(const Status&)> settled)
    {
        Worker worker("open-source",
                      [shared = m_shared, make = std::move(make), settled = std::move(settled)](
                          const std::stop_token&) { shared->open(make, settled); });
        worker.detach();
    }
    /// The same where nobody minds to wait: settled when it returns.
    void startHere(const Make& make)
    {
        m_shared->open(make, [](const Status&) {});
    }
    /// Returns at once while it still opens: it is stopped then as soon as it is open.
    void stop()
    {
        {
            const std::scoped_lock lock(m_shared->mutex);
            m_shared->isUnwanted = true;
        }
        if (const std::unique_ptr<Opened> opened = take())
            opened->stop();
    }
    /// Waits until it is open, or says why it isn't. At most kOpeningPatience; TimedOut then.
    Status settle() const
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->settled.wait_for(lock, kOpeningPatience, [this] { return m_shared->outcome.has_value(); });
        if (m_shared->outcome)
            return *m_shared->outcome;
        return makeError(ErrorCode::TimedOut, QStringLiteral("start source"), {});
    }
    /// It is open, or has failed.
    bool isSettled() const
    {
        const std::scoped_lock lock(m_shared->mutex);
        return m_shared->outcome.has_value();
    }
    /// It could not be opened and won't be: another one has to be made to try again.
    bool hasFailed() const
    {
        const std::scoped_lock lock(m_shared->mutex);
        return m_shared->outcome && !*m_shared->outcome;
    }
    /// What was opened, for who takes it to stop; null while there is none.
    std::unique_ptr<Opened> take()
    {
        const std::scoped_lock lock(m_shared->mutex);
        return std::move(m_shared->opened);
    }

private:
    struct Shared {
        void open(const Make& make, const std::function<void(const Status&)>& tell)
        {
            Result<std::unique_ptr<Opened>> made = make();
            const Status status = made ? Status() : Status(made.error());
            std::unique_ptr<Opened> unwanted;
            {
                const std::scoped_lock lock(mutex);
                if (status)
                    (isUnwanted ? unwanted : opened) = std::move(made).value();
                outcome = status;
            }
            settled.notify_all();
            if (unwanted)
                unwanted->stop();
            tell(status);
        }

        std::mutex mutex; ///< guards what follows
        std::condition_variable settled;
        std::unique_ptr<Opened> opened;
        std::optional<Status> outcome;
        bool isUnwanted = false;
    };
    const std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

} // namespace reelout
