// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "support/flash_beep.h"
#include "support/media_probe.h"
#include "support/pulse_server.h"
#include "support/sync_probe.h"
#include "support/temp_folder.h"
#include "support/x_server.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include <cmath>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr double kMostOffset = 0.020; // seconds, behaviour.md §3

/// The screen, the system's sound and a recorder, wired as the program's first start wires them.
struct Take {
    Program program;
    Operator* sink = nullptr;

    Status build(const QString& path, double framesPerSecond)
    {
        Result<Operator*> screen = program.project.add(QStringLiteral("screengrab"));
        if (!screen)
            return screen.error();
        Result<Operator*> sound = program.project.add(QStringLiteral("audiodevicein"));
        if (!sound)
            return sound.error();
        REELOUT_TRY((*sound)->params().set(QStringLiteral("kind"), QStringLiteral("systemsound")));
        Result<Operator*> recorder = program.project.add(QStringLiteral("moviefileout"));
        if (!recorder)
            return recorder.error();
        sink = *recorder;
        REELOUT_TRY(program.project.connectInput(*sink, 0, *screen));
        REELOUT_TRY(sink->params().set(QStringLiteral("file"), path));
        REELOUT_TRY(sink->params().set(QStringLiteral("preset"), QStringLiteral("fast")));
        return sink->params().set(QStringLiteral("fps"), framesPerSecond);
    }

    Recorder& recorder() { return *program.engine.recorder(*sink); }
};

bool waitForState(Recorder& recorder, RecorderState state)
{
    return QTest::qWaitFor([&] { return recorder.state() == state; }, 15000);
}

} // namespace

/// Flash and beep through a real X server and a real sound server into a real file.
class TestRealCapture final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pictureAndSoundStayTogether_data();
    void pictureAndSoundStayTogether();

private:
    /// One take with a pause in it; sound's lateness in seconds at its start, after the pause and at its end.
    static void record(PulseServer::Kind kind, std::vector<double>& offsets);
};

void TestRealCapture::pictureAndSoundStayTogether_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("PulseAudio") << static_cast<int>(PulseServer::Kind::PulseAudio);
    QTest::newRow("PipeWire") << static_cast<int>(PulseServer::Kind::PipeWire);
}

// The flash and the beep come from a program too: on a busy machine it is late itself. One take of three in
// which nothing was is proof enough; what is wrong with the recorder is wrong in all of them.
void TestRealCapture::pictureAndSoundStayTogether()
{
    QFETCH(int, kind);
    constexpr int kTakes = 3;
    for (int take = 0; take < kTakes; ++take) {
        std::vector<double> offsets;
        record(static_cast<PulseServer::Kind>(kind), offsets);
        if (QTest::currentTestFailed())
            return;
        for (const double offset : offsets)
            qInfo("take %d: sound %+.1f ms", take, offset * 1000.0);
        if (std::all_of(offsets.begin(), offsets.end(),
                        [](double offset) { return std::abs(offset) <= kMostOffset; }))
            return;
    }
    QFAIL("picture and sound are apart in every take");
}

void TestRealCapture::record(PulseServer::Kind kind, std::vector<double>& offsets)
{
    XServer screen(XServer::Kind::Xvfb, {{1280, 720}, 24, {}});
    QVERIFY2(screen.start(), qPrintable(screen.error()));
    PulseServer sound(kind);
    sound.setCycle(256);
    QVERIFY(sound.start());
    sound.useHere();
    qputenv("DISPLAY", screen.display().toLocal8Bit());

    FlashBeep player(screen.display(), sound.environment().value(QStringLiteral("PULSE_SERVER")),
                     QStringLiteral("speakers"));
    QTest::qWait(2500); // a null sink that was idle begins to deliver up to two seconds late
    QVERIFY2(player.error().isEmpty(), qPrintable(player.error()));

    const TempFolder folder;
    const QString path = folder(QStringLiteral("sync.mp4"));
    Take take;
    const Status built = take.build(path, 60.0);
    QVERIFY2(built, built ? "" : qPrintable(built.error().detail));
    Recorder& recorder = take.recorder();
    recorder.record();
    QVERIFY(waitForState(recorder, RecorderState::Recording));
    QTest::qWait(5000);
    const double beforePause = toSeconds(recorder.stats().recorded);
    recorder.setPaused(true);
    QVERIFY(waitForState(recorder, RecorderState::Paused));
    QTest::qWait(1370);
    recorder.setPaused(false);
    QVERIFY(waitForState(recorder, RecorderState::Recording));
    QTest::qWait(5000);
    recorder.stop();
    QVERIFY(waitForState(recorder, RecorderState::Idle));
    QVERIFY2(player.error().isEmpty(), qPrintable(player.error()));

    const std::optional<RecordReport>& report = recorder.lastReport();
    QVERIFY(report.has_value());
    QVERIFY2(!report->error, report->error ? qPrintable(report->error->detail) : "");
    QVERIFY(report->isComplete);

    QCOMPARE(decodeErrors(path), QString());
    const MediaProbe probe = probeMedia(path);
    QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
    QCOMPARE(static_cast<std::int64_t>(probe.videoTimes.size()), report->stats.framesWritten);
    for (std::size_t n = 0; n < probe.videoTimes.size(); ++n)
        QVERIFY(std::abs(probe.videoTimes[n] - static_cast<double>(n) / 60.0) < 1e-5);
    QVERIFY(std::abs(probe.videoDuration - probe.audioDuration) <= 1.0 / 60.0);

    const SyncProbe sync = probeSync(path, 60.0);
    QVERIFY2(sync.offsets().size() >= 6, qPrintable(QString::number(sync.offsets().size())));
    const double end = probe.videoDuration;
    for (const auto& [from, to] :
         {std::pair(0.0, 3.2), std::pair(beforePause, beforePause + 3.2), std::pair(end - 3.2, end)}) {
        offsets.push_back(sync.medianOffset(from, to));
    }
}

QTEST_GUILESS_MAIN(TestRealCapture)
#include "test_real_capture.moc"
