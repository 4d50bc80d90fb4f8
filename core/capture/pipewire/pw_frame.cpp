// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pipewire/pw_frame.h"

#include "capture/pipewire/shared_pages.h"

#include <spa/buffer/meta.h>
#include <spa/param/video/raw.h>

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

constexpr std::uint32_t kLongestCursor = 1024;
constexpr std::int32_t kFarthest = 65536; // pixels

const spa_meta* findMeta(const spa_buffer& buffer, std::uint32_t type)
{
    for (std::uint32_t index = 0; index < buffer.n_metas; ++index) {
        if (buffer.metas[index].type == type)
            return &buffer.metas[index];
    }
    return nullptr;
}

template <typename T>
const T* metaOf(const spa_buffer& buffer, std::uint32_t type)
{
    const spa_meta* meta = findMeta(buffer, type);
    return meta && meta->data && meta->size >= sizeof(T) ? static_cast<const T*>(meta->data) : nullptr;
}

void readDamage(const spa_buffer& buffer, const PwVideoFormat& format, PwFrame& frame)
{
    const spa_meta* meta = findMeta(buffer, SPA_META_VideoDamage);
    if (!meta || !meta->data)
        return;
    const auto* regions = static_cast<const spa_meta_region*>(meta->data);
    const std::size_t count = meta->size / sizeof(spa_meta_region);
    const Rect whole{0, 0, format.size.width, format.size.height};
    for (std::size_t index = 0; index < count; ++index) {
        const spa_region& region = regions[index].region;
        if (region.size.width == 0 || region.size.height == 0)
            break; // ends the list
        const Rect rect{region.position.x, region.position.y,
                        static_cast<int>(std::min<std::uint32_t>(region.size.width, INT16_MAX)),
                        static_cast<int>(std::min<std::uint32_t>(region.size.height, INT16_MAX))};
        if (const Rect part = rect.intersected(whole); !part.isEmpty())
            frame.damage.push_back(part);
        frame.isDamageKnown = true;
    }
}

std::uint32_t premultiplied(std::uint32_t b, std::uint32_t g, std::uint32_t r, std::uint32_t a)
{
    return a << 24 | r << 16 | g << 8 | b;
}

// Cursor bitmaps of compositors are multiplied by alpha already.
SpritePtr readBitmap(const spa_meta_bitmap& bitmap, std::size_t room, const spa_meta_cursor& cursor,
                     double scale)
{
    const std::uint32_t width = bitmap.size.width;
    const std::uint32_t height = bitmap.size.height;
    const bool isBgra = bitmap.format == SPA_VIDEO_FORMAT_BGRA;
    if ((!isBgra && bitmap.format != SPA_VIDEO_FORMAT_RGBA) || width == 0 || height == 0 ||
        width > kLongestCursor || height > kLongestCursor || bitmap.offset < sizeof bitmap ||
        bitmap.stride < static_cast<std::int32_t>(width * 4) ||
        bitmap.offset + static_cast<std::size_t>(bitmap.stride) * height > room)
        return nullptr;
    Sprite sprite;
    sprite.size = {static_cast<int>(width), static_cast<int>(height)};
    sprite.hotX = std::clamp(cursor.hotspot.x, -kFarthest, kFarthest);
    sprite.hotY = std::clamp(cursor.hotspot.y, -kFarthest, kFarthest);
    sprite.pixels.reserve(static_cast<std::size_t>(width) * height);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&bitmap) + bitmap.offset;
    for (std::uint32_t y = 0; y < height; ++y, bytes += bitmap.stride) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const std::uint8_t* p = bytes + std::size_t(x) * 4;
            sprite.pixels.push_back(isBgra ? premultiplied(p[0], p[1], p[2], p[3])
                                           : premultiplied(p[2], p[1], p[0], p[3]));
        }
    }
    return std::make_shared<Sprite>(scaledSprite(sprite, scale));
}

} // namespace

Result<PwFrame> readFrame(const spa_buffer& buffer, const PwVideoFormat& format)
{
    PwFrame frame;
    if (const auto* header = metaOf<spa_meta_header>(buffer, SPA_META_Header)) {
        frame.isBroken = (header->flags & SPA_META_HEADER_FLAG_CORRUPTED) != 0;
        if (frame.isBroken)
            return frame;
        if (header->pts > 0)
            frame.captured = Timestamp(Duration(header->pts));
    }
    if (buffer.n_datas == 0 || !buffer.datas[0].chunk)
        return frame;
    const spa_data& data = buffer.datas[0];
    // An empty chunk has news of the pointer only.
    frame.isBroken = (data.chunk->flags & SPA_CHUNK_FLAG_CORRUPTED) != 0;
    if (data.chunk->size == 0 || frame.isBroken)
        return frame;
    const std::ptrdiff_t rowBytes = static_cast<std::ptrdiff_t>(format.size.width) * 4;
    const std::ptrdiff_t stride = data.chunk->stride != 0 ? data.chunk->stride : rowBytes;
    const std::size_t needed =
        static_cast<std::size_t>(stride) * static_cast<std::size_t>(format.size.height - 1) +
        static_cast<std::size_t>(rowBytes);
    if (!data.data || stride < rowBytes || data.chunk->offset > data.maxsize ||
        needed > data.maxsize - data.chunk->offset)
        return makeError(ErrorCode::InvalidData, QStringLiteral("read the screen's stream"),
                         QStringLiteral("a buffer of %1 bytes for %2 × %3 pixels")
                             .arg(data.maxsize)
                             .arg(format.size.width)
                             .arg(format.size.height));
    frame.pixels = static_cast<const std::uint8_t*>(data.data) + data.chunk->offset;
    frame.stride = stride;
    readDamage(buffer, format, frame);
    return frame;
}

bool PwCursor::read(const spa_buffer& buffer)
{
    const spa_meta* meta = findMeta(buffer, SPA_META_Cursor);
    const auto* cursor = metaOf<spa_meta_cursor>(buffer, SPA_META_Cursor);
    if (!cursor)
        return false;
    const PlacedSprite before = placed();
    m_isVisible = spa_meta_cursor_is_valid(cursor);
    if (m_isVisible) {
        m_x = std::clamp(cursor->position.x, -kFarthest, kFarthest);
        m_y = std::clamp(cursor->position.y, -kFarthest, kFarthest);
    }
    if (m_isVisible && cursor->bitmap_offset >= sizeof *cursor &&
        cursor->bitmap_offset + sizeof(spa_meta_bitmap) <= meta->size) {
        const auto* bitmap = reinterpret_cast<const spa_meta_bitmap*>(
            static_cast<const std::uint8_t*>(meta->data) + cursor->bitmap_offset);
        if (spa_meta_bitmap_is_valid(bitmap))
            m_sprite = bitmap->offset == 0
                           ? nullptr
                           : readBitmap(*bitmap, meta->size - cursor->bitmap_offset, *cursor, m_scale);
    }
    return placed() != before;
}

PlacedSprite PwCursor::placed() const
{
    if (!m_isVisible || !m_sprite)
        return {};
    return {m_sprite, m_x - m_sprite->hotX, m_y - m_sprite->hotY};
}

bool isPictureAlready(const PwFrame& frame, const PwVideoFormat& format)
{
    constexpr std::uintptr_t kPixel = 4;
    constexpr std::ptrdiff_t kRowsBehind = 16; // that may be read, as in a PicturePool
    return format.layout == PwVideoFormat::Layout::Bgrx8 &&
           reinterpret_cast<std::uintptr_t>(frame.pixels) % kPixel == 0 &&
           frame.stride % static_cast<std::ptrdiff_t>(kPixel) == 0 &&
           frame.stride * kRowsBehind <= static_cast<std::ptrdiff_t>(SharedPages::kMargin) - 64;
}

void copyRows(const PwFrame& frame, const PwVideoFormat& format, int top, int bottom, Picture& picture)
{
    for (int y = top; y < bottom; ++y) {
        const std::uint8_t* from = frame.pixels + frame.stride * y;
        std::uint8_t* to = picture.row(0, y);
        if (format.layout == PwVideoFormat::Layout::Bgrx8) {
            std::memcpy(to, from, static_cast<std::size_t>(format.size.width) * 4);
            continue;
        }
        for (int x = 0; x < format.size.width; ++x, from += 4, to += 4) {
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
            to[3] = 255;
        }
    }
}

} // namespace reelout
