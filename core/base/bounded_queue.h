// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace reelout {

/// A queue between two threads that never grows beyond its capacity. What happens when it is full is the
/// caller's choice, by name: tryPush() refuses, waitPush() blocks, pushOrAmendNewest() changes the newest
/// item instead. close() lets the consumer drain what is there and then see the end.
template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// False when full or closed; the item is then untouched.
    bool tryPush(T& item)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_closed || m_items.size() >= m_capacity)
                return false;
            m_items.push_back(std::move(item));
        }
        m_notEmpty.notify_one();
        return true;
    }

    /// Blocks while full. False when closed or stopped; the item is then untouched.
    bool waitPush(T& item, std::stop_token stop)
    {
        {
            std::unique_lock lock(m_mutex);
            if (!m_notFull.wait(lock, stop, [&] { return m_closed || m_items.size() < m_capacity; }))
                return false;
            if (m_closed)
                return false;
            m_items.push_back(std::move(item));
        }
        m_notEmpty.notify_one();
        return true;
    }

    /// When full, calls amend(newestItem) under the queue's lock and drops `item`. Returns true when pushed.
    template <typename Amend>
    bool pushOrAmendNewest(T item, Amend&& amend)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_closed)
                return false;
            if (m_items.size() >= m_capacity) {
                amend(m_items.back());
                return false;
            }
            m_items.push_back(std::move(item));
        }
        m_notEmpty.notify_one();
        return true;
    }

    /// Blocks until there is an item; nothing when closed and empty, or stopped.
    std::optional<T> waitPop(std::stop_token stop)
    {
        std::optional<T> item;
        {
            std::unique_lock lock(m_mutex);
            m_notEmpty.wait(lock, stop, [&] { return m_closed || !m_items.empty(); });
            if (m_items.empty())
                return std::nullopt;
            item.emplace(std::move(m_items.front()));
            m_items.pop_front();
        }
        m_notFull.notify_one();
        return item;
    }

    std::optional<T> tryPop()
    {
        std::optional<T> item;
        {
            const std::scoped_lock lock(m_mutex);
            if (m_items.empty())
                return std::nullopt;
            item.emplace(std::move(m_items.front()));
            m_items.pop_front();
        }
        m_notFull.notify_one();
        return item;
    }

    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_closed = true;
        }
        m_notEmpty.notify_all();
        m_notFull.notify_all();
    }

    bool isClosed() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_closed;
    }
    std::size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_items.size();
    }
    std::size_t capacity() const { return m_capacity; }

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_notEmpty;
    std::condition_variable_any m_notFull;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace reelout
