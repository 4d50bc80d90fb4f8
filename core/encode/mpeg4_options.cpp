// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/mpeg4_options.h"

#include "encode/intra_options.h"

#include <algorithm>

namespace reelout {

namespace {

/// Kilobits a second up to which frames that need less are filled. The encoder does so in the memory of the
/// frame, and gives up where it is too small for that, as with a few pixels at a high rate: 3,100 bytes a
/// macroblock and 10,000 (libavcodec 59, ff_mpv_encode_picture()). Half of it is left to the frame itself.
double mostFilled(Size size, FrameRate rate)
{
    const double bytes = 3100.0 * macroblocksOf(size) + 10000.0;
    return bytes / 2 * 8 * rate.toDouble() / 1000;
}

} // namespace

EncoderPlan mpeg4Plan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    EncoderPlan plan;
    plan.encoder = QStringLiteral("mpeg4");
    plan.threads = std::min(request.processors, 8);
    OptionList options;
    // Closed groups of exactly the length asked for.
    QStringList flags{QStringLiteral("+cgop")};
    options.set("g", movie.keyFrameInterval);
    options.set("keyint_min", movie.keyFrameInterval);
    options.set("mpv_flags", "+strict_gop");
    // Above every score: key frames come at their interval and nowhere else.
    options.set("sc_threshold", 1'000'000'000);
    options.set("bf", request.container == QLatin1String("avi") ? 0 : movie.maxBFrames);
    if (movie.motionPrediction == QLatin1String("quarter"))
        flags << QStringLiteral("+qpel");
    if (movie.bitRateMode == QLatin1String("quality")) {
        flags << QStringLiteral("+qscale");
        options.set("global_quality", lambdaOfQuality(movie.quality));
    } else {
        setBitRates(options, movie);
        if (isConstantRate(movie))
            options.setRate("minrate", std::min(movie.averageBitRate, mostFilled(request.size, movie.rate)));
        if (isHighQualityMode(movie))
            options.set("mbd", "rd");
    }
    options.set("flags", flags.join(QString()));
    plan.options = options.take();
    return plan;
}

} // namespace reelout
