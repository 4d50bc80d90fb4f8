// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

} // namespace

class TestMovieSettings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losslessIsBitIdentical_data();
    void losslessIsBitIdentical();
    void profilesAreNamedInTheFile_data();
    void profilesAreNamedInTheFile();
    void keyFramesComeExactly();
    void bFramesAreBounded();
    void slicesCutTheFrame();
    void higherQualityIsCloser();
    void ratesAreKept_data();
    void ratesAreKept();
    void smallPicturesAreEncoded_data();
    void smallPicturesAreEncoded();
    void entropyModeChangesTheFile();
    void motionPredictionChangesTheFile();
    void everyPresetEncodes_data();
    void everyPresetEncodes();
    void encoderHoldsBackLittle();

private:
    DecodedMovie record(const MovieSpec& spec, const Take& take = {});
    qint64 bytesOf(const MovieSpec& spec, const Take& take = {});

    TempFolder m_folder;
    int m_number = 0;
    QString m_path;
};

DecodedMovie TestMovieSettings::record(const MovieSpec& spec, const Take& take)
{
    m_path = m_folder(q("%1.mp4").arg(m_number++));
    const Result<WrittenFile> written = recordMovie(m_path, spec, take);
    if (!written) {
        DecodedMovie failed;
        failed.error = written.error().detail;
        return failed;
    }
    return decodeMovie(m_path);
}

qint64 TestMovieSettings::bytesOf(const MovieSpec& spec, const Take& take)
{
    const DecodedMovie movie = record(spec, take);
    return movie.error.isEmpty() ? QFile(m_path).size() : -1;
}

void TestMovieSettings::losslessIsBitIdentical_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("byQuality");
    for (const char* format :
         {"yuv420", "yuv420p10bit", "yuv422", "yuv422p10bit", "yuv444", "yuv444p10bit", "rgb"})
        QTest::addRow("%s", format) << q(format) << false;
    for (const char* format : {"yuv444", "yuv444p10bit", "rgb"})
        QTest::addRow("%s at quality 1", format) << q(format) << true;
}

void TestMovieSettings::losslessIsBitIdentical()
{
    QFETCH(QString, format);
    QFETCH(bool, byQuality);
    MovieSpec spec = smallSpec(130, 70);
    spec.pixelFormat = format;
    if (byQuality)
        spec.quality = 1.0;
    else
        spec.preset = q("lossless");
    Take take;
    take.pictures = 12;
    take.detail = 1.0;
    const DecodedMovie movie = record(spec, take);
    QCOMPARE(movie.error, QString());
    QCOMPARE(movie.pictures.size(), std::size_t(12));
    const CodecPixelFormat row = *CodecCatalog::instance().pixelFormat(spec.codec, {}, format);
    for (std::size_t i = 0; i < movie.pictures.size(); ++i) {
        const PicturePtr sent = makePicture(row.format, row.sizeRule.padded(spec.size),
                                            static_cast<std::int64_t>(i), row.colour, take.detail);
        QCOMPARE(differenceOf(*sent, *movie.pictures[i]), QString());
    }
}

void TestMovieSettings::profilesAreNamedInTheFile_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("named");
    for (const char* preset : {"none", "fast", "balanced", "ultrahigh"}) {
        QTest::addRow("baseline %s", preset) << q("baseline") << q(preset) << q("Constrained Baseline");
        QTest::addRow("main %s", preset) << q("main") << q(preset) << q("Main");
        QTest::addRow("high %s", preset) << q("high") << q(preset) << q("High");
    }
}

void TestMovieSettings::profilesAreNamedInTheFile()
{
    QFETCH(QString, profile);
    QFETCH(QString, preset);
    QFETCH(QString, named);
    MovieSpec spec = smallSpec();
    spec.profile = profile;
    spec.preset = preset;
    const DecodedMovie movie = record(spec);
    QCOMPARE(movie.error, QString());
    const QJsonObject video = probeMedia(m_path).video;
    QCOMPARE(video.value(q("profile")).toString(), named);
    QCOMPARE(video.value(q("has_b_frames")).toInt() > 0, profile != q("baseline"));
}

void TestMovieSettings::keyFramesComeExactly()
{
    for (const int interval : {1, 7, 15, 600}) {
        MovieSpec spec = smallSpec();
        spec.keyFrameInterval = interval;
        Take take;
        take.pictures = 64;
        const DecodedMovie movie = record(spec, take);
        QCOMPARE(movie.isKey.size(), std::size_t(64));
        // In decoding order a key frame comes before what is shown before it, never later.
        std::int64_t keys = 0;
        for (const AvFramePtr& picture : movie.pictures) {
#if REELOUT_AV_FRAME_FLAGS
            const bool isKey = (picture->flags & AV_FRAME_FLAG_KEY) != 0;
#else
            const bool isKey = picture->key_frame != 0;
#endif
            const auto index = static_cast<int>(&picture - movie.pictures.data());
            QCOMPARE(isKey, index % interval == 0);
            keys += isKey ? 1 : 0;
        }
        QCOMPARE(keys, std::int64_t((64 + interval - 1) / interval));
    }
}

void TestMovieSettings::bFramesAreBounded()
{
    for (const int most : {0, 1, 5}) {
        for (const char* preset : {"none", "balanced", "high"}) {
            MovieSpec spec = smallSpec();
            spec.maxBFrames = most;
            spec.preset = q(preset);
            Take take;
            take.detail = 0;
            const DecodedMovie movie = record(spec, take);
            int run = 0;
            int longest = 0;
            for (const AvFramePtr& picture : movie.pictures) {
                run = picture->pict_type == AV_PICTURE_TYPE_B ? run + 1 : 0;
                longest = std::max(longest, run);
            }
            QVERIFY2(longest <= most, qPrintable(QString::number(longest)));
            QCOMPARE(longest > 0, most > 0);
        }
    }
}

void TestMovieSettings::slicesCutTheFrame()
{
    for (const char* preset : {"none", "balanced", "high"}) {
        MovieSpec spec = smallSpec(320, 320);
        spec.preset = q(preset);
        Take take;
        take.pictures = 3;
        QCOMPARE(record(spec, take).slicesOfFirst, 1);
        spec.slices = 5;
        QCOMPARE(record(spec, take).slicesOfFirst, 5);
    }
}

void TestMovieSettings::higherQualityIsCloser()
{
    double last = 1e9;
    for (const double quality : {0.0, 0.3, 0.6, 0.9, 1.0}) {
        MovieSpec spec = smallSpec();
        spec.quality = quality;
        Take take;
        take.pictures = 20;
        const DecodedMovie movie = record(spec, take);
        double error = 0;
        for (std::size_t i = 0; i < movie.pictures.size(); ++i) {
            const PicturePtr sent = makePicture(PixelFormat::Nv12, {160, 96}, static_cast<std::int64_t>(i),
                                                kBt709Limited, take.detail);
            for (int y = 0; y < 96; ++y) {
                for (int x = 0; x < 160; ++x) {
                    const double difference =
                        sent->row(0, y)[x] -
                        movie.pictures[i]->data[0][movie.pictures[i]->linesize[0] * y + x];
                    error += difference * difference;
                }
            }
        }
        QVERIFY2(error < last, qPrintable(q("%1: %2 after %3").arg(quality).arg(error).arg(last)));
        last = error;
    }
}

void TestMovieSettings::ratesAreKept_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("preset");
    for (const char* mode : {"constant", "variable", "constanthq", "variablehq"}) {
        for (const char* preset : {"none", "balanced"})
            QTest::addRow("%s %s", mode, preset) << q(mode) << q(preset);
    }
}

void TestMovieSettings::ratesAreKept()
{
    QFETCH(QString, mode);
    QFETCH(QString, preset);
    MovieSpec spec = smallSpec(320, 240);
    spec.rate = FrameRate(30, 1);
    spec.bitRateMode = mode;
    spec.preset = preset;
    spec.averageBitRate = 1500;
    spec.peakBitRate = 2000;
    Take take;
    take.pictures = 150;
    take.detail = 1.0;
    constexpr double kSeconds = 5;
    const double kilobits = static_cast<double>(bytesOf(spec, take)) * 8 / 1000 / kSeconds;
    QVERIFY2(kilobits > 1500 * 0.85 && kilobits < 1500 * 1.15, qPrintable(QString::number(kilobits)));
}

void TestMovieSettings::smallPicturesAreEncoded_data()
{
    addSoftwareCodecs();
}

// Also at a rate far beyond what so few pixels can hold.
void TestMovieSettings::smallPicturesAreEncoded()
{
    constexpr std::int64_t kPictures = 40; // more than encoders look ahead
    QFETCH(QString, codec);
    QFETCH(QString, type);
    QFETCH(QString, container);
    for (const char* mode : {"quality", "constant"}) {
        for (const Size size : {Size{2, 2}, Size{34, 64}}) {
            MovieSpec spec = smallSpec(size.width, size.height);
            spec.codec = codec;
            spec.codecType = type;
            spec.rate = {5, 1};
            spec.bitRateMode = q(mode);
            if (!CodecCatalog::instance().check(spec, container))
                continue; // has no such mode
            const QString path = m_folder(q("%1.%2").arg(m_number++).arg(container));
            Take take;
            take.pictures = kPictures;
            const Result<WrittenFile> written = recordMovie(path, spec, take);
            QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
            if (isDecodedByFfmpeg(type))
                QCOMPARE(decodeMovie(path).pictures.size(), std::size_t{kPictures});
        }
    }
}

void TestMovieSettings::entropyModeChangesTheFile()
{
    MovieSpec spec = smallSpec();
    spec.entropyMode = q("cabac");
    const qint64 cabac = bytesOf(spec);
    spec.entropyMode = q("cavlc");
    const qint64 cavlc = bytesOf(spec);
    QVERIFY(cabac > 0);
    QVERIFY2(cavlc > cabac, qPrintable(q("%1 %2").arg(cavlc).arg(cabac)));
}

void TestMovieSettings::motionPredictionChangesTheFile()
{
    QSet<qint64> sizes;
    for (const char* mode : {"quarter", "half", "full"}) {
        MovieSpec spec = smallSpec();
        spec.preset = q("high");
        spec.motionPrediction = q(mode);
        Take take;
        take.detail = 0.6;
        const qint64 bytes = bytesOf(spec, take);
        QVERIFY(bytes > 0);
        sizes.insert(bytes);
    }
    QCOMPARE(sizes.size(), 3);
}

void TestMovieSettings::everyPresetEncodes_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("mode");
    for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh", "lossless"}) {
        for (const char* mode : {"quality", "constant", "variablehq"})
            QTest::addRow("%s %s", preset, mode) << q(preset) << q(mode);
    }
}

void TestMovieSettings::everyPresetEncodes()
{
    QFETCH(QString, preset);
    QFETCH(QString, mode);
    for (const int bFrames : {0, 16}) {
        MovieSpec spec = smallSpec(64, 64);
        spec.preset = preset;
        spec.bitRateMode = mode;
        spec.maxBFrames = bFrames;
        Take take;
        take.pictures = 40;
        const DecodedMovie movie = record(spec, take);
        QCOMPARE(movie.error, QString());
        QCOMPARE(movie.pictures.size(), std::size_t(40));
    }
}

// What is still inside the encoder when the program is killed is lost.
void TestMovieSettings::encoderHoldsBackLittle()
{
    for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh"}) {
        for (const char* mode : {"quality", "variablehq"}) {
            MovieSpec spec = smallSpec(64, 64);
            spec.preset = q(preset);
            spec.bitRateMode = q(mode);
            spec.rate = FrameRate(30, 1);
            Result<std::unique_ptr<MediaWriter>> writer = openTestWriter(spec);
            QVERIFY(writer);
            int held = 0;
            while ((*writer)->bytesWritten() == 0 && held <= 100) {
                QVERIFY((*writer)->writePicture(
                    makePicture((*writer)->pictureFormat(), {64, 64}, held, kBt709Limited), held));
                ++held;
            }
            QVERIFY2(held <= 31, qPrintable(q("%1 %2: %3").arg(q(preset), q(mode)).arg(held)));
            QVERIFY((*writer)->finish(farFuture()));
        }
    }
}

QTEST_GUILESS_MAIN(TestMovieSettings)
#include "test_movie_settings.moc"
