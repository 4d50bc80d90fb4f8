// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/block_encoder.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace reelout::test {

/// R, G, B, A: 0..255, of BC6H the values of the halves.
using Colour = std::array<float, 4>;

/// What a texture shows, in the order of reading; `size` cuts off what pads the last blocks. BC4 gives grey.
/// Plain and slow, from the specifications: EXT_texture_compression_s3tc, EXT_texture_compression_rgtc,
/// ARB_texture_compression_bptc. Of BC7 the modes 1, 5 and 6, of BC6H the modes 11 to 14; other blocks come
/// out magenta.
std::vector<Colour> decodeTexture(BlockFormat format, std::span<const std::uint8_t> bytes, Size size);

/// The colours of a picture as decodeTexture() gives them.
std::vector<Colour> coloursOf(const Picture& picture);

enum class Channels { Rgb, Alpha, Rgba };

/// Peak signal to noise ratio in dB against 255; 99 for equal ones.
double psnr(const std::vector<Colour>& a, const std::vector<Colour>& b, Channels channels);
double greatestDifference(const std::vector<Colour>& a, const std::vector<Colour>& b, Channels channels);

/// How many blocks of a BC7 texture have each mode.
std::array<int, 8> bc7Modes(std::span<const std::uint8_t> bytes);

} // namespace reelout::test
