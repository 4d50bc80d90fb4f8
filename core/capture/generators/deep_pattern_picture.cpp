// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/deep_pattern_picture.h"

#include "capture/generators/pattern_painter.h"
#include "media/half_float.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

using Pattern = TestPatternSpec::Pattern;
using Depth = TestPatternSpec::Depth;
using Pixel = std::array<float, 4>;

constexpr float kLowest = -0.5F; ///< of ramp and noise in floats
constexpr float kHighest = 1.5F;

PixelFormat formatOf(Depth depth)
{
    switch (depth) {
    case Depth::Fixed16:
        return PixelFormat::Rgba16;
    case Depth::Float16:
        return PixelFormat::RgbaF16;
    case Depth::Float32:
        return PixelFormat::RgbaF32;
    case Depth::Fixed8:
        break;
    }
    return PixelFormat::None;
}

void save(const Pixel& pixel, PixelFormat format, std::uint8_t* out)
{
    if (format == PixelFormat::RgbaF32) {
        std::memcpy(out, pixel.data(), sizeof pixel);
        return;
    }
    std::array<std::uint16_t, 4> codes{};
    std::transform(pixel.begin(), pixel.end(), codes.begin(), [&](float value) {
        return format == PixelFormat::RgbaF16
                   ? floatToHalf(value)
                   : static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0F, 1.0F) * 65535.0F));
    });
    std::memcpy(out, codes.data(), sizeof codes);
}

/// As the 8-bit ramp: grey in the upper half, below it one each of red, green and blue.
Pixel rampPixel(Size size, int x, int y, float low, float high)
{
    const float level =
        low + (high - low) * static_cast<float>(x) / static_cast<float>(std::max(size.width - 1, 1));
    if (y < size.height / 2)
        return {level, level, level, 1.0F};
    Pixel pixel{0.0F, 0.0F, 0.0F, 1.0F};
    pixel[static_cast<std::size_t>(std::clamp(y * 6 / size.height - 3, 0, 2))] = level;
    return pixel;
}

float noiseValue(std::uint64_t& state, float low, float high)
{
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    return low + (high - low) * static_cast<float>(state >> 40U) * 0x1p-24F;
}

} // namespace

DeepPatternPicture::DeepPatternPicture(const TestPatternSpec& spec)
    : m_spec(spec),
      m_format(formatOf(spec.depth)),
      m_bytes(spec)
{}

Status DeepPatternPicture::prepare()
{
    REELOUT_TRY(m_bytes.prepare());
    if (m_format == PixelFormat::None)
        return {};
    m_background = m_pool.acquire(m_format, m_spec.size);
    if (!m_background)
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("make test pattern"),
                         QStringLiteral("no memory for a picture of %1 × %2 pixels")
                             .arg(m_spec.size.width)
                             .arg(m_spec.size.height));
    paintBackground();
    return {};
}

void DeepPatternPicture::paintBackground()
{
    const Size size = m_spec.size;
    PicturePool pool;
    const std::shared_ptr<Picture> bytes = pool.acquire(PixelFormat::Bgrx8, size);
    if (bytes) {
        paintPattern(*bytes, m_spec.pattern);
        expand(*bytes, {0, 0, size.width, size.height}, *m_background);
    }
    const bool isFixed = m_spec.depth == Depth::Fixed16;
    const float low = isFixed ? 0.0F : kLowest;
    const float high = isFixed ? 1.0F : kHighest;
    const std::ptrdiff_t step = pixelFormatInfo(m_format).bytesPerPixel[0];
    std::uint64_t state = 0x9E3779B97F4A7C15U;
    for (int y = 0; y < size.height; ++y) {
        const float alpha =
            m_spec.alpha ? static_cast<float>(y) / static_cast<float>(std::max(size.height - 1, 1)) : 1.0F;
        for (int x = 0; x < size.width; ++x) {
            std::uint8_t* out = m_background->row(0, y) + step * x;
            Pixel pixel{0.0F, 0.0F, 0.0F, 1.0F};
            if (m_spec.pattern == Pattern::Ramp) {
                pixel = rampPixel(size, x, y, low, high);
            } else if (m_spec.pattern == Pattern::Noise) {
                std::generate_n(pixel.begin(), 3, [&] { return noiseValue(state, low, high); });
            } else if (m_spec.pattern == Pattern::ZonePlate) {
                std::fill_n(pixel.begin(), 3, static_cast<float>(zonePlateLevel(size, x, y)));
            } else if (m_spec.alpha && bytes) {
                const std::uint8_t* in = bytes->row(0, y) + 4 * static_cast<std::ptrdiff_t>(x);
                pixel = {float(in[2]) / 255.0F, float(in[1]) / 255.0F, float(in[0]) / 255.0F, 1.0F};
            } else {
                continue;
            }
            pixel[3] = alpha;
            save(pixel, m_format, out);
        }
    }
}

void DeepPatternPicture::expand(const Picture& bytes, const Rect& area, Picture& target) const
{
    const std::ptrdiff_t step = pixelFormatInfo(m_format).bytesPerPixel[0];
    for (int y = area.y; y < area.bottom(); ++y) {
        const std::uint8_t* in = bytes.row(0, y) + 4 * static_cast<std::ptrdiff_t>(area.x);
        std::uint8_t* out = target.row(0, y) + step * area.x;
        for (int x = 0; x < area.width; ++x, in += 4, out += step)
            save({float(in[2]) / 255.0F, float(in[1]) / 255.0F, float(in[0]) / 255.0F, 1.0F}, m_format, out);
    }
}

void DeepPatternPicture::copyBackground(Picture& target, std::int64_t index) const
{
    const std::size_t bytes = planeRowBytes(m_format, m_spec.size, 0);
    const auto pixelBytes = static_cast<std::size_t>(pixelFormatInfo(m_format).bytesPerPixel[0]);
    for (int y = 0; y < m_spec.size.height; ++y) {
        NoisePlace place{y, 0};
        if (m_spec.pattern == Pattern::Noise)
            place = noisePlace(m_spec.size, index, y);
        const std::size_t turn = place.turn * pixelBytes;
        const std::uint8_t* source = m_background->row(0, place.row);
        std::memcpy(target.row(0, y), source + turn, bytes - turn);
        std::memcpy(target.row(0, y) + (bytes - turn), source, turn);
    }
}

std::shared_ptr<Picture> DeepPatternPicture::render(std::int64_t index)
{
    const std::shared_ptr<Picture> bytes = m_bytes.render(index);
    if (!bytes || m_format == PixelFormat::None)
        return bytes;
    const std::shared_ptr<Picture> picture = m_pool.acquire(m_format, m_spec.size);
    if (!picture)
        return nullptr;
    if (m_spec.flash && m_bytes.isFlash(index)) {
        expand(*bytes, {0, 0, m_spec.size.width, m_spec.size.height}, *picture);
    } else {
        copyBackground(*picture, index);
        for (const Rect& area : m_bytes.changingAreas(index))
            expand(*bytes, area, *picture);
    }
    picture->captured = bytes->captured;
    picture->damageKnown = bytes->damageKnown;
    picture->damage = bytes->damage;
    return picture;
}

} // namespace reelout
