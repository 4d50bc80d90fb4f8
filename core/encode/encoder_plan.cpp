// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/encoder_plan.h"

#include "encode/av1_options.h"
#include "encode/codec_tables.h"
#include "encode/hardware_options.h"
#include "encode/intra_options.h"
#include "encode/mpeg4_options.h"
#include "encode/vpx_options.h"
#include "encode/x264_options.h"
#include "encode/x265_options.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

struct Family {
    const char* encoder;
    EncoderPlan (*plan)(const EncoderRequest& request);
};

constexpr Family kFamilies[] = {
    {"libx264", x264Plan},    {"libx265", x265Plan},   {"libsvtav1", svtAv1Plan}, {"libaom-av1", aomPlan},
    {"libvpx", vp8Plan},      {"libvpx-vp9", vp9Plan}, {"mpeg4", mpeg4Plan},      {"mjpeg", motionJpegPlan},
    {"qtrle", animationPlan}, {"cfhd", cineformPlan},  {"prores_ks", proResPlan}, {"dnxhd", dnxhrPlan},
    {"ffv1", ffv1Plan},       {kHapEncoder, hapPlan},
};

// In these formats every file is of a profile few players know, so lossless costs none.
bool isFullChroma(const CodecPixelFormat& format)
{
    return format.token.startsWith(QLatin1String("yuv444")) || format.token == QLatin1String("rgb");
}

} // namespace

void OptionList::set(const char* name, const QString& value)
{
    const QString key = QString::fromLatin1(name);
    for (auto& [known, old] : m_options) {
        if (known == key) {
            old = value;
            return;
        }
    }
    m_options.emplace_back(key, value);
}

void OptionList::setRate(const char* name, double kilobits)
{
    set(name, QString::number(std::llround(kilobits * 1000.0)));
}

EncoderPlan encoderPlan(const EncoderRequest& request)
{
    for (const Family& family : kFamilies) {
        if (request.type.encoder == QLatin1String(family.encoder))
            return family.plan(request);
    }
    if (const std::optional<HardwareFamily> family = hardwareFamily(request.type.encoder)) {
        switch (*family) {
        case HardwareFamily::Nvenc:
            return nvencPlan(request);
        case HardwareFamily::Vaapi:
            return vaapiPlan(request);
        case HardwareFamily::Qsv:
            return qsvPlan(request);
        case HardwareFamily::Amf:
            return amfPlan(request);
        case HardwareFamily::VideoToolbox:
            return videoToolboxPlan(request);
        }
    }
    EncoderPlan plan;
    plan.encoder = request.type.encoder;
    return plan;
}

int macroblocksOf(Size size)
{
    return (size.width + 15) / 16 * ((size.height + 15) / 16);
}

bool isHighQualityMode(const MovieSpec& movie)
{
    return movie.bitRateMode == QLatin1String("constanthq") ||
           movie.bitRateMode == QLatin1String("variablehq");
}

int effortOf(const MovieSpec& movie)
{
    int effort = 1; // balanced, lossless
    if (movie.preset == QLatin1String("none") || movie.preset == QLatin1String("fast"))
        effort = 0;
    else if (movie.preset == QLatin1String("high"))
        effort = 2;
    else if (movie.preset == QLatin1String("ultrahigh"))
        effort = 4;
    if (isHighQualityMode(movie) && movie.preset != QLatin1String("lossless"))
        effort += 1;
    return effort;
}

bool isLossless(const MovieSpec& movie, const CodecPixelFormat& format)
{
    if (movie.preset == QLatin1String("lossless"))
        return true;
    return movie.bitRateMode == QLatin1String("quality") && movie.quality >= 1.0 && isFullChroma(format);
}

bool isFixedQuality(const MovieSpec& movie)
{
    return movie.preset == QLatin1String("lossless") || movie.bitRateMode == QLatin1String("quality");
}

bool isConstantRate(const MovieSpec& movie)
{
    return movie.bitRateMode.startsWith(QLatin1String("constant"));
}

void setBitRates(OptionList& options, const MovieSpec& movie)
{
    const double ceiling =
        isConstantRate(movie) ? movie.averageBitRate : std::max(movie.peakBitRate, movie.averageBitRate);
    options.setRate("b", movie.averageBitRate);
    options.setRate("maxrate", ceiling);
    options.setRate("bufsize", ceiling);
}

void setTightRate(OptionList& options, double kilobits, double seconds)
{
    for (const char* name : {"b", "minrate", "maxrate"})
        options.setRate(name, kilobits);
    options.setRate("bufsize", kilobits * seconds);
}

} // namespace reelout
