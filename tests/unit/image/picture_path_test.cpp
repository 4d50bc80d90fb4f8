// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cpu_level.h"
#include "support/picture_damage.h"
#include "test_pictures.h"

#include <QTest>

#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

PicturePathSpec specOf(PixelFormat format, Size size)
{
    PicturePathSpec spec;
    spec.size = size;
    spec.outputFormat = format;
    spec.outputColour = pixelFormatInfo(format).isYuv ? kBt709Limited : kScreenColour;
    return spec;
}

PicturePtr processed(PicturePath& path, const PicturePtr& input)
{
    Result<PicturePtr> result = path.process(input);
    return result ? *result : nullptr;
}

std::array<int, 3> rgbAt(const Picture& picture, int x, int y)
{
    return {int(sampleAt(picture, 0, x, y)), int(sampleAt(picture, 1, x, y)),
            int(sampleAt(picture, 2, x, y))};
}

std::shared_ptr<Picture> noise(PixelFormat format, Size size)
{
    auto picture = makePicture(format, size);
    fillRandom(*picture, 21);
    return picture;
}

} // namespace

class PicturePathTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void identityReturnsTheInput()
    {
        for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Nv12, PixelFormat::Yuv420p8,
                                         PixelFormat::Yuyv8, PixelFormat::RgbaF32}) {
            const PicturePtr input = noise(format, {6, 4});
            PicturePath path(specOf(format, {6, 4}));
            QVERIFY(processed(path, input) == input);
        }
    }

    void forgettingAlphaCopiesNothing()
    {
        const PicturePtr input = noise(PixelFormat::Bgra8, {6, 4});
        PicturePath path(specOf(PixelFormat::Bgrx8, {6, 4}));
        const PicturePtr result = processed(path, input);
        QCOMPARE(result->format, PixelFormat::Bgrx8);
        QCOMPARE(result->planes[0].data, input->planes[0].data);
        PicturePath other(specOf(PixelFormat::Bgra8, {6, 4}));
        const PicturePtr opaque = processed(other, noise(PixelFormat::Bgrx8, {6, 4}));
        QCOMPARE(sampleAt(*opaque, 3, 2, 2), 255.0);
    }

    void anotherColourIsNotTheIdentity()
    {
        const PicturePtr input = noise(PixelFormat::Nv12, {8, 8});
        PicturePathSpec spec = specOf(PixelFormat::Nv12, {8, 8});
        spec.outputColour = kBt709Full;
        PicturePath path(spec);
        const PicturePtr result = processed(path, input);
        QVERIFY(result != input);
        QVERIFY(bytesOf(*result) != bytesOf(*input));
    }

    void rearrangingKeepsTheSamples()
    {
        const PicturePtr input = noise(PixelFormat::Nv12, {7, 5});
        PicturePathSpec spec = specOf(PixelFormat::Yuv420p8, {7, 5});
        spec.outputSize = {10, 8};
        PicturePath path(spec);
        const PicturePtr result = processed(path, input);
        for (int index = 0; index < 3; ++index) {
            const Size have = gridOf(*input, index);
            const Size want = gridOf(*result, index);
            for (int y = 0; y < want.height; ++y) {
                for (int x = 0; x < want.width; ++x)
                    QCOMPARE(
                        sampleAt(*result, index, x, y),
                        sampleAt(*input, index, std::min(x, have.width - 1), std::min(y, have.height - 1)));
            }
        }
        PicturePath camera(specOf(PixelFormat::Yuv422p8, {8, 5}));
        const PicturePtr yuyv = noise(PixelFormat::Yuyv8, {8, 5});
        const PicturePtr planar = processed(camera, yuyv);
        QCOMPARE(sampleAt(*planar, 1, 3, 4), sampleAt(*yuyv, 1, 3, 4));
        QCOMPARE(sampleAt(*planar, 0, 7, 2), sampleAt(*yuyv, 0, 7, 2));
    }

    void propertiesAreCarried()
    {
        auto input = noise(PixelFormat::Bgra8, {8, 8});
        input->captured = timestampFromNanoseconds(123456789);
        input->serial = 42;
        input->pixelAspect = 1.25;
        input->damageKnown = true;
        input->damage = {{1, 2, 3, 4}};
        for (const Size size : {Size{8, 8}, Size{4, 6}}) {
            PicturePath path(specOf(PixelFormat::Nv12, size));
            const PicturePtr result = processed(path, input);
            QCOMPARE(result->captured, input->captured);
            QCOMPARE(result->serial, input->serial);
            QCOMPARE(result->pixelAspect, input->pixelAspect);
            QCOMPARE(result->size, size);
            // Damage is in the input's pixels and means nothing at another size.
            QCOMPARE(result->damageKnown, size == input->size);
        }
    }

    void maskWritesZeroAndOpaque_data()
    {
        QTest::addColumn<int>("from");
        for (const PixelFormat from : {PixelFormat::Bgra8, PixelFormat::Rgba8, PixelFormat::Rgb8,
                                       PixelFormat::Gbrap8, PixelFormat::Rgba16})
            QTest::addRow("%s", pixelFormatInfo(from).name) << int(from);
    }

    void maskWritesZeroAndOpaque()
    {
        QFETCH(int, from);
        const PicturePtr input = noise(static_cast<PixelFormat>(from), {9, 3});
        PicturePath whole(specOf(PixelFormat::Bgra8, {9, 3}));
        const PicturePtr unmasked = processed(whole, input);
        for (unsigned mask = 0; mask < 16; ++mask) {
            PicturePathSpec spec = specOf(PixelFormat::Bgra8, {9, 3});
            spec.channelMask = mask;
            PicturePath path(spec);
            const PicturePtr result = processed(path, input);
            for (int channel = 0; channel < 4; ++channel) {
                const double left = channel == 3 ? 255.0 : 0.0;
                const double wanted = (mask >> channel & 1U) != 0 ? sampleAt(*unmasked, channel, 4, 1) : left;
                QCOMPARE(sampleAt(*result, channel, 4, 1), wanted);
            }
        }
    }

    void maskReachesYuv()
    {
        auto input = makePicture(PixelFormat::Bgra8, {64, 4});
        fillColour(*input, 50, 255, 90, 255);
        auto wanted = makePicture(PixelFormat::Bgra8, {64, 4});
        fillColour(*wanted, 50, 0, 90, 255);
        PicturePathSpec spec = specOf(PixelFormat::Yuv420p8, {64, 4});
        spec.channelMask = 0xD;
        PicturePath path(spec);
        QVERIFY(greatestError(*wanted, *processed(path, input)) <= 0.51);
    }

    void paddingOfPackedFormatsRepeatsTheEdge()
    {
        for (const PixelFormat format : {PixelFormat::Rgba8, PixelFormat::Rgb8, PixelFormat::Gbrp10,
                                         PixelFormat::Rgba16, PixelFormat::Gray8}) {
            const PicturePtr input = noise(PixelFormat::Bgra8, {5, 3});
            PicturePathSpec spec = specOf(format, {5, 3});
            spec.outputSize = {8, 6};
            PicturePath path(spec);
            const PicturePtr result = processed(path, input);
            QCOMPARE(result->size, (Size{8, 6}));
            QVERIFY2(greatestError(*input, *result) <= 0.51, pixelFormatInfo(format).name);
        }
    }

    void scalesBeforeConverting()
    {
        const PicturePtr input = noise(PixelFormat::Bgra8, {32, 16});
        PicturePathSpec spec = specOf(PixelFormat::Bgra8, {16, 8});
        PicturePath scale(spec);
        const PicturePtr small = processed(scale, input);
        QCOMPARE(small->size, (Size{16, 8}));
        PicturePath both(specOf(PixelFormat::Yuv444p8, {16, 8}));
        QVERIFY(greatestError(*small, *processed(both, input)) <= 0.51);
        PicturePath fromCamera(specOf(PixelFormat::Bgra8, {4, 4}));
        QCOMPARE(processed(fromCamera, noise(PixelFormat::Nv12, {8, 8}))->size, (Size{4, 4}));
        PicturePath deep(specOf(PixelFormat::Rgba16, {4, 4}));
        QCOMPARE(processed(deep, noise(PixelFormat::Rgba16, {8, 8}))->size, (Size{4, 4}));
    }

    void anotherSizeIsLetterboxed()
    {
        auto first = makePicture(PixelFormat::Bgra8, {80, 40});
        fillColour(*first, 255, 255, 255, 255);
        PicturePath path(specOf(PixelFormat::Bgra8, {40, 20}));
        const PicturePtr whole = processed(path, first);
        QCOMPARE(rgbAt(*whole, 0, 0), (std::array<int, 3>{255, 255, 255}));

        auto square = makePicture(PixelFormat::Bgra8, {100, 100});
        fillColour(*square, 0, 0, 255, 255);
        const PicturePtr boxed = processed(path, square);
        QCOMPARE(boxed->size, (Size{40, 20}));
        for (const int y : {0, 10, 19}) {
            QCOMPARE(rgbAt(*boxed, 9, y), (std::array<int, 3>{0, 0, 0}));
            QCOMPARE(rgbAt(*boxed, 10, y), (std::array<int, 3>{255, 0, 0}));
            QCOMPARE(rgbAt(*boxed, 29, y), (std::array<int, 3>{255, 0, 0}));
            QCOMPARE(rgbAt(*boxed, 30, y), (std::array<int, 3>{0, 0, 0}));
        }
        QCOMPARE(sampleAt(*boxed, 3, 0, 0), 255.0);
        QCOMPARE(rgbAt(*processed(path, first), 0, 0), (std::array<int, 3>{255, 255, 255}));
    }

    void emptyPicturesAreRefused()
    {
        PicturePath path(specOf(PixelFormat::Bgra8, {4, 4}));
        QVERIFY(!path.process(nullptr));
        QVERIFY(!path.process(std::make_shared<Picture>()));
    }

    void memoryIsReused()
    {
        PicturePath path(specOf(PixelFormat::Nv12, {64, 64}));
        const PicturePtr input = noise(PixelFormat::Bgra8, {64, 64});
        const std::uint8_t* first = processed(path, input)->planes[0].data;
        QCOMPARE(processed(path, input)->planes[0].data, first);
    }

    void onlyWhatChangedIsConverted_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("mask");
        QTest::addColumn<int>("source");
        for (const PixelFormat format :
             {PixelFormat::Nv12, PixelFormat::Yuv420p8, PixelFormat::Yuv422p8, PixelFormat::Yuv444p10,
              PixelFormat::P010, PixelFormat::Yuva420p8, PixelFormat::Gbrp8, PixelFormat::Rgba8,
              PixelFormat::Rgb8, PixelFormat::Argb8}) {
            for (const int mask : {0xF, 0x6})
                QTest::addRow("%s, channels %X", pixelFormatInfo(format).name, mask)
                    << int(format) << mask << int(PixelFormat::Bgra8);
            QTest::addRow("%s of rgb8", pixelFormatInfo(format).name)
                << int(format) << 0x3 << int(PixelFormat::Rgb8);
        }
    }

    /// Whatever readers hold on to, and however much memory is in the round: all samples are those of the
    /// input.
    void onlyWhatChangedIsConverted()
    {
        QFETCH(int, format);
        QFETCH(int, mask);
        QFETCH(int, source);
        const int inputBytes = pixelFormatInfo(PixelFormat(source)).bytesPerPixel[0];
        constexpr Size kInput{307, 37};
        PicturePathSpec spec;
        spec.channelMask = unsigned(mask);
        spec.outputFormat = PixelFormat(format);
        spec.outputSize = {312, 40}; // some columns and rows more than the picture
        spec.outputColour = pixelFormatInfo(spec.outputFormat).isYuv ? kBt709Limited : kScreenColour;
        PicturePath path(spec);
        std::minstd_rand random(5);
        std::vector<PicturePtr> held;
        std::shared_ptr<Picture> before;
        for (int turn = 0; turn < 60; ++turn) {
            auto picture = makePicture(PixelFormat(source), kInput);
            fillRandom(*picture, static_cast<std::uint32_t>(turn));
            std::vector<Rect> places;
            for (int i = int(random() % 3); i >= 0; --i)
                places.push_back(
                    {int(random() % 307), int(random() % 37), int(random() % 90), int(random() % 6)});
            picture->damage = places;
            for (int y = 0; y < kInput.height && before; ++y) {
                for (int x = 0; x < kInput.width; ++x) {
                    if (!isDamaged(*picture, x, y))
                        std::memcpy(picture->row(0, y) + inputBytes * x, before->row(0, y) + inputBytes * x,
                                    std::size_t(inputBytes));
                }
            }
            before = picture;
            const RowBands changed = RowBands::of(places, kInput);
            const Result<PicturePtr> output = path.process(picture, changed);
            QVERIFY(output);
            QVERIFY(bytesOf(**output) == bytesOf(**PicturePath(spec).process(picture)));
            const int pixelBytes = pixelFormatInfo((*output)->format).bytesPerPixel[0];
            if (!held.empty() && held.back()->serial == std::uint64_t(turn))
                QVERIFY(differsOnlyWithinDamage(**output, *held.back(), std::size_t(pixelBytes)));
            QCOMPARE((*output)->serial, std::uint64_t(turn) + 1);
            QCOMPARE((*output)->damageKnown, turn > 0);
            held.push_back(*output);
            while (held.size() > random() % 6)
                held.erase(held.begin() + std::ptrdiff_t(random() % held.size()));
        }
    }

    void everyLevelGivesTheSame()
    {
        const PicturePtr input = noise(PixelFormat::Bgra8, {131, 7});
        std::vector<std::uint8_t> wanted;
        for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512}) {
            forceCpuLevel(level);
            PicturePath path(specOf(PixelFormat::Nv12, {131, 7}));
            const std::vector<std::uint8_t> bytes = bytesOf(*processed(path, input));
            if (wanted.empty())
                wanted = bytes;
            QVERIFY(bytes == wanted);
        }
        forceCpuLevel(std::nullopt);
    }
};

QTEST_GUILESS_MAIN(PicturePathTest)
#include "picture_path_test.moc"
