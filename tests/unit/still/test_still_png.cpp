// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cpu_level.h"
#include "still_fixture.h"

#include <QTest>

#include <png.h>

#include <cmath>
#include <csetjmp>
#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

/// A PNG by its reference library, which is to find nothing to complain about.
struct Reference {
    std::vector<std::uint8_t> bytes;
    int width = 0;
    int height = 0;
    int bits = 0;
    int channels = 0;
    double gamma = 0.0;
    bool isSrgb = false;
    int pixelsAcross = 1;
    int pixelsDown = 1;
    std::map<QByteArray, QByteArray> texts;
    QByteArray complaint;
};

struct Input {
    const QByteArray* data;
    qsizetype at = 0;
};

void onComplaint(png_structp png, png_const_charp message)
{
    static_cast<Reference*>(png_get_error_ptr(png))->complaint = message;
    png_longjmp(png, 1);
}

void onRead(png_structp png, png_bytep to, png_size_t count)
{
    auto& input = *static_cast<Input*>(png_get_io_ptr(png));
    if (input.at + qsizetype(count) > input.data->size())
        png_error(png, "the file ends too early");
    std::memcpy(to, input.data->constData() + input.at, count);
    input.at += qsizetype(count);
}

void readInfo(png_structp png, png_infop info, Reference& result)
{
    result.width = int(png_get_image_width(png, info));
    result.height = int(png_get_image_height(png, info));
    result.bits = png_get_bit_depth(png, info);
    result.channels = png_get_channels(png, info);
    png_get_gAMA(png, info, &result.gamma);
    int intent = 0;
    result.isSrgb = png_get_sRGB(png, info, &intent) != 0;
    png_uint_32 across = 1;
    png_uint_32 down = 1;
    int unit = 0;
    if (png_get_pHYs(png, info, &across, &down, &unit) != 0) {
        result.pixelsAcross = int(across);
        result.pixelsDown = int(down);
    }
    png_textp texts = nullptr;
    int count = 0;
    png_get_text(png, info, &texts, &count);
    for (int i = 0; i < count; ++i)
        result.texts[texts[i].key] = texts[i].text;
}

void read(const QByteArray& data, Reference& result)
{
    Input input{&data};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &result, onComplaint, onComplaint);
    png_infop info = png_create_info_struct(png);
    if (setjmp(png_jmpbuf(png)) == 0) {
        png_set_read_fn(png, &input, onRead);
        png_read_info(png, info);
        readInfo(png, info, result);
        const png_size_t rowBytes = png_get_rowbytes(png, info);
        result.bytes.resize(rowBytes * std::size_t(result.height));
        for (int y = 0; y < result.height; ++y)
            png_read_row(png, result.bytes.data() + rowBytes * std::size_t(y), nullptr);
        png_read_end(png, info);
        if (input.at != data.size())
            result.complaint = "something behind the end";
    }
    png_destroy_read_struct(&png, &info, nullptr);
}

StillSpec specOf(PixelFormat input)
{
    StillSpec spec;
    spec.inputFormat = input;
    return spec;
}

QByteArray encoded(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    const Result<StillBytes> bytes = encodeStill(picture, spec, effort);
    return bytes ? QByteArray(reinterpret_cast<const char*>(bytes->data()), qsizetype(bytes->size()))
                 : QByteArray();
}

/// The picture's samples as PNG has them.
std::vector<std::uint8_t> wanted(const Picture& picture, int channels, int bits)
{
    std::vector<std::uint8_t> bytes;
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const auto pixel = pixelOf(picture, x, y);
            for (int i = 0; i < channels; ++i) {
                const double most = bits == 16 ? 65535.0 : 255.0;
                const auto code = std::lround(pixel[std::size_t(channels == 2 && i == 1 ? 3 : i)] * most);
                if (bits == 16)
                    bytes.push_back(std::uint8_t(code >> 8));
                bytes.push_back(std::uint8_t(code & 255));
            }
        }
    }
    return bytes;
}

/// A window on a background, with lines of something like letters.
std::shared_ptr<Picture> drawing(PixelFormat format, Size size)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(format, size);
    const auto step = std::size_t(pixelFormatInfo(format).bytesPerPixel[0]);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool isWindow = x > 60 && y > 40;
            const bool isMark = isWindow && y % 18 < 9 && (unsigned(x / 3) * 2654435761U >> 28) > 9;
            std::memset(picture->row(0, y) + step * std::size_t(x), isMark ? 30 : isWindow ? 245 : 80, step);
            picture->row(0, y)[step * std::size_t(x)] = isMark && y % 90 < 18 ? 120 : 80;
        }
    }
    return picture;
}

} // namespace

class StillPngTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { forceCpuLevel(std::nullopt); }

    void libpngReadsEveryWidth_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("token");
        QTest::addColumn<int>("channels");
        const auto row = [](const char* name, PixelFormat format, const char* token, int channels) {
            QTest::newRow(name) << int(format) << QString::fromLatin1(token) << channels;
        };
        row("rgb 8", PixelFormat::Bgrx8, "useinput", 3);
        row("rgba 8", PixelFormat::Bgra8, "useinput", 4);
        row("rgb 8 in order", PixelFormat::Rgb8, "useinput", 3);
        row("rgba 8 in order", PixelFormat::Rgba8, "useinput", 4);
        row("rgba 16", PixelFormat::Rgba16, "useinput", 4);
        row("grey 8", PixelFormat::Bgrx8, "mono8fixed", 1);
        row("grey 16", PixelFormat::Rgba16, "mono16fixed", 1);
        row("grey and alpha 8", PixelFormat::Bgra8, "monoalpha8fixed", 2);
        row("grey and alpha 16", PixelFormat::Rgba16, "monoalpha16fixed", 2);
        row("matte", PixelFormat::Bgrx8, "a8fixed", 1);
        row("two channels", PixelFormat::Bgrx8, "rg8fixed", 3);
    }

    void libpngReadsEveryWidth()
    {
        QFETCH(int, format);
        QFETCH(QString, token);
        QFETCH(int, channels);
        StillSpec spec = specOf(PixelFormat(format));
        spec.pixelFormat = token;
        for (int width = 1; width < 70; width += width < 36 ? 1 : 7) {
            const auto picture = width % 3 == 0 ? softPicture(PixelFormat(format), {width, 9})
                                                : noisePicture(PixelFormat(format), {width, 9});
            for (const StillEffort effort : {StillEffort::Quick, StillEffort::Small}) {
                QByteArray first;
                for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2}) {
                    forceCpuLevel(level);
                    const QByteArray file = encoded(*picture, spec, effort);
                    if (first.isEmpty())
                        first = file;
                    QVERIFY2(file == first, qPrintable(cpuLevelName(level)));
                }
                Reference reference;
                read(first, reference);
                QCOMPARE(reference.complaint, QByteArray());
                QCOMPARE(reference.width, width);
                QCOMPARE(reference.channels, channels);
                QVERIFY(reference.bytes == wanted(*picture, channels, reference.bits));
            }
        }
    }

    /// More rows than one batch, more bytes than one piece, and rows that only Paeth or nothing suits.
    void libpngReadsLargePictures()
    {
        for (const PixelFormat format : {PixelFormat::Bgrx8, PixelFormat::Rgba16}) {
            for (const bool isNoise : {true, false}) {
                const Size size{701, 403};
                const auto picture = isNoise ? noisePicture(format, size) : softPicture(format, size);
                for (const StillEffort effort : {StillEffort::Quick, StillEffort::Small}) {
                    Reference reference;
                    read(encoded(*picture, specOf(format), effort), reference);
                    QCOMPARE(reference.complaint, QByteArray());
                    QVERIFY(reference.bytes == wanted(*picture, reference.channels, reference.bits));
                }
            }
        }
    }

    /// Windows with text, for which there is a compressor of its own; in every depth and number of channels.
    void libpngReadsDrawings()
    {
        for (const PixelFormat format : {PixelFormat::Bgrx8, PixelFormat::Bgra8, PixelFormat::Rgba16}) {
            for (const bool isGrey : {false, true}) {
                const auto picture = drawing(format, {1203, 301});
                StillSpec spec = specOf(format);
                if (isGrey)
                    spec.pixelFormat = format == PixelFormat::Rgba16 ? QStringLiteral("mono16fixed")
                                                                     : QStringLiteral("mono8fixed");
                QByteArray first;
                for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2}) {
                    forceCpuLevel(level);
                    const QByteArray file = encoded(*picture, spec, StillEffort::Quick);
                    if (first.isEmpty())
                        first = file;
                    QVERIFY2(file == first, qPrintable(cpuLevelName(level)));
                }
                Reference reference;
                read(first, reference);
                QCOMPARE(reference.complaint, QByteArray());
                QVERIFY(reference.bytes == wanted(*picture, reference.channels, reference.bits));
            }
        }
    }

    void whatIsSmallIsSmaller()
    {
        const auto picture = softPicture(PixelFormat::Bgrx8, {400, 300});
        const StillSpec spec = specOf(PixelFormat::Bgrx8);
        QVERIFY(encoded(*picture, spec, StillEffort::Small).size() <
                encoded(*picture, spec, StillEffort::Quick).size());
    }

    void coloursAspectAndTextsAreThere()
    {
        auto picture = softPicture(PixelFormat::Bgra8, {20, 10});
        picture->pixelAspect = 2.0;
        StillSpec spec = specOf(PixelFormat::Bgra8);
        spec.metadata = {{QStringLiteral("Title"), QString::fromUtf8("Grüße, мир")},
                         {QStringLiteral("a/b c"), QStringLiteral("7")}};
        Reference reference;
        read(encoded(*picture, spec, StillEffort::Quick), reference);
        QCOMPARE(reference.complaint, QByteArray());
        QVERIFY(reference.isSrgb);
        QVERIFY(std::abs(reference.gamma - 0.45455) < 1e-5);
        QCOMPARE(reference.pixelsDown, 2 * reference.pixelsAcross);
        QCOMPARE(reference.texts["Title"], QByteArray("Grüße, мир"));
        QVERIFY(reference.texts["Software"].startsWith("Reelout "));
        QVERIFY(reference.texts["XML:com.adobe.xmp"].contains("<dc:title>"));
        QVERIFY(reference.texts["XML:com.adobe.xmp"].contains("reelout:a_b_c=\"7\""));

        picture->colour.transfer = ColourTransfer::Linear;
        const QByteArray file = encoded(*picture, specOf(PixelFormat::Bgra8), StillEffort::Quick);
        Reference linear;
        read(file, linear);
        QVERIFY(!linear.isSrgb);
        QVERIFY(std::abs(linear.gamma - 1.0) < 1e-5);
        QVERIFY(file.contains(QByteArray("cICP\x01\x08\x00\x01", 8)));
    }
};

QTEST_GUILESS_MAIN(StillPngTest)
#include "test_still_png.moc"
