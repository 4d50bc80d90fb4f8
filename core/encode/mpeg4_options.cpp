// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/mpeg4_options.h"

#include "encode/intra_options.h"

#include <algorithm>

namespace reelout {

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
            options.setRate("minrate", movie.averageBitRate);
        if (isHighQualityMode(movie))
            options.set("mbd", "rd");
    }
    options.set("flags", flags.join(QString()));
    plan.options = options.take();
    return plan;
}

} // namespace reelout
