// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <mutex>

namespace reelout {

/// Lets any thread have something done on the thread of an object that may go before the thread does.
class Doorbell {
public:
    /// `answer` is called on `receiver`'s thread some time after each ring, until close().
    Doorbell(QObject* receiver, std::function<void()> answer)
        : m_receiver(receiver),
          m_answer(std::move(answer))
    {}

    /// Any thread.
    void ring()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_receiver)
            QMetaObject::invokeMethod(m_receiver, m_answer, Qt::QueuedConnection);
    }
    /// After this `receiver` may go. Its thread.
    void close()
    {
        const std::scoped_lock lock(m_mutex);
        m_receiver = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject* m_receiver;
    const std::function<void()> m_answer;
};

} // namespace reelout
