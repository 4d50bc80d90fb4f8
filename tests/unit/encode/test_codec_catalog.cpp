// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "support/paths.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace reelout;

namespace {

const CodecCatalog& catalog()
{
    return CodecCatalog::instance();
}

// Tokens and labels of a menu as the contract's table spells them.
QList<QPair<QString, QString>> menuOf(const QString& op, const QString& parameter)
{
    QFile file(test::testData(QStringLiteral("parameters.tsv")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        const QStringList cells = line.split(QLatin1Char('\t'));
        if (cells.size() < 8 || cells[0] != op || cells[2] != parameter)
            continue;
        QList<QPair<QString, QString>> items;
        for (const QString& item : cells[7].split(QStringLiteral(" | ")))
            items << qMakePair(item.section(QLatin1Char('='), 0, 0), item.section(QLatin1Char('='), 1));
        return items;
    }
    return {};
}

template <typename Rows>
QList<QPair<QString, QString>> rowsOf(const Rows& rows)
{
    QList<QPair<QString, QString>> items;
    for (const auto& row : rows)
        items << qMakePair(row.token, row.label);
    return items;
}

MovieSpec goodSpec()
{
    MovieSpec spec;
    spec.size = {1920, 1080};
    spec.sounds = {AudioTrackSpec{}};
    return spec;
}

} // namespace

class TestCodecCatalog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tablesAreTheMenus();
    void rowsAreComplete();
    void x264WorksHere();
    void sizesArePadded_data();
    void sizesArePadded();
    void goodSettingsPass();
    void refusals_data();
    void refusals();
    void extensionsFindTheirType();
};

void TestCodecCatalog::tablesAreTheMenus()
{
    const QString movie = QStringLiteral("moviefileout");
    QVERIFY(!menuOf(movie, QStringLiteral("videocodec")).isEmpty());
    QCOMPARE(rowsOf(catalog().codecs()), menuOf(movie, QStringLiteral("videocodec")));
    QCOMPARE(rowsOf(catalog().audioCodecs()), menuOf(movie, QStringLiteral("audiocodec")));
    QCOMPARE(rowsOf(stillFormats()), menuOf(movie, QStringLiteral("imagefiletype")));
    QCOMPARE(rowsOf(soundFileTypes()), menuOf(QStringLiteral("audiofileout"), QStringLiteral("filetype")));
}

void TestCodecCatalog::rowsAreComplete()
{
    const QSet<QString> containers{QStringLiteral("mov"),  QStringLiteral("mp4"), QStringLiteral("mkv"),
                                   QStringLiteral("webm"), QStringLiteral("avi"), QStringLiteral("gif")};
    for (const Codec& codec : catalog().codecs()) {
        QVERIFY2(!codec.types.empty(), qPrintable(codec.token));
        QSet<QString> tokens;
        bool anyUsable = false;
        for (const CodecType& type : codec.types) {
            QVERIFY2(!tokens.contains(type.token), qPrintable(codec.token));
            tokens.insert(type.token);
            QVERIFY2(codec.types.size() == 1 || !type.token.isEmpty(), qPrintable(codec.token));
            QVERIFY2(!type.pixelFormats.empty() && !type.containers.isEmpty(), qPrintable(codec.token));
            for (const QString& container : type.containers)
                QVERIFY2(containers.contains(container), qPrintable(container));
            for (const CodecPixelFormat& format : type.pixelFormats) {
                QVERIFY2(format.format != PixelFormat::None && !format.label.isEmpty(),
                         qPrintable(codec.token));
                const PixelFormatInfo& info = pixelFormatInfo(format.format);
                QCOMPARE(info.isYuv, format.colour.matrix != ColourMatrix::Rgb);
                if (info.isYuv)
                    QCOMPARE(format.sizeRule.widthMultiple % (1 << info.log2ChromaWidth), 0);
            }
            anyUsable = anyUsable || type.unavailable.isEmpty();
        }
        QCOMPARE(codec.unavailable.isEmpty(), anyUsable);
    }
}

void TestCodecCatalog::x264WorksHere()
{
    const CodecType* type = catalog().type(QStringLiteral("h264"), {});
    QVERIFY(type != nullptr);
    QCOMPARE(type->token, QStringLiteral("x264"));
    QVERIFY(type->unavailable.isEmpty());
    QStringList tokens;
    for (const CodecPixelFormat& format : type->pixelFormats)
        tokens << format.token;
    QCOMPARE(tokens.join(QLatin1Char(' ')),
             QStringLiteral("yuv420 yuv420p10bit yuv422 yuv422p10bit yuv444 yuv444p10bit rgb"));
    QVERIFY(
        !CodecCatalog::obstacle(*catalog().type(QStringLiteral("h264"), QStringLiteral("vaapi"))).isEmpty());
    QVERIFY(catalog().type(QStringLiteral("h264"), QStringLiteral("nonsense")) == nullptr);
}

void TestCodecCatalog::sizesArePadded_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("yuv420") << QStringLiteral("yuv420") << 1922 << 1082;
    QTest::newRow("yuv422") << QStringLiteral("yuv422") << 1922 << 1081;
    QTest::newRow("yuv444") << QStringLiteral("yuv444") << 1921 << 1081;
    QTest::newRow("rgb") << QStringLiteral("rgb") << 1921 << 1081;
}

void TestCodecCatalog::sizesArePadded()
{
    QFETCH(QString, format);
    QFETCH(int, width);
    QFETCH(int, height);
    const CodecPixelFormat* row = catalog().pixelFormat(QStringLiteral("h264"), {}, format);
    QCOMPARE(row->sizeRule.padded({1921, 1081}), (Size{width, height}));
    QCOMPARE(row->sizeRule.padded({1920, 1080}), (Size{1920, 1080}));
}

void TestCodecCatalog::goodSettingsPass()
{
    for (const char* container : {"mp4", "mov", "mkv"}) {
        const Status status = catalog().check(goodSpec(), QString::fromLatin1(container));
        QVERIFY2(status.hasValue(), status ? "" : qPrintable(status.error().detail));
    }
}

using Change = std::function<void(MovieSpec&)>;

void TestCodecCatalog::refusals_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("container");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("named"); // what would fit
    const auto row = [](const char* name, Change change, const char* container, ErrorCode code,
                        const char* named) {
        QTest::newRow(name) << std::move(change) << QString::fromLatin1(container) << code
                            << QString::fromLatin1(named);
    };
    const auto text = [](const char* words) { return QString::fromLatin1(words); };
    row(
        "codec", [=](MovieSpec& s) { s.codec = text("h263"); }, "mp4", ErrorCode::InvalidParameter, "h264");
    row(
        "type", [=](MovieSpec& s) { s.codecType = text("openh264"); }, "mp4", ErrorCode::InvalidParameter,
        "x264");
    row(
        "hardware", [=](MovieSpec& s) { s.codecType = text("nvenc"); }, "mp4", ErrorCode::Unsupported,
        "x264");
    row(
        "no encoder", [=](MovieSpec& s) { s.codec = text("notchlc"); }, "mov", ErrorCode::Unsupported,
        "H.264");
    row(
        "pixel format", [=](MovieSpec& s) { s.pixelFormat = text("rgba"); }, "mp4",
        ErrorCode::InvalidParameter, "yuv444p10bit");
    row(
        "container", [](MovieSpec&) {}, "avi", ErrorCode::Unsupported, ".mp4, .mov, .mkv");
    row(
        "pcm in mp4", [=](MovieSpec& s) { s.sounds[0].codec = text("pcm24"); }, "mp4", ErrorCode::Unsupported,
        ".mov, .mkv");
    row(
        "audio codec", [=](MovieSpec& s) { s.sounds[0].codec = text("vorbis"); }, "mp4",
        ErrorCode::Unsupported, "AAC");
    row(
        "aac rate", [](MovieSpec& s) { s.sounds[0].sampleRate = 192000; }, "mp4", ErrorCode::Unsupported,
        "96000");
    row(
        "channels", [](MovieSpec& s) { s.sounds[0].channels = 9; }, "mp4", ErrorCode::InvalidParameter,
        "1 to 8");
    row(
        "profile and depth",
        [=](MovieSpec& s) {
            s.profile = text("high");
            s.pixelFormat = text("yuv420p10bit");
        },
        "mp4", ErrorCode::InvalidParameter, "Auto-Select");
    row(
        "profile and lossless",
        [=](MovieSpec& s) {
            s.profile = text("main");
            s.preset = text("lossless");
        },
        "mp4", ErrorCode::InvalidParameter, "Auto-Select");
    row(
        "baseline and cabac",
        [=](MovieSpec& s) {
            s.profile = text("baseline");
            s.entropyMode = text("cabac");
        },
        "mp4", ErrorCode::InvalidParameter, "CAVLC");
    row(
        "preset", [=](MovieSpec& s) { s.preset = text("p7"); }, "mp4", ErrorCode::InvalidParameter,
        "balanced");
    row(
        "no size", [](MovieSpec& s) { s.size = {}; }, "mp4", ErrorCode::InvalidParameter, "size");
    row(
        "huge",
        [](MovieSpec& s) {
            s.size = {20000, 100};
        },
        "mp4", ErrorCode::InvalidParameter, "16384");
    row(
        "quality", [](MovieSpec& s) { s.quality = 1.5; }, "mp4", ErrorCode::InvalidParameter,
        "between 0 and 1");
    row(
        "metadata",
        [=](MovieSpec& s) {
            s.metadata = {{text("Encoder"), text("x")}};
        },
        "mp4", ErrorCode::InvalidParameter, "Encoder");
}

void TestCodecCatalog::refusals()
{
    QFETCH(Change, change);
    QFETCH(QString, container);
    QFETCH(ErrorCode, code);
    QFETCH(QString, named);
    MovieSpec spec = goodSpec();
    change(spec);
    const Status status = catalog().check(spec, container);
    QVERIFY(!status);
    QCOMPARE(status.error().code, code);
    QVERIFY2(status.error().detail.contains(named), qPrintable(status.error().detail));
}

void TestCodecCatalog::extensionsFindTheirType()
{
    QCOMPARE(stillFormatForExtension(QStringLiteral("JPG"))->token, QStringLiteral("jpeg"));
    QCOMPARE(stillFormatForExtension(QStringLiteral("tif"))->token, QStringLiteral("tiff"));
    QVERIFY(stillFormatForExtension(QStringLiteral("mov")) == nullptr);
    QCOMPARE(soundFileTypeForExtension(QStringLiteral("wav"))->token, QStringLiteral("wav"));
    QVERIFY(soundFileType(QStringLiteral("wav"))->unavailable.isEmpty());
    QVERIFY(soundFileType(QStringLiteral("mp3"))->unavailable.isEmpty());
    QVERIFY(stillFormat(QStringLiteral("png"))->unavailable.isEmpty());
    QVERIFY(stillFormat(QStringLiteral("exr"))->unavailable.isEmpty());
}

QTEST_GUILESS_MAIN(TestCodecCatalog)
#include "test_codec_catalog.moc"
