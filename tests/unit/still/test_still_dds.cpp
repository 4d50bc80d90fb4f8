// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/half_float.h"
#include "still_fixture.h"
#include "support/process.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace reelout;
using namespace reelout::test;

namespace {

template <typename T>
T at(const QByteArray& data, qsizetype offset)
{
    T value;
    std::memcpy(&value, data.constData() + offset, sizeof value);
    return value;
}

StillSpec specOf(const char* pixelFormat, const char* compression = "none")
{
    StillSpec spec;
    spec.type = QStringLiteral("dds");
    spec.pixelFormat = QString::fromLatin1(pixelFormat);
    spec.ddsCompression = QString::fromLatin1(compression);
    return spec;
}

/// An uncompressed format as the list of DXGI formats describes it.
struct Dxgi {
    const char* token;
    int number;
    const char* kind; ///< unorm, float, 10, 11
    int bits;
    const char* channels; ///< in the order of memory
};

constexpr Dxgi kFormats[] = {
    {"rgba8fixed", 28, "unorm", 8, "rgba"},
    {"srgba8fixed", 29, "unorm", 8, "rgba"},
    {"rgba16float", 10, "float", 16, "rgba"},
    {"rgba32float", 2, "float", 32, "rgba"},
    {"rgb10a2fixed", 24, "10", 32, "rgba"},
    {"rgba16fixed", 11, "unorm", 16, "rgba"},
    {"rgba11float", 26, "11", 32, "rgb"},
    {"rgb16float", 10, "float", 16, "rgba"},
    {"rgb32float", 6, "float", 32, "rgb"},
    {"mono8fixed", 61, "unorm", 8, "r"},
    {"mono16fixed", 56, "unorm", 16, "r"},
    {"mono16float", 54, "float", 16, "r"},
    {"mono32float", 41, "float", 32, "r"},
    {"rg8fixed", 49, "unorm", 8, "rg"},
    {"rg16fixed", 35, "unorm", 16, "rg"},
    {"rg16float", 34, "float", 16, "rg"},
    {"rg32float", 16, "float", 32, "rg"},
    {"a8fixed", 65, "unorm", 8, "r"},
    {"a16fixed", 56, "unorm", 16, "r"},
    {"a16float", 54, "float", 16, "r"},
    {"a32float", 41, "float", 32, "r"},
    {"monoalpha8fixed", 28, "unorm", 8, "rgba"},
    {"monoalpha16fixed", 11, "unorm", 16, "rgba"},
    {"monoalpha16float", 10, "float", 16, "rgba"},
    {"monoalpha32float", 2, "float", 32, "rgba"},
};

double smallFloat(std::uint32_t bits, int fractionBits)
{
    const auto exponent = static_cast<int>(bits >> fractionBits);
    const double fraction = (bits & ((1U << fractionBits) - 1U)) / std::ldexp(1.0, fractionBits);
    return exponent == 0 ? std::ldexp(fraction, -14) : std::ldexp(1.0 + fraction, exponent - 15);
}

/// One pixel of uncompressed data.
std::vector<double> decoded(const QByteArray& data, qsizetype begin, const Dxgi& format, qsizetype pixel)
{
    const QByteArray kind(format.kind);
    if (kind == "10") {
        const auto bits = at<std::uint32_t>(data, begin + 4 * pixel);
        return {(bits & 1023U) / 1023.0, ((bits >> 10) & 1023U) / 1023.0, ((bits >> 20) & 1023U) / 1023.0,
                (bits >> 30) / 3.0};
    }
    if (kind == "11") {
        const auto bits = at<std::uint32_t>(data, begin + 4 * pixel);
        return {smallFloat(bits & 0x7FFU, 6), smallFloat((bits >> 11) & 0x7FFU, 6),
                smallFloat(bits >> 22, 5)};
    }
    std::vector<double> values;
    const auto channels = qsizetype(qstrlen(format.channels));
    for (qsizetype i = 0; i < channels; ++i) {
        const qsizetype offset = begin + (pixel * channels + i) * format.bits / 8;
        if (format.bits == 8)
            values.push_back(at<std::uint8_t>(data, offset) / 255.0);
        else if (format.bits == 32)
            values.push_back(static_cast<double>(at<float>(data, offset)));
        else if (kind == "float")
            values.push_back(static_cast<double>(halfToFloat(at<std::uint16_t>(data, offset))));
        else
            values.push_back(at<std::uint16_t>(data, offset) / 65535.0);
    }
    return values;
}

double tolerance(const Dxgi& format, std::size_t channel, double value)
{
    const QByteArray kind(format.kind);
    if (kind == "10")
        return channel == 3 ? 0.5 / 3 + 1e-4 : 0.5 / 1023 + 1e-4;
    if (kind == "11")
        return std::abs(value) / (channel == 2 ? 64.0 : 128.0) + 1e-6;
    return 1e-9;
}

QByteArray ffmpegRgba(const QString& path, const char* format = "rgba")
{
    return runProcess(QStringLiteral("ffmpeg"),
                      {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-i"), path,
                       QStringLiteral("-f"), QStringLiteral("rawvideo"), QStringLiteral("-pix_fmt"),
                       QString::fromLatin1(format), QStringLiteral("-")})
        .out;
}

/// What Pillow reads, as RGBA; Debian's own Python, which has it.
QByteArray pillowRgba(const QString& path)
{
    return runProcess(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral("-c"),
                       QStringLiteral("import sys; from PIL import Image; "
                                      "sys.stdout.buffer.write(Image.open(sys.argv[1]).tobytes())"),
                       path})
        .out;
}

/// Mean squared difference of the channels `first` to `last`.
double meanSquare(const Picture& picture, const std::function<double(int, int, int)>& read, int first,
                  int last)
{
    double sum = 0.0;
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const auto pixel = pixelOf(picture, x, y);
            for (int channel = first; channel <= last; ++channel)
                sum += std::pow(pixel[static_cast<std::size_t>(channel)] - read(x, y, channel), 2);
        }
    }
    return sum / (picture.size.width * picture.size.height * (last - first + 1));
}

/// Same pixels, whole numbers of `Sample`.
template <typename Sample>
bool isExactly(const Picture& picture, const QByteArray& rgba)
{
    constexpr double kFull = std::numeric_limits<Sample>::max();
    if (rgba.size() != qsizetype(4 * sizeof(Sample)) * picture.size.width * picture.size.height)
        return false;
    const auto read = [&](int x, int y, int channel) {
        const qsizetype index = qsizetype(4) * (y * picture.size.width + x) + channel;
        return at<Sample>(rgba, index * qsizetype(sizeof(Sample))) / kFull;
    };
    return meanSquare(picture, read, 0, 3) < 1e-16;
}

double decodeSrgb(double code)
{
    return code <= 0.04045 ? code / 12.92 : std::pow((code + 0.055) / 1.055, 2.4);
}

double encodeSrgb(double light)
{
    return light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
}

} // namespace

class StillDdsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uncompressedIsAsItsFormatSays()
    {
        const Size size{7, 5};
        for (const Dxgi& format : kFormats) {
            const StillSpec spec = specOf(format.token);
            const auto picture = noisePicture(stillPictureFormat(spec), size);
            StillFolder folder;
            QVERIFY2(!folder.write(QStringLiteral("a.dds"), *picture, spec).isEmpty(),
                     qPrintable(folder.error));
            const QByteArray& data = folder.data;
            QVERIFY(data.startsWith(QByteArray("DDS ")));
            QCOMPARE(at<int>(data, 12), size.height);
            QCOMPARE(at<int>(data, 16), size.width);
            QCOMPARE(data.mid(84, 4), QByteArray("DX10"));
            QCOMPARE(at<int>(data, 128), format.number);
            for (int y = 0; y < size.height; ++y) {
                for (int x = 0; x < size.width; ++x) {
                    const auto wanted = pixelOf(*picture, x, y);
                    const auto found = decoded(data, 148, format, y * size.width + x);
                    for (std::size_t channel = 0; channel < found.size(); ++channel) {
                        const bool isCut = qstrcmp(format.kind, "11") == 0 && wanted[channel] < 0.0;
                        const bool isMono = QByteArray(format.token).startsWith("mono") && channel < 3;
                        const double expected = isCut                         ? 0.0
                                                : isMono && found.size() == 1 ? wanted[0]
                                                                              : wanted[channel];
                        const bool isFilled = qstrcmp(format.token, "rgb16float") == 0 && channel == 3;
                        if (!isFilled &&
                            !(std::abs(found[channel] - expected) <= tolerance(format, channel, expected)))
                            QFAIL(qPrintable(QStringLiteral("%1 %2,%3 %4: %5 for %6")
                                                 .arg(QLatin1String(format.token))
                                                 .arg(x)
                                                 .arg(y)
                                                 .arg(channel)
                                                 .arg(found[channel])
                                                 .arg(expected)));
                    }
                }
            }
            const qsizetype bytes = data.size() - 148;
            const int bits = format.bits * (format.kind[0] == '1' ? 1 : int(qstrlen(format.channels)));
            QCOMPARE(bytes, qsizetype(size.width) * size.height * bits / 8);
        }
    }

    /// FFmpeg takes R8G8B8A8 for B8G8R8A8 in versions before 7; what else it could do wrong it would do here.
    void plainTexturesAreReadByFfmpeg()
    {
        for (const Size size : {Size{13, 7}, Size{1, 1}, Size{64, 3}}) {
            const auto picture = noisePicture(PixelFormat::Bgra8, size);
            StillFolder folder;
            const QString path = folder.write(QStringLiteral("a.dds"), *picture, specOf("rgba8fixed"));
            const QByteArray pixels = ffmpegRgba(path);
            QCOMPARE(pixels.size(), qsizetype(4) * size.width * size.height);
            for (const int red : {0, 2}) {
                const auto read = [&](int x, int y, int channel) {
                    const int place = channel == 1 || channel == 3 ? channel : channel == 0 ? red : 2 - red;
                    return static_cast<std::uint8_t>(pixels[qsizetype(4) * (y * size.width + x) + place]) /
                           255.0;
                };
                if (meanSquare(*picture, read, 0, 3) < 1e-12)
                    return;
            }
            QFAIL("FFmpeg reads other pixels");
        }
    }

    /// The other reader of plain textures, which knows the DXGI formats of 8 bits, and FFmpeg for those
    /// of 16. For the rest Debian 12 has none: ImageMagick, OpenImageIO, libnvtt, FreeImage and DevIL refuse
    /// them.
    void plainTexturesAreReadByASecondOne()
    {
        for (const Size size : {Size{13, 7}, Size{1, 1}, Size{64, 3}}) {
            for (const char* token : {"rgba8fixed", "srgba8fixed"}) {
                const auto picture = noisePicture(PixelFormat::Bgra8, size);
                StillFolder folder;
                const QString path = folder.write(QStringLiteral("a.dds"), *picture, specOf(token));
                QVERIFY2(isExactly<std::uint8_t>(*picture, pillowRgba(path)), token);
            }
            const auto deep = noisePicture(PixelFormat::Rgba16, size);
            StillFolder folder;
            const QString path = folder.write(QStringLiteral("a.dds"), *deep, specOf("rgba16fixed"));
            // Here, too, FFmpeg exchanged red and blue before version 7.
            QVERIFY(isExactly<std::uint16_t>(*deep, ffmpegRgba(path, "rgba64le")) ||
                    isExactly<std::uint16_t>(*deep, ffmpegRgba(path, "bgra64le")));
        }
    }

    void blocksAreReadByOthers_data()
    {
        QTest::addColumn<QByteArray>("compression");
        QTest::addColumn<int>("channels"); ///< as OpenImageIO counts them
        QTest::addColumn<double>("limit"); ///< root of the mean square, in 1/255
        QTest::addColumn<bool>("ffmpeg");
        QTest::newRow("bc1") << QByteArray("bc1") << 4 << 6.0 << true;
        QTest::newRow("bc3") << QByteArray("bc3") << 4 << 6.0 << true;
        QTest::newRow("bc4") << QByteArray("bc4") << 1 << 3.0 << true;
        QTest::newRow("bc5") << QByteArray("bc5") << 2 << 3.0 << true;
        QTest::newRow("bc6h") << QByteArray("bc6h") << 3 << 4.0 << false;
        QTest::newRow("bc7") << QByteArray("bc7") << 4 << 3.0 << false;
    }

    void blocksAreReadByOthers()
    {
        QFETCH(QByteArray, compression);
        QFETCH(int, channels);
        QFETCH(double, limit);
        QFETCH(bool, ffmpeg);
        const double most = std::pow(limit / 255.0, 2);
        for (const Size size : {Size{61, 35}, Size{3, 1}}) {
            const StillSpec spec = specOf("rgba8fixed", compression.constData());
            const auto picture = softPicture(stillPictureFormat(spec), size);
            StillFolder folder;
            const QString path = folder.write(QStringLiteral("a.dds"), *picture, spec);
            QVERIFY2(!path.isEmpty(), qPrintable(folder.error));
            const ReadPicture read = readWithOpenImageIo({path}).value(path);
            QCOMPARE(read.size, size);
            QVERIFY2(read.channels == channels || (read.channels == 3 && compression == "bc1"),
                     qPrintable(QString::number(read.channels)));
            const int compared = std::min(compression == "bc1" ? 3 : channels, read.channels) - 1;
            const double error = meanSquare(
                *picture, [&](int x, int y, int channel) { return read.value(x, y, channel); }, 0, compared);
            QVERIFY2(error < most, qPrintable(QString::number(std::sqrt(error) * 255.0)));
            if (!ffmpeg)
                continue;
            const QByteArray pixels = ffmpegRgba(path);
            QCOMPARE(pixels.size(), qsizetype(4) * size.width * size.height);
            const double other = meanSquare(
                *picture,
                [&](int x, int y, int channel) {
                    return static_cast<std::uint8_t>(pixels[qsizetype(4) * (y * size.width + x) + channel]) /
                           255.0;
                },
                0, compared);
            QVERIFY2(other < most, qPrintable(QString::number(std::sqrt(other) * 255.0)));
        }
    }

    void mipMapsGoToOnePixelInLinearLight()
    {
        for (const Size whole : {Size{16, 8}, Size{13, 7}, Size{1, 5}}) {
            StillSpec spec = specOf("srgba8fixed");
            spec.mipMaps = true;
            const auto picture = noisePicture(PixelFormat::Bgra8, whole);
            StillFolder folder;
            QVERIFY2(!folder.write(QStringLiteral("a.dds"), *picture, spec).isEmpty(),
                     qPrintable(folder.error));
            const int levels = 1 + static_cast<int>(std::log2(std::max(whole.width, whole.height)));
            QCOMPARE(at<int>(folder.data, 28), levels);
            const Dxgi& format = kFormats[1];
            qsizetype begin = 148;
            Size size = whole;
            for (int level = 0; level < levels; ++level) {
                compareLevel(*picture, folder.data, begin, format, size);
                begin += qsizetype(4) * size.width * size.height;
                size = {std::max(size.width / 2, 1), std::max(size.height / 2, 1)};
            }
            QCOMPARE(folder.data.size(), begin);
        }
    }

    void mipMapsAreSeenByOthers()
    {
        StillSpec spec = specOf("rgba8fixed", "bc7");
        spec.mipMaps = true;
        StillFolder folder;
        const QString path =
            folder.write(QStringLiteral("a.dds"), *softPicture(PixelFormat::Bgra8, {50, 20}), spec);
        const QString text = describe(path);
        QVERIFY2(text.contains(QLatin1String("50x20 25x10 12x5 6x2 3x1 1x1")), qPrintable(text));
    }

private:
    /// Against the boxes of the whole picture: level by level they are the same where sides stay even, and
    /// within the rounding of 8 bits; odd sides are the boxes of boxes and a little softer.
    static void compareLevel(const Picture& picture, const QByteArray& data, qsizetype begin,
                             const Dxgi& format, Size size)
    {
        std::vector<std::array<double, 4>> linear;
        for (int y = 0; y < picture.size.height; ++y) {
            for (int x = 0; x < picture.size.width; ++x) {
                auto pixel = pixelOf(picture, x, y);
                for (std::size_t i = 0; i < 3; ++i)
                    pixel[i] = decodeSrgb(pixel[i]) * pixel[3];
                linear.push_back(pixel);
            }
        }
        Size now = picture.size;
        while (now != size) {
            const Size next{std::max(now.width / 2, 1), std::max(now.height / 2, 1)};
            linear = halved(linear, now, next);
            now = next;
        }
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const auto& wanted = linear[std::size_t(y * size.width + x)];
                const auto found = decoded(data, begin, format, y * size.width + x);
                for (std::size_t i = 0; i < 4; ++i) {
                    const double expected =
                        i == 3 ? wanted[3] : encodeSrgb(wanted[i] / std::max(wanted[3], 1e-12));
                    if (wanted[3] > 0.0)
                        QVERIFY2(std::abs(found[i] - expected) <= 0.51 / 255.0,
                                 qPrintable(QStringLiteral("%1x%2 %3,%4 %5: %6 for %7")
                                                .arg(size.width)
                                                .arg(size.height)
                                                .arg(x)
                                                .arg(y)
                                                .arg(i)
                                                .arg(found[i])
                                                .arg(expected)));
                }
            }
        }
    }

    /// The same image as a function that is constant over each pixel, averaged over the new pixels.
    static std::vector<std::array<double, 4>> halved(const std::vector<std::array<double, 4>>& from, Size now,
                                                     Size next)
    {
        std::vector<std::array<double, 4>> to(std::size_t(next.width) * std::size_t(next.height));
        const auto covered = [](int source, double first, double last) {
            return std::max(0.0, std::min(last, source + 1.0) - std::max(first, double(source)));
        };
        const double stepX = double(now.width) / next.width;
        const double stepY = double(now.height) / next.height;
        for (int y = 0; y < next.height; ++y) {
            for (int x = 0; x < next.width; ++x) {
                auto& sum = to[std::size_t(y * next.width + x)];
                for (int v = 0; v < now.height; ++v) {
                    for (int u = 0; u < now.width; ++u) {
                        const double weight = covered(u, x * stepX, (x + 1) * stepX) *
                                              covered(v, y * stepY, (y + 1) * stepY) / (stepX * stepY);
                        for (std::size_t i = 0; i < 4; ++i)
                            sum[i] += weight * from[std::size_t(v * now.width + u)][i];
                    }
                }
            }
        }
        return to;
    }
};

QTEST_GUILESS_MAIN(StillDdsTest)
#include "test_still_dds.moc"
