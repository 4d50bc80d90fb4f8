// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace reelout {

/// A small picture that is drawn into pictures of the screen: the mouse pointer, a ring around it, the keys
/// that are pressed.
struct Sprite {
    Size size;
    int hotX = 0; ///< the pixel that points
    int hotY = 0;
    std::vector<std::uint32_t> pixels; ///< 0xAARRGGBB, colour multiplied by alpha (X Fixes, version 1)
    /// Empty, or for each pixel the bits of the ground's 0x00RRGGBB that are turned over once it is blended:
    /// text cursors that show on any ground.
    std::vector<std::uint32_t> inverted;
};

using SpritePtr = std::shared_ptr<const Sprite>;

/// A sprite and where its left upper corner is.
struct PlacedSprite {
    SpritePtr sprite;
    int x = 0;
    int y = 0;

    Rect rect() const { return sprite ? Rect{x, y, sprite->size.width, sprite->size.height} : Rect{}; }
    friend bool operator==(const PlacedSprite&, const PlacedSprite&) = default;
};

/// Blends `sprite` over a Bgrx8 picture, its top left corner at x, y, within `clip`. Source over destination
/// with rounding: exact where alpha is 0 or 255. Then turns over what is `inverted`.
void blendSprite(const Sprite& sprite, int x, int y, const Rect& clip, Picture& picture);

/// The same `factor` times as big, with the hot spot where it was; smooth, but for what is inverted. At most
/// 512 pixels a side.
Sprite scaledSprite(const Sprite& sprite, double factor);

} // namespace reelout
