// SPDX-License-Identifier: GPL-3.0-or-later
#include "still_fixture.h"
#include "support/process.h"

#include <QDateTime>
#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;

namespace {

StillSpec specOf(const char* pixelFormat = "rgba16float")
{
    StillSpec spec;
    spec.type = QStringLiteral("exr");
    spec.pixelFormat = QString::fromLatin1(pixelFormat);
    return spec;
}

/// What OpenEXR's own exrheader says.
QString header(const QString& path)
{
    return QString::fromUtf8(runProcess(QStringLiteral("exrheader"), {path}).out);
}

QString refusal(const StillSpec& spec)
{
    const Status status = checkStill(spec, {8, 8});
    return status ? QString() : status.error().detail;
}

} // namespace

class StillExrTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCompressionIsWrittenAndRead_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<double>("limit");
        const auto row = [](const char* token, const char* shown, double limit) {
            QTest::newRow(token) << QString::fromLatin1(token) << QString::fromLatin1(shown) << limit;
        };
        row("none", "none", 0.0);
        row("rle", "run-length encoding", 0.0);
        row("zips", "zip, individual scanlines", 0.0);
        row("zip", "zip, multi-scanline blocks", 0.0);
        row("piz", "piz", 0.0);
        row("pxr24", "pxr24", 0.0);
        row("b44", "b44", 0.02);
        row("dwaa", "dwa, small scanline blocks", 0.02);
        row("dwab", "dwa, medium scanline blocks", 0.02);
    }

    void everyCompressionIsWrittenAndRead()
    {
        QFETCH(QString, token);
        QFETCH(QString, shown);
        QFETCH(double, limit);
        StillSpec spec = specOf();
        spec.exrCompression = token;
        spec.maxThreads = 4;
        const auto picture = softPicture(PixelFormat::RgbaF16, {37, 41});
        StillFolder folder;
        const QString path = folder.write(QStringLiteral("a.exr"), *picture, spec);
        QVERIFY2(!path.isEmpty(), qPrintable(folder.error));
        QVERIFY2(header(path).contains(shown), qPrintable(header(path)));
        const ReadPicture read = readWithOpenImageIo({path}).value(path);
        QCOMPARE(read.channels, 4);
        for (int y = 0; y < 41; ++y) {
            for (int x = 0; x < 37; ++x) {
                const auto wanted = pixelOf(*picture, x, y);
                for (int channel = 0; channel < 4; ++channel)
                    QVERIFY(std::abs(read.value(x, y, channel) - wanted[std::size_t(channel)]) <=
                            limit + 1e-7);
            }
        }
    }

    void dwaLevelMatters()
    {
        StillSpec spec = specOf();
        spec.exrCompression = QStringLiteral("dwaa");
        const auto picture = noisePicture(PixelFormat::RgbaF16, {64, 64});
        qsizetype last = 0;
        for (const double level : {400.0, 45.0, 0.0}) {
            spec.dwaLevel = level;
            StillFolder folder;
            QVERIFY(!folder.write(QStringLiteral("a.exr"), *picture, spec).isEmpty());
            QVERIFY(folder.data.size() > last);
            last = folder.data.size();
        }
    }

    void threadsDoNotChangeTheFile()
    {
        const auto picture = softPicture(PixelFormat::RgbaF32, {300, 200});
        QByteArray first;
        for (const int threads : {1, 2, 8}) {
            StillSpec spec = specOf("rgba32float");
            spec.maxThreads = threads;
            StillFolder folder;
            QVERIFY(!folder.write(QStringLiteral("a.exr"), *picture, spec).isEmpty());
            if (first.isEmpty())
                first = folder.data;
            QVERIFY(folder.data == first);
        }
    }

    void attributesHaveTypesByContent()
    {
        StillSpec spec = specOf();
        spec.pointCloud = true;
        spec.rate = FrameRate(24000, 1001);
        spec.metadata = {{QStringLiteral("take"), QStringLiteral("7")},
                         {QStringLiteral("gain"), QStringLiteral("-1.5e1")},
                         {QStringLiteral("huge"), QStringLiteral("99999999999")},
                         {QStringLiteral("shot"), QString::fromUtf8("Grün 7")},
                         {QStringLiteral("comments"), QStringLiteral("12")},
                         {QStringLiteral("isoSpeed"), QStringLiteral("400")}};
        auto picture = softPicture(PixelFormat::RgbaF16, {8, 8});
        picture->pixelAspect = 2.0;
        const QDateTime day(QDate(2026, 3, 4), QTime(15, 6, 7, 500));
        picture->captured = timestampFromNanoseconds(1'000'000'000);
        spec.wallTimeAtZero = std::chrono::milliseconds(day.toMSecsSinceEpoch() - 1000);
        StillFolder folder;
        const QString path = folder.write(QStringLiteral("a.exr"), *picture, spec);
        QVERIFY2(!path.isEmpty(), qPrintable(folder.error));
        const QString text = header(path);
        for (const char* line :
             {"take (type int): 7", "gain (type float): -15", "huge (type float): 1e+11",
              "shot (type string): \"Grün 7\"", "comments (type string): \"12\"",
              "isoSpeed (type float): 400", "pointCloud (type int): 1",
              "capDate (type string): \"2026:03:04 15:06:07\"", "framesPerSecond (type rational): 24000/1001",
              "pixelAspectRatio (type float): 2", "timeCode (type timecode):", "time 15:06:07:12",
              "chromaticities (type chromaticities):", "software (type string): \"Reelout"})
            QVERIFY2(text.contains(QString::fromUtf8(line)),
                     qPrintable(QString::fromUtf8(line) + QLatin1Char('\n') + text));
    }

    void timeCodeCountsFastRatesInTheirFraction()
    {
        StillSpec spec = specOf();
        spec.rate = FrameRate(240, 1);
        auto picture = softPicture(PixelFormat::RgbaF16, {8, 8});
        const QDateTime day(QDate(2026, 3, 4), QTime(23, 59, 59, 999));
        spec.wallTimeAtZero = std::chrono::milliseconds(day.toMSecsSinceEpoch());
        StillFolder folder;
        const QString text = header(folder.write(QStringLiteral("a.exr"), *picture, spec));
        QVERIFY2(text.contains(QLatin1String("time 23:59:59:29")), qPrintable(text));
    }

    void additionalInputsBecomeNamedChannels()
    {
        StillSpec spec = specOf();
        spec.channelNames[3].clear();
        spec.layers = {
            {QStringLiteral("depth1"), {QStringLiteral("Z"), {}, {}, {}}},
            {QStringLiteral("matte1"),
             {QStringLiteral("matte.R"), QStringLiteral("matte.G"), {}, QStringLiteral("matte.A")}}};
        const Size size{9, 5};
        const auto own = noisePicture(PixelFormat::RgbaF16, size, 1);
        const auto depth = noisePicture(PixelFormat::RgbaF32, size, 2);
        const auto matte = noisePicture(PixelFormat::RgbaF16, size, 3);
        StillFolder folder;
        const std::vector<PicturePtr> layers{depth, matte};
        const QString path = folder.write(QStringLiteral("a.exr"), *own, spec, StillEffort::Small, layers);
        QVERIFY2(!path.isEmpty(), qPrintable(folder.error));
        const QString text = header(path);
        QVERIFY2(text.contains(QLatin1String("Z, 32-bit floating-point")), qPrintable(text));
        QVERIFY2(text.contains(QLatin1String("matte.G, 16-bit floating-point")), qPrintable(text));
        const ReadPicture read = readWithOpenImageIo({path}).value(path);
        QCOMPARE(read.channels, 7);
        const QString order = describe(path);
        QVERIFY2(order.contains(QLatin1String("R, G, B, Z, matte.R, matte.G, matte.A")) ||
                     order.contains(QLatin1String("R (half), G (half), B (half), Z (float)")),
                 qPrintable(order));
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const double wanted[] = {pixelOf(*own, x, y)[0],   pixelOf(*own, x, y)[1],
                                         pixelOf(*own, x, y)[2],   pixelOf(*depth, x, y)[0],
                                         pixelOf(*matte, x, y)[0], pixelOf(*matte, x, y)[1],
                                         pixelOf(*matte, x, y)[3]};
                for (int channel = 0; channel < 7; ++channel)
                    QVERIFY2(std::abs(read.value(x, y, channel) - wanted[channel]) < 1e-6,
                             qPrintable(QString::number(channel)));
            }
        }
    }

    void whatDoesNotFitIsRefusedByName()
    {
        StillSpec spec = specOf();
        spec.layers = {{QStringLiteral("depth1"), {QStringLiteral("G"), {}, {}, {}}}};
        QVERIFY(refusal(spec).contains(QLatin1String("depth1")));
        QVERIFY(refusal(spec).contains(QLatin1String("own input")));
        spec.layers.push_back({QStringLiteral("matte1"), {QStringLiteral("Z"), QStringLiteral("Z"), {}, {}}});
        spec.layers[0].channels[0] = QStringLiteral("N");
        QVERIFY(refusal(spec).contains(QLatin1String("matte1")));

        spec.layers.pop_back();
        const auto own = softPicture(PixelFormat::RgbaF16, {8, 8});
        const std::vector<PicturePtr> layers{softPicture(PixelFormat::RgbaF16, {8, 9})};
        const auto bytes = encodeStill(*own, spec, StillEffort::Small, layers);
        QVERIFY(!bytes);
        QVERIFY(bytes.error().detail.contains(QLatin1String("depth1 has 8 x 9")));
        QVERIFY(!encodeStill(*own, spec, StillEffort::Small));

        spec = specOf();
        spec.metadata = {{QStringLiteral("dataWindow"), QStringLiteral("1")}};
        QVERIFY(refusal(spec).contains(QLatin1String("dataWindow")));
        spec.metadata = {{QStringLiteral("focus"), QStringLiteral("far")}};
        QVERIFY(refusal(spec).contains(QLatin1String("focus")));
        spec = specOf();
        spec.channelNames.fill(QString());
        QVERIFY(refusal(spec).contains(QLatin1String("empty")));
    }
};

QTEST_GUILESS_MAIN(StillExrTest)
#include "test_still_exr.moc"
