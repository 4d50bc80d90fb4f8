// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bounded_queue.h"

#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace reelout;

class TestBoundedQueue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrder();
    void refusesWhenFull();
    void amendsTheNewest();
    void drainsAfterClose();
    void stopEndsAWait();
    void pushWaitsForRoom();
};

void TestBoundedQueue::keepsTheOrder()
{
    BoundedQueue<int> queue(3);
    for (int n : {1, 2, 3})
        QVERIFY(queue.tryPush(n));
    QCOMPARE(queue.size(), std::size_t{3});
    for (const int n : {1, 2, 3})
        QCOMPARE(queue.tryPop().value_or(0), n);
    QVERIFY(!queue.tryPop());
}

void TestBoundedQueue::refusesWhenFull()
{
    BoundedQueue<std::unique_ptr<int>> queue(1);
    auto first = std::make_unique<int>(1);
    auto second = std::make_unique<int>(2);
    QVERIFY(queue.tryPush(first));
    QVERIFY(!queue.tryPush(second));
    QVERIFY(second); // what was refused is still the caller's
    QCOMPARE(*second, 2);
}

void TestBoundedQueue::amendsTheNewest()
{
    BoundedQueue<int> queue(2);
    const auto add = [](int& newest) { newest += 10; };
    QVERIFY(queue.pushOrAmendNewest(1, add));
    QVERIFY(queue.pushOrAmendNewest(2, add));
    QVERIFY(!queue.pushOrAmendNewest(3, add));
    QCOMPARE(queue.tryPop().value_or(0), 1);
    QCOMPARE(queue.tryPop().value_or(0), 12);
    queue.close();
    QVERIFY(!queue.pushOrAmendNewest(4, add));
    QCOMPARE(queue.size(), std::size_t{0});
}

void TestBoundedQueue::drainsAfterClose()
{
    BoundedQueue<int> queue(2);
    int item = 7;
    QVERIFY(queue.tryPush(item));
    queue.close();
    QVERIFY(queue.isClosed());
    QVERIFY(!queue.tryPush(item));
    QVERIFY(!queue.waitPush(item, {}));
    QCOMPARE(queue.waitPop({}).value_or(0), 7);
    QVERIFY(!queue.waitPop({}));
}

void TestBoundedQueue::stopEndsAWait()
{
    BoundedQueue<int> queue(1);
    bool popped = true;
    {
        const std::jthread consumer(
            [&](std::stop_token stop) { popped = queue.waitPop(std::move(stop)).has_value(); });
    }
    QVERIFY(!popped);

    int item = 1;
    QVERIFY(queue.tryPush(item));
    bool pushed = true;
    {
        const std::jthread producer(
            [&](std::stop_token stop) { pushed = queue.waitPush(item, std::move(stop)); });
    }
    QVERIFY(!pushed);
}

void TestBoundedQueue::pushWaitsForRoom()
{
    constexpr int kItems = 1000;
    BoundedQueue<int> queue(4);
    std::vector<int> received;
    {
        const std::jthread consumer([&](const std::stop_token&) {
            while (const auto item = queue.waitPop({}))
                received.push_back(*item);
        });
        for (int n = 0; n < kItems; ++n) {
            int item = n;
            QVERIFY(queue.waitPush(item, {}));
        }
        queue.close();
    }
    QCOMPARE(received.size(), std::size_t{kItems});
    for (int n = 0; n < kItems; ++n)
        QCOMPARE(received[static_cast<std::size_t>(n)], n);
}

QTEST_GUILESS_MAIN(TestBoundedQueue)
#include "test_bounded_queue.moc"
