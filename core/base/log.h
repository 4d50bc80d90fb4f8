// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace reelout {

enum class LogLevel { Debug, Info, Warning, Error };

struct LogEntry {
    std::uint64_t serial = 0; ///< counts up from 1, never reused
    std::int64_t wallMilliseconds = 0;
    LogLevel level = LogLevel::Info;
    QString area; ///< the part that speaks: "x11", "encode", an operator's name
    QString text;
};

/// The last few thousand log entries, for the window's log panel and standard error. Any thread may append
/// or read; listeners are called on the appending thread, outside the lock, and must be quick.
class LogBuffer {
public:
    using Listener = std::function<void(const LogEntry&)>;

    explicit LogBuffer(std::size_t capacity = 2000) : m_capacity(capacity) {}

    void append(LogLevel level, QString area, QString text);
    /// Entries with a serial above `serial`, oldest first.
    std::vector<LogEntry> entriesAfter(std::uint64_t serial) const;

    /// Returns the number to remove the listener with.
    int addListener(Listener listener);
    void removeListener(int number);

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<LogEntry> m_entries;
    std::uint64_t m_lastSerial = 0;
    std::map<int, Listener> m_listeners;
    int m_nextListener = 1;
};

/// The program's log.
LogBuffer& logBuffer();

void logDebug(const QString& area, const QString& text);
void logInfo(const QString& area, const QString& text);
void logWarning(const QString& area, const QString& text);
void logError(const QString& area, const QString& text);

} // namespace reelout
