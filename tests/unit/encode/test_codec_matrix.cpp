// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

// Codecs that must give back exactly what they were given.
bool isLosslessCodec(const QString& codec)
{
    return codec == QLatin1String("rle") || codec == QLatin1String("ffv1");
}

// The least PSNR at quality 0.9 on the scene, dB.
double leastPsnr(const QString& codec, const QString& type, const QString& format)
{
    // What is transparent has no colour any more.
    if (format == QLatin1String("palettealpha"))
        return 0.0;
    if (isLosslessCodec(codec))
        return 200.0;
    if (codec == QLatin1String("gif"))
        return 30.0;
    if (codec == QLatin1String("prores") && (type == QLatin1String("proxy") || type == QLatin1String("lt")))
        return 28.0;
    return 32.0;
}

// Alpha is 0..1.
double mostAlphaError(const QString& codec)
{
    if (codec == QLatin1String("gif"))
        return 0.5; // transparent or not
    return isLosslessCodec(codec) ? 0.0 : 0.02;
}

struct Row {
    QString codec;
    QString type;
    QString format;
    QString container;

    QByteArray name() const
    {
        return QStringList{codec, type, format, container}.join(QLatin1Char(' ')).simplified().toUtf8();
    }
};

std::vector<Row> rows(bool everyFormat)
{
    std::vector<Row> found;
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            if (!CodecCatalog::obstacle(type).isEmpty() || !isDecodedByFfmpeg(type.token))
                continue;
            for (const CodecPixelFormat& format : type.pixelFormats) {
                for (const QString& container : type.containers)
                    found.push_back({codec.token, type.token, format.token, container});
                if (!everyFormat)
                    break;
            }
        }
    }
    return found;
}

MovieSpec specOf(const Row& row, Size size)
{
    MovieSpec spec = smallSpec(size.width, size.height);
    spec.codec = row.codec;
    spec.codecType = row.type;
    spec.pixelFormat = row.format;
    return spec;
}

// What the container counts time in, seconds; 0 = exactly.
double clockStep(const QString& container)
{
    if (container == QLatin1String("mkv") || container == QLatin1String("webm"))
        return 0.001;
    return container == QLatin1String("gif") ? 0.01 : 0.0;
}

QStringList framesAtWrongTimes(const DecodedMovie& movie, const FrameRate& rate, double tolerance)
{
    QStringList wrong;
    for (std::size_t n = 0; n < movie.pictures.size(); ++n) {
        const double time = static_cast<double>(movie.pictures[n]->pts) * av_q2d(movie.videoTimeBase);
        const double expected = static_cast<double>(n) / rate.toDouble();
        if (std::abs(time - expected) > tolerance)
            wrong << QStringLiteral("%1 at %2").arg(n).arg(time);
    }
    return wrong;
}

} // namespace

class TestCodecMatrix final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pictures_data();
    void pictures();
    void counts_data();
    void counts();
};

void TestCodecMatrix::pictures_data()
{
    QTest::addColumn<QStringList>("row");
    for (const Row& row : rows(true))
        QTest::newRow(row.name().constData()) << QStringList{row.codec, row.type, row.format, row.container};
}

// Every codec, type, pixel format and container: the frames are what was handed over, in order, tagged.
void TestCodecMatrix::pictures()
{
    QFETCH(QStringList, row);
    constexpr int kFrames = 8;
    const MovieSpec spec = specOf({row[0], row[1], row[2], row[3]}, {272, 144});
    const CodecPixelFormat format =
        *CodecCatalog::instance().pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.") + row[3]);
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    QCOMPARE((*writer)->pictureFormat(), format.format);
    QVERIFY(movieWriterFormat(spec) == formatOf(**writer));
    const Size size = (*writer)->pictureSize();
    std::vector<PicturePtr> scenes;
    for (int n = 0; n < kFrames; ++n) {
        scenes.push_back(makeScene(format.format, format.colour, size, n));
        QVERIFY((*writer)->writePicture(scenes.back(), n));
    }
    const Result<WrittenFile> file = (*writer)->finish(farFuture());
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QCOMPARE(file->frames, kFrames);

    const DecodedMovie movie = decodeMovie(path);
    QVERIFY2(movie.error.isEmpty(), qPrintable(movie.error));
    QCOMPARE(movie.pictures.size(), std::size_t{kFrames});
    for (std::size_t n = 0; n < scenes.size(); ++n) {
        const PictureDifference difference = compare(scenes[n], *movie.pictures[n]);
        QVERIFY2(difference.error.isEmpty(), qPrintable(difference.error));
        const QString figures = QStringLiteral("frame %1: %2 dB, alpha %3")
                                    .arg(n)
                                    .arg(difference.psnr)
                                    .arg(difference.alphaMaximum);
        QVERIFY2(difference.psnr >= leastPsnr(row[0], row[1], row[2]), qPrintable(figures));
        if (pixelFormatInfo(format.format).hasAlpha)
            QVERIFY2(difference.alphaMaximum <= mostAlphaError(row[0]), qPrintable(figures));
    }
    QCOMPARE(decodeErrors(path), QString());
}

void TestCodecMatrix::counts_data()
{
    QTest::addColumn<QStringList>("row");
    QTest::addColumn<int>("frames");
    QTest::addColumn<double>("fps");
    constexpr double kRates[] = {23.976, 25, 59.94, 60};
    std::size_t turn = 0;
    for (const Row& row : rows(false)) {
        for (const int frames : {0, 1, 2, 37}) {
            const double fps = kRates[turn++ % std::size(kRates)];
            QTest::addRow("%s, %d frames at %g", row.name().constData(), frames, fps)
                << QStringList{row.codec, row.type, row.format, row.container} << frames << fps;
        }
        ++turn; // so that each count meets each rate
    }
}

// An odd size, any number of frames, every rate: each frame once and at its time, the sound as long.
void TestCodecMatrix::counts()
{
    QFETCH(QStringList, row);
    QFETCH(int, frames);
    QFETCH(double, fps);
    MovieSpec spec = specOf({row[0], row[1], row[2], row[3]}, {257, 131});
    // Readers take the short delays of a quicker GIF for a mistake.
    spec.rate = FrameRate::fromDouble(row[0] == QLatin1String("gif") ? std::min(fps, 50.0) : fps);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.") + row[3]);
    Take take;
    take.pictures = frames;
    const Result<WrittenFile> file = recordMovie(path, spec, take);
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QCOMPARE(file->frames, frames);
    if (frames == 0) {
        QVERIFY(!QFile::exists(path));
        return;
    }
    const DecodedMovie movie = decodeMovie(path);
    QVERIFY2(movie.error.isEmpty(), qPrintable(movie.error));
    QCOMPARE(movie.pictures.size(), static_cast<std::size_t>(frames));
    const QStringList wrong = framesAtWrongTimes(movie, spec.rate, clockStep(row[3]) / 2 + 0.0000001);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QStringLiteral(", "))));
}

QTEST_GUILESS_MAIN(TestCodecMatrix)
#include "test_codec_matrix.moc"
