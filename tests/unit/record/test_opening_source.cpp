// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine.h"
#include "support/fake_source.h"
#include "support/temp_folder.h"

#include <QDir>

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <condition_variable>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// A screen that is opened when the test says so, or not at all.
class SlowScreens final : public ScreenBackend {
public:
    QString name() const override { return q("slow"); }
    Result<std::vector<DeviceInfo>> monitors() override { return std::vector<DeviceInfo>(); }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override
    {
        std::unique_lock lock(m_mutex);
        ++m_asked;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_isOpen; });
        if (m_error)
            return *m_error;
        return std::unique_ptr<PictureSource>(std::make_unique<Source>(*this));
    }
    void letOpen(std::optional<Error> error = std::nullopt)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isOpen = true;
            m_error = std::move(error);
        }
        m_changed.notify_all();
    }
    int asked()
    {
        const std::scoped_lock lock(m_mutex);
        return m_asked;
    }
    std::atomic<int> running{0};
    std::atomic<int> stopped{0};

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
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
    std::optional<Error> m_error;
    int m_asked = 0;
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
