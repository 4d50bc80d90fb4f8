// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/output_rotation.h"

#include <cstring>

namespace reelout {

Size turned(Size sent, OutputRotation rotation)
{
    const bool isOnItsSide = rotation == OutputRotation::Quarter || rotation == OutputRotation::ThreeQuarters;
    return isOnItsSide ? Size{sent.height, sent.width} : sent;
}

Rect turned(const Rect& part, Size sent, OutputRotation rotation)
{
    switch (rotation) {
    case OutputRotation::None:
        break;
    case OutputRotation::Quarter:
        return {sent.height - part.bottom(), part.x, part.height, part.width};
    case OutputRotation::Half:
        return {sent.width - part.right(), sent.height - part.bottom(), part.width, part.height};
    case OutputRotation::ThreeQuarters:
        return {part.y, sent.width - part.right(), part.height, part.width};
    }
    return part;
}

Rect turnedBack(const Rect& part, Size sent, OutputRotation rotation)
{
    switch (rotation) {
    case OutputRotation::None:
        break;
    case OutputRotation::Quarter:
        return {part.y, sent.height - part.right(), part.height, part.width};
    case OutputRotation::Half:
        return {sent.width - part.right(), sent.height - part.bottom(), part.width, part.height};
    case OutputRotation::ThreeQuarters:
        return {sent.width - part.bottom(), part.x, part.height, part.width};
    }
    return part;
}

void copyTurned(PixelSource from, Size sent, const Rect& part, OutputRotation rotation, PixelTarget to)
{
    constexpr std::ptrdiff_t kPixel = 4;
    if (rotation == OutputRotation::None) {
        for (int y = part.y; y < part.bottom(); ++y)
            std::memcpy(to.data + y * to.stride + part.x * kPixel,
                        from.data + y * from.stride + part.x * kPixel,
                        static_cast<std::size_t>(part.width) * kPixel);
        return;
    }
    // Where the first pixel of a row goes, and how far the next one is from it.
    const std::ptrdiff_t step = rotation == OutputRotation::Quarter ? to.stride
                                : rotation == OutputRotation::Half  ? -kPixel
                                                                    : -to.stride;
    for (int y = part.y; y < part.bottom(); ++y) {
        const Rect first = turned(Rect{part.x, y, 1, 1}, sent, rotation);
        const std::uint8_t* source = from.data + y * from.stride + part.x * kPixel;
        std::uint8_t* target = to.data + first.y * to.stride + first.x * kPixel;
        for (int x = 0; x < part.width; ++x, source += kPixel, target += step)
            std::memcpy(target, source, kPixel);
    }
}

} // namespace reelout
