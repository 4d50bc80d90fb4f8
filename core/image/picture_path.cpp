// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_path.h"

#include "image/convert_bytes.h"
#include "image/convert_float.h"
#include "image/resampler.h"
#include "image/yuv_dispatch.h"
#include "image/yuv_matrix.h"

#include <utility>

namespace reelout {

namespace {

constexpr unsigned kAllChannels = 0xF;

Error memoryIsShort(Size size)
{
    return makeError(ErrorCode::Internal, QStringLiteral("convert picture"),
                     QStringLiteral("no memory for %1 x %2 pixels").arg(size.width).arg(size.height));
}

bool isPackedRgb32(PixelFormat format)
{
    return format == PixelFormat::Bgra8 || format == PixelFormat::Bgrx8 || format == PixelFormat::Rgba8;
}

/// The format the resampler works in for a source.
PixelFormat workingFormat(PixelFormat format)
{
    if (isPackedRgb32(format) || format == PixelFormat::RgbaF32)
        return format;
    const PixelFormatInfo& info = pixelFormatInfo(format);
    return info.bitsPerComponent == 8 ? PixelFormat::Bgra8 : PixelFormat::RgbaF32;
}

/// True when the same bytes mean the same picture in both formats.
bool isSameMemory(PixelFormat from, PixelFormat to)
{
    return from == to || (from == PixelFormat::Bgra8 && to == PixelFormat::Bgrx8);
}

bool isSameTransfer(const ColourSpec& a, const ColourSpec& b)
{
    return (a.transfer == ColourTransfer::Linear) == (b.transfer == ColourTransfer::Linear);
}

/// True when the code values of `format` mean the same in both.
bool isSameColour(PixelFormat format, const ColourSpec& a, const ColourSpec& b)
{
    if (!isSameTransfer(a, b))
        return false;
    if (!pixelFormatInfo(format).isYuv)
        return true;
    const ColourSpec first = yuvColour(a);
    const ColourSpec second = yuvColour(b);
    return first.matrix == second.matrix && first.range == second.range;
}

void copyProperties(const Picture& from, Picture& to)
{
    to.captured = from.captured;
    to.serial = from.serial;
    to.pixelAspect = from.pixelAspect;
}

} // namespace

struct PicturePath::Impl {
    explicit Impl(const PicturePathSpec& wanted)
        : spec(wanted),
          resampler(spec.smoothness),
          kernels(&yuvRowKernels(cpuLevel()))
    {}

    PicturePathSpec spec;
    Resampler resampler;
    const YuvRowKernels* kernels;
    Size firstSize;
    PicturePool workPool;
    PicturePool scaledPool;
    PicturePool outputPool;

    Result<PicturePtr> convert(const PicturePtr& source, unsigned mask, PixelFormat format, Size size,
                               const ColourSpec& colour, PicturePool& pool) const;
    Result<PicturePtr> scale(const PicturePtr& source, Size imageSize);
};

/// One picture in another format, padded to `size`; the picture itself when there is nothing to do.
Result<PicturePtr> PicturePath::Impl::convert(const PicturePtr& source, unsigned mask, PixelFormat format,
                                              Size size, const ColourSpec& colour, PicturePool& pool) const
{
    const bool isWhole = size == source->size && (mask & kAllChannels) == kAllChannels;
    if (isWhole && isSameMemory(source->format, format) && isSameColour(format, source->colour, colour)) {
        if (source->format == format && source->colour == colour)
            return source;
        auto renamed = std::make_shared<Picture>(*source);
        renamed->format = format;
        renamed->colour = colour;
        renamed->owner = std::const_pointer_cast<Picture>(source);
        return PicturePtr(std::move(renamed));
    }

    const std::shared_ptr<Picture> target = pool.acquire(format, size);
    if (!target)
        return memoryIsShort(size);
    copyProperties(*source, *target);
    target->damageKnown = source->damageKnown;
    target->damage = source->damage;
    target->colour = colour;
    if (canConvertBytes(source->format, format) && isSameTransfer(source->colour, colour))
        convertBytes(*source, mask, *target, *kernels);
    else if ((mask & kAllChannels) == kAllChannels && canRearrange(source->format, format) &&
             isSameColour(format, source->colour, colour))
        rearrange(*source, *target);
    else
        convertFloat(*source, mask, *target);
    return PicturePtr(target);
}

/// The picture at `imageSize`: stretched when it has the size of the first one, else letterboxed into it.
Result<PicturePtr> PicturePath::Impl::scale(const PicturePtr& source, Size imageSize)
{
    if (source->size == firstSize && source->size == imageSize)
        return source;
    const PixelFormat format = workingFormat(source->format);
    ColourSpec colour = source->colour;
    if (pixelFormatInfo(source->format).isYuv)
        colour = kScreenColour;
    Result<PicturePtr> converted = convert(source, kAllChannels, format, source->size, colour, workPool);
    if (!converted)
        return converted.error();
    const Picture& work = **converted;
    const std::shared_ptr<Picture> scaled = scaledPool.acquire(format, imageSize);
    if (!scaled)
        return memoryIsShort(imageSize);
    copyProperties(*source, *scaled);
    scaled->colour = colour;

    Rect where{0, 0, imageSize.width, imageSize.height};
    if (source->size != firstSize) {
        // Fitted as it would lie in the first picture, whose shape the recording has.
        const Rect fitted = fitCentred(source->size, firstSize);
        const auto mapped = [](int position, int from, int to) {
            return static_cast<int>((2LL * position * to + from) / (2LL * from));
        };
        const int left = mapped(fitted.x, firstSize.width, imageSize.width);
        const int top = mapped(fitted.y, firstSize.height, imageSize.height);
        const int right = mapped(fitted.right(), firstSize.width, imageSize.width);
        const int bottom = mapped(fitted.bottom(), firstSize.height, imageSize.height);
        where = {std::min(left, imageSize.width - 1), std::min(top, imageSize.height - 1), 1, 1};
        where.width = std::max(1, right - where.x);
        where.height = std::max(1, bottom - where.y);
        fillBlack(*scaled);
    }
    resampler.draw(work, *scaled, where);
    return PicturePtr(scaled);
}

PicturePath::PicturePath(const PicturePathSpec& spec) : m_impl(std::make_unique<Impl>(spec)) {}
PicturePath::~PicturePath() = default;
PicturePath::PicturePath(PicturePath&&) noexcept = default;
PicturePath& PicturePath::operator=(PicturePath&&) noexcept = default;

const PicturePathSpec& PicturePath::spec() const
{
    return m_impl->spec;
}

Result<PicturePtr> PicturePath::process(const PicturePtr& input)
{
    if (!input || input->format == PixelFormat::None || input->size.isEmpty())
        return makeError(ErrorCode::Unsupported, QStringLiteral("convert picture"),
                         QStringLiteral("a picture without pixels"));
    if (m_impl->firstSize.isEmpty())
        m_impl->firstSize = input->size;

    const PicturePathSpec& spec = m_impl->spec;
    const Size imageSize = spec.size.isEmpty() ? m_impl->firstSize : spec.size;
    const Size outputSize{std::max(spec.outputSize.width, imageSize.width),
                          std::max(spec.outputSize.height, imageSize.height)};
    const bool keepsFormat = spec.outputFormat == PixelFormat::None;
    Result<PicturePtr> scaled = m_impl->scale(input, imageSize);
    if (!scaled)
        return scaled.error();
    return m_impl->convert(*scaled, spec.channelMask, keepsFormat ? input->format : spec.outputFormat,
                           outputSize, keepsFormat ? input->colour : spec.outputColour, m_impl->outputPool);
}

} // namespace reelout
