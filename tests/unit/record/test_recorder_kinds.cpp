// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio.h"

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

// File = 'out' + me.fileSuffix, as the script engine would have it.
void installExpressions(Studio& studio)
{
    studio.project.setEvaluator(
        [](Operator& me, const QString& parameter, const QString&) -> Result<QVariant> {
            if (parameter == q("file"))
                return QVariant(QString(q("out") + me.fileSuffix()));
            return QVariant(60.0);
        });
}

} // namespace

class TestRecorderKinds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stillsWhilePausedHaveNamesOfTheirOwn()
    {
        Studio studio;
        studio.build();
        installExpressions(studio);
        studio.set("type", q("image"));
        studio.set("imagefiletype", q("png"));
        QVERIFY(studio.sink->params().setExpression(q("file"), q("'out' + me.fileSuffix")));
        studio.set("pause", true);
        const Result<PictureFeed> feed = studio.engine->watchPicture(*studio.sink);
        QVERIFY(feed);
        studio.show();
        studio.script.pictureGate.close(); // so that no name is taken on the disk yet
        studio.set("record", true);
        QTRY_VERIFY(studio.script.pictureGate.waiting() > 0);
        for (int i = 0; i < 3; ++i)
            QVERIFY(studio.sink->params().pulse(q("addframe")));
        studio.script.pictureGate.open();
        QVERIFY(studio.write(4));
        QTRY_COMPARE(studio.recorder->state(), RecorderState::Paused);
        QVERIFY(studio.isRecordOn());
        studio.set("pause", false);
        QVERIFY(studio.reach(RecorderState::Idle));
        QVERIFY(!studio.isRecordOn());
        const QStringList paths = studio.script.paths();
        QCOMPARE(paths.size(), 4);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(paths[i], studio.folder(QStringLiteral("out.%1.png").arg(i)));
    }

    /// An operator is started once, however many blocks of Additional Input TOP name it.
    void furtherInputsAreStartedOnceAndLetGo()
    {
        Studio studio;
        studio.build();
        Operator* const other = *studio.project.add(q("screengrab"));
        const auto block = [](const QString& op, const char* red) {
            return QVariantMap{{q("top"), op},
                               {q("r"), q(red)},
                               {q("g"), QString()},
                               {q("b"), QString()},
                               {q("a"), QString()}};
        };
        studio.set("type", q("imagesequence"));
        studio.set("imagefiletype", q("exr"));
        studio.set("file", q("out.exr"));
        studio.set("input", QVariantList{block(QString(), "R"), block(other->name(), "one"),
                                         block(other->name(), "two"), block(studio.grab->name(), "own")});
        studio.set("record", true);
        QTRY_COMPARE(studio.screens->hubs.size(), 2U);
        QVERIFY(QTest::qWaitFor(
            [&] {
                const Timestamp now = systemClock().now();
                for (const auto& hub : studio.screens->hubs)
                    hub->publish(fakePicture(++studio.serial, now));
                return studio.script.pictureCount() >= 5;
            },
            10000));
        QCOMPARE(studio.requests.back().still.layers.size(), 3U);
        for (const WriterScript::Written& still : studio.script.pictures()) {
            // The other screen was started first, and shows each of its pictures one serial earlier.
            QCOMPARE(still.layers, (std::vector{still.serial - 1, still.serial - 1, still.serial}));
        }
        studio.set("record", false);
        QVERIFY(studio.reach(RecorderState::Idle));
        QCOMPARE(studio.screens->opened.size(), 2U);
        QCOMPARE(studio.screens->running, 0);
    }

    void furtherInputsThatDontFitAreRefusedByName()
    {
        Studio studio;
        studio.build();
        studio.set("type", q("image"));
        studio.set("imagefiletype", q("exr"));
        studio.set("file", q("out.exr"));
        const auto refusal = [&](const QString& op) {
            studio.set("input", QVariantList{QVariantMap{{q("top"), op},
                                                         {q("r"), q("x")},
                                                         {q("g"), QString()},
                                                         {q("b"), QString()},
                                                         {q("a"), QString()}}});
            const Status ready = studio.recorder->checkReady();
            return ready ? QString() : ready.error().detail;
        };
        QVERIFY(refusal(q("nobody")).contains(q("\"nobody\"")));
        Operator* const pattern = *studio.project.add(q("testpattern"));
        QCOMPARE(refusal(pattern->name()), QString());
        QVERIFY(pattern->params().set(q("everyframe"), true));
        const QString text = refusal(pattern->name());
        QVERIFY2(text.contains(pattern->name()) && text.contains(studio.grab->name()), qPrintable(text));
        pattern->setActive(false);
        QVERIFY(!refusal(pattern->name()).isEmpty());
    }

    void stopFrameMovieMovesByAddFrameWhateverPauseSays()
    {
        Studio studio;
        studio.build();
        studio.set("type", q("stopframemovie"));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Paused));
        studio.set("pause", true);
        studio.set("pause", false); // nothing begins to run
        QCOMPARE(studio.recorder->state(), RecorderState::Paused);
        studio.recorder->addFrame();
        QVERIFY(studio.write(1));
        studio.recorder->addFrame();
        QVERIFY(studio.write(2));
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QCOMPARE(studio.script.pictureCount(), 2U);
        QVERIFY(studio.requests[0].movie.sounds.empty());
    }

    void soundOfAMovieHasItsCodecsRate()
    {
        Studio studio;
        studio.build();
        studio.sounds->format = {192000, 2, {}};
        studio.set("audiochop", studio.mic->name());
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.requests[0].movie.sounds[0].sampleRate, 96000); // the most AAC has
        QCOMPARE(studio.requests[0].movie.sounds[0].channels, 2);
        QCOMPARE(studio.sounds->running, 1);
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QCOMPARE(studio.sounds->running, 0);
    }

    void tooManyChannelsAreRefusedBeforeTheFile()
    {
        Studio studio;
        studio.build();
        studio.sounds->format = {48000, 12, {}};
        studio.set("audiochop", studio.mic->name());
        studio.set("record", true);
        QCOMPARE(studio.recorder->state(), RecorderState::Failed);
        QCOMPARE(studio.script.opened(), 0);
        QCOMPARE(studio.sounds->running, 0);
    }

    void scopeChoosesTheChannels()
    {
        Studio studio;
        studio.build("audiofileout");
        studio.sounds->format = {48000, 4, {q("left"), q("right"), q("low"), q("back")}};
        studio.set("scope", q("l* ^left back"));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.requests[0].sound.channelNames, QStringList({q("low"), q("back")}));
        QCOMPARE(studio.requests[0].sound.channels, 2);
        QCOMPARE(studio.requests[0].kind, RecordPlan::Kind::Sound);
        QTest::qWait(30);
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
        QVERIFY(studio.recorder->lastReport()->isComplete);

        studio.set("scope", q("nothing"));
        studio.set("record", true);
        QCOMPARE(studio.recorder->state(), RecorderState::Failed);
        QVERIFY(studio.recorder->lastError()->detail.contains(q("left, right, low, back")));
    }

    void sequencesAreNamedByPattern()
    {
        Studio studio;
        studio.build();
        installExpressions(studio);
        studio.set("type", q("imagesequence"));
        studio.set("imagefiletype", q("png"));
        studio.set("leadingzerosdigits", 3);
        studio.set("maxthread", 5);
        QVERIFY(studio.sink->params().setExpression(q("file"), q("'out' + me.fileSuffix")));
        QCOMPARE(*studio.recorder->nextPath(), studio.folder(q("out.0.000.png")));
        studio.set("record", true);
        QVERIFY(studio.reach(RecorderState::Recording));
        QCOMPARE(studio.requests[0].kind, RecordPlan::Kind::ImageSequence);
        QCOMPARE(studio.requests[0].leadingZerosDigits, 3);
        QCOMPARE(studio.requests[0].still.maxThreads, 5);
        QCOMPARE(studio.requests[0].size, (Size{16, 16}));
        studio.recorder->stop();
        QVERIFY(studio.recorder->waitUntilIdle(10s));
    }
};

QTEST_GUILESS_MAIN(TestRecorderKinds)
#include "test_recorder_kinds.moc"
