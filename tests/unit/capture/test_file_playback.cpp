// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/seekable_reader.h"
#include "capture/source.h"
#include "media/playhead.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QFile>
#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

constexpr int kPictures = 50; ///< of each movie here, grey and brighter by 4 each, 25 a second

/// `format`: in which brightness is written, so that no conversion changes it.
bool make(const QString& path, const QStringList& options, const char* format = "gray")
{
    const ProcessResult result = runProcess(
        q("ffmpeg"),
        QStringList{
            q("-v"), q("error"), q("-y"), q("-f"), q("lavfi"), q("-i"),
            q("nullsrc=s=64x48:r=25,format=%1,geq=lum=20+N*4:cb=128:cr=128").arg(QLatin1String(format)),
            q("-frames:v"), QString::number(kPictures)} +
            options + QStringList{path});
    if (result.exitCode != 0)
        qWarning("%s", result.error.constData());
    return result.exitCode == 0;
}

QStringList ffv1()
{
    return {q("-c:v"), q("ffv1"), q("-g"), q("10")};
}

/// Which of them it is.
int numberOf(const PicturePtr& picture)
{
    if (!picture)
        return -1;
    const std::uint8_t* row = picture->row(0, 10);
    const bool isTenBit = picture->format == PixelFormat::Yuv422p10;
    const int brightness = isTenBit ? (row[0] | row[1] << 8) / 4 : row[0];
    return (brightness - 20 + 2) / 4;
}

PictureFileSpec specOf(const QString& path, Playback playback = {})
{
    PictureFileSpec spec;
    spec.path = path;
    spec.playback = playback;
    spec.playhead = std::make_shared<Playhead>(playback);
    spec.sequenceRate = FrameRate(25, 1);
    return spec;
}

/// A file that plays on a clock of its own.
class Player {
public:
    explicit Player(const PictureFileSpec& of) : spec(of), playback(of.playback)
    {
        Result<std::unique_ptr<PictureSource>> made = makePictureFile(spec, clock);
        if (!made)
            qWarning("%s", qPrintable(made.error().detail));
        if (made) {
            source = std::move(made).value();
            started = source->start(hub).hasValue();
        }
    }
    ~Player()
    {
        if (source)
            source->stop();
    }

    /// Time passes, and the player does all that belongs to it.
    bool pass(Duration time)
    {
        const Timestamp end = clock.now() + time;
        while (clock.now() < end) {
            clock.advance(std::min<Duration>(10ms, end - clock.now()));
            if (!QTest::qWaitFor([&] { return clock.isSettled(1); }, 60000))
                return false;
        }
        return true;
    }
    /// A change is noticed within two of its naps.
    bool change()
    {
        spec.playhead->set(playback, clock.now());
        return pass(20ms);
    }
    int shown() const { return numberOf(hub->latest()); }

    VirtualClock clock;
    PictureFileSpec spec;
    Playback playback;
    std::shared_ptr<PictureHub> hub = std::make_shared<PictureHub>();
    std::unique_ptr<PictureSource> source;
    bool started = false;
};

} // namespace

class FilePlaybackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(make(movie(), ffv1())); }

    void everyPlaceIsFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        const QStringList h264{q("-c:v"), q("libx264"), q("-pix_fmt"), q("yuv420p"), q("-bf"),
                               q("3"),    q("-g"),      q("17"),       q("-crf"),    q("10")};
        QTest::newRow("ffv1 mkv") << q("a.mkv") << ffv1();
        QTest::newRow("h264 mp4") << q("a.mp4") << h264;
        QTest::newRow("h264 mkv, one key picture") << q("b.mkv") << (h264 + QStringList{q("-g"), q("1000")});
        QTest::newRow("h264 transport stream") << q("a.ts") << h264;
        QTest::newRow("h264 without container") << q("a.h264") << h264;
        QTest::newRow("mpeg2 open groups")
            << q("a.mpg") << QStringList{q("-c:v"), q("mpeg2video"), q("-bf"),      q("2"),
                                         q("-q:v"), q("2"),          q("-pix_fmt"), q("yuv420p")};
        QTest::newRow("vp9") << q("a.webm")
                             << QStringList{q("-c:v"),      q("libvpx-vp9"), q("-b:v"),      q("0"),
                                            q("-crf"),      q("10"),         q("-cpu-used"), q("8"),
                                            q("-deadline"), q("realtime"),   q("-pix_fmt"),  q("yuv420p")};
        QTest::newRow("prores") << q("a.mov") << QStringList{q("-c:v"), q("prores_ks")};
        QTest::newRow("mjpeg avi") << q("a.avi") << QStringList{q("-c:v"), q("mjpeg"),    q("-q:v"),
                                                                q("2"),    q("-pix_fmt"), q("yuvj420p")};
        QTest::newRow("sequence") << q("s.%03d.png") << QStringList{q("-start_number"), q("7")};
    }

    /// From anywhere to anywhere, exactly, in whatever order.
    void everyPlaceIsFound()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        const TempFolder folder;
        const char* format = name == q("a.avi")            ? "yuvj420p"
                             : options.contains(q("-c:v")) ? "yuv420p"
                                                           : "gray";
        QVERIFY(make(folder(name), options, format));
        const PictureFileSpec spec = specOf(folder(name == q("s.%03d.png") ? q("s.007.png") : name));
        const auto reader = openSeekable(spec, Damage::IsError);
        QVERIFY2(reader, reader ? "" : qPrintable(reader.error().detail));
        const FrameRate rate(25, 1);
        // Codecs may round brightness; what is read in order is the truth.
        std::vector<int> order;
        for (Result<PicturePtr> picture = (*reader)->next(); picture && *picture;
             picture = (*reader)->next()) {
            order.push_back(numberOf(*picture));
            QVERIFY(order.size() == 1 || order[order.size() - 1] > order[order.size() - 2]);
        }
        QCOMPARE(order.size(), std::size_t(kPictures));
        const auto wanted = [&](int number) { return order[std::size_t(number)]; };
        for (const int number : {30, 0, 49, 1, 17, 16, 18, 33, 2, 48, 25, 5}) {
            const Status sought = (*reader)->seek(rate.timeOf(number));
            QVERIFY2(sought, sought ? "" : qPrintable(sought.error().detail));
            for (int next = number; next < std::min(number + 3, kPictures); ++next) {
                const Result<PicturePtr> picture = (*reader)->next();
                QVERIFY(picture && *picture);
                QCOMPARE(numberOf(*picture), wanted(next));
            }
            // Any time while it is shown finds it.
            QVERIFY((*reader)->seek(rate.timeOf(number) + 30ms));
            QCOMPARE(numberOf(*(*reader)->next()), wanted(number));
        }
        QVERIFY((*reader)->seek(1h));
        QCOMPARE(numberOf(*(*reader)->next()), wanted(kPictures - 1));
        QVERIFY(!*(*reader)->next());
        QVERIFY((*reader)->seek(-1s));
        QCOMPARE(numberOf(*(*reader)->next()), wanted(0));
    }

    /// Who stops a source is not held up by a place that is far away.
    void aLongSearchCanBeGivenUp()
    {
        const auto reader = openSeekable(specOf(movie()), Damage::IsSkipped);
        QVERIFY(reader);
        (*reader)->cancel(true);
        const Status given = (*reader)->seek(1s);
        QVERIFY(!given);
        QCOMPARE(given.error().code, ErrorCode::Cancelled);
        (*reader)->cancel(false);
        QVERIFY((*reader)->seek(1s));
        QCOMPARE(numberOf(*(*reader)->next()), 25);
    }

    void pauseHoldsAndPlayGoesOn()
    {
        Player player(specOf(movie()));
        QVERIFY(player.started);
        QVERIFY(player.pass(400ms));
        QCOMPARE(player.shown(), 10);
        player.playback.plays = false;
        QVERIFY(player.change());
        const std::uint64_t serial = player.hub->latest()->serial;
        QVERIFY(player.pass(1s));
        QCOMPARE(player.hub->latest()->serial, serial);
        QVERIFY(player.hub->reportedUntil() >= player.clock.now() - 20ms);
        player.playback.plays = true;
        QVERIFY(player.change());
        QVERIFY(player.pass(200ms));
        QCOMPARE(player.shown(), 15);
    }

    void speedChangesOnTheWay()
    {
        Player player(specOf(movie()));
        QVERIFY(player.pass(400ms));
        player.playback.speed = 3.0;
        player.spec.playhead->set(player.playback, player.clock.now());
        QVERIFY(player.pass(200ms)); // 10 + 15
        QCOMPARE(player.shown(), 25);
        player.playback.speed = 0.5;
        player.spec.playhead->set(player.playback, player.clock.now());
        QVERIFY(player.pass(400ms));
        QCOMPARE(player.shown(), 30);
    }

    void scrubbingShowsExactlyThePicture()
    {
        Playback playback;
        playback.plays = false;
        playback.unit = Playback::Unit::Pictures;
        playback.position = 12;
        Player player(specOf(movie(), playback));
        QCOMPARE(player.shown(), 12);
        for (const int number : {13, 40, 39, 0, 49, 7, 8, 6}) {
            player.playback.position = number;
            QVERIFY(player.change());
            QCOMPARE(player.shown(), number);
        }
    }

    void stepsAreSinglePictures()
    {
        Playback playback;
        playback.plays = false;
        playback.unit = Playback::Unit::Pictures;
        playback.position = 10;
        Player player(specOf(movie(), playback));
        for (const int number : {11, 12, 13}) {
            player.spec.playhead->step(1);
            QVERIFY(player.pass(20ms));
            QCOMPARE(player.shown(), number);
        }
        for (const int number : {12, 11, 10, 9, 8}) {
            player.spec.playhead->step(-1);
            QVERIFY(player.pass(20ms));
            QCOMPARE(player.shown(), number);
        }
        player.spec.playhead->step(-100);
        QVERIFY(player.pass(20ms));
        QCOMPARE(player.shown(), 0);
        player.spec.playhead->step(1000);
        QVERIFY(player.pass(20ms));
        QCOMPARE(player.shown(), kPictures - 1);
        player.spec.playhead->step(-1);
        QVERIFY(player.pass(20ms));
        QCOMPARE(player.shown(), kPictures - 2);
    }

    void onlyWhatLiesBetweenThePointsPlays()
    {
        Playback playback;
        playback.unit = Playback::Unit::Pictures;
        playback.isTrimmed = true;
        playback.in = 20;
        playback.out = 24;
        Player player(specOf(movie(), playback));
        const Timestamp zero = player.hub->latest()->captured;
        for (int i = 0; i < 12; ++i) {
            QCOMPARE(player.shown(), 20 + i % 4);
            QCOMPARE(player.hub->latest()->captured, zero + i * 40ms);
            QVERIFY(player.pass(40ms));
        }
        // The points may be moved on the way.
        player.playback.out = 40;
        QVERIFY(player.change());
        QVERIFY(player.pass(380ms));
        QCOMPARE(player.shown(), 30);
        player.playback.loops = false;
        QVERIFY(player.change());
        QVERIFY(player.pass(2s));
        QCOMPARE(player.shown(), 39);
        player.playback.plays = false;
        QVERIFY(player.change());
        player.playback.plays = true;
        QVERIFY(player.change());
        QCOMPARE(player.shown(), 20);
    }

    void roundsFollowWithoutAHole()
    {
        Player player(specOf(movie()));
        const Timestamp zero = player.hub->latest()->captured;
        for (int i = 0; i < 2 * kPictures + 5; ++i) {
            QCOMPARE(player.shown(), i % kPictures);
            QCOMPARE(player.hub->latest()->captured, zero + i * 40ms);
            QVERIFY(player.pass(40ms));
        }
    }

    void whatTakesItsPlaceGoesOnWhereItIs()
    {
        const PictureFileSpec spec = specOf(movie());
        Player player(spec);
        QVERIFY(player.pass(400ms));
        const auto hub = std::make_shared<PictureHub>();
        const auto second = makePictureFile(spec, player.clock);
        QVERIFY(second && (*second)->start(hub));
        QCOMPARE(numberOf(hub->latest()), 10);
        (*second)->stop();
    }

    void everyFrameObeysThePoints()
    {
        Playback playback;
        playback.unit = Playback::Unit::Pictures;
        playback.isTrimmed = true;
        playback.in = 13;
        playback.out = 20;
        PictureFileSpec spec = specOf(movie(), playback);
        spec.everyFrame = true;
        const auto reader = openPictureFile(spec);
        QVERIFY(reader);
        QCOMPARE((*reader)->length(), 7);
        for (int number = 13; number < 20; ++number) {
            const Result<PicturePtr> picture = (*reader)->next();
            QVERIFY(picture && *picture);
            QCOMPARE(numberOf(*picture), number);
            QCOMPARE((*picture)->serial, std::uint64_t(number - 12));
            QVERIFY(std::chrono::abs((*picture)->captured.time_since_epoch() - (number - 13) * 40ms) <= 1ms);
        }
        QVERIFY(!*(*reader)->next());
    }

    /// Bytes in the middle are destroyed: playing goes on and says so once, reading every picture fails.
    void damageIsToldAndLeftOut()
    {
        const TempFolder folder;
        const QString path = folder(q("a.mkv"));
        QVERIFY(make(path, {q("-c:v"), q("png"), q("-pix_fmt"), q("rgb24")}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        int seen = 0;
        for (qsizetype at = bytes.indexOf("IHDR"); at >= 0; at = bytes.indexOf("IHDR", at + 1)) {
            if (++seen == 6 || seen == 7)
                bytes.replace(at - 8, 8, QByteArray(8, 'x'));
        }
        QCOMPARE(seen, kPictures);
        QVERIFY(file.seek(0) && file.write(bytes) == bytes.size());
        file.close();
        Playback playback;
        playback.loops = false;
        Player player(specOf(path, playback));
        QVERIFY(player.started);
        QVERIFY(player.pass(3s));
        QCOMPARE(player.shown(), kPictures - 1);
        int notices = 0;
        for (const SourceEvent& event : player.hub->eventsAfter(0)) {
            QCOMPARE(event.kind, SourceEventKind::Notice);
            QVERIFY(event.text.contains(q("damaged")));
            ++notices;
        }
        QCOMPARE(notices, 1);
        const auto reader = openPictureFile(specOf(path));
        QVERIFY(reader);
        Result<PicturePtr> picture = (*reader)->next();
        while (picture && *picture)
            picture = (*reader)->next();
        QVERIFY(!picture);
    }

private:
    QString movie() const { return m_folder(q("movie.mkv")); }
    TempFolder m_folder;
};

QTEST_GUILESS_MAIN(FilePlaybackTest)
#include "test_file_playback.moc"
