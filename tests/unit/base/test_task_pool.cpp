// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/task_pool.h"

#include <QTest>

#include <array>
#include <atomic>
#include <set>
#include <thread>

using namespace reelout;

class TestTaskPool final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPieceIsDoneOnce_data();
    void everyPieceIsDoneOnce();
    void theLastPieceMayBeAHelpers();
    void theCallerHelpsAndIsEnough();
    void aPoolThatNeverRanGoesAway();
};

void TestTaskPool::everyPieceIsDoneOnce_data()
{
    QTest::addColumn<int>("threads");
    for (const int threads : {1, 2, 4, 9})
        QTest::addRow("%d", threads) << threads;
}

void TestTaskPool::everyPieceIsDoneOnce()
{
    QFETCH(int, threads);
    TaskPool pool(threads, "test");
    QCOMPARE(pool.threads(), threads);
    for (int round = 0; round < 1000; ++round) {
        std::array<std::atomic<int>, 37> done{};
        const int count = round % 38;
        pool.run(count, [&](int index) { ++done[static_cast<std::size_t>(index)]; });
        for (int index = 0; index < 37; ++index)
            QCOMPARE(done[static_cast<std::size_t>(index)].load(), index < count ? 1 : 0);
    }
}

// The caller has nothing left to do and waits while a helper still has the last piece before it.
void TestTaskPool::theLastPieceMayBeAHelpers()
{
    TaskPool pool(4, "test");
    std::atomic<int> done = 0;
    for (int round = 0; round < 20000; ++round)
        pool.run(4, [&](int) { ++done; });
    QCOMPARE(done.load(), 80000);
}

void TestTaskPool::theCallerHelpsAndIsEnough()
{
    TaskPool pool(1, "test");
    std::set<std::thread::id> threads;
    pool.run(5, [&](int) { threads.insert(std::this_thread::get_id()); });
    QCOMPARE(threads, std::set<std::thread::id>{std::this_thread::get_id()});
}

void TestTaskPool::aPoolThatNeverRanGoesAway()
{
    for (int round = 0; round < 50; ++round)
        const TaskPool pool(3, "test");
}

QTEST_GUILESS_MAIN(TestTaskPool)
#include "test_task_pool.moc"
