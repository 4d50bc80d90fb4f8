// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_pixels.h"

#include "capture/x11/x_connection.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

struct KnownVisual {
    int depth;
    int bitsPerPixel;
    std::uint32_t red;
    std::uint32_t green;
    std::uint32_t blue;
    XPixelLayout layout;
};

constexpr KnownVisual kKnownVisuals[] = {
    {24, 32, 0xff0000, 0x00ff00, 0x0000ff, XPixelLayout::Bgrx8},
    {32, 32, 0xff0000, 0x00ff00, 0x0000ff, XPixelLayout::Bgrx8},
    {16, 16, 0xf800, 0x07e0, 0x001f, XPixelLayout::Rgb565},
    {15, 16, 0x7c00, 0x03e0, 0x001f, XPixelLayout::Rgb555},
    {30, 32, 0x3ff00000, 0x000ffc00, 0x000003ff, XPixelLayout::Rgb30},
};

const xcb_visualtype_t* findVisual(const xcb_screen_t& screen, std::uint32_t id)
{
    for (auto depths = xcb_screen_allowed_depths_iterator(&screen); depths.rem > 0; xcb_depth_next(&depths)) {
        for (auto visuals = xcb_depth_visuals_iterator(depths.data); visuals.rem > 0;
             xcb_visualtype_next(&visuals)) {
            if (visuals.data->visual_id == id)
                return visuals.data;
        }
    }
    return nullptr;
}

std::uint8_t widen(std::uint32_t value, int bits)
{
    const std::uint32_t high = value << (8 - bits);
    return static_cast<std::uint8_t>(high | high >> bits);
}

template <typename Word, typename Unpack>
void convertWords(const std::uint8_t* from, std::uint8_t* to, int width, Unpack unpack)
{
    for (int x = 0; x < width; ++x, from += sizeof(Word), to += 4) {
        Word word;
        std::memcpy(&word, from, sizeof word);
        unpack(static_cast<std::uint32_t>(word), to);
        to[3] = 255;
    }
}

} // namespace

Result<XPixelFormat> rootPixelFormat(const XConnection& connection)
{
    const xcb_screen_t& screen = connection.screen();
    return pixelFormatOf(connection, screen.root_depth, screen.root_visual);
}

Result<XPixelFormat> pixelFormatOf(const XConnection& connection, int depth, std::uint32_t visualId)
{
    const xcb_setup_t* setup = xcb_get_setup(connection.raw());
    const auto refuse = [&](const QString& why) -> Error {
        return makeError(ErrorCode::Unsupported, QStringLiteral("read screen format"),
                         QStringLiteral("a screen of depth %1 %2").arg(depth).arg(why));
    };
    const xcb_format_t* formats = xcb_setup_pixmap_formats(setup);
    const xcb_format_t* end = formats + xcb_setup_pixmap_formats_length(setup);
    const xcb_format_t* format =
        std::find_if(formats, end, [&](const xcb_format_t& each) { return each.depth == depth; });
    const xcb_visualtype_t* visual = findVisual(connection.screen(), visualId);
    if (format == end || !visual || visual->_class != XCB_VISUAL_CLASS_TRUE_COLOR)
        return refuse(QStringLiteral("without true colour can't be captured"));
    if (setup->image_byte_order != XCB_IMAGE_ORDER_LSB_FIRST)
        return refuse(QStringLiteral("whose pixels have their highest byte first can't be captured"));
    for (const KnownVisual& known : kKnownVisuals) {
        if (known.depth == depth && known.bitsPerPixel == format->bits_per_pixel &&
            known.red == visual->red_mask && known.green == visual->green_mask &&
            known.blue == visual->blue_mask && format->scanline_pad == 32)
            return XPixelFormat{known.layout, static_cast<std::size_t>(known.bitsPerPixel / 8)};
    }
    return refuse(QStringLiteral("with this order of channels can't be captured"));
}

void convertRow(XPixelLayout layout, const std::uint8_t* from, std::uint8_t* to, int width)
{
    switch (layout) {
    case XPixelLayout::Bgrx8:
        std::memcpy(to, from, static_cast<std::size_t>(width) * 4);
        return;
    case XPixelLayout::Rgb565:
        convertWords<std::uint16_t>(from, to, width, [](std::uint32_t word, std::uint8_t* pixel) {
            pixel[0] = widen(word & 31, 5);
            pixel[1] = widen(word >> 5 & 63, 6);
            pixel[2] = widen(word >> 11 & 31, 5);
        });
        return;
    case XPixelLayout::Rgb555:
        convertWords<std::uint16_t>(from, to, width, [](std::uint32_t word, std::uint8_t* pixel) {
            pixel[0] = widen(word & 31, 5);
            pixel[1] = widen(word >> 5 & 31, 5);
            pixel[2] = widen(word >> 10 & 31, 5);
        });
        return;
    case XPixelLayout::Rgb30:
        convertWords<std::uint32_t>(from, to, width, [](std::uint32_t word, std::uint8_t* pixel) {
            pixel[0] = static_cast<std::uint8_t>(word >> 2);
            pixel[1] = static_cast<std::uint8_t>(word >> 12);
            pixel[2] = static_cast<std::uint8_t>(word >> 22);
        });
        return;
    }
}

} // namespace reelout
