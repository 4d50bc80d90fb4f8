// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QTest>

#include <cstring>
#include <random>

using namespace reelout;
using namespace reelout::test;

// The safety of files holds for every codec: a finished file is what a plain muxer would have made of the
// same packets, and a file whose writer died is finished by repair.

namespace {

constexpr int kFps = 24;
constexpr int kFrames = 3 * kFps;
// Most an encoder of the catalogue holds back, in frames.
constexpr int kMostDelay = 46;

MovieSpec rowSpec(const QStringList& row)
{
    MovieSpec spec = smallSpec(256, 128);
    spec.codec = row[0];
    spec.codecType = row[1];
    spec.rate = FrameRate(kFps, 1);
    if (const QString sound = usualAudioCodec(row[2]); !sound.isEmpty()) {
        spec.sounds.emplace_back();
        spec.sounds[0].codec = sound;
    }
    return spec;
}

MovieSpec noiseSpec(const QStringList& row, bool isLossless)
{
    MovieSpec spec = smallSpec(640, 256);
    spec.codec = row[0];
    spec.codecType = row[1];
    spec.pixelFormat = row[3];
    spec.quality = 1.0;
    if (isLossless)
        spec.preset = QStringLiteral("lossless");
    return spec;
}

/// Every value by chance: nothing has more bits for an encoder.
PicturePtr noisePicture(PixelFormat format, Size size, const ColourSpec& colour, std::mt19937& chance)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(format, size);
    picture->colour = colour;
    const PixelFormatInfo& info = pixelFormatInfo(format);
    const bool isWide = info.bitsPerComponent > 8;
    const auto most = static_cast<std::uint16_t>((1U << info.bitsPerComponent) - 1);
    for (int plane = 0; plane < info.planes; ++plane) {
        const std::size_t bytes = planeRowBytes(format, size, plane);
        for (int y = 0; y < planeSize(format, size, plane).height; ++y) {
            std::uint8_t* row = picture->row(plane, y);
            for (std::size_t x = 0; x < bytes; x += isWide ? 2 : 1) {
                const auto value = static_cast<std::uint16_t>(chance() & most);
                std::memcpy(row + x, &value, isWide ? 2 : 1);
            }
        }
    }
    return picture;
}

QByteArray packetsOf(const QString& path)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffprobe"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-show_data_hash"),
         QStringLiteral("md5"), QStringLiteral("-show_entries"),
         QStringLiteral("packet=stream_index,pts_time,dts_time,duration_time,flags,size,data_hash"),
         QStringLiteral("-of"), QStringLiteral("csv=p=0"), path});
    QList<QByteArray> lines = result.out.split('\n');
    std::sort(lines.begin(), lines.end()); // two muxers interleave differently
    return lines.join('\n');
}

} // namespace

class TestCodecSafety final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finishedFileIsAPlainOne_data() { addRows(QStringLiteral("mov mp4")); }
    void finishedFileIsAPlainOne();
    void killedFileIsRepaired_data() { addRows(QStringLiteral("mov mp4")); }
    void killedFileIsRepaired();
    void killedMatroskaPlays_data() { addRows(QStringLiteral("mkv webm")); }
    void killedMatroskaPlays();
    void noiseAtTheBestFits_data();
    void noiseAtTheBestFits();

private:
    static void addRows(const QString& containers)
    {
        const QStringList wanted = containers.split(QLatin1Char(' '));
        QTest::addColumn<QStringList>("row");
        for (const Codec& codec : CodecCatalog::instance().codecs()) {
            for (const CodecType& type : codec.types) {
                for (const QString& container : type.containers) {
                    const QStringList row{codec.token, type.token, container};
                    if (type.unavailable.isEmpty() && !type.isHardware && wanted.contains(container))
                        QTest::newRow(qPrintable(row.join(QLatin1Char(' ')).simplified())) << row;
                }
            }
        }
    }
    /// Writes kFrames pictures and lets the writer go without finishing, as a crash would.
    static void dropTake(const QString& path, const MovieSpec& spec)
    {
        auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
        Take take;
        take.pictures = kFrames;
        const Status fed = feedTake(**writer, spec, take);
        QVERIFY2(fed, fed ? "" : qPrintable(fed.error().detail));
    }

    TempFolder m_folder;
};

void TestCodecSafety::finishedFileIsAPlainOne()
{
    QFETCH(QStringList, row);
    const MovieSpec spec = rowSpec(row);
    const QString path = m_folder(QStringLiteral("ours.") + row[2]);
    const QString plain = m_folder(QStringLiteral("plain.") + row[2]);
    QFile::remove(path);
    Take take;
    take.pictures = kFrames;
    const Result<WrittenFile> file = recordMovie(path, spec, take);
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    const QStringList boxes = topLevelBoxes(path);
    QCOMPARE(boxes.count(QStringLiteral("moov")), 1);
    QCOMPARE(boxes.count(QStringLiteral("moof")), 0);
    const ProcessResult muxed = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-y"), QStringLiteral("-i"), path,
         QStringLiteral("-map"), QStringLiteral("0"), QStringLiteral("-c"), QStringLiteral("copy"),
         QStringLiteral("-strict"), QStringLiteral("-2"), QStringLiteral("-video_track_timescale"),
         QString::number(probeMedia(path)
                             .video.value(QStringLiteral("time_base"))
                             .toString()
                             .section(QLatin1Char('/'), 1)
                             .toInt()),
         plain});
    QVERIFY2(muxed.exitCode == 0, muxed.error.constData());
    QCOMPARE(packetsOf(path), packetsOf(plain));
}

void TestCodecSafety::killedFileIsRepaired()
{
    QFETCH(QStringList, row);
    const QString path = m_folder(QStringLiteral("killed.") + row[2]);
    QFile::remove(path);
    dropTake(path, rowSpec(row));
    QVERIFY(decodeMovie(path).error.isEmpty()); // plays before any repair
    const Result<FinishReport> repaired = repairIsoFile(systemFiles(), path);
    QVERIFY2(repaired, repaired ? "" : qPrintable(repaired.error().detail));
    if (!isDecodedByFfmpeg(row[1])) {
        QVERIFY(probeMedia(path).videoTimes.size() >= kFrames - kFps);
        return;
    }
    QCOMPARE(decodeErrors(path), QString());
    const DecodedMovie movie = decodeMovie(path);
    QVERIFY2(static_cast<int>(movie.pictures.size()) >= kFrames - kFps - kMostDelay,
             qPrintable(QString::number(movie.pictures.size())));
    QCOMPARE(topLevelBoxes(path).count(QStringLiteral("moof")), 0);
}

void TestCodecSafety::killedMatroskaPlays()
{
    QFETCH(QStringList, row);
    const QString path = m_folder(QStringLiteral("killed.") + row[2]);
    QFile::remove(path);
    dropTake(path, rowSpec(row));
    const DecodedMovie movie = decodeMovie(path);
    QVERIFY2(movie.error.isEmpty(), qPrintable(movie.error));
    QVERIFY2(static_cast<int>(movie.pictures.size()) >= kFrames - kFps - kMostDelay,
             qPrintable(QString::number(movie.pictures.size())));
}

void TestCodecSafety::noiseAtTheBestFits_data()
{
    QTest::addColumn<QStringList>("row");
    QTest::addColumn<bool>("isLossless");
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            for (const CodecPixelFormat& format : type.pixelFormats) {
                const QStringList row{codec.token, type.token, type.containers.front(), format.token};
                if (!type.unavailable.isEmpty() || type.isHardware)
                    continue;
                const QString name = row.join(QLatin1Char(' ')).simplified();
                QTest::addRow("%s", qPrintable(name)) << row << false;
                if (CodecCatalog::instance().check(noiseSpec(row, true), row[2]))
                    QTest::addRow("%s lossless", qPrintable(name)) << row << true;
            }
        }
    }
}

// Some encoders reckon with less than a frame can take.
void TestCodecSafety::noiseAtTheBestFits()
{
    QFETCH(QStringList, row);
    QFETCH(bool, isLossless);
    constexpr int kPictures = 2;
    const QString path =
        m_folder(QStringLiteral("%1.%2").arg(QString::fromLatin1(QTest::currentDataTag())).arg(row[2]));
    auto writer = openMovieWriter(systemFiles(), path, noiseSpec(row, isLossless), Overwrite::Never);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    std::mt19937 chance(1);
    for (int n = 0; n < kPictures; ++n) {
        const PicturePtr picture = noisePicture((*writer)->pictureFormat(), (*writer)->pictureSize(),
                                                (*writer)->pictureColour(), chance);
        const Status written = (*writer)->writePicture(picture, n);
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    }
    QVERIFY((*writer)->finish(farFuture()));
    if (isDecodedByFfmpeg(row[1])) {
        const DecodedMovie movie = decodeMovie(path);
        QCOMPARE(movie.error, QString());
        QCOMPARE(movie.pictures.size(), std::size_t{kPictures});
    }
}

QTEST_GUILESS_MAIN(TestCodecSafety)
#include "test_codec_safety.moc"
