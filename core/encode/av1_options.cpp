// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av1_options.h"

#include "ffmpeg/av_features.h"

#include <algorithm>
#include <cmath>

namespace reelout {

int av1Crf(double quality)
{
    return static_cast<int>(std::lround(63.0 - 48.0 * std::clamp(quality, 0.0, 1.0)));
}

EncoderPlan svtAv1Plan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    EncoderPlan plan;
    plan.encoder = QStringLiteral("libsvtav1");
    plan.threads = 0;
    plan.hasClosedGroups = isFixedQuality(movie);
    OptionList options;
    options.set("preset", 12 - effortOf(movie));
    options.set("g", movie.keyFrameInterval);
    QStringList raw{QStringLiteral("lp=%1").arg(request.processors), QStringLiteral("enable-tf=0")};
    if (movie.bitRateMode == QLatin1String("quality")) {
        // A fixed quantiser: with CRF its adaptation makes the finest settings worse than the fine ones.
        options.set("qp", av1Crf(movie.quality));
        raw << QStringLiteral("aq-mode=0");
    } else if (REELOUT_AV_SVT_KEEPS_PEAK) {
        setBitRates(options, movie);
    } else {
        options.setRate("b", movie.averageBitRate);
    }
    options.set("svtav1-params", raw.join(QLatin1Char(':')));
    plan.options = options.take();
    return plan;
}

EncoderPlan aomPlan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    EncoderPlan plan;
    plan.encoder = QStringLiteral("libaom-av1");
    plan.threads = std::min(request.processors, 16);
    plan.hasClosedGroups = isFixedQuality(movie);
    OptionList options;
    options.set("g", movie.keyFrameInterval);
    options.set("keyint_min", movie.keyFrameInterval);
    options.set("lag-in-frames", 0);
    options.set("row-mt", 1);
    if (movie.preset == QLatin1String("lossless")) {
        options.set("usage", "good");
        options.set("cpu-used", 6);
        options.set("crf", 0);
        options.set("aom-params", "lossless=1");
    } else {
        options.set("usage", "realtime");
        options.set("cpu-used", std::clamp(8 - effortOf(movie), 5, 8));
        if (movie.bitRateMode == QLatin1String("quality")) {
            options.set("crf", av1Crf(movie.quality));
            options.set("b", 0);
        } else {
            setBitRates(options, movie);
            if (isConstantRate(movie)) {
                // Its constant rate settles four percent below what it is asked for.
                const double asked = movie.averageBitRate * 1.04;
                setTightRate(options, asked, 0.5);
                options.set("aq-mode", 3);
                options.set("aom-params", "max-intra-rate=200");
            }
        }
    }
    plan.options = options.take();
    return plan;
}

} // namespace reelout
