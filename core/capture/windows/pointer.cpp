// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/pointer.h"

#include "capture/windows/cursor_image.h"

#include <type_traits>

namespace reelout {

namespace {

struct BitmapDeleter {
    void operator()(HBITMAP bitmap) const { DeleteObject(bitmap); }
};
using Bitmap = std::unique_ptr<std::remove_pointer_t<HBITMAP>, BitmapDeleter>;

struct ContextDeleter {
    void operator()(HDC context) const { DeleteDC(context); }
};
using Context = std::unique_ptr<std::remove_pointer_t<HDC>, ContextDeleter>;

Size sizeOf(HBITMAP bitmap)
{
    BITMAP info{};
    if (GetObjectW(bitmap, sizeof info, &info) == 0)
        return {};
    return {info.bmWidth, info.bmHeight};
}

// Whatever depth a bitmap has, as 0xAARRGGBB from the top.
std::vector<std::uint32_t> pixelsOf(HBITMAP bitmap, Size size)
{
    constexpr int kLongest = 1024; // of pointers for people who see badly
    if (size.isEmpty() || size.width > kLongest || size.height > kLongest)
        return {};
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(size.width) *
                                      static_cast<std::size_t>(size.height));
    BITMAPINFO info{};
    info.bmiHeader.biSize = sizeof info.bmiHeader;
    info.bmiHeader.biWidth = size.width;
    info.bmiHeader.biHeight = -size.height;
    info.bmiHeader.biPlanes = 1;
    info.bmiHeader.biBitCount = 32;
    info.bmiHeader.biCompression = BI_RGB;
    const Context context(CreateCompatibleDC(nullptr));
    const int rows = context ? GetDIBits(context.get(), bitmap, 0, static_cast<UINT>(size.height),
                                         pixels.data(), &info, DIB_RGB_COLORS)
                             : 0;
    if (rows != size.height)
        pixels.clear();
    return pixels;
}

std::vector<std::uint8_t> maskOf(HBITMAP bitmap, Size size)
{
    std::vector<std::uint8_t> mask;
    for (const std::uint32_t pixel : pixelsOf(bitmap, size))
        mask.push_back((pixel & 0x00FFFFFF) != 0 ? 1 : 0);
    return mask;
}

CursorBits bitsOf(HCURSOR cursor)
{
    ICONINFO info{};
    if (GetIconInfo(cursor, &info) == FALSE)
        return {};
    const Bitmap mask(info.hbmMask);
    const Bitmap colour(info.hbmColor);
    const Size size = sizeOf(mask.get());
    CursorBits bits;
    if (colour) {
        bits.size = sizeOf(colour.get());
        bits.colour = pixelsOf(colour.get(), bits.size);
        bits.screen = maskOf(mask.get(), size);
    } else {
        bits = twoColourCursor(maskOf(mask.get(), size), size);
    }
    bits.hotX = static_cast<int>(info.xHotspot);
    bits.hotY = static_cast<int>(info.yHotspot);
    return bits;
}

} // namespace

void WindowsPointer::look()
{
    CURSORINFO info{};
    info.cbSize = sizeof info;
    m_isShown = GetCursorInfo(&info) != FALSE && (info.flags & CURSOR_SHOWING) != 0;
    if (info.ptScreenPos.x != 0 || info.ptScreenPos.y != 0 || m_isShown) {
        m_x = info.ptScreenPos.x;
        m_y = info.ptScreenPos.y;
    }
    if (!m_isShown || !m_isWanted || info.hCursor == m_cursor)
        return;
    m_cursor = info.hCursor;
    const Sprite sprite = cursorSprite(bitsOf(m_cursor));
    m_sprite = sprite.size.isEmpty() ? nullptr : std::make_shared<Sprite>(scaledSprite(sprite, m_scale));
}

PlacedSprite WindowsPointer::placed() const
{
    if (!m_isWanted || !m_isShown || !m_sprite)
        return {};
    return {m_sprite, m_x - m_sprite->hotX, m_y - m_sprite->hotY};
}

} // namespace reelout
