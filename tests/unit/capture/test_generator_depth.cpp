// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/deep_pattern_picture.h"
#include "capture/generators/frame_code.h"
#include "capture/source.h"
#include "media/half_float.h"

#include <QTest>

#include <cstring>
#include <set>

using namespace reelout;

namespace {

using Pattern = TestPatternSpec::Pattern;
using Depth = TestPatternSpec::Depth;

TestPatternSpec specOf(Pattern pattern, Depth depth)
{
    TestPatternSpec spec;
    spec.pattern = pattern;
    spec.depth = depth;
    spec.size = {640, 360};
    spec.flash = false;
    return spec;
}

/// R G B A as numbers, whatever the format.
std::array<double, 4> valuesAt(const Picture& picture, int x, int y)
{
    std::array<double, 4> values{};
    const std::uint8_t* pixel =
        picture.row(0, y) + std::ptrdiff_t(pixelFormatInfo(picture.format).bytesPerPixel[0]) * x;
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint16_t code = 0;
        float number = 0.0F;
        if (picture.format == PixelFormat::RgbaF32) {
            std::memcpy(&number, pixel + 4 * i, 4);
            values[i] = double(number);
        } else if (picture.format == PixelFormat::RgbaF16 || picture.format == PixelFormat::Rgba16) {
            std::memcpy(&code, pixel + 2 * i, 2);
            values[i] = picture.format == PixelFormat::Rgba16 ? code / 65535.0 : double(halfToFloat(code));
        } else {
            values[i] = pixel[i == 3 ? 3 : 2 - i] / 255.0;
        }
    }
    return values;
}

std::shared_ptr<Picture> rendered(const TestPatternSpec& spec, std::int64_t index = 5)
{
    DeepPatternPicture pictures(spec);
    return pictures.prepare() ? pictures.render(index) : nullptr;
}

} // namespace

class GeneratorDepthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void floatsGoBelowBlackAndAboveWhite()
    {
        for (const Depth depth : {Depth::Float16, Depth::Float32}) {
            for (const Pattern pattern : {Pattern::Ramp, Pattern::Noise}) {
                const auto picture = rendered(specOf(pattern, depth));
                QVERIFY(picture);
                double lowest = 1.0;
                double highest = 0.0;
                for (int x = 0; x < 640; ++x) {
                    lowest = std::min(lowest, valuesAt(*picture, x, 150)[0]);
                    highest = std::max(highest, valuesAt(*picture, x, 150)[0]);
                }
                QVERIFY2(lowest < -0.48 && highest > 1.48,
                         qPrintable(QStringLiteral("%1 %2").arg(lowest).arg(highest)));
            }
        }
    }

    void sixteenBitsHaveTheirSteps()
    {
        const auto picture = rendered(specOf(Pattern::Ramp, Depth::Fixed16));
        QVERIFY(picture);
        QCOMPARE(picture->format, PixelFormat::Rgba16);
        std::set<double> levels;
        for (int x = 0; x < 640; ++x)
            levels.insert(valuesAt(*picture, x, 150)[1]);
        QCOMPARE(levels.size(), 640U);
        QCOMPARE(*levels.begin(), 0.0);
        QCOMPARE(*levels.rbegin(), 1.0);
    }

    void theRestIsTheEightBitPicture_data()
    {
        QTest::addColumn<int>("depth");
        QTest::newRow("16 bit") << int(Depth::Fixed16);
        QTest::newRow("half") << int(Depth::Float16);
        QTest::newRow("float") << int(Depth::Float32);
    }

    void theRestIsTheEightBitPicture()
    {
        QFETCH(int, depth);
        // A half has eleven bits: IEEE 754, 3.6.
        const double rounding = static_cast<Depth>(depth) == Depth::Float16 ? 1.0 / 4096 : 0.0;
        for (const Pattern pattern : {Pattern::Bars, Pattern::Checker, Pattern::ZonePlate, Pattern::White}) {
            const auto bytes = rendered(specOf(pattern, Depth::Fixed8));
            const auto deep = rendered(specOf(pattern, static_cast<Depth>(depth)));
            QVERIFY(bytes && deep);
            QCOMPARE(deep->captured, bytes->captured);
            for (int y = 0; y < 360; y += 3) {
                for (int x = 0; x < 640; x += 3) {
                    for (std::size_t i = 0; i < 3; ++i)
                        QVERIFY(std::abs(valuesAt(*deep, x, y)[i] - valuesAt(*bytes, x, y)[i]) <=
                                0.501 / 255 + rounding);
                    QCOMPARE(valuesAt(*deep, x, y)[3], 1.0);
                }
            }
        }
    }

    void alphaGoesFromTransparentToOpaque()
    {
        for (const Depth depth : {Depth::Fixed8, Depth::Fixed16, Depth::Float16, Depth::Float32}) {
            TestPatternSpec spec = specOf(Pattern::Bars, depth);
            spec.alpha = true;
            spec.frameNumber = false;
            const auto picture = rendered(spec);
            QVERIFY(picture && pixelFormatInfo(picture->format).hasAlpha);
            QCOMPARE(valuesAt(*picture, 600, 0)[3], 0.0);
            QVERIFY(std::abs(valuesAt(*picture, 600, 100)[3] - 100.0 / 359) < 0.003);
            QCOMPARE(valuesAt(*picture, 600, 359)[3], 1.0);
        }
    }

    void theFlashIsWhite()
    {
        TestPatternSpec spec = specOf(Pattern::Noise, Depth::Float32);
        spec.flash = true;
        const auto picture = rendered(spec, 60);
        QVERIFY(picture);
        QCOMPARE(valuesAt(*picture, 600, 300), (std::array<double, 4>{1, 1, 1, 1}));
    }

    void theReaderCountsFromNothing()
    {
        TestPatternSpec spec = specOf(Pattern::Noise, Depth::Fixed8);
        spec.everyFrame = true;
        const std::unique_ptr<PictureReader> reader = makeTestPatternReader(spec);
        QCOMPARE(reader->length(), 0);
        for (std::uint32_t index = 0; index < 70; ++index) {
            const Result<PicturePtr> picture = reader->next();
            QVERIFY(picture && *picture);
            QCOMPARE(readFrameCode(**picture), std::optional<std::uint32_t>(index));
            QCOMPARE((*picture)->serial, index + 1);
            QCOMPARE((*picture)->captured.time_since_epoch(), spec.rate.timeOf(index));
        }
    }
};

QTEST_GUILESS_MAIN(GeneratorDepthTest)
#include "test_generator_depth.moc"
