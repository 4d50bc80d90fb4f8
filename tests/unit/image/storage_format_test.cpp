// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/storage_rows.h"
#include "test_pictures.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace reelout;
using namespace reelout::test;

namespace {

using Pixel = std::array<double, 4>;

constexpr const char* kTokens[] = {
    "rgba8fixed",  "srgba8fixed",     "rgba16float",      "rgba32float",      "rgb10a2fixed",
    "rgba16fixed", "rgba11float",     "rgb16float",       "rgb32float",       "mono8fixed",
    "mono16fixed", "mono16float",     "mono32float",      "rg8fixed",         "rg16fixed",
    "rg16float",   "rg32float",       "a8fixed",          "a16fixed",         "a16float",
    "a32float",    "monoalpha8fixed", "monoalpha16fixed", "monoalpha16float", "monoalpha32float",
};

/// What the words of the menu mean, from the definitions in double.
double quantised(const QString& depth, int channel, double value)
{
    const auto fixed = [value](double steps) {
        return std::floor(std::clamp(value, 0.0, 1.0) * steps + 0.5) / steps;
    };
    const auto floating = [value](int fraction, int smallest, double greatest) {
        if (value == 0.0)
            return 0.0;
        const int exponent = std::max(std::ilogb(value), smallest);
        const double step = std::ldexp(1.0, exponent - fraction);
        return std::clamp(std::nearbyint(value / step) * step, -greatest, greatest);
    };
    if (depth == QLatin1String("8fixed"))
        return fixed(255);
    if (depth == QLatin1String("16fixed"))
        return fixed(65535);
    if (depth == QLatin1String("10a2fixed"))
        return fixed(channel == 3 ? 3 : 1023);
    if (depth == QLatin1String("11float")) {
        const int fraction = channel == 2 ? 5 : 6;
        return value <= 0.0 ? 0.0 : floating(fraction, -14, std::ldexp(2.0 - std::ldexp(1.0, -fraction), 15));
    }
    return depth == QLatin1String("16float") ? floating(10, -14, 65504.0) : value;
}

Pixel wanted(const QString& token, const Pixel& in)
{
    const qsizetype digits = token.indexOf(QRegularExpression(QStringLiteral("[0-9]")));
    const QString channels = token.left(digits);
    const QString depth = token.mid(digits);
    const double luma = 0.2126 * in[0] + 0.7152 * in[1] + 0.0722 * in[2];
    Pixel spread = in;
    if (channels == QLatin1String("mono"))
        spread = {luma, luma, luma, 1};
    else if (channels == QLatin1String("rg"))
        spread = {in[0], in[1], 0, 1};
    else if (channels == QLatin1String("a"))
        spread = {in[3], in[3], in[3], 1};
    else if (channels == QLatin1String("monoalpha"))
        spread = {luma, luma, luma, in[3]};
    else if (channels == QLatin1String("rgb") && depth != QLatin1String("10a2fixed"))
        spread[3] = 1;
    else if (depth == QLatin1String("11float"))
        spread[3] = 1;
    Pixel out{};
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = quantised(depth, int(i), spread[i]);
    return out;
}

std::shared_ptr<Picture> floats(const std::vector<std::array<float, 4>>& pixels)
{
    auto picture = makePicture(PixelFormat::RgbaF32, {int(pixels.size()), 1});
    std::memcpy(picture->planes[0].data, pixels.data(), pixels.size() * sizeof pixels[0]);
    return picture;
}

std::array<float, 4> floatsAt(const Picture& picture, std::ptrdiff_t x)
{
    std::array<float, 4> pixel{};
    std::memcpy(pixel.data(), picture.row(0, 0) + 16 * x, sizeof pixel);
    return pixel;
}

PicturePtr stored(const PicturePtr& input, const QString& token, PixelFormat format)
{
    PicturePathSpec spec;
    spec.storage = storageFormat(token);
    spec.outputFormat = format;
    spec.outputColour = input->colour;
    PicturePath path(spec);
    const Result<PicturePtr> result = path.process(input);
    return result ? *result : nullptr;
}

void addTokens()
{
    QTest::addColumn<QString>("token");
    for (const char* token : kTokens)
        QTest::addRow("%s", token) << QString::fromLatin1(token);
}

} // namespace

class StorageFormatTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unknownTokensAreNone()
    {
        for (const char* token : {"useinput", "", "mono", "rgb8fixed", "mono8fixed "})
            QVERIFY(!storageFormat(QString::fromLatin1(token)));
    }

    void everyRowHoldsWhatItSays_data() { addTokens(); }

    void everyRowHoldsWhatItSays()
    {
        QFETCH(QString, token);
        QVERIFY(storageFormat(token));
        std::vector<std::array<float, 4>> pixels{{-0.5F, 1.5F, 300.25F, 0.37F},
                                                 {70000.0F, 1e-6F, 0.1F, -2.0F},
                                                 {0.5F, 0.5F, 0.5F, 1.0F},
                                                 {65504.0F, 65024.0F, 64512.0F, 0.0F},
                                                 {0.0F, 6e-8F, 3e-5F, 0.5F}};
        std::minstd_rand random(7);
        while (pixels.size() < 500) {
            std::array<float, 4> pixel{};
            for (float& value : pixel)
                value = static_cast<float>(random() % 100000) / 50000.0F - 0.5F;
            pixels.push_back(pixel);
        }
        const PicturePtr result = stored(floats(pixels), token, PixelFormat::RgbaF32);
        QVERIFY(result);
        for (std::size_t x = 0; x < pixels.size(); ++x) {
            Pixel in{};
            std::copy(pixels[x].begin(), pixels[x].end(), in.begin());
            const Pixel out = wanted(token, in);
            const std::array<float, 4> got = floatsAt(*result, std::ptrdiff_t(x));
            for (std::size_t i = 0; i < 4; ++i) {
                // A half has an infinity beyond its greatest number.
                if (token.endsWith(QLatin1String("16float")) && std::abs(out[i]) >= 65504.0 &&
                    std::isinf(got[i]))
                    continue;
                QVERIFY2(std::abs(double(got[i]) - out[i]) <= 1e-6 * std::max(1.0, std::abs(out[i])),
                         qPrintable(QStringLiteral("pixel %1 channel %2: %3 in place of %4")
                                        .arg(x)
                                        .arg(i)
                                        .arg(double(got[i]))
                                        .arg(out[i])));
            }
        }
    }

    void bytesPassEveryRow_data() { addTokens(); }

    /// An 8-bit picture through each storage into 8 bits: what holds 8 bits leaves them alone.
    void bytesPassEveryRow()
    {
        QFETCH(QString, token);
        auto input = makePicture(PixelFormat::Bgra8, {64, 5});
        fillRandom(*input, 3);
        for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Gbrap8}) {
            const PicturePtr result = stored(input, token, format);
            QVERIFY(result);
            const int channels = format == PixelFormat::Bgrx8 ? 3 : 4;
            for (int x = 0; x < 64; ++x) {
                const Pixel out = wanted(token, colourAt(*input, x, 2));
                for (int i = 0; i < channels; ++i) {
                    const double code = 255.0 * std::clamp(out[std::size_t(i)], 0.0, 1.0);
                    // Half a code, and half a step of a half, which bytes do not take on their way.
                    QVERIFY2(std::abs(sampleAt(*result, i, x, 2) - code) <= 0.57,
                             qPrintable(QStringLiteral("%1 %2").arg(x).arg(i)));
                }
            }
        }
    }

    void whatHoldsEverythingCopiesNothing()
    {
        auto bytes = makePicture(PixelFormat::Bgra8, {64, 5});
        fillRandom(*bytes, 4);
        for (const char* token :
             {"useinput", "rgba8fixed", "srgba8fixed", "rgba16fixed", "rgba16float", "rgba32float"})
            QVERIFY2(stored(bytes, QString::fromLatin1(token), PixelFormat::Bgra8) == bytes, token);
        for (const char* token : {"rgb10a2fixed", "mono8fixed", "rgba11float", "a8fixed", "rg16fixed"})
            QVERIFY2(stored(bytes, QString::fromLatin1(token), PixelFormat::Bgra8) != bytes, token);
        auto floating = makePicture(PixelFormat::RgbaF32, {4, 4});
        QVERIFY(stored(floating, QStringLiteral("rgba32float"), PixelFormat::RgbaF32) == floating);
        QVERIFY(stored(floating, QStringLiteral("rgba16float"), PixelFormat::RgbaF32) != floating);
    }

    /// Linear light at 8 bits has steps that are seen in the dark; through the sRGB curve it has not.
    void srgbStoresLinearLightThroughItsCurve()
    {
        auto input = floats({{0.002F, 0.2F, 1.0F, 0.5F}});
        input->colour.transfer = ColourTransfer::Linear;
        const auto plain = floatsAt(*stored(input, QStringLiteral("rgba8fixed"), PixelFormat::RgbaF32), 0);
        const auto curved = floatsAt(*stored(input, QStringLiteral("srgba8fixed"), PixelFormat::RgbaF32), 0);
        QVERIFY(std::abs(plain[0] - 1.0F / 255.0F) < 1e-6F);
        // sRGB code of 0.002: 12.92 * 0.002 * 255 = 6.59, so 7.
        QVERIFY(std::abs(curved[0] - 7.0F / 255.0F / 12.92F) < 1e-6F);
        QVERIFY(std::abs(curved[2] - 1.0F) < 1e-6F);
        QVERIFY(std::abs(curved[3] - 128.0F / 255.0F) < 1e-6F);
    }

    void smallFloats()
    {
        QCOMPARE(roundedToSmallFloat(65024.0F, 6), 65024.0F); // greatest of 6 bits
        QCOMPARE(roundedToSmallFloat(1e9F, 6), 65024.0F);
        QCOMPARE(roundedToSmallFloat(1e9F, 5), 64512.0F);
        QCOMPARE(roundedToSmallFloat(std::numeric_limits<float>::infinity(), 6), 65024.0F);
        QCOMPARE(roundedToSmallFloat(1.0F + 1.0F / 128.0F, 6), 1.0F); // tie to even
        QCOMPARE(roundedToSmallFloat(1.0F + 3.0F / 128.0F, 6), 1.0F + 2.0F / 64.0F);
        QCOMPARE(roundedToSmallFloat(std::ldexp(1.0F, -20), 6), std::ldexp(1.0F, -20)); // smallest
        QCOMPARE(roundedToSmallFloat(std::ldexp(1.0F, -22), 6), 0.0F);
        QCOMPARE(roundedToSmallFloat(-1.0F, 6), 0.0F);
    }

    /// Half with two passes is half of a half, which is not the same as a quarter at once.
    void passesAreFedWithEachOther()
    {
        auto input = makePicture(PixelFormat::Bgra8, {32, 16});
        fillRandom(*input, 9);
        PicturePathSpec half;
        half.size = {16, 8};
        PicturePath first(half);
        half.size = {8, 4};
        PicturePath second(half);
        const PicturePtr expected = *second.process(*first.process(input));
        PicturePathSpec both = half;
        both.via = {{16, 8}};
        PicturePath path(both);
        QVERIFY(bytesOf(**path.process(input)) == bytesOf(*expected));
        PicturePath atOnce(half);
        QVERIFY(bytesOf(**atOnce.process(input)) != bytesOf(*expected));
    }

    void pixelAspectIsWrittenOver()
    {
        auto input = makePicture(PixelFormat::Bgra8, {8, 8});
        PicturePathSpec spec;
        spec.pixelAspect = 1.5;
        PicturePath path(spec);
        const PicturePtr result = *path.process(input);
        QCOMPARE(result->pixelAspect, 1.5);
        QCOMPARE(result->planes[0].data, input->planes[0].data);
        input->pixelAspect = 1.5;
        QVERIFY(*path.process(input) == input);
    }
};

QTEST_GUILESS_MAIN(StorageFormatTest)
#include "storage_format_test.moc"
