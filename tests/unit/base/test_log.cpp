// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QTest>

#include <cstdlib>
#include <thread>

using namespace reelout;

class TestLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsTheNewest();
    void listenersHearEach();
    void threadsMayAppend();
};

// What is registered before the log's first use runs after everything made since then is destroyed: there a
// thread that was left behind may still be at work. The exit status is the verdict.
void TestLog::initTestCase()
{
    QCOMPARE(std::atexit([] {
                 logInfo(QStringLiteral("test"), QStringLiteral("after the end"));
                 const std::vector<LogEntry> entries = logBuffer().entriesAfter(0);
                 if (entries.empty() || entries.back().text != QLatin1String("after the end"))
                     std::_Exit(1);
             }),
             0);
    logInfo(QStringLiteral("test"), QStringLiteral("the first"));
}

void TestLog::keepsTheNewest()
{
    LogBuffer log(3);
    for (int n = 1; n <= 5; ++n)
        log.append(LogLevel::Info, QStringLiteral("test"), QString::number(n));
    const std::vector<LogEntry> entries = log.entriesAfter(0);
    QCOMPARE(entries.size(), std::size_t{3});
    QCOMPARE(entries.front().text, QStringLiteral("3"));
    QCOMPARE(entries.back().serial, std::uint64_t{5});
    QCOMPARE(log.entriesAfter(4).size(), std::size_t{1});
    QVERIFY(log.entriesAfter(5).empty());
}

void TestLog::listenersHearEach()
{
    LogBuffer log;
    QStringList heard;
    const int number = log.addListener([&](const LogEntry& entry) {
        heard << entry.text;
        // A listener is called outside the lock, so it may look at the log itself.
        QVERIFY(!log.entriesAfter(0).empty());
    });
    log.append(LogLevel::Warning, QStringLiteral("test"), QStringLiteral("one"));
    log.removeListener(number);
    log.append(LogLevel::Warning, QStringLiteral("test"), QStringLiteral("two"));
    QCOMPARE(heard, QStringList{QStringLiteral("one")});
}

void TestLog::threadsMayAppend()
{
    constexpr int kEach = 500;
    LogBuffer log(4 * kEach);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int n = 0; n < kEach; ++n)
                    log.append(LogLevel::Debug, QStringLiteral("test"), QStringLiteral("x"));
            });
    }
    const std::vector<LogEntry> entries = log.entriesAfter(0);
    QCOMPARE(entries.size(), std::size_t{4 * kEach});
    for (std::size_t n = 0; n < entries.size(); ++n)
        QCOMPARE(entries[n].serial, std::uint64_t{n + 1});
}

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
