// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/varispeed.h"

#include "ffmpeg/av_error.h"

#include <numeric>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/error.h>
#include <libswresample/swresample.h>
}

namespace reelout {

namespace {

constexpr std::int64_t kNormal = 1000;

Error failure(int code)
{
    return avError(code, QStringLiteral("change the speed of a sound"), QStringLiteral("resampler"));
}

} // namespace

void Varispeed::Free::operator()(SwrContext* context) const
{
    swr_free(&context);
}

Result<Varispeed> Varispeed::make(const AudioFormat& format, std::int64_t thousandths)
{
    Varispeed made(format.channels, thousandths);
    if (thousandths == kNormal)
        return made;
    // Only the ratio matters to the resampler, and small numbers are exact in it.
    const std::int64_t divisor = std::gcd(thousandths, kNormal);
    AVChannelLayout layout{};
    av_channel_layout_default(&layout, format.channels);
    SwrContext* context = nullptr;
    int code =
        swr_alloc_set_opts2(&context, &layout, AV_SAMPLE_FMT_FLT, static_cast<int>(kNormal / divisor),
                            &layout, AV_SAMPLE_FMT_FLT, static_cast<int>(thousandths / divisor), 0, nullptr);
    made.m_context.reset(context);
    av_channel_layout_uninit(&layout);
    if (code >= 0)
        code = swr_init(context);
    if (code < 0)
        return failure(code);
    return made;
}

std::size_t Varispeed::needed(std::size_t frames) const
{
    return (frames * static_cast<std::size_t>(m_thousandths) + kNormal - 1) / kNormal;
}

Status Varispeed::process(const std::vector<float>& in, std::vector<float>& out)
{
    if (!m_context) {
        out.insert(out.end(), in.begin(), in.end());
        return {};
    }
    const auto channels = static_cast<std::size_t>(m_channels);
    const int frames = static_cast<int>(in.size() / channels);
    const int room = swr_get_out_samples(m_context.get(), frames);
    if (room < 0)
        return failure(room);
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(room) * channels);
    const auto* source = static_cast<const std::uint8_t*>(static_cast<const void*>(in.data()));
    auto* target = static_cast<std::uint8_t*>(static_cast<void*>(out.data() + before));
    const int made = swr_convert(m_context.get(), &target, room, &source, frames);
    out.resize(before + static_cast<std::size_t>(std::max(made, 0)) * channels);
    return made < 0 ? Status(failure(made)) : Status();
}

} // namespace reelout
