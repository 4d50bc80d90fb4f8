// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/picture_path.h"

#include "image/convert_bytes.h"
#include "image/convert_float.h"
#include "image/convert_table.h"
#include "image/convert_yuv.h"
#include "image/picture_ring.h"
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

    /// What is done to the pixels besides scaling.
    struct Job {
        unsigned mask = kAllChannels;
        std::optional<StorageFormat> storage;
        PixelFormat format = PixelFormat::None;
        Size size;
        ColourSpec colour;
    };
    enum class Way { Rename, Bytes, Rearrange, Yuv, YuvToRgb, Table, Float };

    /// The output of the last calls with `changed`, and what changed from each to the next.
    PictureRing ring;
    ChangeHistory history;
    std::uint64_t calls = 0;
    bool wentByRows = false;

    static bool keepsChannels(const Picture& source, const Job& job);
    static Way wayFor(const Picture& source, const Job& job);
    void run(Way way, const Picture& source, const Job& job, Picture& target, const ColumnSpan& columns = {});
    Result<PicturePtr> convert(const PicturePtr& source, const Job& job, PicturePool& pool);
    Result<PicturePtr> convertRows(const PicturePtr& source, const Job& job, const RowBands& changed);
    Result<PicturePtr> process(const PicturePtr& input, const RowBands* changed);
    Result<PicturePtr> scale(const PicturePtr& source, Size expected, Size imageSize, Pass& pass);
    Result<PicturePtr> scaleThrough(PicturePtr source, Size imageSize);
};

bool PicturePath::Impl::keepsChannels(const Picture& source, const Job& job)
{
    return !job.storage || isTransparent(*job.storage, source.format, job.format);
}

PicturePath::Impl::Way PicturePath::Impl::wayFor(const Picture& source, const Job& job)
{
    const bool isKept = keepsChannels(source, job);
    const bool hasAllChannels = (job.mask & kAllChannels) == kAllChannels;
    const bool isWhole = job.size == source.size && hasAllChannels && isKept;
    const bool isSame = isSameColour(job.format, source.colour, job.colour);
    if (isWhole && isSame && isSameMemory(source.format, job.format))
        return Way::Rename;
    const bool staysBytes = isKept || isDepthOfBytes(*job.storage, source.format, job.format);
    const bool isLinear = source.colour.transfer == ColourTransfer::Linear;
    if (staysBytes && !(isLinear && !isKept) && canConvertBytes(source.format, job.format) &&
        isSameTransfer(source.colour, job.colour))
        return Way::Bytes;
    if (isKept && hasAllChannels && isSame && canRearrange(source.format, job.format))
        return Way::Rearrange;
    if (isKept && hasAllChannels && canConvertYuv(source.format, job.format) &&
        isSameTransfer(source.colour, job.colour))
        return Way::Yuv;
    if (isKept && hasAllChannels && canConvertYuvToRgb(source.format, job.format) &&
        isSameTransfer(source.colour, job.colour))
        return Way::YuvToRgb;
    const auto storage = isKept ? std::nullopt : job.storage;
    return TableConverter::canConvert(source.format, storage, job.format) ? Way::Table : Way::Float;
}

/// `target` has format, size and colour. By bytes `columns` of the source will do.
void PicturePath::Impl::run(Way way, const Picture& source, const Job& job, Picture& target,
                            const ColumnSpan& columns)
{
    const bool isKept = keepsChannels(source, job);
    const auto storage = isKept ? std::nullopt : job.storage;
    switch (way) {
    case Way::Rename:
        break;
    case Way::Bytes:
        return convertBytes(source, job.mask, isKept ? StorageFormat::Channels::Rgba : job.storage->channels,
                            target, *kernels, columns);
    case Way::Rearrange:
        return rearrange(source, target);
    case Way::Yuv:
        return convertYuv(source, target);
    case Way::YuvToRgb:
        return convertYuvToRgb(source, target);
    case Way::Table:
        return table.convert(source, job.mask, storage, target);
    case Way::Float:
        return convertFloat(source, job.mask, storage, target);
    }
}

/// One picture in another format, padded to the job's size; the picture itself when there is nothing to do.
Result<PicturePtr> PicturePath::Impl::convert(const PicturePtr& source, const Job& job, PicturePool& pool)
{
    const Way way = wayFor(*source, job);
    if (way == Way::Rename) {
        if (source->format == job.format && source->colour == job.colour)
            return source;
        const std::shared_ptr<Picture> renamed = sameMemory(source);
        renamed->format = job.format;
        renamed->colour = job.colour;
        return PicturePtr(renamed);
    }
    const std::shared_ptr<Picture> target = pool.acquire(job.format, job.size);
    if (!target)
        return memoryIsShort(job.size);
    copyProperties(*source, *target);
    target->damageKnown = source->damageKnown;
    target->damage = source->damage;
    target->colour = job.colour;
    run(way, *source, job, *target);
    return PicturePtr(target);
}

/// By bytes into memory that holds one of the last pictures: only what changed since that one.
Result<PicturePtr> PicturePath::Impl::convertRows(const PicturePtr& source, const Job& job,
                                                  const RowBands& changed)
{
    const int height = source->size.height;
    const RowBands rows = changed.aligned(1 << pixelFormatInfo(job.format).log2ChromaHeight, height);
    history.record(++calls, rows);
    std::unique_ptr<PictureRing::Frame> frame = ring.acquire(job.format, job.size);
    if (!frame)
        return memoryIsShort(job.size);
    Picture& target = *frame->memory;
    target.colour = job.colour;
    const RowBands stale =
        frame->content == 0 ? RowBands::whole(height) : history.since(frame->content, height);
    for (const RowBand& band : stale.bands()) {
        Picture part = rowsOf(target, band.top, band.bottom == height ? target.size.height : band.bottom);
        run(Way::Bytes, rowsOf(*source, band.top, band.bottom), job, part, band.columns);
    }
    frame->content = calls;
    const std::shared_ptr<Picture> picture = ring.share(std::move(frame));
    copyProperties(*source, *picture);
    picture->serial = calls;
    picture->damageKnown = calls > 1;
    picture->damage = rows.places(source->size, job.size);
    return PicturePtr(picture);
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
        convert(source, {kAllChannels, std::nullopt, format, source->size, colour}, workPool);
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

bool PicturePath::wentByRows() const
{
    return m_impl->wentByRows;
}

Result<PicturePtr> PicturePath::process(const PicturePtr& input)
{
    return m_impl->process(input, nullptr);
}

Result<PicturePtr> PicturePath::process(const PicturePtr& input, const RowBands& changed)
{
    return m_impl->process(input, &changed);
}

Result<PicturePtr> PicturePath::Impl::process(const PicturePtr& input, const RowBands* changed)
{
    if (!input || input->format == PixelFormat::None || input->size.isEmpty())
        return makeError(ErrorCode::Unsupported, QStringLiteral("convert picture"),
                         QStringLiteral("a picture without pixels"));
    if (firstSize.isEmpty())
        firstSize = input->size;

    const Size imageSize = spec.size.isEmpty() ? firstSize : spec.size;
    const bool keepsFormat = spec.outputFormat == PixelFormat::None;
    const Job job{spec.channelMask,
                  spec.storage,
                  keepsFormat ? input->format : spec.outputFormat,
                  {std::max(spec.outputSize.width, imageSize.width),
                   std::max(spec.outputSize.height, imageSize.height)},
                  keepsFormat ? input->colour : spec.outputColour};
    const Result<PicturePtr> scaled = scaleThrough(input, imageSize);
    if (!scaled)
        return scaled.error();
    wentByRows = changed != nullptr && *scaled == input && wayFor(*input, job) == Way::Bytes;
    if (!wentByRows)
        history.clear(); // what the ring holds is of no use any more
    Result<PicturePtr> output =
        wentByRows ? convertRows(input, job, *changed) : convert(*scaled, job, outputPool);
    if (output && spec.pixelAspect > 0.0)
        return withPixelAspect(*output, spec.pixelAspect);
    return output;
}

} // namespace reelout
