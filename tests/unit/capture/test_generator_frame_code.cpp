// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/bitmap_font.h"
#include "capture/generators/frame_code.h"

#include <QImage>
#include <QTest>

#include <cmath>
#include <cstring>

using namespace reelout;

namespace {

constexpr std::uint32_t kNumbers[] = {0, 1, 0xFFFFFFFF, 0x80000000, 0x55555555, 0xAAAAAAAA, 123456789};

std::shared_ptr<Picture> pictureWith(std::uint32_t number, Size size, std::uint32_t background)
{
    static PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, size);
    fillRect(*picture, {0, 0, size.width, size.height}, background);
    drawFrameCode(*picture, number);
    return picture;
}

QImage imageOf(const Picture& picture)
{
    return QImage(picture.row(0, 0), picture.size.width, picture.size.height,
                  static_cast<qsizetype>(picture.planes[0].stride), QImage::Format_RGB32)
        .copy();
}

std::optional<std::uint32_t> readImage(const QImage& image)
{
    return readFrameCode({image.constBits(), image.bytesPerLine(), {image.width(), image.height()}, 4});
}

/// The luma plane, 8 × 8 blocks reduced to `levels` steps round their mean, as coarse quantisation does, and
/// with noise of ±`noise` on top.
std::vector<std::uint8_t> coarseLuma(const Picture& picture, int step, int noise)
{
    std::vector<std::uint8_t> luma(static_cast<std::size_t>(picture.size.width * picture.size.height));
    std::uint32_t state = 1;
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            // A 3 × 3 blur first: what a strong deblocking filter leaves of an edge.
            int sum = 0;
            for (int dy = -1; dy <= 1; ++dy) {
                const int row = std::clamp(y + dy, 0, picture.size.height - 1);
                for (int dx = -1; dx <= 1; ++dx)
                    sum += picture.row(0, row)[std::clamp(x + dx, 0, picture.size.width - 1) * 4];
            }
            state = state * 1664525U + 1013904223U;
            const int value =
                16 + sum * 219 / (9 * 255) + static_cast<int>(state >> 16U) % (2 * noise + 1) - noise;
            luma[static_cast<std::size_t>(y * picture.size.width + x)] =
                static_cast<std::uint8_t>(std::clamp((value + step / 2) / step * step, 0, 255));
        }
    }
    return luma;
}

} // namespace

class TestFrameCode : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadBackAtAnySize_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("smallest") << 48 << 30;
        QTest::newRow("odd") << 161 << 101;
        QTest::newRow("portrait") << 1080 << 1920;
        QTest::newRow("sd") << 640 << 480;
        QTest::newRow("hd") << 1920 << 1080;
        QTest::newRow("wide") << 5120 << 1440;
    }
    void isReadBackAtAnySize()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        for (const std::uint32_t number : kNumbers) {
            for (const std::uint32_t background : {0xFFFFFFFFU, 0xFF000000U, 0xFF808080U}) {
                const auto picture = pictureWith(number, {width, height}, background);
                QCOMPARE(readFrameCode(*picture), std::optional(number));
            }
        }
    }

    void noRoomIsNoCode()
    {
        const auto picture = pictureWith(5, {47, 30}, 0xFF808080U);
        QCOMPARE(picture->row(0, 0)[0], std::uint8_t(0x80));
        QVERIFY(!readFrameCode(*picture));
    }

    void plainPicturesHaveNoCode()
    {
        PicturePool pool;
        const auto picture = pool.acquire(PixelFormat::Bgrx8, {640, 360});
        std::uint32_t state = 7;
        for (const std::uint32_t colour : {0xFFFFFFFFU, 0xFF000000U, 0xFF808080U}) {
            fillRect(*picture, {0, 0, 640, 360}, colour);
            QVERIFY(!readFrameCode(*picture));
        }
        for (int y = 0; y < 360; ++y) {
            for (int x = 0; x < 640 * 4; ++x) {
                state = state * 1664525U + 1013904223U;
                picture->row(0, y)[x] = static_cast<std::uint8_t>(state >> 24U);
            }
        }
        QVERIFY(!readFrameCode(*picture));
    }

    void anyWrongCellIsFound()
    {
        const Size size{480, 300}; // cells of 10 × 10
        for (int cell = 0; cell < kFrameCodeColumns * kFrameCodeRows; ++cell) {
            const auto picture = pictureWith(0x12345678, size, 0xFF808080U);
            const int x = cell % kFrameCodeColumns * 10;
            const int y = cell / kFrameCodeColumns * 10;
            const std::uint32_t inverted = picture->row(0, y)[x * 4] != 0 ? 0xFF000000U : 0xFFFFFFFFU;
            fillRect(*picture, {x, y, 10, 10}, inverted);
            QVERIFY(!readFrameCode(*picture));
        }
    }

    void survivesScaling_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("quarter") << 0.25;
        QTest::newRow("third") << 1.0 / 3.0;
        QTest::newRow("half") << 0.5;
        QTest::newRow("0.71") << 0.71;
        QTest::newRow("double") << 2.0;
    }
    void survivesScaling()
    {
        QFETCH(double, factor);
        for (const Size size : {Size{640, 360}, Size{1280, 720}, Size{720, 576}}) {
            for (const std::uint32_t number : kNumbers) {
                const QImage image = imageOf(*pictureWith(number, size, 0xFF404040U));
                const QImage scaled =
                    image
                        .scaled(static_cast<int>(size.width * factor), static_cast<int>(size.height * factor),
                                Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                        .convertToFormat(QImage::Format_RGB32);
                QCOMPARE(readImage(scaled), std::optional(number));
            }
        }
    }

    void survivesJpegOfLowQuality()
    {
        for (const Size size : {Size{160, 100}, Size{320, 180}, Size{1920, 1080}}) {
            for (const std::uint32_t number : kNumbers) {
                const auto picture = pictureWith(number, size, 0xFFBFBF00U);
                const std::vector<std::uint8_t> luma = coarseLuma(*picture, 48, 40);
                QCOMPARE(readFrameCode({luma.data(), size.width, size, 1}), std::optional(number));
            }
        }
    }

    void readsTheLumaOfYuvPictures()
    {
        PicturePool pool;
        const auto source = pictureWith(77, {320, 180}, 0xFF808080U);
        for (const PixelFormat format : {PixelFormat::Yuv420p8, PixelFormat::Nv12, PixelFormat::Gray8}) {
            const auto picture = pool.acquire(format, {320, 180});
            for (int y = 0; y < 180; ++y) {
                for (int x = 0; x < 320; ++x) {
                    picture->row(0, y)[x] =
                        static_cast<std::uint8_t>(16 + source->row(0, y)[x * 4] * 219 / 255);
                }
            }
            QCOMPARE(readFrameCode(*picture), std::optional(77U));
        }
        QVERIFY(!readFrameCode(*pool.acquire(PixelFormat::Yuv420p10, {320, 180})));
        QVERIFY(!readFrameCode(*pool.acquire(PixelFormat::Yuyv8, {320, 180})));
        QVERIFY(!readFrameCode(FrameCodeView{}));
    }
};

QTEST_GUILESS_MAIN(TestFrameCode)
#include "test_generator_frame_code.moc"
