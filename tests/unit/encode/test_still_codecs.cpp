// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/still_codecs.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QImage>
#include <QTest>

#include <cmath>
#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

std::shared_ptr<Picture> noise(PixelFormat format, Size size)
{
    static PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(format, size);
    std::minstd_rand random(3);
    for (int y = 0; y < size.height; ++y)
        std::generate_n(picture->row(0, y), planeRowBytes(format, size, 0),
                        [&] { return static_cast<std::uint8_t>(random() >> 11); });
    return picture;
}

/// Soft waves with hard text-like edges, for the lossy formats.
std::shared_ptr<Picture> waves(PixelFormat format, Size size)
{
    std::shared_ptr<Picture> picture = noise(format, size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::uint8_t* pixel = picture->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x);
            pixel[0] = static_cast<std::uint8_t>(128 + 100 * std::sin(x * 0.11));
            pixel[1] = static_cast<std::uint8_t>(128 + 100 * std::sin(y * 0.07 + x * 0.03));
            pixel[2] = (x / 5 + y / 9) % 4 == 0 ? 220 : 30;
            pixel[3] = 255;
        }
    }
    return picture;
}

StillSpec specOf(const QString& type, double quality = 0.9)
{
    StillSpec spec;
    spec.type = type;
    spec.quality = quality;
    return spec;
}

/// The pixels as B G R A; formats without alpha opaque.
QByteArray bgraOf(const Picture& picture)
{
    QByteArray bytes;
    const bool isRgb = picture.format == PixelFormat::Rgb8;
    const bool isRgbOrder = isRgb || picture.format == PixelFormat::Rgba8;
    const std::ptrdiff_t step = isRgb ? 3 : 4;
    for (int y = 0; y < picture.size.height; ++y) {
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
            const std::uint8_t* p = picture.row(0, y) + step * x;
            bytes.append(char(p[isRgbOrder ? 2 : 0])).append(char(p[1])).append(char(p[isRgbOrder ? 0 : 2]));
            bytes.append(pixelFormatInfo(picture.format).hasAlpha ? char(p[3]) : char(255));
        }
    }
    return bytes;
}

double psnr(const QByteArray& a, const QByteArray& b)
{
    double sum = 0.0;
    for (qsizetype i = 0; i < a.size(); ++i)
        sum += std::pow(double(uchar(a[i])) - double(uchar(b[i])), 2);
    return sum == 0.0 ? 200.0 : 10.0 * std::log10(255.0 * 255.0 * double(a.size()) / sum);
}

class Still {
public:
    Still(const Picture& picture, const StillSpec& spec, StillEffort effort = StillEffort::Small)
    {
        const Result<StillBytes> bytes = encodeStill(picture, spec, effort);
        if (!bytes) {
            error = bytes.error().detail;
            return;
        }
        data = QByteArray(reinterpret_cast<const char*>(bytes->data()), qsizetype(bytes->size()));
        path = m_folder(QStringLiteral("still.") + stillFormat(spec.type)->extensions.first());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(data) != data.size())
            error = file.errorString();
    }

    QByteArray decoded(Size size) const
    {
        const auto pictures = decodePictures(path, size.width, size.height);
        return pictures.size() == 1 ? pictures.front() : QByteArray();
    }

    QString error;
    QString path;
    QByteArray data;

private:
    TempFolder m_folder;
};

constexpr PixelFormat kFormats[] = {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8,
                                    PixelFormat::Rgb8};

} // namespace

class StillCodecsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losslessIsExact_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("effort");
        for (const char* type : {"png", "tiff", "bmp", "webp"}) {
            for (const PixelFormat format : kFormats) {
                for (int effort = 0; effort < (format == PixelFormat::Rgba8 ? 2 : 1); ++effort)
                    QTest::addRow("%s %s %d", type, pixelFormatInfo(format).name, effort)
                        << QString::fromLatin1(type) << int(format) << effort;
            }
        }
    }

    void losslessIsExact()
    {
        QFETCH(QString, type);
        QFETCH(int, format);
        QFETCH(int, effort);
        const Size size{67, 45};
        const auto picture = noise(static_cast<PixelFormat>(format), size);
        const Still still(*picture, specOf(type, 1.0), static_cast<StillEffort>(effort));
        QVERIFY2(still.error.isEmpty(), qPrintable(still.error));
        QVERIFY(still.decoded(size) == bgraOf(*picture));
        if (type == QLatin1String("png") || type == QLatin1String("bmp")) {
            QImage image;
            QVERIFY(image.loadFromData(still.data));
            QCOMPARE(image.hasAlphaChannel(), pixelFormatInfo(picture->format).hasAlpha);
            const QImage argb = image.convertToFormat(QImage::Format_ARGB32);
            QByteArray bytes;
            for (int y = 0; y < size.height; ++y)
                bytes.append(reinterpret_cast<const char*>(argb.constScanLine(y)), 4 * size.width);
            QVERIFY(bytes == bgraOf(*picture));
        }
    }

    void tinyAndOddSizesWork()
    {
        for (const char* type : {"png", "tiff", "bmp", "webp", "jpeg"}) {
            for (const Size size : {Size{1, 1}, Size{3, 2}, Size{1, 300}, Size{301, 1}}) {
                const auto picture = noise(PixelFormat::Rgba8, size);
                const Still still(*picture, specOf(QString::fromLatin1(type), 1.0));
                QVERIFY2(still.error.isEmpty(), qPrintable(still.error));
                const QByteArray decoded = still.decoded(size);
                QCOMPARE(decoded.size(), qsizetype(size.width) * size.height * 4);
                if (qstrcmp(type, "jpeg") != 0)
                    QVERIFY2(decoded == bgraOf(*picture), type);
            }
        }
    }

    void largeTiffHasManyStrips()
    {
        const Size size{700, 900};
        const auto picture = noise(PixelFormat::Rgba8, size);
        const QByteArray before = bgraOf(*picture);
        const Still still(*picture, specOf(QStringLiteral("tiff")), StillEffort::Quick);
        QVERIFY2(still.error.isEmpty(), qPrintable(still.error));
        QVERIFY(still.decoded(size) == before);
        QVERIFY2(bgraOf(*picture) == before, "the predictor must not touch the picture itself");
    }

    void sixteenBitsStaySixteen_data()
    {
        QTest::addColumn<QString>("type");
        QTest::newRow("png") << QStringLiteral("png");
        QTest::newRow("tiff") << QStringLiteral("tiff");
    }

    void sixteenBitsStaySixteen()
    {
        QFETCH(QString, type);
        const Size size{33, 21};
        const auto picture = noise(PixelFormat::Rgba16, size);
        const Still still(*picture, specOf(type));
        QVERIFY2(still.error.isEmpty(), qPrintable(still.error));
        const ProcessResult raw =
            runProcess(QStringLiteral("ffmpeg"),
                       {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), still.path,
                        QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"),
                        QStringLiteral("rgba64le"), QStringLiteral("-")});
        QCOMPARE(raw.exitCode, 0);
        QByteArray wanted;
        for (int y = 0; y < size.height; ++y)
            wanted.append(reinterpret_cast<const char*>(picture->row(0, y)), 8 * size.width);
        QVERIFY(raw.out == wanted);
    }

    void qualityIsMonotone_data()
    {
        QTest::addColumn<QString>("type");
        QTest::newRow("jpeg") << QStringLiteral("jpeg");
        QTest::newRow("webp") << QStringLiteral("webp");
    }

    void qualityIsMonotone()
    {
        QFETCH(QString, type);
        const Size size{320, 200};
        const auto picture = waves(PixelFormat::Bgrx8, size);
        double last = 0.0;
        for (const double quality : {0.0, 0.25, 0.5, 0.75, 0.9, 0.95, 1.0}) {
            const Still still(*picture, specOf(type, quality));
            QVERIFY2(still.error.isEmpty(), qPrintable(still.error));
            const double measured = psnr(still.decoded(size), bgraOf(*picture));
            QVERIFY2(measured >= last,
                     qPrintable(QStringLiteral("%1: %2 after %3").arg(quality).arg(measured).arg(last)));
            last = measured;
        }
        QVERIFY(last > (type == QLatin1String("webp") ? 150.0 : 40.0));
    }

    void jpegHasFullChromaAboveNine()
    {
        const auto picture = waves(PixelFormat::Bgrx8, {64, 64});
        const auto formatOf = [&](double quality) {
            const Still still(*picture, specOf(QStringLiteral("jpeg"), quality));
            return probeMedia(still.path).video.value(QLatin1String("pix_fmt")).toString();
        };
        QCOMPARE(formatOf(0.9), QStringLiteral("yuvj420p"));
        QCOMPARE(formatOf(0.91), QStringLiteral("yuvj444p"));
    }

    void metadataAndAspectArrive()
    {
        auto picture = noise(PixelFormat::Rgba8, {16, 16});
        picture->pixelAspect = 2.0;
        StillSpec spec = specOf(QStringLiteral("png"));
        spec.metadata = {{QStringLiteral("Title"), QString::fromUtf8("Grüße, мир")},
                         {QStringLiteral("Take"), QStringLiteral("7")}};
        const Still png(*picture, spec);
        QImage image;
        QVERIFY(image.loadFromData(png.data));
        QCOMPARE(image.text(QStringLiteral("Title")), QString::fromUtf8("Grüße, мир"));
        QCOMPARE(image.text(QStringLiteral("Take")), QStringLiteral("7"));
        QVERIFY(image.text(QStringLiteral("Software")).startsWith(QLatin1String("Reelout ")));
        QVERIFY(png.data.contains("sRGB"));
        // Twice as wide as high: half as many across as down. FFmpeg reads and writes this the wrong way
        // round.
        QVERIFY(png.data.contains(QByteArray::fromHex("70485973 00002710 00004e20 00")));

        spec.type = QStringLiteral("jpeg");
        const Still jpeg(*picture, spec);
        QVERIFY(image.loadFromData(jpeg.data));
        QVERIFY(jpeg.data.contains(QStringLiteral("Title: Grüße, мир\nTake: 7").toUtf8()));
        QVERIFY(jpeg.data.contains(QByteArray::fromHex("4a46494600 0101 00 03e8 07d0")));

        spec.type = QStringLiteral("tiff");
        const Still tiff(*picture, spec);
        QVERIFY(tiff.data.contains(QStringLiteral("Title: Grüße, мир\nTake: 7").toUtf8()));
        QCOMPARE(decodeErrors(tiff.path), QString());
    }

    void whatCannotBeIsRefusedByName()
    {
        const auto refused = [](const StillSpec& spec, Size size) {
            const Status status = checkStill(spec, size);
            return status ? QString() : status.error().detail;
        };
        QVERIFY(refused(specOf(QStringLiteral("gif")), {4, 4}).contains(QLatin1String("gif")));
        QVERIFY(refused(specOf(QStringLiteral("webp")), {16384, 4}).contains(QLatin1String("16383")));
        QVERIFY(!refused(specOf(QStringLiteral("png")), {0, 4}).isEmpty());
        for (const StillFormat& format : stillFormats())
            QCOMPARE(refused(specOf(format.token), {4, 4}).isEmpty(), format.unavailable.isEmpty());
        StillSpec spec = specOf(QStringLiteral("png"));
        spec.metadata = {{QString(80, QLatin1Char('k')), QStringLiteral("v")}};
        QVERIFY(refused(spec, {4, 4}).contains(QLatin1String("kkkk")));
        spec.metadata = {{QStringLiteral("a"), {}}, {QStringLiteral("A"), {}}};
        QVERIFY(refused(spec, {4, 4}).contains(QLatin1String("twice")));
        QVERIFY(!encodeStill(*noise(PixelFormat::Rgba16, {4, 4}), specOf(QStringLiteral("jpeg")),
                             StillEffort::Small));
    }
};

QTEST_GUILESS_MAIN(StillCodecsTest)
#include "test_still_codecs.moc"
