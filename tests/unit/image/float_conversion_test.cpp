// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_float.h"
#include "image/cpu_level.h"
#include "image/srgb_curve.h"
#include "media/half_float.h"
#include "test_pictures.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>

using namespace reelout;
using namespace reelout::test;

namespace {

PicturePtr converted(const PicturePtr& source, PixelFormat format, const ColourSpec& colour)
{
    PicturePathSpec spec;
    spec.outputFormat = format;
    spec.outputColour = colour;
    PicturePath path(spec);
    Result<PicturePtr> result = path.process(source);
    return result ? *result : nullptr;
}

std::shared_ptr<Picture> floats(const std::vector<float>& rgba, int width)
{
    auto picture = makePicture(PixelFormat::RgbaF32, {width, int(rgba.size()) / (4 * width)});
    std::memcpy(picture->planes[0].data, rgba.data(), rgba.size() * sizeof(float));
    return picture;
}

std::array<int, 4> pixelOf(const Picture& picture, int x)
{
    std::array<int, 4> pixel{};
    for (int i = 0; i < 4; ++i)
        pixel[static_cast<std::size_t>(i)] = int(sampleAt(picture, i, x, 0));
    return pixel;
}

} // namespace

class FloatConversionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void halvesRoundTrip()
    {
        for (int code = 0; code <= 0xFFFF; ++code) {
            const auto half = static_cast<std::uint16_t>(code);
            const float value = halfToFloat(half);
            if (std::isnan(value))
                QVERIFY(std::isnan(halfToFloat(floatToHalf(value))));
            else
                QCOMPARE(floatToHalf(value), half);
        }
    }

    void halvesRoundToNearestEven()
    {
        QCOMPARE(halfToFloat(0x3C00), 1.0F);
        QCOMPARE(halfToFloat(0x7BFF), 65504.0F);
        QCOMPARE(halfToFloat(0x0001), std::ldexp(1.0F, -24));
        QCOMPARE(floatToHalf(1.0F + std::ldexp(1.0F, -11)), std::uint16_t(0x3C00)); // tie to even, down
        QCOMPARE(floatToHalf(1.0F + 3 * std::ldexp(1.0F, -11)), std::uint16_t(0x3C02));
        QCOMPARE(floatToHalf(65519.9F), std::uint16_t(0x7BFF));
        QCOMPARE(floatToHalf(65520.0F), std::uint16_t(0x7C00));
        QCOMPARE(floatToHalf(-std::numeric_limits<float>::infinity()), std::uint16_t(0xFC00));
        QCOMPARE(floatToHalf(std::ldexp(1.0F, -26)), std::uint16_t(0));
        QCOMPARE(floatToHalf(std::ldexp(1.0F, -25)), std::uint16_t(0)); // tie to even
        QCOMPARE(floatToHalf(std::ldexp(1.5F, -25)), std::uint16_t(1));
    }

    void floatsAreClampedAndRounded()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const PicturePtr source = floats({-1.0F, 0.5F, 2.0F, 1.0F, nan, 0.25F, 1.0F / 255.0F, 0.0F}, 2);
        for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Rgba8}) {
            const PicturePtr result = converted(source, format, kScreenColour);
            QVERIFY(result != nullptr);
            QCOMPARE(pixelOf(*result, 0), (std::array<int, 4>{0, 128, 255, 255}));
            QCOMPARE(pixelOf(*result, 1), (std::array<int, 4>{0, 64, 1, 0}));
        }
        const PicturePtr luma = converted(source, PixelFormat::Yuv444p8, kBt709Limited);
        QCOMPARE(sampleAt(*luma, 0, 0, 0), std::round(16 + 219 * (0.7152 * 0.5 + 0.0722)));
    }

    void sixteenBitsSurvive()
    {
        auto source = makePicture(PixelFormat::Rgba16, {256, 64});
        fillRandom(*source, 5);
        const PicturePtr wide = converted(source, PixelFormat::RgbaF32, kScreenColour);
        QVERIFY(bytesOf(*converted(wide, PixelFormat::Rgba16, kScreenColour)) == bytesOf(*source));
        const PicturePtr planar = converted(source, PixelFormat::Gbrap16, kScreenColour);
        QVERIFY(bytesOf(*converted(planar, PixelFormat::Rgba16, kScreenColour)) == bytesOf(*source));
        const PicturePtr bytes = converted(source, PixelFormat::Rgba8, kScreenColour);
        for (int x = 0; x < 256; ++x)
            QVERIFY(std::abs(sampleAt(*bytes, 1, x, 9) - sampleAt(*source, 1, x, 9) / 257.0) <= 0.51);
    }

    void everyByteSurvivesEveryWiderFormat()
    {
        auto source = makePicture(PixelFormat::Bgra8, {64, 32});
        fillRandom(*source, 6);
        for (const PixelFormat format : {PixelFormat::Rgba16, PixelFormat::RgbaF16, PixelFormat::RgbaF32,
                                         PixelFormat::Gbrap8, PixelFormat::Gbrap12, PixelFormat::Rgba8}) {
            const PicturePtr there = converted(source, format, kScreenColour);
            QVERIFY(there != nullptr);
            const PicturePtr back = converted(there, PixelFormat::Bgra8, kScreenColour);
            QVERIFY2(bytesOf(*back) == bytesOf(*source), pixelFormatInfo(format).name);
        }
    }

    void yuvComesBackAsItWas_data()
    {
        QTest::addColumn<int>("format");
        for (const PixelFormat format :
             {PixelFormat::Nv12, PixelFormat::Yuv420p8, PixelFormat::Yuv422p8, PixelFormat::Yuv444p8,
              PixelFormat::Yuyv8, PixelFormat::P010, PixelFormat::Yuv444p12})
            QTest::addRow("%s", pixelFormatInfo(format).name) << int(format);
    }

    /// A smooth picture there and back: subsampling costs little, a wrong matrix or siting costs a lot.
    void yuvComesBackAsItWas()
    {
        QFETCH(int, format);
        auto source = makePicture(PixelFormat::Bgrx8, {65, 33});
        for (int y = 0; y < 33; ++y) {
            for (int x = 0; x < 65; ++x) {
                std::uint8_t* pixel = source->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x);
                pixel[0] = static_cast<std::uint8_t>(3 * x);
                pixel[1] = static_cast<std::uint8_t>(255 - 2 * x - 3 * y);
                pixel[2] = static_cast<std::uint8_t>(40 + 4 * y);
            }
        }
        for (const ColourSpec& colour : {kBt709Limited, kBt709Full}) {
            const PicturePtr yuv = converted(source, static_cast<PixelFormat>(format), colour);
            QVERIFY(yuv != nullptr);
            const PicturePtr back = converted(yuv, PixelFormat::Bgra8, kScreenColour);
            QVERIFY(back != nullptr);
            double greatest = 0.0;
            for (int y = 1; y < 32; ++y) {
                for (int x = 1; x < 64; ++x) {
                    for (int i = 0; i < 3; ++i)
                        greatest = std::max(greatest,
                                            std::abs(sampleAt(*back, i, x, y) - sampleAt(*source, i, x, y)));
                    QCOMPARE(sampleAt(*back, 3, x, y), 255.0);
                }
            }
            QVERIFY2(greatest <= 3.0, qPrintable(QString::number(greatest)));
        }
    }

    /// The curves are polynomials; the definition in double says how good they are.
    void curvesAreExactToTheLastPlaces()
    {
        for (float value = 1e-7F; value < 70000.0F; value *= 1.0003F) {
            const double light =
                value <= 0.04045F ? double(value) / 12.92 : std::pow((double(value) + 0.055) / 1.055, 2.4);
            const double code = value <= 0.0031308F ? 12.92 * double(value)
                                                    : 1.055 * std::pow(double(value), 1.0 / 2.4) - 0.055;
            constexpr double kFourUnits = 4.0 / (1 << 23);
            QVERIFY2(std::abs(decodeSrgb(value) / light - 1.0) < kFourUnits,
                     qPrintable(QString::number(value)));
            QVERIFY2(std::abs(encodeSrgb(value) / code - 1.0) < kFourUnits,
                     qPrintable(QString::number(value)));
            QCOMPARE(decodeSrgb(-value), -decodeSrgb(value));
            QCOMPARE(encodeSrgb(-value), -encodeSrgb(value));
        }
        QCOMPARE(decodeSrgb(0.0F), 0.0F);
        QCOMPARE(encodeSrgb(1.0F), 1.0F);
        QCOMPARE(decodeSrgb(1.0F), 1.0F);
        const float infinity = std::numeric_limits<float>::infinity();
        QCOMPARE(encodeSrgb(infinity), infinity);
        QVERIFY(std::isnan(decodeSrgb(std::numeric_limits<float>::quiet_NaN())));
    }

    void everyProcessorGivesTheSameBits_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const PixelFormat from :
             {PixelFormat::Rgba8, PixelFormat::Rgba16, PixelFormat::RgbaF16, PixelFormat::RgbaF32,
              PixelFormat::Gbrp10, PixelFormat::Nv12, PixelFormat::P010, PixelFormat::Yuv420p8,
              PixelFormat::Yuv422p10, PixelFormat::Yuv444p12, PixelFormat::Yuva444p10}) {
            for (const PixelFormat to : {PixelFormat::Rgba8, PixelFormat::Bgra8, PixelFormat::Rgba16,
                                         PixelFormat::RgbaF16, PixelFormat::RgbaF32, PixelFormat::Yuv420p10})
                QTest::newRow(
                    qPrintable(pixelFormatName(from) + QStringLiteral(" to ") + pixelFormatName(to)))
                    << int(from) << int(to);
        }
    }

    /// Random bits, so also NaN, infinities and denormals; every width around those of the vectors.
    void everyProcessorGivesTheSameBits()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        for (int width = 1; width < 40; width += width < 18 ? 1 : 5) {
            auto source = makePicture(PixelFormat(from), {width, 5});
            fillRandom(*source, static_cast<unsigned>(width));
            source->colour = pixelFormatInfo(source->format).isYuv ? kBt709Limited : kScreenColour;
            for (const ColourTransfer transfer : {ColourTransfer::Srgb, ColourTransfer::Linear}) {
                std::vector<std::vector<std::uint8_t>> results;
                for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Avx2}) {
                    forceCpuLevel(level);
                    auto target = makePicture(PixelFormat(to), {width + 1, 6});
                    target->colour = pixelFormatInfo(target->format).isYuv ? kBt709Limited : kScreenColour;
                    if (!pixelFormatInfo(target->format).isYuv)
                        target->colour.transfer = transfer;
                    convertFloat(*source, 0xF, std::nullopt, *target);
                    results.push_back(bytesOf(*target));
                }
                forceCpuLevel(std::nullopt);
                QVERIFY(results[0] == results[1]);
            }
        }
    }

    void linearLightGetsTheScreensCurve()
    {
        auto source = floats({0.5F, 0.0F, 1.0F, 0.5F}, 1);
        source->colour.transfer = ColourTransfer::Linear;
        const PicturePtr result = converted(source, PixelFormat::Rgba8, kScreenColour);
        QCOMPARE(pixelOf(*result, 0), (std::array<int, 4>{188, 0, 255, 128}));
        ColourSpec linear = kScreenColour;
        linear.transfer = ColourTransfer::Linear;
        const PicturePtr back = converted(result, PixelFormat::RgbaF32, linear);
        float value = 0.0F;
        std::memcpy(&value, back->row(0, 0), sizeof value);
        QVERIFY(std::abs(value - 0.5F) < 0.004F);
    }
};

QTEST_GUILESS_MAIN(FloatConversionTest)
#include "float_conversion_test.moc"
