// SPDX-License-Identifier: GPL-3.0-or-later
#include "opening_gate.h"
#include "record/engine.h"
#include "support/fake_source.h"
#include "support/temp_folder.h"

#include <QDir>

#include <QSignalSpy>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

class SlowScreens final : public ScreenBackend, public OpeningGate {
public:
    QString name() const override { return q("slow"); }
    Result<std::vector<DeviceInfo>> monitors() override { return std::vector<DeviceInfo>(); }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override
    {
        REELOUT_TRY(pass());
        return std::unique_ptr<PictureSource>(std::make_unique<Source>(*this));
    }

private:
    class Source final : public PictureSource {
    public:
        explicit Source(SlowScreens& screens) : m_screens(screens) {}
        Status start(std::shared_ptr<PictureHub> hub) override
        {
            ++m_screens.running;
            hub->publish(fakePicture(1, systemClock().now()));
            return {};
        }
        void stop() override
        {
            ++m_screens.stopped;
            --m_screens.running;
        }

    private:
        SlowScreens& m_screens;
    };
};

struct Studio {
    Studio()
    {
        EngineServices services;
        services.moviesFolder = folder.path();
        services.screens = screens;
        services.sounds = std::make_shared<FakeSounds>();
        services.opening = EngineServices::Opening::InBackground;
        engine = std::make_unique<Engine>(project, services);
        grab = *project.add(q("screengrab"));
        pattern = *project.add(q("testpattern"));
    }
    ~Studio() { screens->letOpen(); }
    std::shared_ptr<SlowScreens> screens = std::make_shared<SlowScreens>();
    Recorder& addRecorder()
    {
        sink = *project.add(q("moviefileout"));
        if (!project.connectInput(*sink, 0, grab) || !sink->params().set(q("file"), q("out.mov")) ||
            !sink->params().set(q("videocodec"), q("mjpa")) || !sink->params().set(q("audiochop"), QString()))
            qFatal("the recorder can't be wired");
        return *engine->recorder(*sink);
    }
    TempFolder folder;
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* grab = nullptr;
    Operator* pattern = nullptr;
    Operator* sink = nullptr;
};

} // namespace

class TestOpeningSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void watchingWaitsForNobody();
    void whoLetsGoEarlyLeavesNothingRunning();
    void failureIsToldThroughTheHub();
    void whatFailedIsTriedAgain();
    void recordingWaitsAndKnowsWhy();
    void recordHoldsNobodyUp();
    void recordThatIsTakenBackMakesNothing();
    void recordSaysWhyTheSourceCantBeOpened();
};

void TestOpeningSource::watchingWaitsForNobody()
{
    Studio studio;
    const Result<PictureFeed> hung = studio.engine->watchPicture(*studio.grab);
    QVERIFY(hung);
    QTRY_COMPARE(studio.screens->asked(), 1);
    QVERIFY(!hung->hub->latest());
    // Others are not held up by it.
    const Result<PictureFeed> other = studio.engine->watchPicture(*studio.pattern);
    QVERIFY(other);
    QTRY_VERIFY(other->hub->latest());
    QVERIFY(!hung->hub->latest());
    // Who asks again joins it.
    QCOMPARE(studio.engine->watchPicture(*studio.grab)->hub, hung->hub);
    studio.screens->letOpen();
    QTRY_VERIFY(hung->hub->latest());
    QCOMPARE(studio.screens->asked(), 1);
}

void TestOpeningSource::whoLetsGoEarlyLeavesNothingRunning()
{
    Studio studio;
    Result<PictureFeed> feed = studio.engine->watchPicture(*studio.grab);
    QTRY_COMPARE(studio.screens->asked(), 1);
    *feed = {}; // returns though it still opens
    studio.screens->letOpen();
    QTRY_COMPARE(studio.screens->stopped.load(), 1);
    QCOMPARE(studio.screens->running.load(), 0);
}

void TestOpeningSource::failureIsToldThroughTheHub()
{
    Studio studio;
    studio.screens->letOpen(makeError(ErrorCode::NotFound, q("open"), q("there is no such window")));
    const Result<PictureFeed> feed = studio.engine->watchPicture(*studio.grab);
    QVERIFY(feed);
    QTRY_VERIFY(feed->hub->isLost());
    QVERIFY2(feed->hub->lossText().contains(q("no such window")), qPrintable(feed->hub->lossText()));
}

void TestOpeningSource::whatFailedIsTriedAgain()
{
    Studio studio;
    studio.screens->letOpen(makeError(ErrorCode::NotFound, q("open"), q("not yet")));
    const Result<PictureFeed> failed = studio.engine->watchPicture(*studio.grab);
    QTRY_VERIFY(failed->hub->isLost());
    studio.screens->letOpen();
    QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
    studio.engine->lookAtSources();
    QTRY_COMPARE(outdated.count(), 1);
    const Result<PictureFeed> again = studio.engine->watchPicture(*studio.grab);
    QVERIFY(again->hub != failed->hub);
    QTRY_VERIFY(again->hub->latest());
}

void TestOpeningSource::recordingWaitsAndKnowsWhy()
{
    Studio studio;
    studio.screens->letOpen(makeError(ErrorCode::NotFound, q("open"), q("there is no such window")));
    const Result<PictureFeed> watched = studio.engine->watchPicture(*studio.grab);
    QTRY_VERIFY(watched->hub->isLost());
    const Result<PictureFeed> refused = studio.engine->recordPicture(*studio.grab);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    studio.screens->letOpen();
    const Result<PictureFeed> recorded = studio.engine->recordPicture(*studio.grab);
    QVERIFY(recorded);
    QVERIFY(recorded->hub->latest()); // its first picture is there
}

void TestOpeningSource::recordHoldsNobodyUp()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder();
    QSignalSpy started(&recorder, &Recorder::started);
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record(); // returns though the source hangs
    QCOMPARE(recorder.state(), RecorderState::Opening);
    QTRY_COMPARE(studio.screens->asked(), 1);
    recorder.setPaused(true);
    recorder.addFrame();
    recorder.setPaused(false);
    QCOMPARE(recorder.state(), RecorderState::Opening);
    studio.screens->letOpen();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.state(), RecorderState::Recording, 20000);
    QCOMPARE(studio.screens->asked(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(recorder.stats().framesWritten > 2, 20000);
    recorder.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
    QVERIFY(!recorder.lastError());
    QVERIFY(recorder.lastReport()->isComplete);
    QTRY_COMPARE(studio.screens->running.load(), 0);
}

void TestOpeningSource::recordThatIsTakenBackMakesNothing()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder();
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record();
    QTRY_COMPARE(studio.screens->asked(), 1);
    recorder.stop();
    QCOMPARE(recorder.state(), RecorderState::Idle);
    QVERIFY(!studio.sink->params().toggle(q("record")));
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!recorder.lastError());
    studio.screens->letOpen();
    QTRY_COMPARE(studio.screens->stopped.load(), 1);
    QVERIFY(QDir(studio.folder.path()).isEmpty());
    // And it can be had again.
    recorder.record();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.state(), RecorderState::Recording, 20000);
    recorder.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 20000);
}

void TestOpeningSource::recordSaysWhyTheSourceCantBeOpened()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder();
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record();
    QTRY_COMPARE(studio.screens->asked(), 1);
    studio.screens->letOpen(makeError(ErrorCode::PermissionDenied, q("open screen"), q("no")));
    QTRY_COMPARE(recorder.state(), RecorderState::Failed);
    QCOMPARE(recorder.lastError()->code, ErrorCode::PermissionDenied);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(studio.screens->asked(), 1); // nobody asked a second time, and on the main thread
    QVERIFY(QDir(studio.folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestOpeningSource)
#include "test_opening_source.moc"
