// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"

#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace reelout::test {

/// A picture in memory of its own whose rows are followed by guard bytes.
std::shared_ptr<Picture> makePicture(PixelFormat format, Size size, int guardBytes = 0);
/// True when no byte between the rows and behind the last one changed since makePicture().
bool guardsAreIntact(const Picture& picture, int guardBytes);

void fillRandom(Picture& picture, std::uint32_t seed);
void fillColour(Picture& packed32, std::uint8_t first, std::uint8_t second, std::uint8_t third,
                std::uint8_t alpha);

/// Code value of component `index` (R G B A or Y Cb Cr A) at a place in the component's own grid.
double sampleAt(const Picture& picture, int index, int x, int y);
Size gridOf(const Picture& picture, int index);

/// R'G'B'A of a packed RGB picture of 8 bits (0..1) or floats; outside it the edge.
std::array<double, 4> colourAt(const Picture& picture, int x, int y);

/// What component `index` of the target should be before rounding, from the definitions in H.273 in double.
double wantedSample(const Picture& source, const Picture& target, int index, int x, int y);

/// Greatest distance of any sample of `target` from wantedSample(), in code values.
double greatestError(const Picture& source, const Picture& target);

/// Visible bytes of all planes, one after the other.
std::vector<std::uint8_t> bytesOf(const Picture& picture);

} // namespace reelout::test
