// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/sprite.h"
#include "capture/x11/x_pixels.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace reelout;

class X11PartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pointerBlendsPremultiplied()
    {
        for (int alpha = 0; alpha < 256; ++alpha) {
            PicturePool pool;
            const auto picture = pool.acquire(PixelFormat::Bgrx8, {256, 1});
            for (int value = 0; value < 256; ++value)
                std::fill_n(picture->row(0, 0) + value * 4, 4, static_cast<std::uint8_t>(value));
            const int red = 200 * alpha / 255; // colour times alpha, as X Fixes gives it
            Sprite cursor;
            cursor.size = {256, 1};
            cursor.pixels.assign(256, static_cast<std::uint32_t>(alpha) << 24 |
                                          static_cast<std::uint32_t>(red) << 16);
            blendSprite(cursor, 0, 0, {0, 0, 256, 1}, *picture);
            for (int value = 0; value < 256; ++value) {
                const std::uint8_t* pixel = picture->row(0, 0) + value * 4;
                const int under = static_cast<int>(std::lround(value * (255 - alpha) / 255.0));
                QCOMPARE(int(pixel[0]), under);
                QCOMPARE(int(pixel[1]), under);
                QCOMPARE(int(pixel[2]), std::min(255, red + under));
            }
        }
    }

    void pointerIsClipped()
    {
        PicturePool pool;
        const auto picture = pool.acquire(PixelFormat::Bgrx8, {8, 8});
        for (int y = 0; y < 8; ++y)
            std::fill_n(picture->row(0, y), 32, std::uint8_t(0));
        Sprite cursor;
        cursor.size = {4, 4};
        for (std::uint32_t index = 0; index < 16; ++index)
            cursor.pixels.push_back(0xff000001 + index);
        blendSprite(cursor, -2, -1, {0, 0, 8, 8}, *picture);
        blendSprite(cursor, 6, 6, {0, 0, 7, 8}, *picture);
        const auto blueAt = [&](int x, int y) { return int(picture->row(0, y)[x * 4]); };
        QCOMPARE(blueAt(0, 0), 1 + 4 + 2);
        QCOMPARE(blueAt(1, 2), 1 + 12 + 3);
        QCOMPARE(blueAt(2, 0), 0);
        QCOMPARE(blueAt(0, 3), 0);
        QCOMPARE(blueAt(6, 6), 1);
        QCOMPARE(blueAt(6, 7), 5);
        QCOMPARE(blueAt(7, 6), 0);
    }

    void deeperAndShallowerPixelsBecomeEightBits()
    {
        std::array<std::uint8_t, 8> out{};
        const std::array<std::uint8_t, 4> rgb565{0x1f, 0xf8, 0xe0, 0x07}; // magenta, green
        convertRow(XPixelLayout::Rgb565, rgb565.data(), out.data(), 2);
        QCOMPARE(out, (std::array<std::uint8_t, 8>{255, 0, 255, 255, 0, 255, 0, 255}));
        const std::array<std::uint8_t, 2> gray565{0x10, 0x84}; // red and blue 16 of 31, green 32 of 63
        convertRow(XPixelLayout::Rgb565, gray565.data(), out.data(), 1);
        QCOMPARE(int(out[0]), 132);
        QCOMPARE(int(out[1]), 130);
        QCOMPARE(int(out[2]), 132);
        const std::array<std::uint8_t, 2> red555{0x00, 0x7c};
        convertRow(XPixelLayout::Rgb555, red555.data(), out.data(), 1);
        QCOMPARE(int(out[2]), 255);
        QCOMPARE(int(out[1]), 0);
        const std::uint32_t deep = 1023U << 20 | 512U << 10 | 3U;
        const std::array<std::uint8_t, 4> rgb30{deep & 255, deep >> 8 & 255, deep >> 16 & 255, deep >> 24};
        convertRow(XPixelLayout::Rgb30, rgb30.data(), out.data(), 1);
        QCOMPARE(int(out[0]), 0);
        QCOMPARE(int(out[1]), 128);
        QCOMPARE(int(out[2]), 255);
    }
};

QTEST_GUILESS_MAIN(X11PartsTest)
#include "x11_parts_test.moc"
