// SPDX-License-Identifier: GPL-3.0-or-later
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>
#include <QtEndian>

extern "C" {
#include <libavutil/mathematics.h>
}

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

// Seconds of a track; Matroska keeps them in a tag ("00:00:02.500000000").
double lengthOf(const QJsonObject& stream)
{
    const QString tag = stream.value(q("tags")).toObject().value(q("DURATION")).toString();
    if (tag.isEmpty())
        return stream.value(q("duration")).toString().toDouble();
    const QStringList parts = tag.split(QLatin1Char(':'));
    return parts.size() == 3 ? parts[0].toDouble() * 3600 + parts[1].toDouble() * 60 + parts[2].toDouble()
                             : 0.0;
}

} // namespace

class TestMovieWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFrameAtItsExactTime_data();
    void everyFrameAtItsExactTime();
    void finishedFileIsAnOrdinaryOne_data();
    void finishedFileIsAnOrdinaryOne();
    void pixelFormatsAndTheirTags_data();
    void pixelFormatsAndTheirTags();
    void paddedSizesAreTold();
    void cleanApertureNamesTheTrueSize_data();
    void cleanApertureNamesTheTrueSize();
    void pixelAspectIsWritten();
    void metadataIsWritten_data();
    void metadataIsWritten();
    void repeatedPicturesCostLittle();
    void testModeWritesNoFile();
    void holesOfAnyLengthAreWritten_data();
    void holesOfAnyLengthAreWritten();

private:
    TempFolder m_folder;
};

void TestMovieWriter::everyFrameAtItsExactTime_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("audio");
    QTest::addColumn<int>("numerator");
    QTest::addColumn<int>("denominator");
    QTest::addColumn<int>("frames");
    for (const char* container : {"mp4", "mov", "mkv"}) {
        for (const char* audio : {"", "aac", "pcm16", "pcm24", "pcm32"}) {
            if (q(container) == q("mp4") && q(audio).startsWith(q("pcm")))
                continue;
            QTest::addRow("%s %s 60", container, audio) << q(container) << q(audio) << 60 << 1 << 150;
        }
        for (const auto& [numerator, denominator, frames] :
             {std::tuple{30000, 1001, 91}, std::tuple{1, 1, 5}, std::tuple{1000, 1, 1500},
              std::tuple{25, 2, 30}, std::tuple{60, 1, 1}}) {
            QTest::addRow("%s aac %d/%d x%d", container, numerator, denominator, frames)
                << q(container) << q("aac") << numerator << denominator << frames;
        }
    }
}

void TestMovieWriter::everyFrameAtItsExactTime()
{
    QFETCH(QString, container);
    QFETCH(QString, audio);
    QFETCH(int, numerator);
    QFETCH(int, denominator);
    QFETCH(int, frames);
    MovieSpec spec = smallSpec();
    spec.rate = FrameRate(numerator, denominator);
    if (!audio.isEmpty()) {
        spec.sounds = {AudioTrackSpec{}};
        spec.sounds[0].codec = audio;
    }
    const QString path = m_folder(q("time.%1").arg(container));
    QFile::remove(path);
    Take take;
    take.pictures = frames;
    const Result<WrittenFile> written = recordMovie(path, spec, take);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->frames, std::int64_t(frames));
    QCOMPARE(written->path, path);
    QVERIFY(written->warnings.isEmpty());

    const DecodedMovie movie = decodeMovie(path);
    QCOMPARE(movie.error, QString());
    QCOMPARE(movie.pictures.size(), static_cast<std::size_t>(frames));
    for (std::size_t i = 0; i < movie.pictures.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const std::int64_t pts = movie.pictures[i]->pts;
        if (container == q("mkv")) {
            // Matroska counts milliseconds.
            QCOMPARE(pts, av_rescale_q(index, {denominator, numerator}, {1, 1000}));
        } else {
            QCOMPARE(pts * movie.videoTimeBase.num * numerator,
                     index * denominator * std::int64_t(movie.videoTimeBase.den));
        }
    }
    const double interval = toSeconds(spec.rate.interval());
    const double expected = toSeconds(spec.rate.timeOf(frames));
    if (!audio.isEmpty()) {
        QCOMPARE(written->audioFrames, std::int64_t(std::llround(expected * 48000)));
        // AAC in Matroska begins before 0 by the encoder's delay and ends with its whole last block.
        const double length = movie.soundStart + static_cast<double>(movie.sound.at(0).size()) / 48000;
        QVERIFY2(std::abs(length - expected) <= std::max(interval, 1024.0 / 48000),
                 qPrintable(QString::number(length)));
    }
    // Programs of others take a while to start: not for each row.
    if (frames != 91 && !audio.startsWith(q("pcm")))
        return;
    const MediaProbe probe = probeMedia(path);
    QCOMPARE(probe.error, QString());
    QCOMPARE(probe.video.value(q("width")).toInt(), 160);
    QCOMPARE(probe.video.value(q("r_frame_rate")).toString(), q("%1/%2").arg(numerator).arg(denominator));
    const double videoLength = lengthOf(probe.video);
    QVERIFY2(std::abs(videoLength - expected) <= interval, qPrintable(QString::number(videoLength)));
    if (!audio.isEmpty()) {
        const double audioLength = lengthOf(probe.audio);
        QVERIFY2(std::abs(audioLength - videoLength) <= std::max(interval, 0.002),
                 qPrintable(q("%1 %2").arg(audioLength).arg(videoLength)));
    }
    QCOMPARE(decodeErrors(path), QString());
}

void TestMovieWriter::finishedFileIsAnOrdinaryOne_data()
{
    QTest::addColumn<QString>("container");
    QTest::newRow("mp4") << q("mp4");
    QTest::newRow("mov") << q("mov");
}

void TestMovieWriter::finishedFileIsAnOrdinaryOne()
{
    QFETCH(QString, container);
    MovieSpec spec = smallSpec();
    spec.sounds = {AudioTrackSpec{}};
    Take take;
    take.pictures = 200;
    const QString path = m_folder(q("plain.%1").arg(container));
    const Result<WrittenFile> written = recordMovie(path, spec, take);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    const QStringList boxes = topLevelBoxes(path);
    QCOMPARE(boxes.count(q("moov")), 1);
    QCOMPARE(boxes.count(q("moof")), 0);
    QCOMPARE(boxes.front(), q("ftyp"));
    QCOMPARE(written->bytes, static_cast<std::uint64_t>(QFile(path).size()));
}

void TestMovieWriter::pixelFormatsAndTheirTags_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("decoded");
    for (const char* container : {"mp4", "mov", "mkv"}) {
        for (const auto& [format, decoded] :
             {std::pair{"yuv420", "yuv420p"}, std::pair{"yuv420p10bit", "yuv420p10le"},
              std::pair{"yuv422", "yuv422p"}, std::pair{"yuv422p10bit", "yuv422p10le"},
              std::pair{"yuv444", "yuv444p"}, std::pair{"yuv444p10bit", "yuv444p10le"},
              std::pair{"rgb", "gbrp"}}) {
            if (q(container) != q("mp4") && q(format) != q("yuv420") && q(format) != q("rgb"))
                continue;
            QTest::addRow("%s %s", container, format) << q(container) << q(format) << q(decoded);
        }
    }
}

void TestMovieWriter::pixelFormatsAndTheirTags()
{
    QFETCH(QString, container);
    QFETCH(QString, format);
    QFETCH(QString, decoded);
    MovieSpec spec = smallSpec(322, 182);
    spec.pixelFormat = format;
    const QString path = m_folder(q("format.%1").arg(container));
    QFile::remove(path);
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer.hasValue(), writer ? "" : qPrintable(writer.error().detail));
    const PixelFormat pictureFormat = (*writer)->pictureFormat();
    const int scale = 1 << (pixelFormatInfo(pictureFormat).bitsPerComponent - 8);
    const PicturePtr flat =
        makeFlatPicture(pictureFormat, (*writer)->pictureSize(), {100 * scale, 60 * scale, 200 * scale},
                        (*writer)->pictureColour());
    for (int i = 0; i < 20; ++i)
        QVERIFY((*writer)->writePicture(flat, i));
    QVERIFY((*writer)->finish(farFuture()));

    const MediaProbe probe = probeMedia(path);
    QCOMPARE(probe.error, QString());
    QCOMPARE(probe.video.value(q("pix_fmt")).toString(), decoded);
    QCOMPARE(probe.video.value(q("width")).toInt(), 322);
    QCOMPARE(probe.video.value(q("height")).toInt(), 182);
    QCOMPARE(probe.video.value(q("color_primaries")).toString(), q("bt709"));
    const bool isRgb = format == q("rgb");
    QCOMPARE(probe.video.value(q("color_space")).toString(), isRgb ? q("gbr") : q("bt709"));
    QCOMPARE(probe.video.value(q("color_transfer")).toString(), isRgb ? q("iec61966-2-1") : q("bt709"));
    QCOMPARE(probe.video.value(q("color_range")).toString(), isRgb ? q("pc") : q("tv"));
    if (container != q("mkv")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(container == q("mov") ? "colrnclc" : "colrnclx"));
    }
    const DecodedMovie movie = decodeMovie(path);
    QCOMPARE(movie.pictures.size(), std::size_t(20));
    const AVFrame& frame = *movie.pictures.back();
    for (int plane = 0; plane < 3; ++plane) {
        // Planes of GBR hold our bytes 1, 0, 2.
        const int wanted =
            (isRgb ? std::array{60, 100, 200} : std::array{100, 60, 200})[static_cast<std::size_t>(plane)];
        const std::uint8_t* row = frame.data[plane] + std::ptrdiff_t(frame.linesize[plane]) * 40;
        const int value = scale == 1 ? row[50] : qFromLittleEndian<quint16>(row + 100) / scale;
        QVERIFY2(std::abs(value - wanted) <= 2, qPrintable(q("plane %1: %2").arg(plane).arg(value)));
    }
}

void TestMovieWriter::paddedSizesAreTold()
{
    MovieSpec spec = smallSpec(161, 97);
    const QString path = m_folder(q("odd.mkv"));
    const Result<WrittenFile> written = recordMovie(path, spec);
    QVERIFY(written);
    QCOMPARE(written->warnings.size(), 1);
    QVERIFY2(written->warnings.front().contains(q("162x98")), qPrintable(written->warnings.front()));
    spec.pixelFormat = q("yuv444");
    const Result<WrittenFile> exact = recordMovie(m_folder(q("odd444.mkv")), spec);
    QVERIFY(exact);
    QVERIFY(exact->warnings.isEmpty());
    QCOMPARE(probeMedia(m_folder(q("odd444.mkv"))).video.value(q("height")).toInt(), 97);
}

void TestMovieWriter::cleanApertureNamesTheTrueSize_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<int>("pictures");
    for (const char* container : {"mp4", "mov"}) {
        // Shorter and longer than a fragment.
        for (const int pictures : {10, 150})
            QTest::addRow("%s %d", container, pictures) << q(container) << pictures;
    }
}

void TestMovieWriter::cleanApertureNamesTheTrueSize()
{
    QFETCH(QString, container);
    QFETCH(int, pictures);
    MovieSpec spec = smallSpec(161, 97);
    spec.sounds = {AudioTrackSpec{}};
    Take take;
    take.pictures = pictures;
    const QString path = m_folder(q("odd%1.%2").arg(pictures).arg(container));
    const Result<WrittenFile> written = recordMovie(path, spec, take);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->warnings, QStringList());
    QCOMPARE(decodeErrors(path), QString());
    QCOMPARE(decodeMovie(path).pictures.size(), static_cast<std::size_t>(pictures));

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    // The index is at the end; the header of the fragments before it is no box any more.
    const qsizetype at = bytes.lastIndexOf("clap");
    QVERIFY(at > bytes.lastIndexOf("moov"));
    const auto word = [&](int index) {
        return qFromBigEndian<qint32>(bytes.constData() + at + 4 + index * 4);
    };
    QCOMPARE(word(0), 161);
    QCOMPARE(word(1), 1);
    QCOMPARE(word(2), 97);
    QCOMPARE(word(4), -1);
    QCOMPARE(word(5), 2);
    QCOMPARE(word(6), -1);
    // A program of others agrees, where there is one.
    if (QStandardPaths::findExecutable(q("mediainfo")).isEmpty())
        return;
    const ProcessResult info =
        runProcess(q("mediainfo"), {q("--Output=Video;%Width_CleanAperture%x%Height_CleanAperture%"), path});
    QCOMPARE(info.out.trimmed(), QByteArray("161x97"));
}

void TestMovieWriter::pixelAspectIsWritten()
{
    for (const char* container : {"mp4", "mov", "mkv"}) {
        MovieSpec spec = smallSpec();
        spec.pixelAspect = 4.0 / 3.0;
        const QString path = m_folder(q("aspect.%1").arg(q(container)));
        QVERIFY(recordMovie(path, spec));
        QCOMPARE(probeMedia(path).video.value(q("sample_aspect_ratio")).toString(), q("4:3"));
    }
}

void TestMovieWriter::metadataIsWritten_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("key");
    for (const char* container : {"mp4", "mov", "mkv"}) {
        for (const char* key : {"comment", "scene"})
            QTest::addRow("%s %s", container, key) << q(container) << q(key);
    }
}

void TestMovieWriter::metadataIsWritten()
{
    QFETCH(QString, container);
    QFETCH(QString, key);
    MovieSpec spec = smallSpec();
    spec.metadata = {{key, QStringLiteral("Größe 7 \u2713")}};
    const QString path = m_folder(q("tags-%1.%2").arg(key, container));
    QVERIFY(recordMovie(path, spec));
    const QJsonObject tags = probeMedia(path).format.value(q("tags")).toObject();
    const QString upper = container == q("mkv") && key != q("title") ? key.toUpper() : key;
    QCOMPARE(tags.value(upper).toString(), QStringLiteral("Größe 7 \u2713"));
    QVERIFY2(tags.contains(q("creation_time")), qPrintable(tags.keys().join(QLatin1Char(' '))));
}

void TestMovieWriter::repeatedPicturesCostLittle()
{
    MovieSpec spec = smallSpec(640, 360);
    const QString path = m_folder(q("still.mp4"));
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    const PicturePtr picture =
        makePicture((*writer)->pictureFormat(), (*writer)->pictureSize(), 0, (*writer)->pictureColour(), 1.0);
    const long held = picture.use_count();
    for (int i = 0; i < 60; ++i)
        QVERIFY((*writer)->writePicture(picture, i));
    QVERIFY((*writer)->finish(farFuture()));
    // The encoder let go of it.
    QCOMPARE(picture.use_count(), held);
    QCOMPARE(decodeMovie(path).pictures.size(), std::size_t(60));
}

void TestMovieWriter::testModeWritesNoFile()
{
    MovieSpec spec = smallSpec();
    spec.sounds = {AudioTrackSpec{}};
    spec.sounds[0].codec = q("pcm24");
    Result<std::unique_ptr<MediaWriter>> writer = openTestWriter(spec);
    QVERIFY2(writer.hasValue(), writer ? "" : qPrintable(writer.error().detail));
    QVERIFY(feedTake(**writer, spec, {}));
    const Result<WrittenFile> written = (*writer)->finish(farFuture());
    QVERIFY(written);
    QVERIFY(written->path.isEmpty());
    QCOMPARE(written->frames, std::int64_t(60));
    QCOMPARE(written->audioFrames, std::int64_t(48000));
    // 24-bit stereo alone is 288 000 bytes a second.
    QVERIFY(written->bytes > 288000);
}

void TestMovieWriter::holesOfAnyLengthAreWritten_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("bFrames");
    for (const int bFrames : {0, 2, 5}) {
        for (const char* codec : {"h264", "h265"})
            QTest::addRow("%s, %d B-frames", codec, bFrames) << QString::fromLatin1(codec) << bFrames;
    }
}

// An encoder that is far behind gets pictures with holes between their numbers, also right at the start.
void TestMovieWriter::holesOfAnyLengthAreWritten()
{
    QFETCH(QString, codec);
    QFETCH(int, bFrames);
    MovieSpec spec = smallSpec(64, 64);
    spec.codec = codec;
    spec.maxBFrames = bFrames;
    const QString path = m_folder(QStringLiteral("holes-%1-%2.mp4").arg(codec).arg(bFrames));
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    std::size_t pictures = 0;
    std::int64_t index = 0;
    std::vector<std::int64_t> wanted;
    for (const int hole :
         {1, 90, 1, 65, 60, 66, 1, 1, 300, 63, 64, 65, 70, 1, 2, 3, 100, 1, 1, 1, 64, 1, 1, 1}) {
        const Status written = (*writer)->writePicture(
            makePicture((*writer)->pictureFormat(), {64, 64}, index, (*writer)->pictureColour()), index);
        QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
        ++pictures;
        wanted.push_back(index);
        index += hole;
    }
    const Result<WrittenFile> file = (*writer)->finish(farFuture());
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    std::vector<std::int64_t> found;
    for (const double time : probeMedia(path).videoTimes)
        found.push_back(std::llround(time * spec.rate.toDouble()));
    QCOMPARE(found, wanted);
    QCOMPARE(decodeErrors(path), QString());
    QCOMPARE(probeMedia(path).videoTimes.size(), pictures);
}

QTEST_GUILESS_MAIN(TestMovieWriter)
#include "test_movie_writer.moc"
