// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/rate_converter.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_ptr.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace reelout {

namespace {

using SwrPtr = std::unique_ptr<SwrContext, AvFree<swr_free>>;

constexpr int kMostAtOnce = 65536; ///< frames

QString step()
{
    return QStringLiteral("convert sample rate");
}

// 28 bits of soxr, or a filter of the library's own that comes near it.
void ask(SwrContext* context, bool hasSoxr)
{
    if (hasSoxr) {
        av_opt_set_int(context, "resampler", SWR_ENGINE_SOXR, 0);
        av_opt_set_double(context, "precision", 28, 0);
        av_opt_set_double(context, "cutoff", 0.96, 0);
        return;
    }
    av_opt_set_int(context, "filter_size", 256, 0);
    av_opt_set_int(context, "phase_shift", 12, 0);
    av_opt_set_int(context, "exact_rational", 1, 0);
    av_opt_set_int(context, "filter_type", SWR_FILTER_TYPE_KAISER, 0);
    av_opt_set_double(context, "kaiser_beta", 14, 0);
    av_opt_set_double(context, "cutoff", 0.96, 0);
}

Result<SwrPtr> openContext(int channels, int from, int to, bool hasSoxr)
{
    AVChannelLayout layout{};
    av_channel_layout_default(&layout, channels);
    SwrContext* made = nullptr;
    // Double inside: the library's own engine works in the format it is given.
    int code = swr_alloc_set_opts2(&made, &layout, AV_SAMPLE_FMT_FLT, to, &layout, AV_SAMPLE_FMT_FLT, from, 0,
                                   nullptr);
    av_channel_layout_uninit(&layout);
    SwrPtr context(made);
    if (code < 0)
        return avError(code, step(), {}, ErrorCode::Unsupported);
    av_opt_set_sample_fmt(made, "internal_sample_fmt", AV_SAMPLE_FMT_DBLP, 0);
    ask(made, hasSoxr);
    code = swr_init(made);
    if (code < 0)
        return avError(code, step(), QStringLiteral("%1 to %2 Hz").arg(from).arg(to), ErrorCode::Unsupported);
    return context;
}

} // namespace

struct RateConverter::Library {
    SwrPtr context;
    int channels = 0;
};

Result<std::unique_ptr<RateConverter>> RateConverter::create(int channels, int from, int to)
{
    Result<SwrPtr> context = openContext(channels, from, to, true);
    if (!context)
        context = openContext(channels, from, to, false);
    if (!context)
        return context.error();
    auto library = std::make_unique<Library>();
    library->context = std::move(context).value();
    library->channels = channels;
    return std::unique_ptr<RateConverter>(new RateConverter(std::move(library)));
}

RateConverter::RateConverter(std::unique_ptr<Library> library) : m_library(std::move(library)) {}

RateConverter::~RateConverter() = default;

Status RateConverter::run(const float* samples, int frames, std::vector<float>& out)
{
    SwrContext* context = m_library->context.get();
    const int room = swr_get_out_samples(context, frames);
    if (room < 0)
        return avError(room, step(), {});
    const auto channels = static_cast<std::size_t>(m_library->channels);
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(room) * channels);
    std::uint8_t* target[] = {static_cast<std::uint8_t*>(static_cast<void*>(out.data() + before))};
    const std::uint8_t* source[] = {static_cast<const std::uint8_t*>(static_cast<const void*>(samples))};
    const int made = swr_convert(context, target, room, samples ? source : nullptr, frames);
    out.resize(before + static_cast<std::size_t>(std::max(made, 0)) * channels);
    if (made < 0)
        return avError(made, step(), {});
    return {};
}

Status RateConverter::convert(std::span<const float> samples, std::vector<float>& out)
{
    const auto channels = static_cast<std::size_t>(m_library->channels);
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), kMostAtOnce * channels);
        REELOUT_TRY(run(samples.data(), static_cast<int>(count / channels), out));
        samples = samples.subspan(count);
    }
    return {};
}

Status RateConverter::finish(std::vector<float>& out)
{
    std::size_t before = 0;
    do {
        before = out.size();
        REELOUT_TRY(run(nullptr, 0, out));
    } while (out.size() > before);
    return {};
}

} // namespace reelout
