// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/clock.h"
#include "base/immortal.h"

namespace reelout {

void LogBuffer::append(LogLevel level, QString area, QString text)
{
    LogEntry entry{0, systemClock().wallMilliseconds(), level, std::move(area), std::move(text)};
    std::vector<Listener> listeners;
    {
        const std::scoped_lock lock(m_mutex);
        entry.serial = ++m_lastSerial;
        m_entries.push_back(entry);
        if (m_entries.size() > m_capacity)
            m_entries.pop_front();
        for (const auto& [number, listener] : m_listeners)
            listeners.push_back(listener);
    }
    for (const Listener& listener : listeners)
        listener(entry);
}

std::vector<LogEntry> LogBuffer::entriesAfter(std::uint64_t serial) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<LogEntry> result;
    for (const LogEntry& entry : m_entries) {
        if (entry.serial > serial)
            result.push_back(entry);
    }
    return result;
}

int LogBuffer::addListener(Listener listener)
{
    const std::scoped_lock lock(m_mutex);
    m_listeners.emplace(m_nextListener, std::move(listener));
    return m_nextListener++;
}

void LogBuffer::removeListener(int number)
{
    const std::scoped_lock lock(m_mutex);
    m_listeners.erase(number);
}

LogBuffer& logBuffer()
{
    static auto& buffer = makeImmortal<LogBuffer>();
    return buffer;
}

void logDebug(const QString& area, const QString& text)
{
    logBuffer().append(LogLevel::Debug, area, text);
}

void logInfo(const QString& area, const QString& text)
{
    logBuffer().append(LogLevel::Info, area, text);
}

void logWarning(const QString& area, const QString& text)
{
    logBuffer().append(LogLevel::Warning, area, text);
}

void logError(const QString& area, const QString& text)
{
    logBuffer().append(LogLevel::Error, area, text);
}

} // namespace reelout
