// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/frame_picture.h"

#include "ffmpeg/av_formats.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cstring>
#include <vector>

namespace reelout {

namespace {

constexpr Size kLargestStandardDefinition{1024, 576};

/// Formats whose only difference is the range, which the frame says as well.
int withoutRange(int format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    default:
        return format;
    }
}

struct Traits {
    const AVPixFmtDescriptor* about = nullptr;
    bool hasPalette = false;
    bool isFloat = false;
    bool isRgb = false; ///< or grey
    bool hasAlpha = false;
    int depth = 8;
};

Traits traitsOf(const AVPixFmtDescriptor& about)
{
    Traits traits;
    traits.about = &about;
    traits.hasPalette = (about.flags & AV_PIX_FMT_FLAG_PAL) != 0;
    traits.isFloat = (about.flags & AV_PIX_FMT_FLAG_FLOAT) != 0;
    traits.isRgb = traits.hasPalette || about.nb_components <= 2 || (about.flags & AV_PIX_FMT_FLAG_RGB) != 0;
    traits.hasAlpha = traits.hasPalette || (about.flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
    if (!traits.hasPalette) {
        traits.depth = 1;
        for (int i = 0; i < about.nb_components; ++i)
            traits.depth = std::max(traits.depth, about.comp[i].depth);
    }
    return traits;
}

PixelFormat yuvTarget(const Traits& traits)
{
    const bool isNarrow = traits.about->log2_chroma_w == 1;
    const bool isLow = traits.about->log2_chroma_h == 1;
    if (traits.hasAlpha)
        return traits.depth > 8 && traits.depth <= 10 ? PixelFormat::Yuva444p10 : PixelFormat::Yuva444p12;
    if (traits.depth <= 8)
        return isNarrow && isLow ? PixelFormat::Yuv420p8
               : isNarrow        ? PixelFormat::Yuv422p8
                                 : PixelFormat::Yuv444p8;
    if (traits.depth <= 10)
        return isNarrow && isLow ? PixelFormat::Yuv420p10
               : isNarrow        ? PixelFormat::Yuv422p10
                                 : PixelFormat::Yuv444p10;
    return isNarrow && isLow ? PixelFormat::Yuv420p12
           : isNarrow        ? PixelFormat::Yuv422p12
                             : PixelFormat::Yuv444p12;
}

PixelFormat targetOf(const Traits& traits)
{
    if (traits.isFloat)
        return PixelFormat::RgbaF32;
    if (!traits.isRgb)
        return yuvTarget(traits);
    if (traits.hasAlpha)
        return traits.depth <= 8 ? PixelFormat::Rgba8 : PixelFormat::Rgba16;
    if (traits.about->nb_components == 1)
        return traits.depth <= 8 ? PixelFormat::Gray8 : PixelFormat::Gray16;
    return traits.depth <= 8 ? PixelFormat::Rgb8 : PixelFormat::Gbrp16;
}

/// Which component of the frame is component `index` of R G B A, Y Cb Cr A or grey and alpha; -1 = none.
int componentOf(const Traits& traits, int index)
{
    if (traits.hasPalette) // bytes of a palette's entry, native-endian ARGB
        return index == 3 ? 3 : 2 - index;
    const int count = traits.about->nb_components;
    if (index == 3)
        return traits.hasAlpha ? count - 1 : -1;
    return count <= 2 ? 0 : index;
}

/// Where component `index` of the target is in row `y`.
struct Target {
    std::uint8_t* data = nullptr;
    std::ptrdiff_t step = 1;
};

Target targetRow(Picture& picture, int index, int y)
{
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    const std::ptrdiff_t bytes = info.isFloat ? 4 : info.bitsPerComponent > 8 ? 2 : 1;
    if (info.planes == 1)
        return {picture.row(0, y) + bytes * index, info.bytesPerPixel[0]};
    static constexpr int kGbr[] = {2, 0, 1, 3};
    return {picture.row(info.isYuv ? index : kGbr[index], y), bytes};
}

/// Unpacks one frame. Rows of components pass through whole numbers of up to 32 bits.
class Unpacker {
public:
    Unpacker(const AVFrame& frame, const Traits& traits, Picture& target)
        : m_frame(frame),
          m_traits(traits),
          m_target(target),
          m_info(pixelFormatInfo(target.format)),
          m_row(static_cast<std::size_t>(frame.width))
    {}

    void run()
    {
        const bool isGray = m_info.planes == 1 && m_info.bytesPerPixel[0] <= 2;
        const int components = isGray ? 1 : m_info.hasAlpha ? 4 : 3;
        for (int index = 0; index < components; ++index) {
            const bool isChroma = m_info.isYuv && (index == 1 || index == 2);
            const Size size = planeSize(m_target.format, m_target.size, isChroma ? index : 0);
            for (int y = 0; y < size.height; ++y)
                writeRow(index, isChroma, y, size.width);
        }
    }

private:
    /// Reads the component at the size it has, then repeats what the target has more of.
    void writeRow(int index, bool isChroma, int y, int width)
    {
        const Target out = targetRow(m_target, index, y);
        const int from = componentOf(m_traits, index);
        if (from < 0) {
            for (std::ptrdiff_t x = 0; x < width; ++x)
                put(out, x, opaque());
            return;
        }
        const int wideShift = isChroma ? m_traits.about->log2_chroma_w - m_info.log2ChromaWidth : 0;
        const int highShift = isChroma ? m_traits.about->log2_chroma_h - m_info.log2ChromaHeight : 0;
        const int have = std::max(1, (width + (1 << wideShift) - 1) >> wideShift);
        av_read_image_line2(m_row.data(), const_cast<const std::uint8_t**>(m_frame.data), m_frame.linesize,
                            m_traits.about, 0, y >> highShift, from, have, m_traits.hasPalette ? 1 : 0,
                            sizeof(std::uint32_t));
        for (std::ptrdiff_t x = 0; x < width; ++x)
            put(out, x, scaled(m_row[static_cast<std::size_t>(x >> wideShift)], from));
    }

    std::uint32_t opaque() const
    {
        constexpr std::uint32_t kOne = 0x3F800000U; // 1.0F
        return m_info.isFloat ? kOne : (1U << m_info.bitsPerComponent) - 1;
    }

    /// The same value at the target's depth: exact when that is a whole multiple, as it is for 8 and 16 bits.
    std::uint32_t scaled(std::uint32_t code, int component) const
    {
        const int have = m_traits.hasPalette ? 8 : m_traits.about->comp[component].depth;
        const int want = m_info.bitsPerComponent;
        if (m_info.isFloat || have == want)
            return code;
        if (m_frame.format == AV_PIX_FMT_MONOWHITE)
            code ^= 1U;
        if (m_info.isYuv && want > have)
            return code << (want - have);
        const std::uint64_t highest = (std::uint64_t(1) << have) - 1;
        const std::uint64_t wanted = (std::uint64_t(1) << want) - 1;
        if (m_info.isYuv) // by the width of a step, so that black and white stay where they are
            return static_cast<std::uint32_t>(
                std::min<std::uint64_t>((code + (1U << (have - want - 1))) >> (have - want), wanted));
        return static_cast<std::uint32_t>((code * wanted + highest / 2) / highest);
    }

    void put(const Target& out, std::ptrdiff_t x, std::uint32_t value) const
    {
        const std::size_t bytes = m_info.isFloat ? 4 : m_info.bitsPerComponent > 8 ? 2 : 1;
        std::memcpy(out.data + x * out.step, &value, bytes); // little-endian, as all of our formats
    }

    const AVFrame& m_frame;
    const Traits& m_traits;
    Picture& m_target;
    const PixelFormatInfo& m_info;
    std::vector<std::uint32_t> m_row;
};

bool isUpright(const AVFrame& frame)
{
    return std::none_of(std::begin(frame.linesize), std::end(frame.linesize),
                        [](int bytes) { return bytes < 0; });
}

/// The frame's own memory.
std::shared_ptr<Picture> overFrame(AvFramePtr frame, PixelFormat format)
{
    auto picture = std::make_shared<Picture>();
    picture->format = format;
    for (std::size_t plane = 0; plane < 4; ++plane)
        picture->planes[plane] = {frame->data[plane], frame->linesize[plane]};
    picture->owner = std::shared_ptr<AVFrame>(std::move(frame));
    return picture;
}

} // namespace

ColourSpec colourOfFrame(const AVFrame& frame)
{
    const AVPixFmtDescriptor* about = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    const bool isFloat = about != nullptr && (about->flags & AV_PIX_FMT_FLAG_FLOAT) != 0;
    ColourSpec colour;
    if (frame.color_trc == AVCOL_TRC_LINEAR || (isFloat && frame.color_trc == AVCOL_TRC_UNSPECIFIED))
        colour.transfer = ColourTransfer::Linear;
    if (about == nullptr || traitsOf(*about).isRgb)
        return colour;
    const bool isJpeg = withoutRange(frame.format) != frame.format;
    const bool isSmall =
        frame.width <= kLargestStandardDefinition.width && frame.height <= kLargestStandardDefinition.height;
    colour.range = isJpeg || frame.color_range == AVCOL_RANGE_JPEG ? ColourRange::Full : ColourRange::Limited;
    if (colour.transfer != ColourTransfer::Linear && frame.color_trc != AVCOL_TRC_IEC61966_2_1)
        colour.transfer = ColourTransfer::Bt709;
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        colour.matrix = ColourMatrix::Bt709;
        break;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_FCC:
        colour.matrix = ColourMatrix::Bt601;
        break;
    default:
        colour.matrix = isJpeg || isSmall ? ColourMatrix::Bt601 : ColourMatrix::Bt709;
        break;
    }
    return colour;
}

Result<std::shared_ptr<Picture>> FramePictures::make(AvFramePtr frame, double pixelAspect)
{
    const QString step = QStringLiteral("read picture");
    const ColourSpec colour = colourOfFrame(*frame);
    const Size size{frame->width, frame->height};
    const AVPixFmtDescriptor* about = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame->format));
    if (about == nullptr || (about->flags & AV_PIX_FMT_FLAG_HWACCEL) != 0 || size.isEmpty())
        return makeError(ErrorCode::Unsupported, step,
                         about ? QString::fromLatin1(about->name) : QStringLiteral("unknown pixel format"));
    const PixelFormat own = fromAvPixelFormat(withoutRange(frame->format));
    std::shared_ptr<Picture> picture;
    if (own != PixelFormat::None && isUpright(*frame)) {
        picture = overFrame(std::move(frame), own);
    } else {
        const Traits traits = traitsOf(*about);
        picture = m_pool.acquire(targetOf(traits), size);
        if (!picture)
            return outOfMemory(step);
        Unpacker(*frame, traits, *picture).run();
    }
    picture->size = size;
    picture->colour = colour;
    picture->pixelAspect = pixelAspect > 0.0 ? pixelAspect : 1.0;
    return picture;
}

} // namespace reelout
