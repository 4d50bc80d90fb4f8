// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/storage_format.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace reelout {

/// The values of one pixel as they are stored.
struct PixelValues {
    struct Component {
        const char* name = ""; ///< "R", "Y", "Cb" …
        double value = 0.0;    ///< code value, or the float itself
    };
    std::vector<Component> components;
    bool isFloat = false;
    int digits = 3; ///< of the greatest code value
    /// Y'CbCr: what its codes mean as R'G'B' codes of the same depth, full range. Beyond 0 and the greatest
    /// code where the source goes beyond black and white. Of the samples that lie nearest, not interpolated.
    std::optional<std::array<int, 3>> rgb;
};

/// `x` and `y` inside the picture. `storage` says what the values of a picture that holds a Pixel Format mean
/// (10-bit codes held in 16 bits are told as 10-bit ones); channels that are not stored are left out.
PixelValues readPixel(const Picture& picture, int x, int y, const std::optional<StorageFormat>& storage);

/// In columns of equal width, so that nothing moves while the numbers change.
QString pixelText(const PixelValues& values);

/// What a picture is stored in, for people: "10-bit Y'CbCr 4:2:2, BT.709 limited".
QString formatText(PixelFormat format, const ColourSpec& colour);

} // namespace reelout
