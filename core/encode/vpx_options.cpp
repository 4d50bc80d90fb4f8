// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/vpx_options.h"

#include "encode/av1_options.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

void setCommon(OptionList& options, const MovieSpec& movie)
{
    options.set("deadline", "realtime");
    options.set("g", movie.keyFrameInterval);
    options.set("keyint_min", movie.keyFrameInterval);
    options.set("lag-in-frames", 0);
    // Hidden frames ahead of time need a lookahead, and can't be had with alpha.
    options.set("auto-alt-ref", 0);
}

/// `seconds` of buffer and the size of a key frame in percent of a mean one, as measured to hold a constant
/// rate within five percent over any two seconds of noise.
void setRates(OptionList& options, const MovieSpec& movie, double seconds, int mostIntra)
{
    setBitRates(options, movie);
    if (!isConstantRate(movie))
        return;
    setTightRate(options, movie.averageBitRate, seconds);
    options.set("max-intra-rate", mostIntra);
}

/// Whether libvpx has room for the bits of so many tile columns at their worst, noise without loss. It packs
/// each but the first in memory of a byte a pixel of the frame (1.12, encode_tiles_buffer_alloc(); later
/// versions reckon with the format) and does not look where that ends: 4:4:4 or 10 bits in two columns
/// overran it.
bool hasRoomForTiles(const EncoderRequest& request, int columns)
{
    constexpr int kSuperblock = 64;
    constexpr double kNoise = 1.25; // bits for each of the picture; 1.15 measured over ten frames
    const PixelFormatInfo& info = pixelFormatInfo(request.format.format);
    const double chroma = 2.0 / (1 << (info.log2ChromaWidth + info.log2ChromaHeight));
    const double bytes = (1.0 + chroma) * info.bitsPerComponent / 8 * kNoise;
    const int superblocks = (request.size.width + kSuperblock - 1) / kSuperblock;
    const int widest = (superblocks + columns - 1) / columns;
    return bytes * widest < superblocks;
}

/// As many as processors, each at least 256 pixels wide (VP9 bitstream specification, section 7.2.14).
int log2TileColumns(const EncoderRequest& request)
{
    const int most = std::max(1, std::min(request.size.width / 256, request.processors));
    const int log2 = static_cast<int>(std::log2(most));
    return hasRoomForTiles(request, 1 << log2) ? log2 : 0;
}

int vp8Quantiser(double quality)
{
    return static_cast<int>(std::lround(63.0 - 59.0 * std::clamp(quality, 0.0, 1.0)));
}

} // namespace

EncoderPlan vp8Plan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    EncoderPlan plan;
    plan.encoder = QStringLiteral("libvpx");
    plan.threads = std::min(request.processors, 8);
    plan.hasClosedGroups = isFixedQuality(movie);
    OptionList options;
    setCommon(options, movie);
    options.set("cpu-used", isHighQualityMode(movie) ? 4 : 8);
    if (movie.bitRateMode == QLatin1String("quality")) {
        const int quantiser = vp8Quantiser(movie.quality);
        options.set("qmin", quantiser);
        options.set("qmax", quantiser);
        options.setRate("b", 1'000'000); // never the limit
    } else {
        setRates(options, movie, 0.3, 250);
    }
    plan.options = options.take();
    return plan;
}

EncoderPlan vp9Plan(const EncoderRequest& request)
{
    const MovieSpec& movie = request.movie;
    EncoderPlan plan;
    plan.encoder = QStringLiteral("libvpx-vp9");
    plan.threads = std::min(request.processors, 16);
    plan.hasClosedGroups = isFixedQuality(movie);
    OptionList options;
    setCommon(options, movie);
    options.set("cpu-used", std::clamp(8 - effortOf(movie), 4, 8));
    options.set("row-mt", 1);
    options.set("tile-columns", log2TileColumns(request));
    if (isLossless(movie, request.format)) {
        options.set("lossless", 1);
    } else if (movie.bitRateMode == QLatin1String("quality")) {
        options.set("crf", av1Crf(movie.quality));
        options.set("b", 0);
    } else {
        setRates(options, movie, 0.15, 200);
    }
    plan.options = options.take();
    return plan;
}

} // namespace reelout
