// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_pictures.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr PixelFormat kTargets[] = {
    PixelFormat::Nv12,       PixelFormat::Yuv420p8,   PixelFormat::Yuv422p8,  PixelFormat::Yuv444p8,
    PixelFormat::Yuv420p10,  PixelFormat::P010,       PixelFormat::Yuv422p10, PixelFormat::Yuv444p10,
    PixelFormat::Yuv420p12,  PixelFormat::Yuv422p12,  PixelFormat::Yuv444p12, PixelFormat::Yuva420p8,
    PixelFormat::Yuva444p10, PixelFormat::Yuva444p12, PixelFormat::Yuyv8,     PixelFormat::Gbrp8,
    PixelFormat::Gbrp10,     PixelFormat::Gbrp12,     PixelFormat::Gbrp16,    PixelFormat::Gbrap8,
    PixelFormat::Gbrap10,    PixelFormat::Gbrap12,    PixelFormat::Gbrap16,   PixelFormat::Bgra8,
    PixelFormat::Bgrx8,      PixelFormat::Rgba8,      PixelFormat::Argb8,     PixelFormat::Rgb8,
    PixelFormat::Rgba16,     PixelFormat::Gray8,      PixelFormat::Gray16,
};
constexpr PixelFormat kSources[] = {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8,
                                    PixelFormat::Rgb8};

/// Every colour of a lattice that has 0 and 255 in it, then noise.
std::shared_ptr<Picture> latticeAndNoise(PixelFormat format)
{
    auto picture = makePicture(format, {256, 40});
    fillRandom(*picture, 7);
    const std::ptrdiff_t bytes = format == PixelFormat::Rgb8 ? 3 : 4;
    int place = 0;
    for (int r = 0; r <= 255; r += 17) {
        for (int g = 0; g <= 255; g += 17) {
            for (int b = 0; b <= 255; b += 17, ++place) {
                std::uint8_t* pixel = picture->row(0, place / 256) + bytes * (place % 256);
                pixel[0] = static_cast<std::uint8_t>(r);
                pixel[1] = static_cast<std::uint8_t>(g);
                pixel[2] = static_cast<std::uint8_t>(b);
            }
        }
    }
    return picture;
}

PicturePtr converted(const PicturePtr& source, PixelFormat format, const ColourSpec& colour)
{
    PicturePathSpec spec;
    spec.size = source->size;
    spec.outputFormat = format;
    spec.outputColour = colour;
    PicturePath path(spec);
    Result<PicturePtr> result = path.process(source);
    return result ? *result : nullptr;
}

} // namespace

class ConversionAccuracyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPairIsWithinRounding_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const PixelFormat from : kSources) {
            for (const PixelFormat to : kTargets)
                QTest::addRow("%s to %s", pixelFormatInfo(from).name, pixelFormatInfo(to).name)
                    << int(from) << int(to);
        }
    }

    void everyPairIsWithinRounding()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto target = static_cast<PixelFormat>(to);
        const PicturePtr source = latticeAndNoise(static_cast<PixelFormat>(from));
        const bool isYuv = pixelFormatInfo(target).isYuv;
        for (const ColourSpec& colour :
             isYuv ? std::vector{kBt709Limited, kBt709Full} : std::vector{kScreenColour}) {
            const PicturePtr result = converted(source, target, colour);
            QVERIFY(result != nullptr);
            QCOMPARE(result->format, target);
            QCOMPARE(result->colour, colour);
            const double error = greatestError(*source, *result);
            QVERIFY2(error <= 0.51, qPrintable(QString::number(error)));
        }
    }

    void bt601IsItsOwnMatrix()
    {
        const ColourSpec colour{ColourMatrix::Bt601, ColourTransfer::Bt709, ColourRange::Limited};
        const PicturePtr source = latticeAndNoise(PixelFormat::Bgra8);
        const PicturePtr result = converted(source, PixelFormat::Yuv420p8, colour);
        QVERIFY(result != nullptr);
        QVERIFY(greatestError(*source, *result) <= 0.51);
    }

    void everyColourIsWithinRounding()
    {
        constexpr Size kSlab{4096, 256};
        auto source = makePicture(PixelFormat::Bgrx8, kSlab);
        double greatest = 0.0;
        for (int slab = 0; slab < 16; ++slab) {
            for (int y = 0; y < kSlab.height; ++y) {
                auto* row = reinterpret_cast<std::uint32_t*>(static_cast<void*>(source->row(0, y)));
                for (int x = 0; x < kSlab.width; ++x)
                    row[x] = static_cast<std::uint32_t>((slab * kSlab.height + y) * kSlab.width + x);
            }
            const PicturePtr result = converted(source, PixelFormat::Yuv444p8, kBt709Limited);
            QVERIFY(result != nullptr);
            for (int y = 0; y < kSlab.height; ++y) {
                const std::uint8_t* pixel = source->row(0, y);
                for (int x = 0; x < kSlab.width; ++x, pixel += 4) {
                    const double luma = 0.0722 * pixel[0] + 0.7152 * pixel[1] + 0.2126 * pixel[2];
                    const double wanted[] = {16.0 + luma * (219.0 / 255.0),
                                             128.0 + (pixel[0] - luma) * (224.0 / 255.0 / 1.8556),
                                             128.0 + (pixel[2] - luma) * (224.0 / 255.0 / 1.5748)};
                    for (int plane = 0; plane < 3; ++plane)
                        greatest = std::max(greatest, std::abs(result->row(plane, y)[x] - wanted[plane]));
                }
            }
        }
        QVERIFY2(greatest <= 0.51, qPrintable(QString::number(greatest)));
    }

    void greysAreNeutralAndEndsAreExact()
    {
        auto source = makePicture(PixelFormat::Bgra8, {64, 2});
        for (const int grey : {0, 1, 127, 254, 255}) {
            const auto byte = static_cast<std::uint8_t>(grey);
            fillColour(*source, byte, byte, byte, 255);
            const PicturePtr limited = converted(source, PixelFormat::Yuv420p8, kBt709Limited);
            const PicturePtr deep = converted(source, PixelFormat::P010, kBt709Full);
            QCOMPARE(sampleAt(*limited, 1, 5, 0), 128.0);
            QCOMPARE(sampleAt(*limited, 2, 5, 0), 128.0);
            QCOMPARE(sampleAt(*deep, 1, 5, 0), 512.0);
            if (grey == 0 || grey == 255) {
                QCOMPARE(sampleAt(*limited, 0, 5, 0), grey == 0 ? 16.0 : 235.0);
                QCOMPARE(sampleAt(*deep, 0, 5, 0), grey == 0 ? 0.0 : 1023.0);
            }
        }
    }

    /// A one pixel wide red column on even and odd places: left siting puts its chroma where it is.
    void chromaIsSitedLeft()
    {
        for (const int column : {4, 5}) {
            auto source = makePicture(PixelFormat::Bgra8, {16, 4});
            fillColour(*source, 0, 0, 0, 255);
            for (int y = 0; y < 4; ++y)
                source->row(0, y)[4 * column + 2] = 255;
            const PicturePtr result = converted(source, PixelFormat::Yuv420p8, kBt709Limited);
            const double left = sampleAt(*result, 2, 2, 1) - 128.0;
            const double right = sampleAt(*result, 2, 3, 1) - 128.0;
            QVERIFY(left > 20.0);
            if (column == 4)
                QCOMPARE(right, 0.0);
            else
                QCOMPARE(right, left);
        }
    }
};

QTEST_GUILESS_MAIN(ConversionAccuracyTest)
#include "conversion_accuracy_test.moc"
