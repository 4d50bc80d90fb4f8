// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/x265_options.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

struct Speed {
    const char* preset;
    int lookahead; ///< of ours: x265's own are made for files, not for recording
};
constexpr std::array<Speed, 6> kSpeeds{{
    {"ultrafast", 5},
    {"superfast", 8},
    {"veryfast", 10},
    {"faster", 12},
    {"fast", 12},
    {"medium", 12},
}};

double crf(double quality)
{
    return 44.0 - 26.0 * std::clamp(quality, 0.0, 1.0);
}

} // namespace

EncoderPlan x265Plan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    const int effort = effortOf(movie);
    const Speed& speed = kSpeeds[static_cast<std::size_t>(effort)];
    const bool lossless = isLossless(movie, request.format);

    EncoderPlan plan;
    plan.encoder = QStringLiteral("libx265");
    plan.threads = 0;
    plan.hasClosedGroups = isFixedQuality(movie);
    if (request.container == QLatin1String("mp4") || request.container == QLatin1String("mov"))
        plan.codecTag = "hvc1";
    OptionList options;
    options.set("preset", speed.preset);
    QStringList raw{QStringLiteral("log-level=error"),
                    QStringLiteral("keyint=%1").arg(movie.keyFrameInterval),
                    QStringLiteral("min-keyint=%1").arg(movie.keyFrameInterval), QStringLiteral("scenecut=0"),
                    QStringLiteral("open-gop=0"), QStringLiteral("bframes=%1").arg(movie.maxBFrames),
                    QStringLiteral("b-adapt=%1").arg(movie.maxBFrames > 0 && effort > 0 ? 1 : 0),
                    // x265 wants more lookahead than B-frames.
                    QStringLiteral("rc-lookahead=%1").arg(std::max(speed.lookahead, movie.maxBFrames + 1))};
    // Several frames at once cost delay, and the rows of one frame keep as many processors busy.
    raw << QStringLiteral("frame-threads=%1").arg(std::clamp(request.processors / 4, 1, 4));
    if (lossless) {
        raw << QStringLiteral("lossless=1");
    } else if (movie.bitRateMode == QLatin1String("quality")) {
        options.set("crf", QString::number(crf(movie.quality), 'f', 2));
    } else {
        setBitRates(options, movie);
        if (isConstantRate(movie))
            raw << QStringLiteral("strict-cbr=1");
    }
    if (movie.motionPrediction == QLatin1String("half"))
        raw << QStringLiteral("subme=0"); // stops at half pixels
    else if (movie.motionPrediction == QLatin1String("quarter"))
        raw << QStringLiteral("subme=%1").arg(std::max(effort, 1));
    if (movie.slices > 0)
        raw << QStringLiteral("slices=%1").arg(movie.slices);
    options.set("x265-params", raw.join(QLatin1Char(':')));
    plan.options = options.take();
    return plan;
}

} // namespace reelout
