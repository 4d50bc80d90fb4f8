// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout::test {

/// What a device does that is opened when the test says so, or not at all.
class OpeningGate {
public:
    /// On the thread that opens: waits for the test.
    Status pass()
    {
        std::unique_lock lock(m_mutex);
        ++m_asked;
        m_changed.wait(lock, [this] { return m_isOpen; });
        return m_error ? Status(*m_error) : Status();
    }
    void letOpen(std::optional<Error> error = std::nullopt)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isOpen = true;
            m_error = std::move(error);
        }
        m_changed.notify_all();
    }
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_isOpen = false;
    }
    int asked()
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked;
    }
    std::atomic<int> running{0}; ///< sources
    std::atomic<int> stopped{0};

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
    std::optional<Error> m_error;
    int m_asked = 0;
};

} // namespace reelout::test
