// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>

#include <condition_variable>
#include <mutex>
#include <thread>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

class TestRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordAndStopByParameter()
    {
        Studio studio;
        studio.build();
        QSignalSpy states(studio.recorder, &Recorder::stateChanged);
        QSignalSpy started(studio.recorder, &Recorder::started);
        QSignalSpy finished(studio.recorder, &Recorder::finished);
        QVERIFY(studio.recorder->checkReady());
        QCOMPARE(*studio.recorder->nextPath(), studio.folder(q("out.mp4")));
        studio.set("record", true);
        QCOMPARE(studio.recorder->state(), RecorderState::Opening);
        QVERIFY(studio.engine->isAnyRecording());
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.recorder->currentPath(), studio.folder(q("out.mp4")));
        QVERIFY(studio.write(5));
        studio.set("record", true); // again: nothing
        QCOMPARE(studio.recorder->state(), RecorderState::Recording);
        studio.set("record", false);
        QCOMPARE(studio.recorder->state(), RecorderState::Finalising);
        QVERIFY(studio.reach(RecorderState::Idle));
        QCOMPARE(states.count(), 4);
        QCOMPARE(started.count(), 1);
        QCOMPARE(finished.count(), 1);
        QVERIFY(studio.recorder->lastReport()->isComplete);
        QVERIFY(!studio.recorder->lastError());
        QCOMPARE(studio.screens->running, 0); // nobody needs it any more
        QVERIFY(!studio.engine->isAnyRecording());
        QCOMPARE(studio.requests[0].movie.size, (Size{16, 16}));
    }

    void everyCommandHasAFunction()
    {
        Studio studio;
        studio.build();
        studio.recorder->record();
        QVERIFY(studio.isRecordOn());
        QVERIFY(studio.reach(RecorderState::Recording));
        studio.recorder->setPaused(true);
        QCOMPARE(studio.recorder->state(), RecorderState::Paused);
        const std::size_t before = studio.script.pictureCount();
        studio.recorder->addFrame();
        QVERIFY(studio.write(before + 1));
        studio.recorder->setPaused(false);
        QCOMPARE(studio.recorder->state(), RecorderState::Recording);
        studio.recorder->stop();
        QVERIFY(!studio.isRecordOn());
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QCOMPARE(studio.recorder->state(), RecorderState::Idle);
    }

    void limitLetsTheToggleFall()
    {
        Studio studio;
        studio.build();
        studio.set("limitlength", true);
        studio.set("length", 7);
        studio.set("lengthunit", q("indices"));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Idle));
        QVERIFY(!studio.isRecordOn());
        QCOMPARE(studio.script.pictureCount(), 7U);
    }

    void imageIsOneStillAndTheToggleFalls()
    {
        Studio studio;
        studio.build();
        studio.set("type", q("image"));
        studio.set("imagefiletype", q("png"));
        studio.set("file", q("out.png"));
        const Result<PictureFeed> feed = studio.engine->watchPicture(*studio.sink);
        QVERIFY(feed);
        studio.show();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Idle));
        QVERIFY(!studio.isRecordOn());
        QCOMPARE(studio.script.pictureCount(), 1U);
        QCOMPARE(studio.requests[0].kind, RecordPlan::Kind::Image);
    }

    void refusalsHaveReasonsAndLeaveNothing_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<int>("code");
        QTest::newRow("nothing wired") << q("wire") << static_cast<int>(ErrorCode::InvalidParameter);
        QTest::newRow("sink off") << q("sink off") << static_cast<int>(ErrorCode::InvalidParameter);
        QTest::newRow("source off") << q("source off") << static_cast<int>(ErrorCode::InvalidParameter);
        QTest::newRow("extension") << q("extension") << static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("no folder") << q("folder") << static_cast<int>(ErrorCode::NotFound);
        QTest::newRow("exists") << q("exists") << static_cast<int>(ErrorCode::AlreadyExists);
        QTest::newRow("no display") << q("display") << static_cast<int>(ErrorCode::NoDisplay);
        QTest::newRow("no sound server") << q("sound") << static_cast<int>(ErrorCode::NoSoundServer);
        QTest::newRow("no camera") << q("camera") << static_cast<int>(ErrorCode::DeviceLost);
    }

    void refusalsHaveReasonsAndLeaveNothing()
    {
        QFETCH(QString, what);
        QFETCH(int, code);
        Studio studio;
        studio.build();
        bool isKnownBefore = true;
        if (what == q("wire"))
            QVERIFY(studio.project.connectInput(*studio.sink, 0, nullptr));
        if (what == q("sink off"))
            studio.sink->setActive(false);
        if (what == q("source off"))
            studio.grab->setActive(false);
        if (what == q("extension"))
            studio.set("file", q("out.gif"));
        if (what == q("folder"))
            studio.set("file", q("nowhere/out.mp4"));
        if (what == q("exists")) {
            QFile file(studio.folder(q("out.mp4")));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        if (what == q("display")) {
            studio.screens->openError = makeError(ErrorCode::NoDisplay, q("open"), q("none"));
            isKnownBefore = false;
        }
        if (what == q("sound")) {
            studio.sounds->openError = makeError(ErrorCode::NoSoundServer, q("open"), q("none"));
            studio.set("audiochop", studio.mic->name());
            isKnownBefore = false;
        }
        if (what == q("camera")) {
            studio.cameras->openError = makeError(ErrorCode::DeviceLost, q("open"), q("none"));
            const Result<Operator*> camera = studio.project.add(q("videodevicein"));
            QVERIFY(studio.project.connectInput(*studio.sink, 0, *camera));
            isKnownBefore = false;
        }
        const Status ready = studio.recorder->checkReady();
        QCOMPARE(!ready.hasValue(), isKnownBefore);
        QSignalSpy finished(studio.recorder, &Recorder::finished);
        studio.set("record", true);
        QCOMPARE(studio.recorder->state(), RecorderState::Failed);
        QVERIFY(!studio.isRecordOn());
        QVERIFY2(static_cast<int>(studio.recorder->lastError()->code) == code,
                 qPrintable(studio.recorder->lastError()->detail));
        QVERIFY(finished.wait(5000));
        QCOMPARE(studio.script.opened(), 0);
        QCOMPARE(studio.screens->running, 0);
        QCOMPARE(studio.sounds->running, 0);
    }

    void failedIsLeftByTheNextRecord()
    {
        Studio studio;
        studio.build();
        studio.script.openError = makeError(ErrorCode::EncoderRejected, q("open"), q("no"));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Failed));
        QVERIFY(!studio.isRecordOn());
        studio.script.openError.reset();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(!studio.recorder->lastError());
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
    }

    void overwritingNeedsToBeAllowedEachTime()
    {
        Studio studio;
        studio.build();
        QFile file(studio.folder(q("out.mp4")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        studio.recorder->setOverwriteAllowed(true);
        QVERIFY(studio.recorder->checkReady());
        studio.recorder->record();
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.requests[0].overwrite, Overwrite::Allowed);
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QVERIFY(!studio.recorder->checkReady());
    }

    void testModeNeedsNoPlace()
    {
        Studio studio;
        studio.build();
        studio.set("file", q("nowhere/out.mp4"));
        studio.set("encodetestmode", true);
        QVERIFY(studio.recorder->checkReady());
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(studio.requests[0].testMode);
        QVERIFY(studio.recorder->currentPath().isEmpty());
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QVERIFY(studio.recorder->lastReport()->path.isEmpty());
        QVERIFY(studio.recorder->lastReport()->isComplete);
        QVERIFY(!QDir(studio.folder(q("nowhere"))).exists());
    }

    void aHangingWriterIsGivenUp()
    {
        Studio studio;
        studio.build();
        studio.script.pictureGate.close();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QTRY_VERIFY(studio.script.pictureGate.waiting() > 0);
        studio.set("record", false);
        QVERIFY(studio.reach(RecorderState::Failed)); // after stopTimeout
        QCOMPARE(studio.recorder->lastError()->code, ErrorCode::TimedOut);
        // The next take is not hindered by it.
        studio.script.pictureGate.open();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QTRY_COMPARE(studio.script.finished(), 2); // the one left behind came round
    }

    void recordAgainWhileFinishingStartsTheNext()
    {
        Studio studio;
        studio.services.stopTimeout = 5s;
        studio.build();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        studio.set("record", false);
        studio.set("record", true);
        QCOMPARE(studio.recorder->state(), RecorderState::Finalising);
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.script.opened(), 2);
        QVERIFY(studio.isRecordOn());
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
    }

    void aRemovedRecorderStillFinishesItsFile()
    {
        Studio studio;
        studio.services.stopTimeout = 5s;
        studio.build();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(studio.write(3));
        studio.project.remove(*studio.sink);
        QCOMPARE(studio.engine->recorders().size(), 0U);
        QTRY_COMPARE(studio.script.finished(), 1);
    }

    void theEndOfTheProgramFinishesAllFiles()
    {
        Studio studio;
        studio.services.stopTimeout = 5s;
        studio.build();
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(studio.write(3));
        studio.engine->finishAll(5s);
        QCOMPARE(studio.script.finished(), 1);
        QCOMPARE(studio.recorder->state(), RecorderState::Idle);
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        studio.engine.reset();
        QCOMPARE(studio.script.finished(), 2);
    }

    void theEndOfTheProgramWaitsForAllTogether()
    {
        Studio studio;
        studio.build();
        Operator* second = *studio.project.add(q("moviefileout"));
        QVERIFY(studio.project.connectInput(*second, 0, studio.grab));
        QVERIFY(second->params().set(q("audiochop"), QString()));
        QVERIFY(second->params().set(q("file"), q("b.mp4")));
        studio.set("record", true);
        QVERIFY(second->params().set(q("record"), true));
        const Recorder* other = studio.engine->recorder(*second);
        QVERIFY(studio.reach(RecorderState::Recording));
        QTRY_COMPARE(other->state(), RecorderState::Recording);
        studio.script.pictureGate.close();
        QTRY_COMPARE((studio.show(), studio.script.pictureGate.waiting()), 2);
        // Within the time of a second wait.
        std::jthread opener([&studio](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any changed;
            std::unique_lock lock(mutex);
            changed.wait_for(lock, stop, 3s, [] { return false; });
            studio.script.pictureGate.open();
        });
        studio.engine->finishAll(1800ms);
        opener.request_stop();
        for (const Recorder* each : studio.engine->recorders()) {
            QVERIFY(each->lastReport());
            QVERIFY(!each->lastReport()->isComplete);
        }
    }

    void oneThatFailsNeverHarmsAnother()
    {
        Studio studio;
        studio.build();
        Operator* second = *studio.project.add(q("moviefileout"));
        QVERIFY(studio.project.connectInput(*second, 0, studio.grab));
        QVERIFY(second->params().set(q("audiochop"), QString()));
        QVERIFY(second->params().set(q("file"), q("nowhere/b.mp4")));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(second->params().set(q("record"), true));
        QCOMPARE(studio.engine->recorder(*second)->state(), RecorderState::Failed);
        const std::size_t before = studio.script.pictureCount();
        QVERIFY(studio.write(before + 5));
        QCOMPARE(studio.screens->opened.size(), 1U); // one source for both
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QVERIFY(studio.recorder->lastReport()->isComplete);
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "test_recorder.moc"
