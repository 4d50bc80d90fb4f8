// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <algorithm>
#include <cstring>

namespace reelout::test {

inline bool isDamaged(const Picture& picture, int x, int y)
{
    return std::any_of(picture.damage.begin(), picture.damage.end(), [&](const Rect& place) {
        return x >= place.x && x < place.right() && y >= place.y && y < place.bottom();
    });
}

/// The promise behind `damage`: outside of it the first plane equals that of the picture before, whose pixels
/// have so many bytes.
inline bool differsOnlyWithinDamage(const Picture& picture, const Picture& before, std::size_t pixelBytes)
{
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            const std::size_t offset = pixelBytes * static_cast<std::size_t>(x);
            if (std::memcmp(picture.row(0, y) + offset, before.row(0, y) + offset, pixelBytes) != 0 &&
                !isDamaged(picture, x, y))
                return false;
        }
    }
    return true;
}

} // namespace reelout::test
