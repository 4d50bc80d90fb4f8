// SPDX-License-Identifier: GPL-3.0-or-later
#include "landscape.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace reelout::bench {

namespace {

std::uint32_t hash(std::uint32_t x, std::uint32_t y, std::uint32_t seed)
{
    std::uint32_t h = x * 0x9E3779B1U ^ y * 0x85EBCA77U ^ seed * 0xC2B2AE3DU;
    h = (h ^ (h >> 15)) * 0x2C1B3C6DU;
    return (h ^ (h >> 13)) * 0x297A2D39U >> 8;
}

float lattice(int x, int y, std::uint32_t seed)
{
    return static_cast<float>(hash(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), seed) &
                              0xFFFFU) /
           65535.0F;
}

/// Smooth noise with a grid of `cell` pixels.
float noise(float x, float y, float cell, std::uint32_t seed)
{
    const float u = x / cell;
    const float v = y / cell;
    const int left = static_cast<int>(std::floor(u));
    const int top = static_cast<int>(std::floor(v));
    const float a = u - static_cast<float>(left);
    const float b = v - static_cast<float>(top);
    const float upper = std::lerp(lattice(left, top, seed), lattice(left + 1, top, seed), a);
    const float lower = std::lerp(lattice(left, top + 1, seed), lattice(left + 1, top + 1, seed), a);
    return std::lerp(upper, lower, b);
}

PicturePtr frame(PicturePool& pool, Size size, int index)
{
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, size);
    picture->colour = kScreenColour;
    constexpr float kCells[] = {320, 80, 20, 6};
    constexpr float kWeights[] = {110, 60, 30, 12};
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* out = picture->row(0, y);
        for (int x = 0; x < size.width; ++x) {
            const float u = static_cast<float>(x) + 1.5F * static_cast<float>(index);
            const float v = static_cast<float>(y) + 0.75F * static_cast<float>(index);
            float light = 20.0F;
            for (std::uint32_t octave = 0; octave < 4; ++octave)
                light += kWeights[octave] * noise(u, v, kCells[octave], octave);
            const float hue = noise(u, v, 200.0F, 9) - 0.5F;
            const std::uint32_t grain =
                hash(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 77U + index);
            for (int channel = 0; channel < 3; ++channel) {
                const float tint = 60.0F * hue * static_cast<float>(channel - 1);
                const float sensor = static_cast<float>((grain >> (4 * channel)) & 3U);
                *out++ = static_cast<std::uint8_t>(std::clamp(light + tint + sensor, 0.0F, 255.0F));
            }
            *out++ = 255;
        }
    }
    return picture;
}

} // namespace

std::vector<PicturePtr> landscape(Size size, int frames)
{
    PicturePool pool;
    std::vector<PicturePtr> made;
    for (int index = 0; index < frames; ++index)
        made.push_back(frame(pool, size, index));
    return made;
}

} // namespace reelout::bench
