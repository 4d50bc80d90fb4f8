// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_path.h"

#include "image/convert_bytes.h"
#include "image/convert_float.h"
#include "image/convert_table.h"
#include "image/resampler.h"
#include "image/storage_rows.h"
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

/// Another picture over the same pixels.
std::shared_ptr<Picture> sameMemory(const PicturePtr& source)
{
    auto other = std::make_shared<Picture>(*source);
    other->owner = std::const_pointer_cast<Picture>(source);
    return other;
}

PicturePtr withPixelAspect(const PicturePtr& source, double aspect)
{
    if (source->pixelAspect == aspect)
        return source;
    const std::shared_ptr<Picture> other = sameMemory(source);
    other->pixelAspect = aspect;
    return other;
}

} // namespace

struct PicturePath::Impl {
    explicit Impl(const PicturePathSpec& wanted) : spec(wanted), kernels(&yuvRowKernels(cpuLevel()))
    {
        for (std::size_t step = 0; step <= spec.via.size(); ++step)
            passes.push_back(std::make_unique<Pass>(spec.smoothness));
    }

    struct Pass {
        explicit Pass(Smoothness smoothness) : resampler(smoothness) {}
        Resampler resampler;
        PicturePool pool;
    };

    PicturePathSpec spec;
    const YuvRowKernels* kernels;
    Size firstSize;
    PicturePool workPool;
    std::vector<std::unique_ptr<Pass>> passes;
    PicturePool outputPool;
    TableConverter table;

    Result<PicturePtr> convert(const PicturePtr& source, unsigned mask,
                               const std::optional<StorageFormat>& storage, PixelFormat format, Size size,
                               const ColourSpec& colour, PicturePool& pool);
    Result<PicturePtr> scale(const PicturePtr& source, Size expected, Size imageSize, Pass& pass);
    Result<PicturePtr> scaleThrough(PicturePtr source, Size imageSize);
};

/// One picture in another format, padded to `size`; the picture itself when there is nothing to do.
Result<PicturePtr> PicturePath::Impl::convert(const PicturePtr& source, unsigned mask,
                                              const std::optional<StorageFormat>& storage, PixelFormat format,
                                              Size size, const ColourSpec& colour, PicturePool& pool)
{
    const bool isKept = !storage || isTransparent(*storage, source->format, format);
    const bool hasAllChannels = (mask & kAllChannels) == kAllChannels;
    const bool isWhole = size == source->size && hasAllChannels && isKept;
    if (isWhole && isSameMemory(source->format, format) && isSameColour(format, source->colour, colour)) {
        if (source->format == format && source->colour == colour)
            return source;
        const std::shared_ptr<Picture> renamed = sameMemory(source);
        renamed->format = format;
        renamed->colour = colour;
        return PicturePtr(renamed);
    }

    const std::shared_ptr<Picture> target = pool.acquire(format, size);
    if (!target)
        return memoryIsShort(size);
    copyProperties(*source, *target);
    target->damageKnown = source->damageKnown;
    target->damage = source->damage;
    target->colour = colour;
    const bool staysBytes = isKept || isDepthOfBytes(*storage, source->format, format);
    const bool isLinear = source->colour.transfer == ColourTransfer::Linear;
    if (staysBytes && !(isLinear && !isKept) && canConvertBytes(source->format, format) &&
        isSameTransfer(source->colour, colour))
        convertBytes(*source, mask, isKept ? StorageFormat::Channels::Rgba : storage->channels, *target,
                     *kernels);
    else if (isKept && hasAllChannels && canRearrange(source->format, format) &&
             isSameColour(format, source->colour, colour))
        rearrange(*source, *target);
    else if (const auto kept = isKept ? std::nullopt : storage;
             TableConverter::canConvert(source->format, kept, format))
        table.convert(*source, mask, kept, *target);
    else
        convertFloat(*source, mask, kept, *target);
    return PicturePtr(target);
}

/// The picture at `imageSize` after all passes. Only the first one meets pictures of a size of their own.
Result<PicturePtr> PicturePath::Impl::scaleThrough(PicturePtr source, Size imageSize)
{
    Size from = firstSize;
    for (std::size_t step = 0; step < passes.size(); ++step) {
        const Size to = step < spec.via.size() ? spec.via[step] : imageSize;
        if (source->size == from && from == to)
            continue;
        Result<PicturePtr> scaled = scale(source, from, to, *passes[step]);
        if (!scaled)
            return scaled.error();
        source = std::move(scaled).value();
        from = to;
    }
    return source;
}

/// The picture at `imageSize`: stretched when it has the size `expected`, else letterboxed into it.
Result<PicturePtr> PicturePath::Impl::scale(const PicturePtr& source, Size expected, Size imageSize,
                                            Pass& pass)
{
    const PixelFormat format = workingFormat(source->format);
    ColourSpec colour = source->colour;
    if (pixelFormatInfo(source->format).isYuv)
        colour = kScreenColour;
    Result<PicturePtr> converted =
        convert(source, kAllChannels, std::nullopt, format, source->size, colour, workPool);
    if (!converted)
        return converted.error();
    const Picture& work = **converted;
    const std::shared_ptr<Picture> scaled = pass.pool.acquire(format, imageSize);
    if (!scaled)
        return memoryIsShort(imageSize);
    copyProperties(*source, *scaled);
    scaled->colour = colour;

    Rect where{0, 0, imageSize.width, imageSize.height};
    if (source->size != expected) {
        // Fitted as it would lie in the first picture, whose shape the recording has.
        const Rect fitted = fitCentred(source->size, expected);
        const auto mapped = [](int position, int from, int to) {
            return static_cast<int>((2LL * position * to + from) / (2LL * from));
        };
        const int left = mapped(fitted.x, expected.width, imageSize.width);
        const int top = mapped(fitted.y, expected.height, imageSize.height);
        const int right = mapped(fitted.right(), expected.width, imageSize.width);
        const int bottom = mapped(fitted.bottom(), expected.height, imageSize.height);
        where = {std::min(left, imageSize.width - 1), std::min(top, imageSize.height - 1), 1, 1};
        where.width = std::max(1, right - where.x);
        where.height = std::max(1, bottom - where.y);
        fillBlack(*scaled);
    }
    pass.resampler.draw(work, *scaled, where);
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
    const Result<PicturePtr> scaled = m_impl->scaleThrough(input, imageSize);
    if (!scaled)
        return scaled.error();
    Result<PicturePtr> output = m_impl->convert(
        *scaled, spec.channelMask, spec.storage, keepsFormat ? input->format : spec.outputFormat, outputSize,
        keepsFormat ? input->colour : spec.outputColour, m_impl->outputPool);
    if (output && spec.pixelAspect > 0.0)
        return withPixelAspect(*output, spec.pixelAspect);
    return output;
}

} // namespace reelout
