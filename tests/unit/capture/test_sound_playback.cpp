// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_file_reader.h"
#include "capture/source.h"
#include "media/playhead.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

constexpr int kRate = 8000;

bool ffmpeg(const QStringList& arguments)
{
    const ProcessResult result =
        runProcess(q("ffmpeg"), QStringList{q("-v"), q("error"), q("-y")} + arguments);
    if (result.exitCode != 0)
        qWarning("%s", result.error.constData());
    return result.exitCode == 0;
}

/// A sound whose every sample tells its time: it rises by a step each sample, 0 to 16383 in a round.
QStringList ramp(int seconds)
{
    return {q("-f"), q("lavfi"), q("-i"), q("aevalsrc='mod(n\\,16384)/32768':s=8000:d=%1").arg(seconds)};
}

float rampAt(std::int64_t frame)
{
    return static_cast<float>(frame % 16384) / 32768.0F;
}

SoundFileSpec specOf(const QString& path)
{
    SoundFileSpec spec;
    spec.path = path;
    return spec;
}

class Player {
public:
    explicit Player(SoundFileSpec of) : spec(std::move(of)), playback(spec.playback)
    {
        if (!spec.playhead)
            spec.playhead = std::make_shared<Playhead>(playback);
        Result<std::unique_ptr<AudioSource>> made = makeSoundFile(spec, clock);
        if (!made) {
            qWarning("%s", qPrintable(made.error().detail));
            return;
        }
        source = std::move(made).value();
        hub = std::make_shared<AudioHub>(source->format(), 4s);
        reader = hub->readerFromNow();
        started = source->start(hub).hasValue();
    }
    ~Player()
    {
        if (source)
            source->stop();
    }

    /// What is heard while time passes, in blocks of 10 ms.
    std::vector<float> pass(Duration time)
    {
        std::vector<float> heard;
        AudioBlock block;
        for (; time > 0s; time -= 10ms) {
            if (!QTest::qWaitFor([&] { return clock.isSettled(1); }, 60000))
                return {};
            clock.advance(10ms);
            if (!QTest::qWaitFor([&] { return clock.isSettled(1); }, 60000))
                return {};
            while (reader->read(block))
                heard.insert(heard.end(), block.samples.begin(), block.samples.end());
        }
        return heard;
    }
    void change() { spec.playhead->set(playback, clock.now()); }

    VirtualClock clock;
    SoundFileSpec spec;
    Playback playback;
    std::unique_ptr<AudioSource> source;
    std::shared_ptr<AudioHub> hub;
    std::optional<AudioHub::Reader> reader;
    bool started = false;
};

bool isRampFrom(const std::vector<float>& heard, std::int64_t first)
{
    for (std::size_t i = 0; i < heard.size(); ++i) {
        if (heard[i] != rampAt(first + static_cast<std::int64_t>(i))) {
            qWarning("sample %zu is %f, not %f", i, double(heard[i]),
                     double(rampAt(first + static_cast<std::int64_t>(i))));
            return false;
        }
    }
    return !heard.empty();
}

bool isSilent(const std::vector<float>& heard)
{
    return !heard.empty() &&
           std::all_of(heard.begin(), heard.end(), [](float sample) { return sample == 0.0F; });
}

} // namespace

class SoundPlaybackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(ffmpeg(ramp(10) + QStringList{q("-c:a"), q("pcm_s16le"), wav()})); }

    void everyFrameIsFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("codec");
        QTest::addColumn<int>("off"); // samples a container's clock may be off
        QTest::newRow("wav") << q("a.wav") << q("pcm_s16le") << 0;
        QTest::newRow("flac") << q("a.flac") << q("flac") << 0;
        QTest::newRow("alac mov") << q("a.mov") << q("alac") << 0;
        QTest::newRow("flac mka") << q("a.mka") << q("flac") << 4;
    }

    void everyFrameIsFound()
    {
        QFETCH(QString, name);
        QFETCH(QString, codec);
        QFETCH(int, off);
        const QString path = m_folder(name);
        QVERIFY(ffmpeg({q("-i"), wav(), q("-c:a"), codec, path}));
        const auto reader = SoundFileReader::open(path);
        QVERIFY(reader);
        for (const std::int64_t frame : {0, 50000, 100, 16001, 79000, 40000, 15999}) {
            const Status sought = (*reader)->seek(frame);
            QVERIFY2(sought, sought ? "" : qPrintable(sought.error().detail));
            std::vector<float> samples;
            QVERIFY((*reader)->read(500, samples));
            QVERIFY(samples.size() >= 500);
            const auto found = std::lround(double(samples[0]) * 32768);
            QVERIFY2(std::abs(found - frame % 16384) <= off, qPrintable(QString::number(found)));
        }
    }

    void pauseIsSilenceAndPlayGoesOnWithTheNextSample()
    {
        Player player(specOf(wav()));
        QVERIFY(player.started);
        QVERIFY(isRampFrom(player.pass(500ms), 0));
        player.playback.plays = false;
        player.change();
        QVERIFY(isSilent(player.pass(300ms)));
        player.playback.plays = true;
        player.change();
        QVERIFY(isRampFrom(player.pass(500ms), 4000));
    }

    void positionsAreExact()
    {
        SoundFileSpec spec = specOf(wav());
        spec.playback.position = 3.25;
        Player player(spec);
        QVERIFY(isRampFrom(player.pass(100ms), 26000));
        player.playback.position = 0.5;
        player.change();
        QVERIFY(isRampFrom(player.pass(100ms), 4000));
    }

    void roundsBetweenThePointsHaveNoSeam()
    {
        SoundFileSpec spec = specOf(wav());
        spec.playback.isTrimmed = true;
        spec.playback.in = 5.0;
        spec.playback.out = 5.055; // no whole number of blocks
        Player player(spec);
        const std::vector<float> heard = player.pass(1s);
        QCOMPARE(heard.size(), 8000U);
        for (std::size_t i = 0; i < heard.size(); ++i)
            QCOMPARE(heard[i], rampAt(40000 + static_cast<std::int64_t>(i) % 440));
    }

    /// Twice as fast: the ramp is twice as steep, and stays where it has to be.
    void speedChangesThePitch_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("2") << 2.0;
        QTest::newRow("0.5") << 0.5;
        QTest::newRow("1.337") << 1.337;
    }
    void speedChangesThePitch()
    {
        QFETCH(double, speed);
        SoundFileSpec spec = specOf(wav());
        spec.playback.speed = speed;
        Player player(spec);
        const std::vector<float> heard = player.pass(800ms);
        QCOMPARE(heard.size(), 6400U);
        for (std::size_t i = 200; i + 200 < heard.size(); i += 100) {
            const double wanted = static_cast<double>(i) * speed / 32768;
            QVERIFY2(std::fabs(double(heard[i]) - wanted) < 4.0 / 32768,
                     qPrintable(q("%1: %2, not %3").arg(i).arg(double(heard[i])).arg(wanted)));
        }
    }

    /// A movie whose sound begins 0.4 s after its pictures.
    void soundKeepsItsPlaceBesideThePictures()
    {
        const QString path = m_folder(q("late.mkv"));
        QVERIFY(ffmpeg(QStringList{q("-f"), q("lavfi"), q("-i"), q("color=s=32x32:r=25:d=4"), q("-itsoffset"),
                                   q("0.4")} +
                       ramp(3) + QStringList{q("-c:v"), q("ffv1"), q("-c:a"), q("pcm_s16le"), path}));
        SoundFileSpec spec = specOf(path);
        spec.followsPictures = true;
        Player player(spec);
        QVERIFY(player.started);
        const std::vector<float> heard = player.pass(1s);
        const std::vector<float> before(heard.begin(), heard.begin() + 3200);
        const std::vector<float> after(heard.begin() + 3200, heard.end());
        QVERIFY(isSilent(before));
        QVERIFY(isRampFrom(after, 0));
        // The same after a jump, in a sound of its own and to before its beginning.
        player.playback.position = 1.0;
        player.change();
        QVERIFY(isRampFrom(player.pass(100ms), 4800));
        player.playback.position = 0.2;
        player.change();
        const std::vector<float> again = player.pass(300ms);
        QVERIFY(isSilent({again.begin(), again.begin() + 1600}));
        QVERIFY(isRampFrom({again.begin() + 1600, again.end()}, 0));
    }

    /// Its rounds are those of the pictures, also where it is shorter, and nobody's drift adds up.
    void roundsAreThoseOfThePictures()
    {
        const QString path = m_folder(q("short.mkv"));
        QVERIFY(ffmpeg(QStringList{q("-f"), q("lavfi"), q("-i"), q("color=s=32x32:r=25:d=2")} + ramp(1) +
                       QStringList{q("-c:v"), q("ffv1"), q("-c:a"), q("pcm_s16le"), path}));
        SoundFileSpec spec = specOf(path);
        spec.followsPictures = true;
        spec.playhead = std::make_shared<Playhead>(spec.playback);
        spec.playhead->setTimeline({FrameRate(25, 1), 2s}, Playhead::Authority::Pictures);
        spec.playhead->learnEnd(2s, Playhead::Authority::Pictures);
        Player player(spec);
        for (int round = 0; round < 4; ++round) {
            QVERIFY(isRampFrom(player.pass(1s), 0));
            QVERIFY(isSilent(player.pass(1s)));
        }
    }

private:
    QString wav() const { return m_folder(q("ramp.wav")); }
    TempFolder m_folder;
};

QTEST_GUILESS_MAIN(SoundPlaybackTest)
#include "test_sound_playback.moc"
