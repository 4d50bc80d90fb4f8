// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/picture_size.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

struct NamedFactor {
    const char* token;
    OutputResolution mode;
    double factor; ///< 0: not a plain factor
};

constexpr std::array<NamedFactor, 10> kResolutions{{
    {"useinput", OutputResolution::UseInput, 1.0},
    {"eighth", OutputResolution::Eighth, 0.125},
    {"quarter", OutputResolution::Quarter, 0.25},
    {"half", OutputResolution::Half, 0.5},
    {"2x", OutputResolution::Twice, 2.0},
    {"4x", OutputResolution::FourTimes, 4.0},
    {"8x", OutputResolution::EightTimes, 8.0},
    {"fit", OutputResolution::Fit, 0.0},
    {"limit", OutputResolution::Limit, 0.0},
    {"custom", OutputResolution::Custom, 0.0},
}};

int clampSide(double side)
{
    return static_cast<int>(std::clamp(side, 1.0, static_cast<double>(PictureSizePlan::kLongestSide)));
}

Size scaled(Size size, double factor)
{
    return {clampSide(std::floor(size.width * factor + 1e-9)),
            clampSide(std::floor(size.height * factor + 1e-9))};
}

// Rounded to the nearest pixel, but never outside the frame it has to fit in.
Size fitted(Size input, Size frame)
{
    const double factor = std::min(static_cast<double>(frame.width) / input.width,
                                   static_cast<double>(frame.height) / input.height);
    return {std::min(clampSide(std::round(input.width * factor)), frame.width),
            std::min(clampSide(std::round(input.height * factor)), frame.height)};
}

Size once(const PictureSizePlan& plan, Size input)
{
    const auto row = std::find_if(kResolutions.begin(), kResolutions.end(),
                                  [&](const NamedFactor& each) { return each.mode == plan.mode; });
    Size size = input;
    if (row->factor > 0.0) {
        size = scaled(input, row->factor);
    } else if (plan.mode == OutputResolution::Custom) {
        size = plan.resolution;
    } else {
        const bool fitsAlready =
            input.width <= plan.resolution.width && input.height <= plan.resolution.height;
        if (plan.mode == OutputResolution::Fit || !fitsAlready)
            size = fitted(input, plan.resolution);
    }
    return plan.multiplier == 1.0 ? size : scaled(size, plan.multiplier);
}

} // namespace

Result<OutputResolution> parseOutputResolution(const QString& token)
{
    for (const NamedFactor& row : kResolutions) {
        if (token == QLatin1String(row.token))
            return row.mode;
    }
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read Output Resolution"), token);
}

Result<OutputAspect> parseOutputAspect(const QString& token)
{
    if (token == QLatin1String("useinput"))
        return OutputAspect::UseInput;
    if (token == QLatin1String("resolution"))
        return OutputAspect::Resolution;
    if (token == QLatin1String("custom"))
        return OutputAspect::Custom;
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read Output Aspect"), token);
}

std::vector<Size> PictureSizePlan::passesFor(Size input) const
{
    std::vector<Size> sizes;
    for (int pass = 0; pass < std::max(passes, 1); ++pass)
        sizes.push_back(once(*this, sizes.empty() ? input : sizes.back()));
    return sizes;
}

Size PictureSizePlan::sizeFor(Size input) const
{
    return passesFor(input).back();
}

double PictureSizePlan::pixelAspectFor(Size input, double inputPixelAspect, Size output) const
{
    const double shape = static_cast<double>(output.width) / output.height;
    switch (aspectMode) {
    case OutputAspect::Resolution:
        return 1.0;
    case OutputAspect::Custom:
        return aspect.first / aspect.second / shape;
    case OutputAspect::UseInput:
        break;
    }
    // Every other rule scales both sides alike, and a rounded pixel is no reason to bend the picture.
    if (mode != OutputResolution::Custom)
        return inputPixelAspect;
    return inputPixelAspect * input.width / input.height / shape;
}

} // namespace reelout
