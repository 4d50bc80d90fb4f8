// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/worker.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace reelout;

class TestWorker final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stopsWhenAsked();
    void destructorStops();
    void joinTwice();
    void sleepEndsWhenStopped();
    void sleepReachesItsDeadline();
};

void TestWorker::stopsWhenAsked()
{
    std::atomic<bool> ended = false;
    Worker worker("test", [&](const std::stop_token& stop) {
        while (!stop.stop_requested())
            std::this_thread::yield();
        ended = true;
    });
    QVERIFY(worker.isRunning());
    worker.stop();
    QVERIFY(ended);
    QVERIFY(!worker.isRunning());
}

void TestWorker::destructorStops()
{
    std::atomic<bool> ended = false;
    {
        const Worker worker("a name longer than fifteen bytes", [&](std::stop_token stop) {
            systemClock().sleepUntil(systemClock().now() + std::chrono::hours(1), std::move(stop));
            ended = true;
        });
    }
    QVERIFY(ended);
}

void TestWorker::joinTwice()
{
    Worker worker("test", [](const std::stop_token&) {});
    worker.join();
    worker.join();
    worker.stop();
    Worker none;
    none.stop();
    QVERIFY(!none.isRunning());
}

void TestWorker::sleepEndsWhenStopped()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!systemClock().sleepUntil(systemClock().now() + std::chrono::hours(1), source.get_token()));
}

void TestWorker::sleepReachesItsDeadline()
{
    const Timestamp deadline = systemClock().now() + std::chrono::milliseconds(2);
    QVERIFY(systemClock().sleepUntil(deadline, {}));
    QVERIFY(systemClock().now() >= deadline);
    QVERIFY(systemClock().sleepUntil(deadline, {})); // in the past: at once
}

QTEST_GUILESS_MAIN(TestWorker)
#include "test_worker.moc"
