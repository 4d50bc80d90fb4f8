// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_rows.h"

#include "encode/still/png_rows.h"

#include <cstring>
#include <span>

namespace reelout {

namespace {

constexpr std::uint16_t kHalfOne = 0x3C00;

/// Which of R G B A a set of channels has, in order.
std::span<const int> members(StillChannels channels)
{
    static constexpr int kRgba[] = {0, 1, 2, 3};
    static constexpr int kMonoAlpha[] = {0, 3};
    switch (channels) {
    case StillChannels::Rgba:
        return kRgba;
    case StillChannels::Rgb:
        return std::span(kRgba).first(3);
    case StillChannels::MonoAlpha:
        return kMonoAlpha;
    case StillChannels::Rg:
        return std::span(kRgba).first(2);
    case StillChannels::Mono:
    case StillChannels::Alpha:
        break;
    }
    return std::span(kRgba).first(1);
}

bool isBgr(PixelFormat format)
{
    return format == PixelFormat::Bgra8 || format == PixelFormat::Bgrx8;
}

int bytesOf(StillSample sample)
{
    if (sample == StillSample::Bits8)
        return 1;
    return sample == StillSample::Float ? 4 : 2;
}

} // namespace

StillRows::StillRows(const Picture& picture, const StillLayout& layout)
    : m_picture(picture),
      m_layout(layout),
      m_sampleBytes(bytesOf(layout.sample)),
      m_rowBytes(static_cast<std::size_t>(picture.size.width) *
                 static_cast<std::size_t>(m_sampleBytes * layout.channelCount()))
{}

template <typename Sample>
void StillRows::gather(const std::uint8_t* in, Sample opaque, std::uint8_t* out) const
{
    const std::ptrdiff_t step = pixelFormatInfo(m_picture.format).bytesPerPixel[0];
    const std::ptrdiff_t outStep = pixelBytes();
    const bool hasAlpha = pixelFormatInfo(m_picture.format).hasAlpha;
    for (const int member : members(m_layout.channels)) {
        const bool isMissing = member == 3 && !hasAlpha;
        const int place = isBgr(m_picture.format) && member < 3 ? 2 - member : member;
        const std::uint8_t* from = in + place * static_cast<std::ptrdiff_t>(sizeof(Sample));
        for (std::ptrdiff_t x = 0; x < m_picture.size.width; ++x)
            std::memcpy(out + x * outStep,
                        isMissing ? reinterpret_cast<std::uint8_t*>(&opaque) : from + x * step,
                        sizeof(Sample));
        out += sizeof(Sample);
    }
}

/// Four bytes a pixel to three, or to four in another order.
void StillRows::shuffle(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out) const
{
    const PngRowKernels& kernels = pngRowKernels(cpuLevel());
    const auto run = [&](const std::uint8_t* from, std::size_t count, std::uint8_t* to) {
        if (m_layout.channels == StillChannels::Rgba)
            kernels.exchangeFirstThird(from, count, to);
        else
            kernels.toThreeBytes(from, count, isBgr(m_picture.format), to);
    };
    const std::size_t groups = pixels & ~std::size_t{7};
    run(in, groups, out);
    if (pixels == groups)
        return;
    // Nobody promises that there is memory behind the last pixel.
    std::uint8_t rest[32] = {};
    std::memcpy(rest, in + 4 * groups, 4 * (pixels - groups));
    run(rest, 8, out + static_cast<std::size_t>(m_layout.channelCount()) * groups);
}

void StillRows::read(int y, std::uint8_t* out) const
{
    const std::uint8_t* in = m_picture.row(0, y);
    const auto pixels = static_cast<std::size_t>(m_picture.size.width);
    const PixelFormat format = m_picture.format;
    const bool isWhole = pixelFormatInfo(format).hasAlpha && m_layout.channels == StillChannels::Rgba;
    if ((isWhole && !isBgr(format)) ||
        (format == PixelFormat::Rgb8 && m_layout.channels == StillChannels::Rgb)) {
        std::memcpy(out, in, m_rowBytes);
        return;
    }
    const bool isPixels = m_sampleBytes == 1 && pixelFormatInfo(format).bytesPerPixel[0] == 4;
    if (isPixels && (isWhole || m_layout.channels == StillChannels::Rgb))
        return shuffle(in, pixels, out);
    if (m_sampleBytes == 1)
        return gather<std::uint8_t>(in, 255, out);
    if (m_sampleBytes == 4)
        return gather<float>(in, 1.0F, out);
    gather<std::uint16_t>(in, m_layout.isFloat() ? kHalfOne : std::uint16_t{65535}, out);
}

} // namespace reelout
