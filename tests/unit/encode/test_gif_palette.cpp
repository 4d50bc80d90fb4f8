// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/gif_palette.h"
#include "picture_compare.h"

#include <QSet>
#include <QTest>

#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kSize{64, 48};

std::shared_ptr<Picture> blank()
{
    static PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, kSize);
    picture->colour = kScreenColour;
    return picture;
}

void setPixel(Picture& picture, int x, int y, std::uint32_t colour)
{
    std::memcpy(picture.row(0, y) + std::ptrdiff_t(x) * 4, &colour, sizeof colour);
}

std::vector<std::uint32_t> drawn(GifPalette& palette, const Picture& picture)
{
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(kSize.width) * kSize.height);
    palette.index(picture, indices.data(), kSize.width);
    std::vector<std::uint32_t> colours;
    for (const std::uint8_t index : indices)
        colours.push_back(palette.colours()[index]);
    return colours;
}

} // namespace

class TestGifPalette final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fewColoursStayExact();
    void manyColoursAreMixed();
    void paletteIsKeptWhileItFits();
    void transparentIsTheLastEntry();
};

void TestGifPalette::fewColoursStayExact()
{
    const auto picture = blank();
    const auto colourAt = [](int x, int y) {
        const auto number = static_cast<std::uint32_t>((x / 4 + y / 4 * 16) % 200);
        return 0xFF000000U | (number * 0x010804U & 0xF8FCF8U);
    };
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            setPixel(*picture, x, y, colourAt(x, y));
    }
    GifPalette palette(false);
    const std::vector<std::uint32_t> colours = drawn(palette, *picture);
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            QCOMPARE(colours[static_cast<std::size_t>(y * kSize.width + x)], colourAt(x, y));
    }
}

// Over an area the dither gives the colour that was there.
void TestGifPalette::manyColoursAreMixed()
{
    const auto picture = blank();
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            setPixel(*picture, x, y,
                     0xFF000000U | static_cast<std::uint32_t>(x * 4) << 16 |
                         static_cast<std::uint32_t>(y * 5) << 8 |
                         static_cast<std::uint32_t>(255 - x * 2 - y));
    }
    GifPalette palette(false);
    const std::vector<std::uint32_t> colours = drawn(palette, *picture);
    for (int y = 0; y + 8 <= kSize.height; y += 8) {
        for (int x = 0; x + 8 <= kSize.width; x += 8) {
            for (int channel = 0; channel < 3; ++channel) {
                int have = 0;
                int want = 0;
                for (int i = 0; i < 64; ++i) {
                    const int px = x + i % 8;
                    const int py = y + i / 8;
                    want += picture->row(0, py)[px * 4 + channel];
                    have += static_cast<int>(
                        colours[static_cast<std::size_t>(py * kSize.width + px)] >> (8 * channel) & 0xFFU);
                }
                QVERIFY2(std::abs(have - want) <= 64 * 6, qPrintable(QString::number((have - want) / 64)));
            }
        }
    }
}

void TestGifPalette::paletteIsKeptWhileItFits()
{
    GifPalette palette(false);
    drawn(palette, *makeScene(PixelFormat::Bgra8, kScreenColour, kSize, 0));
    const auto first = palette.colours();
    drawn(palette, *makeScene(PixelFormat::Bgra8, kScreenColour, kSize, 1));
    QVERIFY(palette.colours() == first);
    const auto other = blank();
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            setPixel(*other, x, y, 0xFFFF00FFU);
    }
    QCOMPARE(drawn(palette, *other).front(), 0xFFFF00FFU);
}

void TestGifPalette::transparentIsTheLastEntry()
{
    const auto picture = blank();
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            setPixel(*picture, x, y, (x < 10 ? 0x20000000U : 0xFF000000U) | 0x00336699U);
    }
    GifPalette palette(true);
    const std::vector<std::uint32_t> colours = drawn(palette, *picture);
    QCOMPARE(colours[0], 0U);
    QCOMPARE(colours[10], 0xFF336699U);
}

QTEST_GUILESS_MAIN(TestGifPalette)
#include "test_gif_palette.moc"
