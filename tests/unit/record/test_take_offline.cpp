// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/take.h"
#include "support/fake_source.h"
#include "support/fake_writer.h"

#include <QTest>

#include <numeric>
#include <thread>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

/// Pictures 1, 2, 3 … up to an end or an error.
class CountingReader final : public PictureReader {
public:
    explicit CountingReader(std::int64_t length, std::int64_t failAt = -1)
        : m_length(length),
          m_failAt(failAt)
    {}
    Result<PicturePtr> next() override
    {
        if (m_read == m_failAt)
            return makeError(ErrorCode::InvalidData, QStringLiteral("read"), QStringLiteral("damaged"));
        if (m_length > 0 && m_read == m_length)
            return PicturePtr();
        ++m_read;
        return fakePicture(static_cast<std::uint64_t>(m_read), Timestamp(m_read * 1ms));
    }
    std::int64_t length() const override { return m_length; }
    FrameRate rate() const override { return {25, 1}; }

private:
    std::int64_t m_length;
    std::int64_t m_failAt;
    std::int64_t m_read = 0;
};

struct Rig {
    explicit Rig(std::int64_t length, std::int64_t failAt = -1)
    {
        setup.op = QStringLiteral("out");
        setup.plan.rate = FrameRate(25, 1);
        setup.name.path = QStringLiteral("/fake/out.mkv");
        setup.clock = &systemClock();
        setup.files = &systemFiles();
        setup.pictures = std::make_shared<PictureHub>();
        setup.reader = std::make_shared<CountingReader>(length, failAt);
        setup.openWriter = [this](const WriterRequest& request) { return script.open(request.name.path); };
    }
    void record()
    {
        take = Take::create(setup, [this](TakeEvent event) {
            const std::scoped_lock lock(mutex);
            events.push_back(event);
        });
        threads = take->start();
    }
    bool isOver()
    {
        const bool isDone = take->waitDone(60s);
        threads.clear();
        return isDone;
    }
    bool hasWritten(std::size_t pictures) const
    {
        return QTest::qWaitFor([&] { return script.pictureCount() >= pictures; }, 30000);
    }
    /// Every picture once, in order, from the first.
    bool isComplete(std::size_t pictures) const
    {
        const auto written = script.pictures();
        if (written.size() != pictures)
            return false;
        for (std::size_t i = 0; i < pictures; ++i) {
            if (written[i].serial != i + 1)
                return false;
        }
        return true;
    }

    WriterScript script;
    TakeSetup setup;
    std::shared_ptr<Take> take;
    std::vector<Worker> threads;
    std::mutex mutex;
    std::vector<TakeEvent> events;
};

} // namespace

class TestOfflineTake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPictureOnceUpToTheEnd_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("movie") << int(RecordPlan::Kind::Movie);
        QTest::newRow("sequence") << int(RecordPlan::Kind::ImageSequence);
    }

    void everyPictureOnceUpToTheEnd()
    {
        QFETCH(int, kind);
        Rig rig(500);
        rig.setup.plan.kind = static_cast<RecordPlan::Kind>(kind);
        rig.record();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(500));
        const RecordReport report = rig.take->report();
        QVERIFY(!report.error);
        QVERIFY(report.isComplete);
        QCOMPARE(report.duration, Duration(20s));
        QCOMPARE(report.stats.framesIn, 500);
        QCOMPARE(report.stats.framesTotal, 500);
        QCOMPARE(report.stats.repeatedIdle + report.stats.repeatedLate + report.stats.repeatedBusy +
                     report.stats.skipped + report.stats.framesHeld,
                 0);
        QCOMPARE(rig.events, (std::vector{TakeEvent::Opened, TakeEvent::LimitReached, TakeEvent::Done}));
        QVERIFY(rig.setup.pictures->latest()); // something was to be seen
    }

    /// A writer that takes its time holds up the reading; nothing is repeated or left out.
    void aSlowWriterBlocks()
    {
        Rig rig(40);
        rig.script.pictureGate.close();
        rig.record();
        QTRY_VERIFY(rig.script.pictureGate.waiting() > 0);
        // One being written, the queue, one in hand and one read ahead.
        for (int look = 0; look < 1000; ++look) {
            QVERIFY(rig.take->stats().framesIn <= 8);
            std::this_thread::yield();
        }
        rig.script.pictureGate.open();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(40));
    }

    void theLimitIsExact()
    {
        Rig rig(0);
        rig.setup.plan.limitFrames = 123;
        rig.record();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(123));
        QCOMPARE(rig.take->report().stats.framesTotal, 123);
    }

    void aStopEndsIt()
    {
        Rig rig(0);
        rig.record();
        QVERIFY(rig.hasWritten(10));
        rig.take->stop();
        QVERIFY(rig.isOver());
        const std::size_t written = rig.script.pictureCount();
        QVERIFY(written >= 10 && rig.isComplete(written));
        QVERIFY(rig.take->report().isComplete);
    }

    void stopFrameTakesAPictureAtEachAddFrame()
    {
        Rig rig(10);
        rig.setup.plan.kind = RecordPlan::Kind::StopFrame;
        rig.record();
        for (std::size_t i = 1; i <= 3; ++i) {
            rig.take->addFrame(nullptr, {});
            QVERIFY(rig.hasWritten(i));
        }
        rig.take->resume(); // a stop-frame movie never runs by itself
        rig.take->addFrame(nullptr, {});
        QVERIFY(rig.hasWritten(4));
        rig.take->stop();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(4));
    }

    void pauseHoldsAndGoesOnWithTheNext()
    {
        Rig rig(200);
        rig.setup.startsPaused = true;
        rig.record();
        rig.take->addFrame(nullptr, {});
        rig.take->addFrame(nullptr, {});
        QVERIFY(rig.hasWritten(2));
        QVERIFY(!rig.take->isDone());
        QCOMPARE(rig.script.pictureCount(), 2U);
        rig.take->resume();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(200));
    }

    void aPictureThatCantBeReadEndsItWithTheReason()
    {
        Rig rig(100, 30);
        rig.record();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(30));
        QCOMPARE(rig.take->report().error->code, ErrorCode::InvalidData);
        QVERIFY(rig.take->report().isComplete); // what there is, is whole
    }

    void aFullDiskEndsIt()
    {
        Rig rig(100);
        rig.script.failAtPicture = 20;
        rig.record();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(20));
        QCOMPARE(rig.take->report().error->code, ErrorCode::DiskFull);
    }

    void nothingToReadMakesNoFile()
    {
        Rig rig(100, 0);
        rig.record();
        QVERIFY(rig.isOver());
        QCOMPARE(rig.script.opened(), 0);
        QCOMPARE(rig.take->report().error->code, ErrorCode::InvalidData);
    }

    void aWriterThatDoesNotOpenEndsIt()
    {
        Rig rig(0);
        rig.script.openError =
            makeError(ErrorCode::Unsupported, QStringLiteral("open"), QStringLiteral("no"));
        rig.record();
        QVERIFY(rig.isOver());
        QCOMPARE(rig.take->report().error->code, ErrorCode::Unsupported);
    }

    /// One still each, of the next picture.
    void imagesAreReadOneByOne()
    {
        Rig rig(10);
        rig.setup.plan.kind = RecordPlan::Kind::Image;
        rig.setup.startsPaused = true;
        rig.record();
        QVERIFY(rig.hasWritten(1));
        for (std::size_t i = 2; i <= 4; ++i) {
            RecordingName name;
            name.path = QStringLiteral("/fake/%1.png").arg(i);
            rig.take->addFrame(nullptr, name);
            QVERIFY(rig.hasWritten(i));
        }
        rig.take->stop();
        QVERIFY(rig.isOver());
        QVERIFY(rig.isComplete(4));
    }
};

QTEST_GUILESS_MAIN(TestOfflineTake)
#include "test_take_offline.moc"
