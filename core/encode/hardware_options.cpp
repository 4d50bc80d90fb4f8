// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hardware_options.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

struct FamilyRow {
    HardwareFamily family;
    const char* suffix;
    const char* name;
};
constexpr FamilyRow kFamilies[] = {{HardwareFamily::Nvenc, "_nvenc", "NVENC"},
                                   {HardwareFamily::Vaapi, "_vaapi", "VA-API"},
                                   {HardwareFamily::Qsv, "_qsv", "Quick Sync"},
                                   {HardwareFamily::Amf, "_amf", "AMF"},
                                   {HardwareFamily::VideoToolbox, "_videotoolbox", "VideoToolbox"}};

bool isH264(const EncoderRequest& request)
{
    return request.movie.codec == QLatin1String("h264");
}

bool isAv1(const EncoderRequest& request)
{
    return request.movie.codec == QLatin1String("av1");
}

bool isByQuality(const EncoderRequest& request)
{
    return request.movie.bitRateMode == QLatin1String("quality");
}

int bFramesOf(const EncoderRequest& request)
{
    const bool none = !isH264(request) || request.movie.profile == QLatin1String("baseline");
    return none ? 0 : request.movie.maxBFrames;
}

EncoderPlan hardwarePlan(const EncoderRequest& request)
{
    EncoderPlan plan;
    plan.encoder = request.type.encoder;
    const bool isIso = request.container == QLatin1String("mp4") || request.container == QLatin1String("mov");
    if (request.movie.codec == QLatin1String("h265") && isIso)
        plan.codecTag = "hvc1";
    return plan;
}

void setStructure(OptionList& options, const EncoderRequest& request)
{
    options.set("g", request.movie.keyFrameInterval);
    options.set("bf", bFramesOf(request));
    if (request.movie.slices > 0 && !isAv1(request))
        options.set("slices", request.movie.slices);
}

/// `baseline` is how the encoder spells it.
void setProfile(OptionList& options, const EncoderRequest& request, const char* baseline)
{
    const QString& profile = request.movie.profile;
    if (!isH264(request) || profile == QLatin1String("autoselect"))
        return;
    options.set("profile", profile == QLatin1String("baseline") ? QString::fromLatin1(baseline) : profile);
}

void setEntropy(OptionList& options, const EncoderRequest& request)
{
    if (isH264(request) && request.movie.entropyMode != QLatin1String("autoselect"))
        options.set("coder", request.movie.entropyMode);
}

int quantiserOf(const EncoderRequest& request)
{
    const double quality = request.movie.quality;
    return isAv1(request) ? hardwareAv1Quantiser(quality) : hardwareQuantiser(quality);
}

const char* effortName(const EncoderRequest& request, const std::array<const char*, 6>& names)
{
    return names[static_cast<std::size_t>(effortOf(request.movie))];
}

bool isLosslessNvenc(const EncoderRequest& request)
{
    return request.movie.preset == QLatin1String("lossless");
}

} // namespace

std::optional<HardwareFamily> hardwareFamily(const QString& encoder)
{
    for (const FamilyRow& row : kFamilies) {
        if (encoder.endsWith(QLatin1String(row.suffix)))
            return row.family;
    }
    return std::nullopt;
}

QStringList hardwareSettings(HardwareFamily family, const QString& codec)
{
    QStringList settings{QStringLiteral("quality"), QStringLiteral("bitratemode"),
                         QStringLiteral("avgbitrate"), QStringLiteral("peakbitrate"),
                         QStringLiteral("keyframeinterval")};
    if (family != HardwareFamily::VideoToolbox)
        settings << QStringLiteral("preset");
    if (codec == QLatin1String("h264"))
        settings << QStringLiteral("profile") << QStringLiteral("maxbframes")
                 << QStringLiteral("entropymode");
    if (codec != QLatin1String("av1") && family != HardwareFamily::VideoToolbox)
        settings << QStringLiteral("frameslicing") << QStringLiteral("numslices");
    if (codec != QLatin1String("av1") && family == HardwareFamily::Amf)
        settings << QStringLiteral("motionpredict");
    return settings;
}

int hardwareQuantiser(double quality)
{
    return static_cast<int>(std::lround(40.0 - 26.0 * std::clamp(quality, 0.0, 1.0)));
}

int hardwareAv1Quantiser(double quality)
{
    return static_cast<int>(std::lround(220.0 - 160.0 * std::clamp(quality, 0.0, 1.0)));
}

EncoderPlan nvencPlan(const EncoderRequest& request)
{
    EncoderPlan plan = hardwarePlan(request);
    OptionList options;
    options.set("preset", effortName(request, {"p1", "p3", "p4", "p5", "p6", "p7"}));
    options.set("tune", isLosslessNvenc(request) ? "lossless" : "hq");
    if (isLosslessNvenc(request)) {
        options.set("rc", "constqp");
        options.set("qp", 0);
    } else if (isByQuality(request)) {
        options.set("rc", "vbr");
        options.set("cq", hardwareQuantiser(request.movie.quality));
        options.set("b", 0); // else its default of 2 Mb/s is a ceiling
    } else {
        options.set("rc", isConstantRate(request.movie) ? "cbr" : "vbr");
        setBitRates(options, request.movie);
        if (isHighQualityMode(request.movie))
            options.set("multipass", "fullres");
    }
    setStructure(options, request);
    options.set("no-scenecut", 1);
    if (!isLosslessNvenc(request))
        setProfile(options, request, "baseline");
    setEntropy(options, request);
    plan.options = options.take();
    return plan;
}

EncoderPlan vaapiPlan(const EncoderRequest& request)
{
    EncoderPlan plan = hardwarePlan(request);
    plan.memory = EncoderPlan::Memory::Vaapi;
    OptionList options;
    // Drivers count from 1 = best to what they have, and take too high a number for their highest.
    options.set("compression_level", 7 - effortOf(request.movie));
    if (isByQuality(request)) {
        options.set("rc_mode", "CQP");
        options.set("global_quality", quantiserOf(request));
    } else {
        options.set("rc_mode", isConstantRate(request.movie) ? "CBR" : "VBR");
        setBitRates(options, request.movie);
    }
    setStructure(options, request);
    setProfile(options, request, "constrained_baseline");
    setEntropy(options, request);
    plan.options = options.take();
    return plan;
}

EncoderPlan qsvPlan(const EncoderRequest& request)
{
    EncoderPlan plan = hardwarePlan(request);
    OptionList options;
    options.set("preset", effortName(request, {"veryfast", "fast", "medium", "slow", "slower", "veryslow"}));
    if (isByQuality(request))
        options.set("global_quality", hardwareQuantiser(request.movie.quality));
    else
        setBitRates(options, request.movie); // a ceiling equal to the average is its constant rate
    setStructure(options, request);
    if (isH264(request))
        options.set("adaptive_i", 0);
    setProfile(options, request, "baseline");
    if (isH264(request) && request.movie.entropyMode != QLatin1String("autoselect"))
        options.set("cavlc", request.movie.entropyMode == QLatin1String("cavlc") ? 1 : 0);
    plan.options = options.take();
    return plan;
}

EncoderPlan amfPlan(const EncoderRequest& request)
{
    EncoderPlan plan = hardwarePlan(request);
    OptionList options;
    options.set("usage", "transcoding");
    options.set("quality",
                effortName(request, {"speed", "balanced", "quality", "quality", "quality", "quality"}));
    if (isByQuality(request)) {
        options.set("rc", "cqp");
        options.set("qp_i", quantiserOf(request));
        options.set("qp_p", quantiserOf(request));
        if (isH264(request))
            options.set("qp_b", quantiserOf(request));
    } else {
        options.set("rc", isConstantRate(request.movie) ? "cbr" : "vbr_peak");
        setBitRates(options, request.movie);
        options.set("enforce_hrd", 1);
    }
    setStructure(options, request);
    options.set("bf", std::min(bFramesOf(request), 3)); // it knows no more
    const QString& motion = request.movie.motionPrediction;
    if (!isAv1(request) && motion != QLatin1String("default")) {
        options.set("me_half_pel", motion == QLatin1String("full") ? 0 : 1);
        options.set("me_quarter_pel", motion == QLatin1String("quarter") ? 1 : 0);
    }
    setProfile(options, request, "constrained_baseline");
    setEntropy(options, request);
    plan.options = options.take();
    return plan;
}

EncoderPlan videoToolboxPlan(const EncoderRequest& request)
{
    constexpr double kFinest = 118.0 * 100.0; // FF_QP2LAMBDA a percent
    EncoderPlan plan = hardwarePlan(request);
    OptionList options;
    options.set("allow_sw", 0); // it must not become a software encoder unseen
    if (isByQuality(request)) {
        options.set("flags", "+qscale");
        options.set("global_quality",
                    std::max(1, static_cast<int>(std::lround(request.movie.quality * kFinest))));
    } else {
        setBitRates(options, request.movie);
    }
    setStructure(options, request);
    setProfile(options, request, "baseline");
    setEntropy(options, request);
    plan.options = options.take();
    return plan;
}

} // namespace reelout
