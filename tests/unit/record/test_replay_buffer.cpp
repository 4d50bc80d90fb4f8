// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/replay_buffer.h"
#include "studio.h"
#include "support/media_probe.h"

#include <QDir>
#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

/// A studio with a real encoder, whose screen shows new pictures all the time.
class ReplayStudio : public Studio {
public:
    ReplayStudio()
    {
        services.stopTimeout = 60s;
        build();
        set("videocodec", q("mjpa"));
        set("file", q("out.mov"));
        set("fps", 50);
        set("replaylength", 1);
        replay = recorder->replay();
        QObject::connect(recorder, &Recorder::noticed, [this](const QString& text) { notices += text; });
        QObject::connect(recorder, &Recorder::replaySaved,
                         [this](const RecordReport& report) { saved.push_back(report); });
    }

    void turn(bool on) { set("replay", on); }
    void pulse() { QVERIFY(sink->params().pulse(q("savereplay"))); }
    bool hold(Duration length)
    {
        return QTest::qWaitFor(
            [&] {
                show();
                return replay->level().length >= length;
            },
            60000);
    }
    bool waitForSaved(std::size_t count)
    {
        return QTest::qWaitFor(
            [&] {
                show();
                return saved.size() >= count;
            },
            60000);
    }
    QStringList files() const { return QDir(folder.path()).entryList(QDir::Files, QDir::Name); }

    ReplayBuffer* replay = nullptr;
    QStringList notices;
    std::vector<RecordReport> saved;
};

} // namespace

class TestReplayBuffer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaysOverlapAndAreWhole()
    {
        ReplayStudio studio;
        QVERIFY(!studio.replay->canSave());
        studio.turn(true);
        QVERIFY(studio.replay->isRunning());
        QVERIFY(studio.hold(1s));
        studio.pulse();
        studio.pulse();
        QVERIFY(studio.waitForSaved(2));
        QVERIFY(studio.hold(1s)); // it goes on
        studio.turn(false);
        QVERIFY(!studio.replay->isRunning());
        QVERIFY(!studio.replay->canSave());
        QCOMPARE(studio.files(), (QStringList{q("out-replay.0.mov"), q("out-replay.1.mov")}));
        for (const RecordReport& report : studio.saved) {
            QVERIFY(report.isComplete);
            QVERIFY(report.duration >= 1s);
            const MediaProbe probe = probeMedia(report.path);
            QCOMPARE(static_cast<std::int64_t>(probe.videoTimes.size()), report.stats.framesWritten);
            QCOMPARE(decodeErrors(report.path), QString());
        }
        QVERIFY(studio.requests.empty()); // no recording was made
        QVERIFY(!studio.isRecordOn());
    }

    void runsBesideARecording()
    {
        ReplayStudio studio;
        studio.turn(true);
        QVERIFY(studio.hold(200ms));
        studio.recorder->record();
        QVERIFY(studio.reach(RecorderState::Recording));
        QVERIFY(studio.write(5));
        studio.pulse();
        QVERIFY(studio.waitForSaved(1));
        studio.recorder->stop();
        QVERIFY(studio.reach(RecorderState::Idle));
        QVERIFY(studio.replay->isRunning());
        QCOMPARE(studio.screens->running, 1); // one source for both
        QCOMPARE(studio.requests.size(), 1U);
        QVERIFY(!studio.requests.front().testMode);
    }

    void whatDoesNotGoTogetherIsRefused_data()
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("words");
        QTest::addRow("stills") << q("type") << QVariant(q("image")) << q("Type");
        QTest::addRow("gif") << q("videocodec") << QVariant(q("gif")) << q("GIF");
        QTest::addRow("container") << q("file") << QVariant(q("out.webm")) << q("webm");
    }

    void whatDoesNotGoTogetherIsRefused()
    {
        QFETCH(QString, parameter);
        QFETCH(QVariant, value);
        QFETCH(QString, words);
        ReplayStudio studio;
        QVERIFY(studio.sink->params().set(parameter, value));
        studio.turn(true);
        QVERIFY(!studio.replay->isRunning());
        QVERIFY(!studio.sink->params().toggle(q("replay")));
        QVERIFY(studio.replay->lastError());
        QCOMPARE(studio.notices.size(), 1);
        QVERIFY2(studio.notices.front().contains(words), qPrintable(studio.notices.front()));
        QCOMPARE(studio.screens->running, 0);
    }

    void withoutABufferThereIsNothingToSave()
    {
        ReplayStudio studio;
        QVERIFY(!studio.replay->save());
        QCOMPARE(studio.replay->save().error().code, ErrorCode::NotFound);
    }

    void beginsAnewWhenSettingsChange()
    {
        ReplayStudio studio;
        studio.turn(true);
        QVERIFY(studio.hold(300ms));
        studio.set("quality", 0.5);
        QVERIFY(QTest::qWaitFor([&] { return studio.notices.size() == 1; }, 60000));
        QVERIFY(studio.replay->isRunning());
        // Names and limits are nothing to it.
        studio.set("file", q("another.mov"));
        studio.set("limitlength", true);
        QVERIFY(studio.hold(1s));
        QCOMPARE(studio.notices.size(), 1);
        studio.pulse();
        QVERIFY(studio.waitForSaved(1));
        QCOMPARE(studio.files(), QStringList{q("another-replay.0.mov")});
    }

    void waitsWhileSettingsDontGoTogether()
    {
        ReplayStudio studio;
        studio.turn(true);
        studio.set("videocodec", q("vp9"));
        QVERIFY(QTest::qWaitFor([&] { return !studio.replay->isRunning(); }, 60000));
        QVERIFY(studio.sink->params().toggle(q("replay")));
        studio.set("file", q("out.webm"));
        QVERIFY(QTest::qWaitFor([&] { return studio.replay->isRunning(); }, 60000));
        QVERIFY(studio.hold(100ms));
    }

    void aRecordingGetsTheNewSettingsOfItsSource()
    {
        ReplayStudio studio;
        studio.turn(true);
        QVERIFY(studio.hold(100ms));
        QCOMPARE(studio.screens->opened.size(), 1U);
        QVERIFY(studio.grab->params().set(q("cursor"), false));
        studio.recorder->record(); // at once
        QVERIFY(!studio.screens->opened.back().cursor);
        QVERIFY(studio.reach(RecorderState::Recording));
        studio.recorder->stop();
        QVERIFY(studio.reach(RecorderState::Idle));
    }

    void theEndOfTheSourceLeavesWhatWasHeld()
    {
        ReplayStudio studio;
        studio.turn(true);
        QVERIFY(studio.hold(1s));
        studio.screens->hub->publishEvent(
            {SourceEventKind::Ended, systemClock().now(), q("The window was closed.")});
        QVERIFY(QTest::qWaitFor([&] { return !studio.replay->isRunning(); }, 60000));
        QVERIFY(!studio.sink->params().toggle(q("replay")));
        QVERIFY(studio.replay->canSave());
        QVERIFY(studio.replay->save());
        QVERIFY(studio.waitForSaved(1));
        QVERIFY(studio.saved.front().duration >= 900ms);
    }

    void theEndOfTheProgramWaitsForWhatIsBeingSaved()
    {
        ReplayStudio studio;
        studio.turn(true);
        QVERIFY(studio.hold(500ms));
        studio.pulse();
        studio.engine->finishAll(60s);
        QCOMPARE(studio.files(), QStringList{q("out-replay.0.mov")});
        QCOMPARE(decodeErrors(studio.folder(q("out-replay.0.mov"))), QString());
    }

    void whatIsBeingSavedIsWholeWhenTheBufferEnds()
    {
        ReplayStudio studio;
        studio.set("videocodec", q("h264"));
        studio.set("preset", q("ultrahigh")); // holds pictures back
        studio.set("maxbframes", 8);
        studio.set("file", q("out.mov"));
        studio.turn(true);
        QVERIFY(studio.hold(400ms));
        const Duration encoded = studio.replay->level().length;
        studio.pulse();
        studio.turn(false);
        QVERIFY(studio.waitForSaved(1));
        QVERIFY(studio.saved.front().duration >= encoded + 100ms);
    }

    void aFolderThatIsGoneIsSaid()
    {
        ReplayStudio studio;
        studio.set("file", studio.folder(q("gone/out.mov")));
        studio.turn(true);
        QVERIFY(studio.hold(100ms));
        studio.pulse();
        QVERIFY(QTest::qWaitFor(
            [&] {
                studio.show();
                return !studio.notices.isEmpty();
            },
            60000));
        QVERIFY2(studio.notices.front().contains(q("gone")), qPrintable(studio.notices.front()));
        QVERIFY(studio.replay->isRunning()); // nothing is lost
        QVERIFY(QDir(studio.folder.path()).mkpath(q("gone")));
        studio.pulse();
        QVERIFY(studio.waitForSaved(1));
    }

    void aProjectDoesNotSwitchItOn()
    {
        ReplayStudio studio;
        studio.turn(true);
        const QJsonObject stored = studio.sink->params().toJson();
        QVERIFY(!stored.contains(q("replay")));
        QVERIFY(stored.contains(q("replaylength")));
    }

    void soundRecordersHaveNone()
    {
        Studio studio;
        studio.build("audiofileout");
        QVERIFY(!studio.recorder->replay());
    }
};

QTEST_GUILESS_MAIN(TestReplayBuffer)
#include "test_replay_buffer.moc"
