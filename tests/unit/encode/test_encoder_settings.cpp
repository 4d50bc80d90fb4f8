// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "support/temp_folder.h"

#include <QSet>
#include <QTest>

#include <numeric>

using namespace reelout;
using namespace reelout::test;

// The Settings page for the encoders other than x264 (test_movie_settings.cpp): each parameter has the effect
// it promises.

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

struct Encoder {
    const char* codec;
    const char* type;
    const char* container;
};
constexpr Encoder kInterEncoders[] = {{"h265", "x265", "mp4"},  {"vp8", "", "webm"},    {"vp9", "", "webm"},
                                      {"av1", "svtav1", "mp4"}, {"av1", "aom", "webm"}, {"mpeg4", "", "mp4"}};

void addEncoders(std::initializer_list<Encoder> more = {})
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("container");
    const auto add = [](const Encoder& encoder) {
        QTest::addRow("%s %s", encoder.codec, encoder.type)
            << q(encoder.codec) << q(encoder.type) << q(encoder.container);
    };
    for (const Encoder& encoder : kInterEncoders)
        add(encoder);
    for (const Encoder& encoder : more)
        add(encoder);
}

} // namespace

class TestEncoderSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keyFramesComeExactly_data() { addEncoders(); }
    void keyFramesComeExactly();
    void constantRateHoldsInEachWindow_data() { addEncoders(); }
    void constantRateHoldsInEachWindow();
    void peakIsKept_data() { addEncoders(); }
    void peakIsKept();
    void higherQualityIsCloser_data();
    void higherQualityIsCloser();
    void losslessIsBitIdentical_data();
    void losslessIsBitIdentical();
    void everyPresetEncodes_data();
    void everyPresetEncodes();
    void encodersHoldBackLittle_data() { addEncoders(); }
    void encodersHoldBackLittle();
    void droppedWriterDoesNotHang_data() { addEncoders(); }
    void droppedWriterDoesNotHang();
    void motionPredictionChangesTheFile();
    void slicesChangeTheFile();

private:
    DecodedMovie record(const MovieSpec& spec, const QString& container, const Take& take = {})
    {
        const QString path = m_folder(QStringLiteral("%1.%2").arg(++m_number).arg(container));
        const Result<WrittenFile> file = recordMovie(path, spec, take);
        if (!file) {
            DecodedMovie none;
            none.error = file.error().detail;
            return none;
        }
        return decodeMovie(path);
    }
    /// The row's codec at a small size.
    static MovieSpec rowSpec(Size size = {160, 96})
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        MovieSpec spec = smallSpec(size.width, size.height);
        spec.codec = codec;
        spec.codecType = type;
        spec.sounds.clear();
        return spec;
    }

    TempFolder m_folder;
    int m_number = 0;
};

void TestEncoderSettings::keyFramesComeExactly()
{
    QFETCH(QString, container);
    for (const int interval : {1, 7, 15}) {
        MovieSpec spec = rowSpec();
        spec.keyFrameInterval = interval;
        Take take;
        take.pictures = 40;
        const DecodedMovie movie = record(spec, container, take);
        QCOMPARE(movie.error, QString());
        QCOMPARE(movie.pictures.size(), std::size_t{40});
        QStringList keys;
        for (std::size_t n = 0; n < movie.pictures.size(); ++n) {
            if (movie.pictures[n]->pict_type == AV_PICTURE_TYPE_I)
                keys << QString::number(n);
        }
        QStringList expected;
        for (int n = 0; n < take.pictures; n += interval)
            expected << QString::number(n);
        QCOMPARE(keys.join(QLatin1Char(' ')), expected.join(QLatin1Char(' ')));
    }
}

void TestEncoderSettings::constantRateHoldsInEachWindow()
{
    QFETCH(QString, type);
    if (type == q("svtav1")) {
        MovieSpec spec = rowSpec();
        spec.bitRateMode = q("constant");
        const Status status = CodecCatalog::instance().check(spec, q("mp4"));
        QVERIFY(!status);
        QVERIFY(status.error().detail.contains(q("aom")));
        return;
    }
    QFETCH(QString, container);
    MovieSpec spec = rowSpec({320, 240});
    spec.rate = FrameRate(30, 1);
    spec.bitRateMode = q("constant");
    spec.averageBitRate = 2000;
    Take take;
    take.pictures = 240;
    take.detail = 1.0;
    const DecodedMovie movie = record(spec, container, take);
    QCOMPARE(movie.error, QString());
    // From the second second on: every controller needs the first key frames to find its scale.
    for (std::size_t begin = 60; begin + 60 <= movie.packetBytes.size(); begin += 30) {
        const auto first = movie.packetBytes.begin() + static_cast<std::ptrdiff_t>(begin);
        const double kilobits = std::accumulate(first, first + 60, 0.0) * 8 / 1000 / 2;
        QVERIFY2(std::abs(kilobits - 2000) <= 100,
                 qPrintable(q("%1 kb/s from frame %2").arg(kilobits).arg(begin)));
    }
}

void TestEncoderSettings::peakIsKept()
{
    QFETCH(QString, container);
    MovieSpec spec = rowSpec({320, 240});
    spec.rate = FrameRate(30, 1);
    spec.bitRateMode = q("variable");
    spec.averageBitRate = 1500;
    spec.peakBitRate = 2500;
    Take take;
    take.pictures = 180;
    take.detail = 1.0;
    const DecodedMovie movie = record(spec, container, take);
    QCOMPARE(movie.error, QString());
    // One that can't keep a peak says so by not having the setting, and records all the same.
    const CodecType* type = CodecCatalog::instance().type(spec.codec, spec.codecType);
    QVERIFY(type);
    if (!type->settings.contains(q("peakbitrate")))
        return;
    for (std::size_t begin = 30; begin + 30 <= movie.packetBytes.size(); begin += 15) {
        const auto first = movie.packetBytes.begin() + static_cast<std::ptrdiff_t>(begin);
        const double kilobits = std::accumulate(first, first + 30, 0.0) * 8 / 1000;
        QVERIFY2(kilobits <= 2500 * 1.1, qPrintable(q("%1 kb/s from frame %2").arg(kilobits).arg(begin)));
    }
}

void TestEncoderSettings::higherQualityIsCloser_data()
{
    addEncoders({{"mjpa", "", "mov"},
                 {"cineform", "film", "mov"},
                 {"cineform", "low", "mov"},
                 {"prores", "422", "mov"},
                 {"prores", "4444", "mov"}});
}

void TestEncoderSettings::higherQualityIsCloser()
{
    QFETCH(QString, container);
    double last = 0;
    double first = 0;
    for (const double quality : {0.0, 0.3, 0.6, 0.9, 1.0}) {
        MovieSpec spec = rowSpec({256, 128});
        spec.quality = quality;
        const CodecPixelFormat format =
            *CodecCatalog::instance().pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
        const QString path = m_folder(QStringLiteral("%1.%2").arg(++m_number).arg(container));
        auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
        std::vector<PicturePtr> scenes;
        for (int n = 0; n < 10; ++n) {
            scenes.push_back(makeScene(format.format, format.colour, (*writer)->pictureSize(), n));
            QVERIFY((*writer)->writePicture(scenes.back(), n));
        }
        QVERIFY((*writer)->finish(farFuture()));
        const DecodedMovie movie = decodeMovie(path);
        QCOMPARE(movie.pictures.size(), scenes.size());
        double error = 0;
        for (std::size_t n = 0; n < scenes.size(); ++n)
            error += std::pow(10.0, -compare(scenes[n], *movie.pictures[n]).psnr / 10);
        const double psnr = -10.0 * std::log10(error / static_cast<double>(scenes.size()));
        // Encoders are not monotone to the last tenth of a decibel.
        QVERIFY2(psnr >= last - 0.05, qPrintable(q("%1: %2 dB after %3").arg(quality).arg(psnr).arg(last)));
        last = psnr;
        if (quality <= 0)
            first = psnr;
    }
    QVERIFY2(last > first + 1, qPrintable(q("%1 to %2 dB").arg(first).arg(last)));
}

void TestEncoderSettings::losslessIsBitIdentical_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("container");
    for (const auto& [codec, type, container] :
         {Encoder{"h265", "x265", "mkv"}, Encoder{"vp9", "", "webm"}, Encoder{"av1", "aom", "mkv"}}) {
        for (const CodecPixelFormat& format :
             CodecCatalog::instance().type(q(codec), q(type))->pixelFormats) {
            if (!pixelFormatInfo(format.format).hasAlpha)
                QTest::addRow("%s %s", codec, qPrintable(format.token))
                    << q(codec) << q(type) << format.token << q(container);
        }
    }
}

void TestEncoderSettings::losslessIsBitIdentical()
{
    QFETCH(QString, format);
    QFETCH(QString, container);
    MovieSpec spec = rowSpec();
    spec.pixelFormat = format;
    spec.preset = q("lossless");
    Take take;
    take.pictures = 10;
    const DecodedMovie movie = record(spec, container, take);
    QCOMPARE(movie.error, QString());
    QCOMPARE(movie.pictures.size(), std::size_t{10});
    const CodecPixelFormat row =
        *CodecCatalog::instance().pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    for (std::size_t n = 0; n < movie.pictures.size(); ++n) {
        const PicturePtr sent =
            makePicture(row.format, spec.size, static_cast<std::int64_t>(n), row.colour, take.detail);
        QCOMPARE(differenceOf(*sent, *movie.pictures[n]), QString());
    }
}

void TestEncoderSettings::everyPresetEncodes_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("mode");
    for (const Encoder& encoder : kInterEncoders) {
        for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh"}) {
            for (const char* mode : {"quality", "constanthq", "variable"})
                QTest::addRow("%s %s %s %s", encoder.codec, encoder.type, preset, mode)
                    << q(encoder.codec) << q(encoder.type) << q(encoder.container) << q(preset) << q(mode);
        }
    }
}

void TestEncoderSettings::everyPresetEncodes()
{
    QFETCH(QString, container);
    QFETCH(QString, preset);
    QFETCH(QString, mode);
    MovieSpec spec = rowSpec({64, 64});
    spec.preset = preset;
    spec.bitRateMode = spec.codecType == q("svtav1") && mode == q("constanthq") ? q("variablehq") : mode;
    Take take;
    take.pictures = 20;
    const DecodedMovie movie = record(spec, container, take);
    QCOMPARE(movie.error, QString());
    QCOMPARE(movie.pictures.size(), std::size_t{20});
}

// What is still inside the encoder when the program is killed is lost.
void TestEncoderSettings::encodersHoldBackLittle()
{
    MovieSpec spec = rowSpec({64, 64});
    spec.preset = q("ultrahigh");
    Result<std::unique_ptr<MediaWriter>> writer = openTestWriter(spec);
    QVERIFY(writer);
    int held = 0;
    while ((*writer)->bytesWritten() == 0 && held <= 100) {
        QVERIFY((*writer)->writePicture(
            makePicture((*writer)->pictureFormat(), (*writer)->pictureSize(), held, kBt709Limited), held));
        ++held;
    }
    QVERIFY2(held <= 46, qPrintable(QString::number(held)));
    QVERIFY((*writer)->finish(farFuture()));
}

void TestEncoderSettings::droppedWriterDoesNotHang()
{
    for (const int pictures : {0, 3}) {
        const MovieSpec spec = rowSpec({64, 64});
        Result<std::unique_ptr<MediaWriter>> writer = openTestWriter(spec);
        QVERIFY(writer);
        for (int n = 0; n < pictures; ++n)
            QVERIFY((*writer)->writePicture(
                makePicture((*writer)->pictureFormat(), {64, 64}, n, kBt709Limited), n));
    }
}

void TestEncoderSettings::motionPredictionChangesTheFile()
{
    const auto sizes = [&](const char* codec, const char* container,
                           std::initializer_list<const char*> modes) {
        QSet<int> found;
        for (const char* mode : modes) {
            MovieSpec spec = smallSpec();
            spec.codec = q(codec);
            spec.preset = q("high");
            spec.motionPrediction = q(mode);
            Take take;
            take.detail = 0.6;
            const DecodedMovie movie = record(spec, q(container), take);
            found.insert(std::accumulate(movie.packetBytes.begin(), movie.packetBytes.end(), 0));
        }
        return found.size();
    };
    QCOMPARE(sizes("mpeg4", "mp4", {"quarter", "half"}), 2);
    QCOMPARE(sizes("h265", "mp4", {"quarter", "half"}), 2);
}

void TestEncoderSettings::slicesChangeTheFile()
{
    for (const auto& [codec, type, container] :
         {Encoder{"h265", "x265", "mp4"}, Encoder{"ffv1", "", "mkv"}, Encoder{"prores", "422", "mov"}}) {
        QSet<int> found;
        for (const int slices : {0, 12, 24}) {
            MovieSpec spec = smallSpec(640, 480);
            spec.codec = q(codec);
            spec.codecType = q(type);
            spec.slices = slices;
            Take take;
            take.pictures = 3;
            const DecodedMovie movie = record(spec, q(container), take);
            QCOMPARE(movie.error, QString());
            found.insert(std::accumulate(movie.packetBytes.begin(), movie.packetBytes.end(), 0));
        }
        QVERIFY2(found.size() >= 2, codec);
    }
}

QTEST_GUILESS_MAIN(TestEncoderSettings)
#include "test_encoder_settings.moc"
