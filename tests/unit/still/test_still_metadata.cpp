// SPDX-License-Identifier: GPL-3.0-or-later
#include "still_fixture.h"
#include "support/process.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace reelout;
using namespace reelout::test;

namespace {

StillSpec specOf(const char* type)
{
    StillSpec spec;
    spec.type = QString::fromLatin1(type);
    spec.inputFormat = PixelFormat::Bgrx8;
    spec.metadata = {{QStringLiteral("Title"), QString::fromUtf8("Grüße, мир")},
                     {QStringLiteral("Artist"), QStringLiteral("A. Painter")},
                     {QStringLiteral("Copyright"), QStringLiteral("nobody")},
                     {QStringLiteral("Date"), QStringLiteral("2026-03-04T05:06:07")},
                     {QStringLiteral("Scene/take"), QStringLiteral("7 <b>")}};
    return spec;
}

QString refusal(const StillSpec& spec)
{
    const Status status = checkStill(spec, {8, 8});
    return status ? QString() : status.error().detail;
}

} // namespace

/// The header table in each type, as programs that are not ours read it.
class StillMetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void otherProgramsFindIt_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QStringList>("lines");
        const auto utf8 = [](std::initializer_list<const char*> lines) {
            QStringList list;
            for (const char* line : lines)
                list.append(QString::fromUtf8(line));
            return list;
        };
        QTest::newRow("jpeg") << QStringLiteral("jpeg")
                              << utf8({"Artist: \"A. Painter\"", "Copyright: \"nobody\"",
                                       "Software: \"Reelout", "2026:03:04 05:06:07", "Grüße, мир"});
        QTest::newRow("tiff") << QStringLiteral("tiff")
                              << utf8({"Artist: \"A. Painter\"", "Copyright: \"nobody\"",
                                       "Software: \"Reelout", "Grüße, мир"});
        QTest::newRow("png") << QStringLiteral("png") << utf8({"A. Painter", "nobody", "Grüße, мир"});
        QTest::newRow("exr") << QStringLiteral("exr") << utf8({"A. Painter", "nobody", "Grüße, мир"});
        QTest::newRow("hdr") << QStringLiteral("hdr") << QStringList();
    }

    void otherProgramsFindIt()
    {
        QFETCH(QString, type);
        QFETCH(QStringList, lines);
        const StillSpec spec = specOf(type.toLatin1().constData());
        StillFolder folder;
        const QString path =
            folder.write(QStringLiteral("a.") + type, *softPicture(stillPictureFormat(spec), {16, 8}), spec);
        QVERIFY2(!path.isEmpty(), qPrintable(folder.error));
        const QString text = describe(path);
        QVERIFY2(text.contains(QLatin1String("16 x    8")), qPrintable(text));
        for (const QString& line : lines)
            QVERIFY2(text.contains(line), qPrintable(line + QLatin1Char('\n') + text));
        if (type == QLatin1String("hdr"))
            QVERIFY(folder.data.contains("\nScene/take=7 <b>\n"));
    }

    void xmpHasEveryPair()
    {
        for (const char* type : {"jpeg", "tiff", "png", "webp"}) {
            const StillSpec spec = specOf(type);
            StillFolder folder;
            QVERIFY(!folder.write(QStringLiteral("a"), *softPicture(PixelFormat::Bgrx8, {16, 8}), spec)
                         .isEmpty());
            QVERIFY2(folder.data.contains("reelout:Scene_take=\"7 &lt;b&gt;\"") ||
                         folder.data.contains("<reelout:Scene_take>7 &lt;b&gt;<"),
                     type);
            QVERIFY2(folder.data.contains("urn:reelout:metadata/"), type);
        }
    }

    void webpStaysValid()
    {
        StillFolder folder;
        const QString path =
            folder.write(QStringLiteral("a.webp"), *softPicture(PixelFormat::Bgrx8, {16, 8}), specOf("webp"));
        const ProcessResult info = runProcess(QStringLiteral("webpinfo"), {path});
        QVERIFY2(info.out.contains("No error detected"), info.out.constData());
        QVERIFY(info.out.contains("Chunk EXIF"));
        QVERIFY(info.out.contains("Chunk XMP"));
    }

    void tiffIsSound()
    {
        for (const char* token : {"rgba8fixed", "mono16fixed", "rgba32float", "monoalpha32float"}) {
            StillSpec spec = specOf("tiff");
            spec.pixelFormat = QString::fromLatin1(token);
            StillFolder folder;
            const QString path = folder.write(QStringLiteral("a.tiff"),
                                              *softPicture(stillPictureFormat(spec), {300, 200}), spec);
            const ProcessResult info = runProcess(QStringLiteral("tiffinfo"), {QStringLiteral("-d"), path});
            QCOMPARE(info.exitCode, 0);
            QVERIFY2(info.error.isEmpty(), info.error.constData());
            QVERIFY(info.out.contains("AdobeDeflate"));
            QVERIFY2(info.out.contains(spec.pixelFormat.endsWith(QLatin1String("float"))
                                           ? "floating point predictor"
                                           : "horizontal differencing"),
                     info.out.constData());
        }
    }

    void threadsMayWriteAtOnce()
    {
        const auto picture = softPicture(PixelFormat::Bgrx8, {16, 8});
        const StillSpec spec = specOf("jpeg");
        StillFolder folder;
        QVERIFY(!folder.write(QStringLiteral("a"), *picture, spec).isEmpty());
        std::atomic<int> same = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i) {
                threads.emplace_back([&] {
                    for (int n = 0; n < 20; ++n) {
                        const auto bytes = encodeStill(*picture, spec, StillEffort::Small);
                        same += bytes && QByteArray(reinterpret_cast<const char*>(bytes->data()),
                                                    qsizetype(bytes->size())) == folder.data
                                    ? 1
                                    : 0;
                    }
                });
            }
        }
        QCOMPARE(same.load(), 80);
    }

    void keysAFormatNeedsAreRefusedByName()
    {
        StillSpec spec = specOf("hdr");
        spec.metadata = {{QStringLiteral("exposure"), QStringLiteral("1")}};
        QVERIFY(refusal(spec).contains(QLatin1String("exposure")));
        spec.metadata = {{QStringLiteral("a=b"), QStringLiteral("1")}};
        QVERIFY(refusal(spec).contains(QLatin1String("a=b")));
        spec.type = QStringLiteral("png");
        QVERIFY(refusal(spec).isEmpty());
        spec.metadata = {{QStringLiteral("XML:com.adobe.xmp"), QStringLiteral("1")}};
        QVERIFY(!refusal(spec).isEmpty());
    }

    void whatJpegCantHoldIsRefused()
    {
        StillSpec spec = specOf("jpeg");
        spec.metadata.emplace_back(QStringLiteral("long"), QString(70000, QLatin1Char('x')));
        const auto bytes = encodeStill(*softPicture(PixelFormat::Bgrx8, {16, 8}), spec, StillEffort::Small);
        QVERIFY(!bytes);
        QVERIFY(bytes.error().detail.contains(QLatin1String("65533")));
    }
};

QTEST_GUILESS_MAIN(StillMetadataTest)
#include "test_still_metadata.moc"
