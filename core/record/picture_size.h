// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/geometry.h"

#include <utility>
#include <vector>

namespace reelout {

/// The menus Output Resolution and Output Aspect as values.
enum class OutputResolution {
    UseInput,
    Eighth,
    Quarter,
    Half,
    Twice,
    FourTimes,
    EightTimes,
    Fit,
    Limit,
    Custom
};
enum class OutputAspect { UseInput, Resolution, Custom };

Result<OutputResolution> parseOutputResolution(const QString& token);
Result<OutputAspect> parseOutputAspect(const QString& token);

/// How a recorder finds the size of its picture from its input's. Pure.
struct PictureSizePlan {
    static constexpr int kLongestSide = 16384;

    OutputResolution mode = OutputResolution::UseInput;
    Size resolution{1920, 1080}; ///< Fit, Limit, Custom
    double multiplier = 1.0;     ///< the program-wide one; 1 when it isn't used
    int passes = 1;              ///< the rule is applied to its own result this many times
    OutputAspect aspectMode = OutputAspect::UseInput;
    std::pair<double, double> aspect{1.0, 1.0}; ///< display aspect, Custom

    /// The size after each pass; never empty.
    std::vector<Size> passesFor(Size input) const;
    /// The size after the last. Sides from 1 to kLongestSide.
    Size sizeFor(Size input) const;
    /// Width of a pixel divided by its height, in a picture of `output` made from `input`.
    double pixelAspectFor(Size input, double inputPixelAspect, Size output) const;
};

} // namespace reelout
