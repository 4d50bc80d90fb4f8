// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <memory>

namespace reelout::test {

/// Pictures that texture compression finds easy and hard. `Natural` is smooth noise of many octaves, in
/// brightness more than in colour, with grain, hard edges and a few lines of text.
enum class Content { Natural, Ramps, Bars, Text, AlphaRamp, Noise };

/// A picture of Bgra8, Bgrx8 or Rgba8; opaque but for AlphaRamp and Noise.
std::shared_ptr<Picture> makeContent(Content content, Size size, PixelFormat format);
std::shared_ptr<Picture> makeSolid(Size size, PixelFormat format, std::uint8_t red, std::uint8_t green,
                                   std::uint8_t blue, std::uint8_t alpha);

/// An empty picture of a packed format, with memory of its own.
std::shared_ptr<Picture> makePacked(PixelFormat format, Size size);

} // namespace reelout::test
