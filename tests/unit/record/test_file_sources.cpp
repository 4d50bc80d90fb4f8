// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/playhead.h"
#include "record/engine.h"
#include "studio.h"
#include "support/process.h"
#include "support/virtual_clock.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kPatience = 60000; // ms

/// A project with a movie of 50 pictures (25 a second, brighter by 4 each) with sound, on a clock of the
/// test's own.
class Desk {
public:
    explicit Desk(const QString& path)
    {
        services.clock = &clock;
        services.screens = std::make_shared<FakeScreens>();
        services.sounds = std::make_shared<FakeSounds>();
        services.moviesFolder = folder.path();
        services.openWriter = [this](const WriterRequest& request) { return script.open(request.name.path); };
        engine = std::make_unique<Engine>(project, services);
        movie = *project.add(q("moviefilein"));
        sound = *project.add(q("audiofilein"));
        set(*movie, "file", path);
        set(*sound, "movie", movie->name());
    }
    static void set(Operator& op, const char* name, const QVariant& value)
    {
        const Status status = op.params().set(QString::fromLatin1(name), value);
        QVERIFY2(status, status ? "" : qPrintable(status.error().detail));
    }
    /// Time passes for all who sleep by it.
    bool pass(Duration time, int sleepers)
    {
        const Timestamp end = clock.now() + time;
        while (clock.now() < end) {
            clock.advance(std::min<Duration>(10ms, end - clock.now()));
            if (!QTest::qWaitFor([&] { return clock.isSettled(sleepers); }, kPatience))
                return false;
        }
        return true;
    }

    TempFolder folder;
    VirtualClock clock;
    WriterScript script;
    EngineServices services;
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* movie = nullptr;
    Operator* sound = nullptr;
};

int numberOf(const PicturePtr& picture)
{
    return picture ? (*picture->row(0, 10) - 20 + 2) / 4 : -1;
}

} // namespace

/// A file's rows act on the source that runs, also while it is recorded.
class FileSourcesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const ProcessResult made = runProcess(
            q("ffmpeg"), {q("-v"), q("error"), q("-f"), q("lavfi"), q("-i"),
                          q("nullsrc=s=64x48:r=25,format=gray,geq=lum=20+N*4"), q("-f"), q("lavfi"), q("-i"),
                          q("aevalsrc='mod(n\\,16384)/32768':s=8000"), q("-t"), q("2"), q("-c:v"), q("ffv1"),
                          q("-c:a"), q("pcm_s16le"), path()});
        QVERIFY2(made.exitCode == 0, made.error.constData());
    }

    void rowsActOnTheRunningSource()
    {
        Desk desk(path());
        const Result<PictureFeed> feed = desk.engine->watchPicture(*desk.movie);
        QVERIFY(feed);
        QVERIFY(desk.pass(400ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 10);
        Desk::set(*desk.movie, "play", false);
        QVERIFY(desk.pass(500ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 10);
        // The same source: nobody has to ask again.
        QCOMPARE(desk.engine->watchPicture(*desk.movie)->hub, feed->hub);
        Desk::set(*desk.movie, "placeunit", q("pictures"));
        Desk::set(*desk.movie, "position", 33);
        QVERIFY(desk.pass(20ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 33);
        QVERIFY(desk.movie->params().pulse(q("stepforward")));
        QVERIFY(desk.pass(20ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 34);
        QVERIFY(desk.movie->params().pulse(q("stepback")));
        QVERIFY(desk.movie->params().pulse(q("stepback")));
        QVERIFY(desk.pass(20ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 32);
        QVERIFY(desk.movie->params().pulse(q("cue")));
        QVERIFY(desk.pass(20ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 33);
        Desk::set(*desk.movie, "trim", true);
        Desk::set(*desk.movie, "trimstart", 5);
        Desk::set(*desk.movie, "trimend", 7);
        QVERIFY(desk.pass(20ms, 1));
        QVERIFY(numberOf(feed->hub->latest()) >= 5 && numberOf(feed->hub->latest()) < 7);
    }

    /// What somebody records keeps its file, but plays as it is told.
    void whatIsRecordedCanBePlayed()
    {
        Desk desk(path());
        const Result<PictureFeed> feed = desk.engine->recordPicture(*desk.movie);
        QVERIFY(feed);
        QVERIFY(desk.pass(400ms, 1));
        Desk::set(*desk.movie, "speed", 2.0);
        QVERIFY(desk.pass(400ms, 1));
        QCOMPARE(numberOf(feed->hub->latest()), 30);
        Desk::set(*desk.movie, "file", q("another.mov"));
        QCOMPARE(desk.engine->recordPicture(*desk.movie)->hub, feed->hub);
    }

    /// One playhead for both: after pauses, jumps and rounds the sound is that of the picture.
    void soundFollowsItsMovie()
    {
        Desk desk(path());
        const Result<PictureFeed> pictures = desk.engine->watchPicture(*desk.movie);
        QVERIFY(pictures);
        const Result<AudioFeed> sound = desk.engine->watchSound(*desk.sound);
        QVERIFY2(sound, sound ? "" : qPrintable(sound.error().detail));
        AudioHub::Reader reader = sound->hub->readerFromNow();
        const auto isTogether = [&] {
            AudioBlock block;
            AudioBlock last;
            while (reader.read(block))
                last = block;
            if (last.samples.empty())
                return false;
            // The first sample of the last block, on the file's time line.
            const double heard = std::round(double(last.samples[0]) * 32768) / 8000;
            const double shown = numberOf(pictures->hub->latest()) / 25.0;
            const double ago = toSeconds(last.captured - pictures->hub->latest()->captured);
            if (std::abs(heard - shown - ago) < 0.002)
                return true;
            qWarning("heard %f, shown %f, %f apart", heard, shown, ago);
            return false;
        };
        QVERIFY(desk.pass(500ms, 2));
        QVERIFY(isTogether());
        Desk::set(*desk.movie, "play", false);
        QVERIFY(desk.pass(330ms, 2));
        Desk::set(*desk.movie, "play", true);
        QVERIFY(desk.pass(300ms, 2));
        QVERIFY(isTogether());
        Desk::set(*desk.movie, "placeunit", q("seconds"));
        Desk::set(*desk.movie, "position", 1.24);
        QVERIFY(desk.pass(110ms, 2));
        QVERIFY(isTogether());
        for (int round = 0; round < 5; ++round) {
            QVERIFY(desk.pass(2070ms, 2));
            QVERIFY(isTogether());
        }
    }

    void followingNothingIsSaid()
    {
        Desk desk(path());
        Desk::set(*desk.sound, "movie", q("nobody"));
        const Result<AudioFeed> sound = desk.engine->watchSound(*desk.sound);
        QVERIFY(!sound);
        QVERIFY(sound.error().detail.contains(q("nobody")));
    }

    void rowsOfAFollowerAreTheMovies()
    {
        Desk desk(path());
        for (const char* row : {"file", "mode", "play", "loop", "speed", "position", "trim"})
            QVERIFY2(!desk.sound->params().enableState(q(row)).enabled, row);
        QVERIFY(desk.sound->params().enableState(q("volume")).enabled);
        Desk::set(*desk.sound, "movie", QString());
        for (const char* row : {"file", "mode", "play", "loop", "speed", "position", "trim"})
            QVERIFY2(desk.sound->params().enableState(q(row)).enabled, row);
    }

private:
    QString path() const { return m_folder(q("movie.mkv")); }
    TempFolder m_folder;
};

QTEST_GUILESS_MAIN(FileSourcesTest)
#include "test_file_sources.moc"
