// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/x264_options.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

// x264's own presets from quick to slow, with what of them is needed to work out the delay.
struct Speed {
    const char* preset;
    int lookahead; ///< of ours: x264's own defaults (10 to 60) are made for files, not for recording
    int subpixel;  ///< x264's subme of the preset
    int mostThreads;
    /// Macroblocks a second that one thread encodes in full motion with three quarters of its time left; for
    /// presets that look ahead nobody asks.
    double blocksOfAThread;
};
constexpr std::array<Speed, 6> kSpeeds{{
    {"ultrafast", 0, 0, 6, 300e3},
    {"superfast", 0, 1, 8, 150e3},
    {"veryfast", 8, 2, 10, 0},
    {"faster", 8, 4, 10, 0},
    {"fast", 10, 6, 12, 0},
    {"slow", 10, 8, 12, 0},
}};

void setRate(OptionList& options, const MovieSpec& spec, bool lossless)
{
    if (lossless) {
        options.set("qp", 0);
        return;
    }
    if (spec.bitRateMode == QLatin1String("quality")) {
        options.set("crf", QString::number(crfOfQuality(spec.quality), 'f', 2));
        return;
    }
    setBitRates(options, spec);
}

void setMotion(OptionList& options, const MovieSpec& spec, const Speed& speed)
{
    if (spec.motionPrediction == QLatin1String("full"))
        options.set("subq", 0);
    else if (spec.motionPrediction == QLatin1String("half"))
        // x264's coarsest search between whole pixels; it has none that stops at halves.
        options.set("subq", 1);
    else if (spec.motionPrediction == QLatin1String("quarter"))
        options.set("subq", std::max(speed.subpixel, 2));
}

void setProfile(OptionList& options, const MovieSpec& spec, int bFrames)
{
    const bool cavlc = spec.entropyMode == QLatin1String("cavlc");
    if (spec.entropyMode == QLatin1String("cabac"))
        options.set("coder", QStringLiteral("cabac"));
    else if (cavlc)
        options.set("coder", QStringLiteral("cavlc"));
    if (spec.profile == QLatin1String("autoselect"))
        return;
    options.set("profile", spec.profile);
    // x264 names the lowest profile that holds what it used; a tool of the wanted one keeps the name true.
    if (spec.profile == QLatin1String("high"))
        options.set("8x8dct", 1);
    else if (spec.profile == QLatin1String("main")) {
        if (!cavlc && spec.entropyMode == QLatin1String("autoselect"))
            options.set("coder", QStringLiteral("cabac"));
        else if (cavlc && bFrames == 0)
            options.set("weightp", 1);
    }
}

/// Into how many slices a picture is cut, each with a thread of its own: as few as keep up with ease. One
/// thread needs a tenth less time than two for the same, and where a slice ends prediction ends.
int slicesFor(const EncoderRequest& request, const Speed& speed)
{
    constexpr int kBlock = 16;
    const auto blocks = [](int pixels) { return (pixels + kBlock - 1) / kBlock; };
    const PixelFormatInfo& format = pixelFormatInfo(request.format.format);
    // Against 4:2:0 of 8 bits, for which the table is.
    const double samples = 1.0 + 2.0 / (1 << (format.log2ChromaWidth + format.log2ChromaHeight));
    const double work = samples / 1.5 * (format.bitsPerComponent > 8 ? 1.5 : 1.0);
    const double rate =
        request.movie.rate.toDouble() * blocks(request.size.width) * blocks(request.size.height) * work;
    const double needed = std::ceil(rate / speed.blocksOfAThread);
    return static_cast<int>(std::clamp<double>(needed, 1, request.processors));
}

} // namespace

double crfOfQuality(double quality)
{
    return 40.0 - 26.0 * std::clamp(quality, 0.0, 1.0);
}

EncoderPlan x264Plan(const EncoderRequest& request)
{
    const MovieSpec& spec = request.movie;
    const CodecPixelFormat& format = request.format;
    const auto effort = static_cast<std::size_t>(effortOf(spec));
    const Speed& speed = kSpeeds[effort];
    const bool lossless = isLossless(spec, format);
    const int bFrames = spec.profile == QLatin1String("baseline") ? 0 : spec.maxBFrames;

    EncoderPlan plan;
    plan.encoder =
        format.token == QLatin1String("rgb") ? QStringLiteral("libx264rgb") : QStringLiteral("libx264");
    // x264's own choice is one and a half threads a processor, without an upper limit.
    plan.threads = std::clamp(request.processors * 3 / 2, 1, speed.mostThreads);
    // Frames between the thread that looks ahead and those that encode. x264 has one for each of a group of
    // B-frames; half of them, rounded up, keep all threads as busy, and each has the memory of two pictures.
    const int waiting = (bFrames + 2) / 2;
    // What is held back: one frame a thread, the lookahead, what waits behind it, and the reordering.
    const int room = kMostDelayedFrames - plan.threads - waiting - (bFrames + 1);
    const int lookahead = std::clamp(speed.lookahead, 0, std::max(room, 0));
    // Where it is a third of the work, the thread that looks ahead is one of those.
    if (lookahead > 0 && bFrames > 0 && speed.subpixel <= 2)
        plan.threads = std::max(plan.threads - 1, 1);
    const bool isImmediate = bFrames == 0 && lookahead == 0 && spec.slices == 0;
    if (isImmediate)
        plan.threads = std::min(lossless ? request.processors : slicesFor(request, speed), plan.threads);

    plan.hasClosedGroups = isFixedQuality(spec);

    OptionList options;
    options.set("preset", QString::fromLatin1(speed.preset));
    if (spec.preset == QLatin1String("fast") && !isHighQualityMode(spec)) {
        options.set("aq-mode", 1);
        options.set("8x8dct",
                    spec.profile == QLatin1String("baseline") || spec.profile == QLatin1String("main") ? 0
                                                                                                       : 1);
    }
    setRate(options, spec, lossless);
    options.set("g", spec.keyFrameInterval);
    options.set("keyint_min", spec.keyFrameInterval);
    options.set("sc_threshold", 0);
    options.set("bf", bFrames);
    options.set("b_strategy", bFrames > 0 && effort > 0 ? 1 : 0);
    options.set("rc-lookahead", lookahead);
    options.set("mbtree", lookahead > 0 && !lossless ? 1 : 0);
    setMotion(options, spec, speed);
    if (spec.slices > 0)
        options.set("slices", spec.slices);
    setProfile(options, spec, bFrames);
    QStringList raw{QStringLiteral("sync-lookahead=%1").arg(lookahead > 0 ? waiting : 0)};
    if (isImmediate)
        // x264 would hold one picture back to see how long it lasts.
        raw << QStringLiteral("sliced-threads=1") << QStringLiteral("force-cfr=1");
    if (spec.preset == QLatin1String("fast") && !isHighQualityMode(spec))
        raw << QStringLiteral("no-deblock=0");
    options.set("x264-params", raw.join(QLatin1Char(':')));
    plan.options = options.take();
    return plan;
}

} // namespace reelout
