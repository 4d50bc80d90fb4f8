// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/components.h"
#include "image/convert_yuv.h"
#include "image/cpu_level.h"
#include "test_pictures.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kOdd{37, 13};
constexpr ColourSpec kBt601Limited{ColourMatrix::Bt601, ColourTransfer::Bt709, ColourRange::Limited};

int codeAt(const Picture& picture, int component, int x, int y)
{
    const FormatLayout layout = formatLayout(picture.format);
    const ComponentLayout& place = layout.components[static_cast<std::size_t>(component)];
    const Size size = componentSize(place, picture.size);
    const int column = std::clamp(x, 0, size.width - 1);
    const std::uint8_t* sample = picture.row(place.plane, std::clamp(y, 0, size.height - 1)) + place.offset +
                                 std::ptrdiff_t(column) * place.step;
    if (place.type == SampleType::U8)
        return *sample;
    return (sample[0] | sample[1] << 8) >> place.leftShift;
}

/// What a code means, from -0.5 or 0 on, written down from H.273 once more.
struct Meaning {
    double weightRed = 0.2126;
    double weightBlue = 0.0722;
    double lumaOffset = 0;
    double lumaRange = 0;
    double chromaOffset = 0;
    double chromaRange = 0;

    Meaning(const ColourSpec& colour, int bits)
    {
        if (colour.matrix == ColourMatrix::Bt601) {
            weightRed = 0.299;
            weightBlue = 0.114;
        }
        const double unit = 1 << (bits - 8);
        const bool isFull = colour.range == ColourRange::Full;
        lumaOffset = isFull ? 0 : 16 * unit;
        lumaRange = isFull ? (1 << bits) - 1 : 219 * unit;
        chromaOffset = 128 * unit;
        chromaRange = isFull ? (1 << bits) - 1 : 224 * unit;
    }
};

struct Reference {
    const Picture& source;
    const Picture& target;
    Meaning from{source.colour, pixelFormatInfo(source.format).bitsPerComponent};
    Meaning to{target.colour, pixelFormatInfo(target.format).bitsPerComponent};
    int wide = pixelFormatInfo(source.format).log2ChromaWidth;
    int high = pixelFormatInfo(source.format).log2ChromaHeight;

    double chromaCode(int component, double column, double row) const
    {
        const int x = static_cast<int>(std::floor(column));
        const int y = static_cast<int>(std::floor(row));
        const double right = column - x;
        const double below = row - y;
        const auto at = [&](int dx, int dy) { return codeAt(source, component, x + dx, y + dy); };
        return (at(0, 0) * (1 - right) + at(1, 0) * right) * (1 - below) +
               (at(0, 1) * (1 - right) + at(1, 1) * right) * below;
    }
    /// R, G and B of a place in the source's chroma, with luma 0.
    std::array<double, 3> colourAt(double column, double row) const
    {
        const double blue = (chromaCode(1, column, row) - from.chromaOffset) / from.chromaRange;
        const double red = (chromaCode(2, column, row) - from.chromaOffset) / from.chromaRange;
        return mixed(blue, red);
    }
    std::array<double, 3> mixed(double blue, double red) const
    {
        const double r = 2 * (1 - from.weightRed) * red;
        const double b = 2 * (1 - from.weightBlue) * blue;
        const double g = -(from.weightRed * r + from.weightBlue * b) / (1 - from.weightRed - from.weightBlue);
        return {r, g, b};
    }
    double lumaOf(const std::array<double, 3>& rgb) const
    {
        return to.weightRed * rgb[0] + (1 - to.weightRed - to.weightBlue) * rgb[1] + to.weightBlue * rgb[2];
    }
    double luma(int x, int y) const
    {
        const double row = high == 0 ? y : (y - 0.5) / 2; // between two rows of luma
        const double column = wide == 0 ? x : x / 2.0;    // sited left
        const double e =
            (codeAt(source, 0, x, y) - from.lumaOffset) / from.lumaRange + lumaOf(colourAt(column, row));
        return to.lumaOffset + to.lumaRange * e;
    }
    std::array<double, 3> rgb(int x, int y) const
    {
        const double row = high == 0 ? y : (y - 0.5) / 2;
        const double column = wide == 0 ? x : x / 2.0;
        const double e = (codeAt(source, 0, x, y) - from.lumaOffset) / from.lumaRange;
        std::array<double, 3> colour = colourAt(column, row);
        for (double& each : colour)
            each += e;
        return colour;
    }
    double chroma(int component, int x, int y) const
    {
        const int fewerRows = pixelFormatInfo(target.format).log2ChromaHeight - high;
        const int fewerColumns = pixelFormatInfo(target.format).log2ChromaWidth - wide;
        std::array<double, 2> codes{};
        for (int each = 0; each < 2; ++each) {
            const auto at = [&](int column) {
                const int top = y << fewerRows;
                return (codeAt(source, each + 1, column, top) +
                        codeAt(source, each + 1, column, top + fewerRows)) /
                       2.0;
            };
            const int column = x << fewerColumns;
            const double code =
                fewerColumns == 0 ? at(column) : (at(column - 1) + 2 * at(column) + at(column + 1)) / 4;
            codes[static_cast<std::size_t>(each)] = (code - from.chromaOffset) / from.chromaRange;
        }
        const std::array<double, 3> rgb = mixed(codes[0], codes[1]);
        const double e = lumaOf(rgb);
        const double p = component == 1 ? (rgb[2] - e) / (2 * (1 - to.weightBlue))
                                        : (rgb[0] - e) / (2 * (1 - to.weightRed));
        return to.chromaOffset + to.chromaRange * p;
    }
};

} // namespace

/// From the Y'CbCr of cameras to that of encoders, without RGB in between.
class YuvConversionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairIsWithinRounding_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        const PixelFormat all[] = {PixelFormat::Yuyv8,     PixelFormat::Nv12,      PixelFormat::Yuv420p8,
                                   PixelFormat::Yuv422p8,  PixelFormat::Yuv444p8,  PixelFormat::P010,
                                   PixelFormat::Yuv420p10, PixelFormat::Yuv422p10, PixelFormat::Yuv444p12};
        for (const PixelFormat from : all) {
            for (const PixelFormat to : all) {
                if (canConvertYuv(from, to) && to != PixelFormat::Yuyv8)
                    QTest::addRow("%s to %s", pixelFormatInfo(from).name, pixelFormatInfo(to).name)
                        << int(from) << int(to);
            }
        }
        QVERIFY(!canConvertYuv(PixelFormat::Nv12, PixelFormat::Yuv422p8)); // finer
        QVERIFY(!canConvertYuv(PixelFormat::Yuv420p8, PixelFormat::Yuva420p8));
        QVERIFY(!canConvertYuv(PixelFormat::Bgrx8, PixelFormat::Nv12));
    }

    void everyPairIsWithinRounding()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        constexpr ColourSpec kColours[] = {kBt601Limited, kBt709Limited, kBt709Full, kJfifColour};
        for (const ColourSpec& had : kColours) {
            for (const ColourSpec& wanted : kColours) {
                const auto source = makePicture(static_cast<PixelFormat>(from), kOdd);
                fillCodes(*source);
                source->colour = had;
                const auto target = makePicture(static_cast<PixelFormat>(to), kOdd);
                target->colour = wanted;
                convertYuv(*source, *target);
                compare(*source, *target);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

    void screensAreWithinRounding_data()
    {
        QTest::addColumn<int>("from");
        for (const PixelFormat from : {PixelFormat::Yuyv8, PixelFormat::Nv12, PixelFormat::Yuv422p8,
                                       PixelFormat::Yuv444p8, PixelFormat::P010, PixelFormat::Yuv444p12})
            QTest::newRow(pixelFormatInfo(from).name) << int(from);
    }
    void screensAreWithinRounding()
    {
        QFETCH(int, from);
        for (const ColourSpec& had : {kBt601Limited, kBt709Limited, kBt709Full, kJfifColour}) {
            for (const PixelFormat to : {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8}) {
                QVERIFY(canConvertYuvToRgb(static_cast<PixelFormat>(from), to));
                const auto source = makePicture(static_cast<PixelFormat>(from), kOdd);
                fillCodes(*source);
                source->colour = had;
                const auto target = makePicture(to, {40, 14});
                convertYuvToRgb(*source, *target);
                const Reference reference{*source, *source}; // its target has no part in R, G and B
                for (int y = 0; y < 14; ++y) {
                    for (int x = 0; x < 40; ++x) {
                        const std::array<double, 3> exact = reference.rgb(std::min(x, 36), std::min(y, 12));
                        for (int each = 0; each < 3; ++each) {
                            const double wanted =
                                std::clamp(255.0 * exact[static_cast<std::size_t>(each)], 0.0, 255.0);
                            QVERIFY(std::abs(codeAt(*target, each, x, y) - wanted) <= 0.6);
                        }
                        if (to != PixelFormat::Bgrx8)
                            QCOMPARE(codeAt(*target, 3, x, y), 255);
                    }
                }
            }
        }
    }

    void greysStayGreys()
    {
        for (int code = 16; code <= 235; ++code) {
            const auto source = makePicture(PixelFormat::Yuyv8, {16, 4});
            for (int y = 0; y < 4; ++y) {
                for (std::ptrdiff_t x = 0; x < 32; ++x)
                    source->row(0, y)[x] = static_cast<std::uint8_t>(x % 2 == 0 ? code : 128);
            }
            source->colour = kBt601Limited;
            const auto target = makePicture(PixelFormat::Nv12, {16, 4});
            target->colour = kBt709Limited;
            convertYuv(*source, *target);
            QCOMPARE(codeAt(*target, 0, 7, 3), code);
            QCOMPARE(codeAt(*target, 1, 3, 1), 128);
            QCOMPARE(codeAt(*target, 2, 7, 0), 128);
        }
    }

    void allProcessorsGiveTheSame()
    {
        for (const PixelFormat from :
             {PixelFormat::Yuyv8, PixelFormat::Nv12, PixelFormat::P010, PixelFormat::Yuv444p8}) {
            const auto source = makePicture(from, {131, 29});
            fillCodes(*source);
            source->colour = kBt601Limited;
            const auto one = makePicture(PixelFormat::Yuv420p8, {131, 29});
            const auto other = makePicture(PixelFormat::Yuv420p8, {131, 29});
            one->colour = other->colour = kBt709Limited;
            forceCpuLevel(CpuLevel::Scalar);
            convertYuv(*source, *one);
            forceCpuLevel(std::nullopt);
            convertYuv(*source, *other);
            for (int plane = 0; plane < 3; ++plane) {
                for (int y = 0; y < planeSize(one->format, one->size, plane).height; ++y)
                    QVERIFY(std::equal(one->row(plane, y),
                                       one->row(plane, y) + planeRowBytes(one->format, one->size, plane),
                                       other->row(plane, y)));
            }
        }
    }

    /// A larger target repeats the edge, as the other conversions do.
    void edgesAreRepeated()
    {
        const auto source = makePicture(PixelFormat::Yuyv8, kOdd);
        fillCodes(*source);
        source->colour = kBt601Limited;
        const auto target = makePicture(PixelFormat::Yuv420p8, {48, 16});
        target->colour = kBt709Limited;
        convertYuv(*source, *target);
        for (int y = 0; y < 16; ++y) {
            for (int x = 0; x < 48; ++x)
                QCOMPARE(codeAt(*target, 0, x, y), codeAt(*target, 0, std::min(x, 36), std::min(y, 12)));
        }
        for (int component = 1; component < 3; ++component) {
            for (int y = 0; y < 8; ++y) {
                for (int x = 0; x < 24; ++x)
                    QCOMPARE(codeAt(*target, component, x, y),
                             codeAt(*target, component, std::min(x, 18), std::min(y, 6)));
            }
        }
    }

    /// The path takes it: a camera's picture never becomes RGB on its way to an encoder of its kind.
    void thePathTakesIt()
    {
        const auto source = makePicture(PixelFormat::Yuyv8, kOdd);
        fillCodes(*source);
        source->colour = kBt601Limited;
        PicturePathSpec spec;
        spec.outputFormat = PixelFormat::Yuv420p8;
        spec.outputColour = kBt709Limited;
        PicturePath path(spec);
        const Result<PicturePtr> result = path.process(source);
        QVERIFY(result);
        compare(*source, **result);
    }

private:
    static void fillCodes(Picture& picture)
    {
        fillRandom(picture, 11);
        const PixelFormatInfo& info = pixelFormatInfo(picture.format);
        if (info.bitsPerComponent == 8)
            return;
        // As they lie there: what is beyond the depth is 0.
        const int shift = picture.format == PixelFormat::P010 ? 6 : 0;
        for (int plane = 0; plane < info.planes; ++plane) {
            for (int y = 0; y < planeSize(picture.format, picture.size, plane).height; ++y) {
                auto* words = reinterpret_cast<std::uint16_t*>(picture.row(plane, y));
                for (std::size_t x = 0; x < planeRowBytes(picture.format, picture.size, plane) / 2; ++x)
                    words[x] =
                        static_cast<std::uint16_t>((words[x] & ((1 << info.bitsPerComponent) - 1)) << shift);
            }
        }
    }

    static void compare(const Picture& source, const Picture& target)
    {
        const Reference reference{source, target};
        const int maximum = (1 << pixelFormatInfo(target.format).bitsPerComponent) - 1;
        const double slack = maximum > 1023 ? 0.8 : 0.6; // of the rounding to whole codes
        const auto isNear = [&](int code, double exact) {
            return std::abs(code - std::clamp(exact, 0.0, double(maximum))) <= slack;
        };
        for (int y = 0; y < target.size.height; ++y) {
            for (int x = 0; x < target.size.width; ++x)
                QVERIFY2(isNear(codeAt(target, 0, x, y), reference.luma(x, y)),
                         qPrintable(QStringLiteral("luma at %1, %2: %3, not %4")
                                        .arg(x)
                                        .arg(y)
                                        .arg(codeAt(target, 0, x, y))
                                        .arg(reference.luma(x, y))));
        }
        const Size chroma = componentSize(formatLayout(target.format).components[1], target.size);
        for (int component = 1; component < 3; ++component) {
            for (int y = 0; y < chroma.height; ++y) {
                for (int x = 0; x < chroma.width; ++x)
                    QVERIFY2(isNear(codeAt(target, component, x, y), reference.chroma(component, x, y)),
                             qPrintable(QStringLiteral("chroma %1 at %2, %3: %4, not %5")
                                            .arg(component)
                                            .arg(x)
                                            .arg(y)
                                            .arg(codeAt(target, component, x, y))
                                            .arg(reference.chroma(component, x, y))));
            }
        }
    }
};

QTEST_GUILESS_MAIN(YuvConversionTest)
#include "yuv_conversion_test.moc"
