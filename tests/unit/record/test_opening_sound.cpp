// SPDX-License-Identifier: GPL-3.0-or-later
#include "opening_gate.h"
#include "record/engine.h"
#include "record/sound_monitor.h"
#include "support/fake_output.h"
#include "support/fake_source.h"
#include "support/temp_folder.h"

#include <QDir>

#include <QSignalSpy>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr int kPatience = 20000; // ms

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

class SlowSounds final : public SoundBackend, public OpeningGate {
public:
    QString name() const override { return q("slow"); }
    Result<std::vector<DeviceInfo>> devices() override { return std::vector<DeviceInfo>(); }
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec&) override
    {
        REELOUT_TRY(pass());
        return std::unique_ptr<AudioSource>(std::make_unique<Source>(*this));
    }

private:
    class Source final : public AudioSource {
    public:
        explicit Source(SlowSounds& sounds) : m_sounds(sounds) {}
        AudioFormat format() const override { return {48000, 2, {}}; }
        QString label() const override { return q("Slow"); }
        Status start(std::shared_ptr<AudioHub> hub) override
        {
            ++m_sounds.running;
            const Timestamp now = systemClock().now();
            const AudioBlock block = fakeBlock(now, now, 480, format());
            hub->publish(block.captured, block.samples);
            return {};
        }
        void stop() override
        {
            ++m_sounds.stopped;
            --m_sounds.running;
        }

    private:
        SlowSounds& m_sounds;
    };
};

struct Studio {
    Studio()
    {
        EngineServices services;
        services.soundFolder = folder.path();
        services.screens = std::make_shared<FakeScreens>();
        services.sounds = sounds;
        services.opening = EngineServices::Opening::InBackground;
        engine = std::make_unique<Engine>(project, services);
        opened = std::make_unique<QSignalSpy>(engine.get(), &Engine::soundOpened);
        device = *project.add(q("audiodevicein"));
    }
    ~Studio() { sounds->letOpen(); }
    Recorder& addRecorder(Operator* source)
    {
        sink = *project.add(q("audiofileout"));
        if (!project.connectInput(*sink, 0, source) || !sink->params().set(q("file"), q("out.wav")))
            qFatal("the recorder can't be wired");
        return *engine->recorder(*sink);
    }
    std::shared_ptr<SlowSounds> sounds = std::make_shared<SlowSounds>();
    TempFolder folder;
    Project project;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<QSignalSpy> opened;
    Operator* device = nullptr;
    Operator* sink = nullptr;
};

} // namespace

class TestOpeningSound : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void watchingWaitsForNobody();
    void whoLetsGoEarlyLeavesNothingRunning();
    void whoWatchesIsToldWhy();
    void otherSettingsOpenAnother();
    void whatIsMeasuredOpensFirst();
    void aFeedMayOutliveTheEngine();
    void listeningBeginsWhenItIsOpen();
    void listeningIsToldWhy();
    void recordHoldsNobodyUp();
    void recordThatIsTakenBackMakesNothing();
    void recordSaysWhyTheSourceCantBeOpened();
};

void TestOpeningSound::watchingWaitsForNobody()
{
    Studio studio;
    const Result<AudioFeed> first = studio.engine->watchSound(*studio.device);
    QVERIFY(first && !first->hub);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    QVERIFY(studio.engine->isOpening(*studio.device));
    // Who asks meanwhile waits for the same.
    const Result<AudioFeed> second = studio.engine->watchSound(*studio.device);
    QVERIFY(second && !second->hub);
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.opened->count(), 1);
    QVERIFY(!studio.engine->isOpening(*studio.device));
    const Result<AudioFeed> feed = studio.engine->watchSound(*studio.device);
    QVERIFY(feed && feed->hub);
    QCOMPARE(feed->label, q("Slow"));
    QCOMPARE(studio.engine->watchSound(*studio.device)->hub, feed->hub);
    QVERIFY(feed->hub->framesPublished() > 0);
    QCOMPARE(studio.sounds->asked(), 1);
}

void TestOpeningSound::whoLetsGoEarlyLeavesNothingRunning()
{
    Studio studio;
    Result<AudioFeed> feed = studio.engine->watchSound(*studio.device);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    *feed = {}; // returns though it still opens
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.sounds->stopped.load(), 1);
    QCOMPARE(studio.sounds->running.load(), 0);
    // One that is not fetched goes with who waited, too.
    feed = studio.engine->watchSound(*studio.device);
    QTRY_COMPARE(studio.sounds->running.load(), 1);
    *feed = {};
    QTRY_COMPARE(studio.sounds->running.load(), 0);
}

void TestOpeningSound::whoWatchesIsToldWhy()
{
    Studio studio;
    Result<AudioFeed> one = studio.engine->watchSound(*studio.device);
    const Result<AudioFeed> other = studio.engine->watchSound(*studio.device);
    studio.sounds->letOpen(makeError(ErrorCode::NotFound, q("open"), q("there is no such device")));
    QTRY_COMPARE(studio.opened->count(), 1);
    // Each hears of it, and nobody makes it be tried again by that.
    one = studio.engine->watchSound(*studio.device);
    QVERIFY(!one && one.error().detail.contains(q("no such device")));
    QVERIFY(!studio.engine->recordSound(*studio.device));
    QCOMPARE(studio.sounds->asked(), 1);
    // It is when something has changed.
    studio.sounds->letOpen();
    QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
    studio.engine->lookAtSources();
    QTRY_COMPARE(outdated.count(), 1);
    one = studio.engine->watchSound(*studio.device);
    QVERIFY(one && !one->hub);
    QTRY_COMPARE(studio.opened->count(), 2);
    QVERIFY(studio.engine->watchSound(*studio.device)->hub);
}

void TestOpeningSound::otherSettingsOpenAnother()
{
    Studio studio;
    Result<AudioFeed> feed = studio.engine->watchSound(*studio.device);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    QSignalSpy outdated(studio.engine.get(), &Engine::feedOutdated);
    QVERIFY(studio.device->params().set(q("rate"), 44100));
    QTRY_COMPARE(outdated.count(), 1);
    feed = studio.engine->watchSound(*studio.device);
    QTRY_COMPARE(studio.sounds->asked(), 2);
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.sounds->stopped.load(), 1); // the first
    QTRY_VERIFY(studio.engine->watchSound(*studio.device)->hub);
    QCOMPARE(studio.sounds->running.load(), 1);
}

void TestOpeningSound::whatIsMeasuredOpensFirst()
{
    Studio studio;
    Operator* const analyze = *studio.project.add(q("analyze"));
    QVERIFY(studio.project.connectInput(*analyze, 0, studio.device));
    const Result<AudioFeed> opening = studio.engine->watchSound(*analyze);
    QVERIFY(opening && !opening->hub);
    QVERIFY(studio.engine->isOpening(*analyze));
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.opened->count(), 1);
    const Result<AudioFeed> feed = studio.engine->watchSound(*analyze);
    QVERIFY(feed && feed->hub);
    QCOMPARE(studio.sounds->asked(), 1);
}

void TestOpeningSound::aFeedMayOutliveTheEngine()
{
    Studio studio;
    const Result<AudioFeed> feed = studio.engine->watchSound(*studio.device);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.engine.reset();
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.sounds->running.load(), 1);
}

void TestOpeningSound::listeningBeginsWhenItIsOpen()
{
    Studio studio;
    const auto script = std::make_shared<OutputScript>();
    SoundMonitor monitor(*studio.engine, std::make_unique<FakeOutputs>(script));
    monitor.setOperator(studio.device);
    monitor.setOn(true);
    QVERIFY(monitor.isOn());
    QVERIFY(script->playing.empty());
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.sounds->letOpen();
    QTRY_VERIFY(monitor.isPlaying());
    QCOMPARE(script->playing.size(), std::size_t{1});
    monitor.setOn(false);
    QTRY_COMPARE(studio.sounds->running.load(), 0);
}

void TestOpeningSound::listeningIsToldWhy()
{
    Studio studio;
    SoundMonitor monitor(*studio.engine, std::make_unique<FakeOutputs>(std::make_shared<OutputScript>()));
    QSignalSpy stopped(&monitor, &SoundMonitor::stopped);
    monitor.setOperator(studio.device);
    monitor.setOn(true);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.sounds->letOpen(makeError(ErrorCode::DeviceLost, q("open sound device"), q("it is unplugged")));
    QTRY_COMPARE(stopped.count(), 1);
    QVERIFY(stopped[0][0].toString().contains(q("unplugged")));
    QVERIFY(!monitor.isOn());
}

void TestOpeningSound::recordHoldsNobodyUp()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder(studio.device);
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record(); // returns though the source hangs
    QCOMPARE(recorder.state(), RecorderState::Opening);
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.sounds->letOpen();
    QTRY_COMPARE_WITH_TIMEOUT(recorder.state(), RecorderState::Recording, kPatience);
    QCOMPARE(studio.sounds->asked(), 1);
    recorder.stop();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
    QVERIFY(!recorder.lastError());
    QTRY_COMPARE(studio.sounds->running.load(), 0);
}

void TestOpeningSound::recordThatIsTakenBackMakesNothing()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder(studio.device);
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record();
    QTRY_COMPARE(studio.sounds->asked(), 1);
    recorder.stop();
    QCOMPARE(recorder.state(), RecorderState::Idle);
    QTRY_COMPARE(finished.size(), 1);
    studio.sounds->letOpen();
    QTRY_COMPARE(studio.sounds->stopped.load(), 1);
    QVERIFY(QDir(studio.folder.path()).isEmpty());
}

void TestOpeningSound::recordSaysWhyTheSourceCantBeOpened()
{
    Studio studio;
    Recorder& recorder = studio.addRecorder(studio.device);
    QSignalSpy finished(&recorder, &Recorder::finished);
    recorder.record();
    QTRY_COMPARE(studio.sounds->asked(), 1);
    studio.sounds->letOpen(makeError(ErrorCode::PermissionDenied, q("open sound device"), q("no")));
    QTRY_COMPARE(recorder.state(), RecorderState::Failed);
    QCOMPARE(recorder.lastError()->code, ErrorCode::PermissionDenied);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(studio.sounds->asked(), 1); // nobody asked a second time, and on the main thread
    QVERIFY(QDir(studio.folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestOpeningSound)
#include "test_opening_sound.moc"
