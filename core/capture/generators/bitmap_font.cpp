// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/bitmap_font.h"

#include <array>
#include <cstring>

namespace reelout {

namespace {

constexpr std::uint32_t kWhite = 0xFFFFFFFFU;
constexpr std::uint32_t kBlack = 0xFF000000U;

// Rows from the top, the leftmost dot in bit 4.
using Glyph = std::array<std::uint8_t, kGlyphHeight>;
constexpr std::array<Glyph, 10> kDigits{{
    {0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E},
    {0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E},
    {0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F},
    {0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E},
    {0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02},
    {0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E},
    {0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E},
    {0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
    {0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E},
    {0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C},
}};
constexpr Glyph kColon{0x00, 0x0C, 0x0C, 0x00, 0x0C, 0x0C, 0x00};
constexpr Glyph kPoint{0x00, 0x00, 0x00, 0x00, 0x00, 0x0C, 0x0C};
constexpr Glyph kBlank{};

const Glyph& glyphOf(char character)
{
    if (character >= '0' && character <= '9')
        return kDigits[static_cast<std::size_t>(character - '0')];
    if (character == ':')
        return kColon;
    return character == '.' ? kPoint : kBlank;
}

} // namespace

Rect textArea(int x, int y, int scale, std::string_view text)
{
    return {x, y, (static_cast<int>(text.size()) * kGlyphAdvance + 1) * scale, (kGlyphHeight + 2) * scale};
}

void fillRect(Picture& picture, const Rect& area, std::uint32_t colour)
{
    const Rect visible = area.intersected({0, 0, picture.size.width, picture.size.height});
    for (int y = visible.y; y < visible.bottom(); ++y) {
        std::uint8_t* pixel = picture.row(0, y) + static_cast<std::ptrdiff_t>(visible.x) * 4;
        for (int x = 0; x < visible.width; ++x, pixel += 4)
            std::memcpy(pixel, &colour, 4);
    }
}

void drawText(Picture& picture, int x, int y, int scale, std::string_view text)
{
    fillRect(picture, textArea(x, y, scale, text), kBlack);
    int left = x + scale;
    for (const char character : text) {
        const Glyph& glyph = glyphOf(character);
        for (int row = 0; row < kGlyphHeight; ++row) {
            for (int column = 0; column < kGlyphWidth; ++column) {
                if ((glyph[static_cast<std::size_t>(row)] >> (kGlyphWidth - 1 - column)) & 1U) {
                    fillRect(picture, {left + column * scale, y + (row + 1) * scale, scale, scale}, kWhite);
                }
            }
        }
        left += kGlyphAdvance * scale;
    }
}

} // namespace reelout
