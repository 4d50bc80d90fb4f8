// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"

namespace reelout {

/// What of a picture is looked at. Single channels are shown as grey, unweighed by alpha.
enum class ViewChannels { OverChecker, Rgb, Red, Green, Blue, Alpha };

/// How a picture looks in the viewport, beside its place.
struct ViewLook {
    Smoothness smoothness = Smoothness::Linear;
    ViewChannels channels = ViewChannels::OverChecker;
    double stops = 0.0; ///< exposure: light is multiplied by two to this power; alpha is not

    friend bool operator==(const ViewLook&, const ViewLook&) = default;
};

/// Squares behind transparent pixels: side in device pixels and their two greys as code values.
inline constexpr int kCheckerSize = 8;
inline constexpr int kCheckerDark = 82;
inline constexpr int kCheckerLight = 107;

} // namespace reelout
