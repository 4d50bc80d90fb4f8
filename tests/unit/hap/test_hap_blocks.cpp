// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"
#include "hap_pictures.h"
#include "media/half_float.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr BlockFormat kByteFormats[] = {BlockFormat::Bc1, BlockFormat::Bc3, BlockFormat::Bc4,
                                        BlockFormat::YCoCg, BlockFormat::Bc7};
constexpr Content kContents[] = {Content::Natural, Content::Ramps,     Content::Bars,
                                 Content::Text,    Content::AlphaRamp, Content::Noise};
constexpr std::uint8_t kGuard = 0xA5;

std::vector<std::uint8_t> encoded(CpuLevel level, BlockFormat format, const Picture& picture)
{
    const std::size_t size = textureBytes(format, picture.size);
    std::vector<std::uint8_t> bytes(size + 64, kGuard);
    encodeBlockRows(blockKernels(level), format, picture, 0, blockCount(picture.size).height, bytes.data());
    for (std::size_t i = size; i < bytes.size(); ++i) {
        if (bytes[i] != kGuard)
            qFatal("written behind the texture");
    }
    bytes.resize(size);
    return bytes;
}

std::vector<Colour> roundTrip(BlockFormat format, const Picture& picture)
{
    return decodeTexture(format, encoded(detectedCpuLevel(), format, picture), picture.size);
}

double quality(BlockFormat format, const Picture& picture, Channels channels = Channels::Rgb)
{
    return psnr(roundTrip(format, picture), coloursOf(picture), channels);
}

std::shared_ptr<Picture> floatPicture(Size size, int kind)
{
    auto picture = makePacked(PixelFormat::RgbaF32, size);
    std::minstd_rand random(11);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            float colour[4] = {0, 0, 0, 1};
            for (int c = 0; c < 3; ++c) {
                const float noise = static_cast<float>(random() % 10000) / 10000.0F;
                if (kind == 0) // light falling off over seven stops
                    colour[c] =
                        8.0F * std::exp2(-7.0F * static_cast<float>(x + c) / static_cast<float>(size.width));
                else if (kind == 1)
                    colour[c] = std::exp2(noise * 30.0F - 14.0F);
                else
                    colour[c] = 0.18F * (1.0F + 0.01F * static_cast<float>(c)); // one colour
            }
            std::memcpy(picture->row(0, y) + 16 * static_cast<std::ptrdiff_t>(x), colour, sizeof colour);
        }
    }
    return picture;
}

} // namespace

class TestHapBlocks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allInstructionSetsGiveTheSameBytes_data()
    {
        QTest::addColumn<int>("level");
        for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512}) {
            if (level <= detectedCpuLevel())
                QTest::addRow("%s", qPrintable(cpuLevelName(level))) << static_cast<int>(level);
        }
    }

    void allInstructionSetsGiveTheSameBytes()
    {
        QFETCH(int, level);
        const auto kernels = static_cast<CpuLevel>(level);
        for (const Content content : kContents) {
            for (const Size size : {Size{1, 1}, Size{2, 2}, Size{67, 9}, Size{140, 36}}) {
                for (const PixelFormat pixels :
                     {PixelFormat::Bgra8, PixelFormat::Bgrx8, PixelFormat::Rgba8}) {
                    const auto picture = makeContent(content, size, pixels);
                    for (const BlockFormat format : kByteFormats) {
                        // The reference is the plain code, even where the dispatch would not choose it.
                        std::vector<std::uint8_t> plain(textureBytes(format, size));
                        encodeBlockRows(kBlockKernelsScalar, format, *picture, 0, blockCount(size).height,
                                        plain.data());
                        QVERIFY(encoded(kernels, format, *picture) == plain);
                    }
                }
            }
        }
        for (const int kind : {0, 1, 2}) {
            const auto picture = floatPicture({75, 13}, kind);
            QVERIFY(encoded(kernels, BlockFormat::Bc6h, *picture) ==
                    encoded(CpuLevel::Scalar, BlockFormat::Bc6h, *picture));
        }
    }

    void byteOrderDoesNotMatter()
    {
        for (const BlockFormat format : kByteFormats) {
            const auto bgra = makeContent(Content::Noise, {96, 32}, PixelFormat::Bgra8);
            const auto rgba = makeContent(Content::Noise, {96, 32}, PixelFormat::Rgba8);
            QVERIFY(encoded(detectedCpuLevel(), format, *bgra) == encoded(detectedCpuLevel(), format, *rgba));
        }
    }

    void theFourthByteOfBgrxMeansNothing()
    {
        const auto picture = makeContent(Content::Noise, {64, 16}, PixelFormat::Bgrx8);
        for (const BlockFormat format : {BlockFormat::Bc3, BlockFormat::Bc7, BlockFormat::Bc4})
            QCOMPARE(greatestDifference(roundTrip(format, *picture), coloursOf(*picture), Channels::Alpha),
                     0.0);
    }

    void lossStaysBelow_data()
    {
        QTest::addColumn<int>("content");
        QTest::addColumn<double>("bc1");
        QTest::addColumn<double>("ycocg");
        QTest::addColumn<double>("bc7");
        QTest::newRow("natural") << static_cast<int>(Content::Natural) << 36.5 << 42.0 << 44.5;
        QTest::newRow("ramps") << static_cast<int>(Content::Ramps) << 46.0 << 45.5 << 51.5;
        QTest::newRow("bars") << static_cast<int>(Content::Bars) << 55.0 << 42.0 << 90.0;
        QTest::newRow("text") << static_cast<int>(Content::Text) << 41.0 << 49.0 << 49.5;
        QTest::newRow("noise") << static_cast<int>(Content::Noise) << 13.5 << 15.5 << 13.5;
    }

    void lossStaysBelow()
    {
        QFETCH(int, content);
        QFETCH(double, bc1);
        QFETCH(double, ycocg);
        QFETCH(double, bc7);
        const auto picture = makeContent(static_cast<Content>(content), {512, 256}, PixelFormat::Bgra8);
        const double found[] = {quality(BlockFormat::Bc1, *picture), quality(BlockFormat::Bc3, *picture),
                                quality(BlockFormat::YCoCg, *picture), quality(BlockFormat::Bc7, *picture)};
        qInfo("BC1 %.2f, BC3 %.2f, YCoCg %.2f, BC7 %.2f dB", found[0], found[1], found[2], found[3]);
        QVERIFY(found[0] >= bc1);
        QVERIFY(found[1] >= bc1);
        QVERIFY(found[2] >= ycocg);
        QVERIFY(found[3] >= bc7);
    }

    void bc7IsFourDecibelsAboveBc1()
    {
        const auto picture = makeContent(Content::Natural, {512, 256}, PixelFormat::Bgra8);
        QVERIFY(quality(BlockFormat::Bc7, *picture) >= quality(BlockFormat::Bc1, *picture) + 4.0);
    }

    void alphaSurvives()
    {
        const auto ramp = makeContent(Content::AlphaRamp, {512, 256}, PixelFormat::Bgra8);
        const auto noise = makeContent(Content::Noise, {256, 128}, PixelFormat::Bgra8);
        for (const BlockFormat format : {BlockFormat::Bc3, BlockFormat::Bc4, BlockFormat::Bc7}) {
            const double smooth = quality(format, *ramp, Channels::Alpha);
            const double rough = quality(format, *noise, Channels::Alpha);
            qInfo("format %d: alpha ramp %.2f dB, noise %.2f dB", static_cast<int>(format), smooth, rough);
            QVERIFY(smooth >= (format == BlockFormat::Bc7 ? 50.0 : 55.0));
            QVERIFY(rough >= (format == BlockFormat::Bc7 ? 16.0 : 28.0));
        }
    }

    void opaqueAndClearStayExact()
    {
        // Cut-out alpha: every pixel 0 or 255.
        auto picture = makeContent(Content::Natural, {128, 64}, PixelFormat::Bgra8);
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 128; ++x)
                picture->row(0, y)[4 * x + 3] = (x / 5 + y / 3) % 2 == 0 ? 0 : 255;
        }
        for (const BlockFormat format : {BlockFormat::Bc3, BlockFormat::Bc4})
            QCOMPARE(greatestDifference(roundTrip(format, *picture), coloursOf(*picture), Channels::Alpha),
                     0.0);
        for (const std::uint8_t alpha : {0, 1, 127, 254, 255}) {
            const auto solid = makeSolid({16, 16}, PixelFormat::Bgra8, 12, 200, 33, alpha);
            for (const BlockFormat format : {BlockFormat::Bc3, BlockFormat::Bc4, BlockFormat::Bc7})
                QCOMPARE(greatestDifference(roundTrip(format, *solid), coloursOf(*solid), Channels::Alpha),
                         0.0);
        }
        const auto opaque = makeContent(Content::Natural, {256, 64}, PixelFormat::Bgra8);
        QCOMPARE(
            greatestDifference(roundTrip(BlockFormat::Bc7, *opaque), coloursOf(*opaque), Channels::Alpha),
            0.0);
    }

    void oneColourIsAsExactAsTheFormat()
    {
        std::minstd_rand random(3);
        for (int round = 0; round < 600; ++round) {
            const auto level = [&] { return static_cast<std::uint8_t>(random() >> 8); };
            const auto grey = static_cast<std::uint8_t>(round % 256);
            const auto picture = round < 256
                                     ? makeSolid({4, 4}, PixelFormat::Bgra8, grey, grey, grey, 255)
                                     : makeSolid({4, 4}, PixelFormat::Bgra8, level(), level(), level(), 255);
            const auto wanted = coloursOf(*picture);
            QCOMPARE(greatestDifference(roundTrip(BlockFormat::Bc7, *picture), wanted, Channels::Rgba), 0.0);
            QVERIFY(greatestDifference(roundTrip(BlockFormat::Bc1, *picture), wanted, Channels::Rgb) <= 1.4);
            QVERIFY(greatestDifference(roundTrip(BlockFormat::YCoCg, *picture), wanted, Channels::Rgb) <=
                    3.0);
            if (round < 256)
                QVERIFY(greatestDifference(roundTrip(BlockFormat::YCoCg, *picture), wanted, Channels::Rgb) <=
                        1.0);
        }
    }

    void allBc7ModesAreUsed()
    {
        const auto natural = makeContent(Content::Natural, {512, 256}, PixelFormat::Bgra8);
        const auto counts = bc7Modes(encoded(detectedCpuLevel(), BlockFormat::Bc7, *natural));
        QVERIFY(counts[1] > 100);
        QVERIFY(counts[6] > 100);
        const auto noise = makeContent(Content::Noise, {128, 64}, PixelFormat::Bgra8);
        const auto alpha = bc7Modes(encoded(detectedCpuLevel(), BlockFormat::Bc7, *noise));
        QCOMPARE(alpha[1], 0);
        QVERIFY(alpha[5] > 10);
        QCOMPARE(alpha[5] + alpha[6], 32 * 16);
    }

    void floatsKeepTheirRatios()
    {
        for (const int kind : {0, 2}) {
            const auto picture = floatPicture({256, 16}, kind);
            const auto wanted = coloursOf(*picture);
            const auto found = roundTrip(BlockFormat::Bc6h, *picture);
            double worst = 0.0;
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                for (std::size_t c = 0; c < 3; ++c)
                    worst = std::max(worst, static_cast<double>(std::abs(found[i][c] / wanted[i][c] - 1.0F)));
            }
            qInfo("kind %d: greatest relative error %.5f", kind, worst);
            QVERIFY(worst <= (kind == 2 ? 0.0005 : 0.01));
        }
    }

    /// What a screen shows must not look worse in Hap HDR than in Hap.
    void floatsOfAScreenKeepTheirQuality()
    {
        for (const Content content : {Content::Natural, Content::Bars, Content::Text}) {
            const auto bytes = makeContent(content, {512, 256}, PixelFormat::Rgba8);
            auto floats = makePacked(PixelFormat::RgbaF32, bytes->size);
            for (std::size_t i = 0; i < 4 * std::size_t{512} * 256; ++i) {
                const float value = static_cast<float>(bytes->planes[0].data[i]);
                std::memcpy(floats->planes[0].data + 4 * i, &value, sizeof value);
            }
            const double found =
                psnr(roundTrip(BlockFormat::Bc6h, *floats), coloursOf(*floats), Channels::Rgb);
            qInfo("BC6H %.2f dB", found);
            QVERIFY(found >= quality(BlockFormat::Bc1, *bytes) + 2.0);
        }
    }

    void strangeFloatsAreTamed()
    {
        auto picture = makePacked(PixelFormat::RgbaF32, {4, 4});
        const float infinity = std::numeric_limits<float>::infinity();
        const float colour[4] = {-5.0F, std::numeric_limits<float>::quiet_NaN(), infinity, 1.0F};
        for (int y = 0; y < 4; ++y) {
            for (std::ptrdiff_t x = 0; x < 4; ++x)
                std::memcpy(picture->row(0, y) + 16 * x, colour, sizeof colour);
        }
        for (const Colour& found : roundTrip(BlockFormat::Bc6h, *picture))
            QCOMPARE(found, (Colour{0.0F, 0.0F, 65504.0F, 1.0F}));
    }

    void halfAndFloatAgree()
    {
        const auto floats = floatPicture({37, 10}, 0);
        auto halves = makePacked(PixelFormat::RgbaF16, {37, 10});
        const auto colours = coloursOf(*floats);
        for (std::size_t i = 0; i < colours.size(); ++i) {
            std::uint16_t half[4];
            std::transform(colours[i].begin(), colours[i].end(), half, floatToHalf);
            std::memcpy(halves->planes[0].data + 8 * i, half, sizeof half);
        }
        QVERIFY(encoded(detectedCpuLevel(), BlockFormat::Bc6h, *floats) ==
                encoded(detectedCpuLevel(), BlockFormat::Bc6h, *halves));
    }

    void edgesAreRepeated()
    {
        for (const BlockFormat format : kByteFormats) {
            for (const Size size : {Size{1, 1}, Size{2, 2}, Size{3, 5}, Size{65, 33}, Size{131, 7}}) {
                const auto picture = makeContent(Content::Natural, size, PixelFormat::Bgra8);
                const Size padded{(size.width + 3) / 4 * 4, (size.height + 3) / 4 * 4};
                auto repeated = makePacked(PixelFormat::Bgra8, padded);
                for (int y = 0; y < padded.height; ++y) {
                    for (int x = 0; x < padded.width; ++x) {
                        std::memcpy(repeated->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x),
                                    picture->row(0, std::min(y, size.height - 1)) +
                                        4 * static_cast<std::ptrdiff_t>(std::min(x, size.width - 1)),
                                    4);
                    }
                }
                QVERIFY(encoded(detectedCpuLevel(), format, *picture) ==
                        encoded(detectedCpuLevel(), format, *repeated));
            }
        }
    }

    void badPicturesAreRefused()
    {
        QCOMPARE(checkBlockPicture(BlockFormat::Bc1, PixelFormat::Bgra8, {0, 4}).error().code,
                 ErrorCode::InvalidParameter);
        QCOMPARE(checkBlockPicture(BlockFormat::Bc1, PixelFormat::Bgra8, {16385, 4}).error().code,
                 ErrorCode::InvalidParameter);
        QCOMPARE(checkBlockPicture(BlockFormat::Bc6h, PixelFormat::Bgra8, {4, 4}).error().code,
                 ErrorCode::Unsupported);
        QCOMPARE(checkBlockPicture(BlockFormat::Bc7, PixelFormat::Nv12, {4, 4}).error().code,
                 ErrorCode::Unsupported);
        QVERIFY(checkBlockPicture(BlockFormat::Bc7, PixelFormat::Rgba8, {16384, 16384}));
    }
};

QTEST_GUILESS_MAIN(TestHapBlocks)
#include "test_hap_blocks.moc"
