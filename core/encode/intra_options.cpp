// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/intra_options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace reelout {

namespace {

EncoderPlan intraPlan(const EncoderRequest& request, int mostThreads)
{
    EncoderPlan plan;
    plan.encoder = request.type.encoder;
    plan.threads = std::min(request.processors, mostThreads);
    plan.isIntra = true;
    return plan;
}

int indexOf(const QString& token, std::initializer_list<const char*> tokens)
{
    int index = 0;
    for (const char* entry : tokens) {
        if (token == QLatin1String(entry))
            return index;
        ++index;
    }
    return 0;
}

/// Bits a macroblock of the ProRes types at their nominal rates, for pictures of up to 1620, 2700, 6075 and
/// more macroblocks.
constexpr int kProResBits[6][4] = {
    {300, 242, 220, 194},     // 422 Proxy
    {720, 560, 490, 440},     // 422 LT
    {1050, 808, 710, 632},    // 422
    {1566, 1216, 1070, 950},  // 422 HQ
    {2350, 1828, 1600, 1425}, // 4444
    {3525, 2742, 2400, 2137}, // 4444 XQ
};

int proResBits(int profile, Size size)
{
    constexpr std::array<int, 3> kLimits{1620, 2700, 6075};
    const auto at = std::lower_bound(kLimits.begin(), kLimits.end(), macroblocksOf(size)) - kLimits.begin();
    return kProResBits[profile][at];
}

/// Share of the nominal rate.
double proResShare(double quality)
{
    constexpr double kNominal = 0.9;
    return quality <= kNominal ? 0.25 + 0.75 * quality / kNominal : 1.0 + 5.0 * (quality - kNominal);
}

int proResSliceWidth(int slices)
{
    if (slices <= 0)
        return 8;
    if (slices <= 16)
        return 4;
    return slices <= 32 ? 2 : 1;
}

} // namespace

int lambdaOfQuality(double quality)
{
    constexpr double kLambda = 118.0; // FF_QP2LAMBDA
    return static_cast<int>(std::lround((31.0 - 30.0 * std::clamp(quality, 0.0, 1.0)) * kLambda));
}

EncoderPlan motionJpegPlan(const EncoderRequest& request)
{
    EncoderPlan plan = intraPlan(request, 8);
    OptionList options;
    options.set("flags", "+qscale");
    options.set("global_quality", lambdaOfQuality(request.movie.quality));
    options.set("qmin", 1);
    options.set("huffman", "optimal");
    plan.options = options.take();
    return plan;
}

EncoderPlan animationPlan(const EncoderRequest& request)
{
    EncoderPlan plan = intraPlan(request, 1);
    plan.isIntra = false;
    plan.hasClosedGroups = true;
    OptionList options;
    options.set("g", std::max(1, static_cast<int>(std::lround(request.movie.rate.toDouble()))));
    plan.options = options.take();
    return plan;
}

EncoderPlan cineformPlan(const EncoderRequest& request)
{
    struct Span {
        int best;
        int worst;
    };
    constexpr std::array<Span, 4> kSpans{{{0, 6}, {7, 8}, {9, 10}, {11, 12}}};
    const int type = indexOf(request.type.token, {"film", "high", "medium", "low"});
    const Span span = kSpans[static_cast<std::size_t>(type)];
    const double loss = 1.0 - std::clamp(request.movie.quality, 0.0, 1.0);
    EncoderPlan plan = intraPlan(request, 8);
    if (request.container == QLatin1String("mov"))
        plan.codecTag = "CFHD";
    OptionList options;
    options.set("quality", span.best + static_cast<int>(std::lround(loss * (span.worst - span.best))));
    plan.options = options.take();
    return plan;
}

EncoderPlan proResPlan(const EncoderRequest& request)
{
    const int profile = indexOf(request.type.token, {"proxy", "lt", "422", "hq", "4444", "4444xq"});
    const bool hasAlpha = pixelFormatInfo(request.format.format).hasAlpha;
    const double bits = proResBits(profile, request.size) * proResShare(request.movie.quality);
    EncoderPlan plan = intraPlan(request, 16);
    plan.bitsPerMacroblock = static_cast<int>(std::lround(bits));
    // What Proxy has bits for at all, detail or not.
    plan.finestQuantiser = profile == 0 ? 4 : 1;
    OptionList options;
    options.set("profile", profile);
    options.set("vendor", "apl0"); // editors take files of Apple's own vendor for the real thing
    options.set("mbs_per_slice", proResSliceWidth(request.movie.slices));
    // FFmpeg 5.1 quantises the chroma of Proxy by another matrix than it writes into the frame, when it has
    // the choice: 4 dB.
    if (profile == 0)
        options.set("quant_mat", "proxy");
    if (profile >= 4)
        options.set("alpha_bits", hasAlpha ? 16 : 0);
    plan.options = options.take();
    return plan;
}

EncoderPlan dnxhrPlan(const EncoderRequest& request)
{
    EncoderPlan plan = intraPlan(request, 16);
    OptionList options;
    options.set("profile", QStringLiteral("dnxhr_%1").arg(request.type.token));
    plan.options = options.take();
    return plan;
}

EncoderPlan ffv1Plan(const EncoderRequest& request)
{
    // What FFmpeg's encoder can lay out.
    static constexpr int kSlices[] = {4, 6, 9, 12, 15, 16, 20, 24, 25, 28, 30, 35, 36, 42, 49, 56, 63, 64};
    const int wanted = request.movie.slices > 0 ? request.movie.slices : 4;
    const int* slices = std::lower_bound(std::begin(kSlices), std::prev(std::end(kSlices)), wanted);
    EncoderPlan plan = intraPlan(request, 16);
    OptionList options;
    options.set("level", 3);
    options.set("g", 1);
    options.set("slicecrc", 1);
    // A slice is at least one pixel, and the smallest pictures have no room for the layouts of many.
    const bool isTiny = std::min(request.size.width, request.size.height) < 16;
    options.set("slices", isTiny ? 1 : *slices);
    plan.options = options.take();
    return plan;
}

EncoderPlan hapPlan(const EncoderRequest& request)
{
    return intraPlan(request, 16);
}

} // namespace reelout
