// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_bytes.h"

#include "image/components.h"
#include "image/yuv_dispatch.h"
#include "image/yuv_matrix.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace reelout {

namespace {

using Channels = StorageFormat::Channels;

bool isPackedBytes(PixelFormat format)
{
    return format == PixelFormat::Bgra8 || format == PixelFormat::Bgrx8 || format == PixelFormat::Rgba8 ||
           format == PixelFormat::Rgb8;
}

bool isPlanarRgb(PixelFormat format)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    return !info.isYuv && info.planes >= 3;
}

/// Columns [begin, end) of the target, of which those from `sourceWidth` on repeat the last pixel.
struct Part {
    int begin = 0;
    int end = 0;
    int sourceWidth = 0;

    int copied() const { return std::min(end, sourceWidth); }
};

/// The samples of the target that `columns` of the source bear on, in whole steps of the kernels.
Part partOf(const ColumnSpan& columns, int sourceWidth, int targetWidth)
{
    Part part{0, targetWidth, sourceWidth};
    part.begin = std::clamp(columns.left, 0, sourceWidth - 1) / kYuvRowStep * kYuvRowStep;
    if (columns.right < sourceWidth) {
        // Chroma that is sited on a column takes part of the one before.
        const int right = std::max(columns.right + 1, part.begin + 1);
        part.end = std::min((right + kYuvRowStep - 1) / kYuvRowStep * kYuvRowStep, targetWidth);
    }
    return part;
}

/// Delivers rows of 4-byte pixels in BGRA or RGBA order, the source's own memory where that will do.
class ByteReader {
public:
    ByteReader(const Picture& picture, const Part& part, unsigned channelMask, Channels channels)
        : m_picture(picture),
          m_begin(std::max(part.begin - 1, 0)), // for the chroma of the first column
          m_end(part.copied()),
          m_channels(channels),
          m_isRgb(picture.format == PixelFormat::Rgb8),
          m_isRgbaOrder(m_isRgb || picture.format == PixelFormat::Rgba8),
          m_readsAlpha(pixelFormatInfo(picture.format).hasAlpha && (channelMask & 8U) != 0),
          m_hasAlpha(m_readsAlpha && (channels == Channels::Rgba || channels == Channels::MonoAlpha))
    {
        const std::uint32_t first = (channelMask & (m_isRgbaOrder ? 1U : 4U)) != 0 ? 0xFFU : 0U;
        const std::uint32_t second = (channelMask & 2U) != 0 ? 0xFF00U : 0U;
        const std::uint32_t third = (channelMask & (m_isRgbaOrder ? 4U : 1U)) != 0 ? 0xFF0000U : 0U;
        m_keep = first | second | third | 0xFF000000U;
    }

    bool isRgbaOrder() const { return m_isRgbaOrder; }
    bool hasAlpha() const { return m_hasAlpha; }

    /// Row `y`, or the last one below the picture, from its first column on, with what the part needs. Stays
    /// valid until `scratch` is used again.
    const std::uint8_t* row(int y, std::vector<std::uint8_t>& scratch) const
    {
        const std::uint8_t* source = m_picture.row(0, std::min(y, m_picture.size.height - 1));
        const bool isSpread = m_channels != Channels::Rgba && m_channels != Channels::Rgb;
        if (!m_isRgb && m_keep == 0xFFFFFFFFU && !isSpread)
            return source;
        scratch.resize(4 * static_cast<std::size_t>(m_picture.size.width));
        std::uint8_t* out = scratch.data();
        const std::ptrdiff_t step = m_isRgb ? 3 : 4;
        for (std::ptrdiff_t x = m_begin; x < m_end; ++x) {
            std::uint32_t pixel = 0;
            if (m_isRgb)
                pixel = source[3 * x] | (std::uint32_t(source[3 * x + 1]) << 8) |
                        (std::uint32_t(source[3 * x + 2]) << 16);
            else
                std::memcpy(&pixel, source + step * x, sizeof pixel);
            pixel &= m_keep;
            std::memcpy(out + 4 * x, &pixel, sizeof pixel);
        }
        if (isSpread)
            spread(out + 4 * m_begin, m_end - m_begin);
        return out;
    }

private:
    /// What is read of the channels that are stored (storage_format.h).
    void spread(std::uint8_t* pixels, std::ptrdiff_t width) const
    {
        const std::ptrdiff_t red = m_isRgbaOrder ? 0 : 2;
        const std::ptrdiff_t blue = 2 - red;
        for (std::uint8_t* pixel = pixels; pixel != pixels + 4 * width; pixel += 4) {
            if (m_channels == Channels::Rg) {
                pixel[blue] = 0;
            } else if (m_channels == Channels::Alpha) {
                std::memset(pixel, m_readsAlpha ? pixel[3] : 255, 3);
            } else {
                // BT.709's luma in 24 bits behind the point; the weights add up to one exactly.
                const std::uint32_t luma =
                    3566836U * pixel[red] + 11999065U * pixel[1] + 1211315U * pixel[blue];
                std::memset(pixel, static_cast<int>((luma + (1U << 23)) >> 24), 3);
            }
        }
    }

    const Picture& m_picture;
    std::ptrdiff_t m_begin;
    std::ptrdiff_t m_end;
    Channels m_channels;
    bool m_isRgb;
    bool m_isRgbaOrder;
    bool m_readsAlpha;
    bool m_hasAlpha;
    std::uint32_t m_keep;
};

/// An 8-bit value at another depth, rounded to nearest.
std::array<std::uint16_t, 256> depthTable(int bits)
{
    std::array<std::uint16_t, 256> table{};
    const std::uint32_t maximum = (1U << bits) - 1;
    for (std::uint32_t value = 0; value < 256; ++value)
        table[value] = static_cast<std::uint16_t>((value * maximum * 2 + 255) / 510);
    return table;
}

void copySamples(const std::uint8_t* in, const Part& part, const std::array<std::uint16_t, 256>& table,
                 bool isDeep, std::uint8_t* out)
{
    const std::ptrdiff_t end = part.copied();
    if (!isDeep) {
        for (std::ptrdiff_t x = part.begin; x < end; ++x)
            out[x] = in[4 * x];
        return;
    }
    for (std::ptrdiff_t x = part.begin; x < end; ++x)
        std::memcpy(out + 2 * x, &table[in[4 * x]], sizeof(std::uint16_t));
}

void fillSamples(std::uint8_t* out, std::ptrdiff_t from, std::ptrdiff_t to, bool isDeep, std::uint16_t value)
{
    for (std::ptrdiff_t x = from; x < to; ++x) {
        if (isDeep)
            std::memcpy(out + 2 * x, &value, sizeof value);
        else
            out[x] = static_cast<std::uint8_t>(value);
    }
}

/// One channel of a row of pixels to a plane of its own; opaque when `pixels` is null.
void writePlaneRow(const std::uint8_t* pixels, const Part& part, Picture& target, int plane, int y)
{
    const int bits = pixelFormatInfo(target.format).bitsPerComponent;
    const bool isDeep = bits > 8;
    static const std::array<std::array<std::uint16_t, 256>, 4> tables = {depthTable(8), depthTable(10),
                                                                         depthTable(12), depthTable(16)};
    const auto& table = tables[bits == 8 ? 0 : bits == 10 ? 1 : bits == 12 ? 2 : 3];
    std::uint8_t* out = target.row(plane, y);
    if (pixels == nullptr) {
        fillSamples(out, part.begin, part.end, isDeep, table[255]);
        return;
    }
    copySamples(pixels, part, table, isDeep, out);
    const std::uint8_t last = pixels[4 * (static_cast<std::ptrdiff_t>(part.copied()) - 1)];
    fillSamples(out, part.copied(), part.end, isDeep, table[last]);
}

std::uint32_t loadPixel(const std::uint8_t* in)
{
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, in, sizeof pixel);
    return pixel;
}

std::uint32_t withRedAndBlueSwapped(std::uint32_t pixel)
{
    return (pixel & 0xFF00FF00U) | ((pixel >> 16) & 0xFFU) | ((pixel & 0xFFU) << 16);
}

/// `kAlphaFirst` rotates RGBA to ARGB.
template <bool kSwaps, bool kAlphaFirst>
void writePixels(const std::uint8_t* in, std::ptrdiff_t width, std::uint32_t alpha, std::uint8_t* out)
{
    for (std::ptrdiff_t x = 0; x < width; ++x) {
        const std::uint32_t pixel = loadPixel(in + 4 * x);
        std::uint32_t result = (kSwaps ? withRedAndBlueSwapped(pixel) : pixel) | alpha;
        if constexpr (kAlphaFirst)
            result = (result << 8) | (result >> 24);
        std::memcpy(out + 4 * x, &result, sizeof result);
    }
}

/// Drops the fourth byte, four pixels in three words at a time.
template <bool kSwaps>
void writeTriples(const std::uint8_t* in, std::ptrdiff_t width, std::uint8_t* out)
{
    const auto at = [in](std::ptrdiff_t x) {
        const std::uint32_t pixel = loadPixel(in + 4 * x);
        return (kSwaps ? withRedAndBlueSwapped(pixel) : pixel) & 0xFFFFFFU;
    };
    std::ptrdiff_t x = 0;
    for (; x + 4 <= width; x += 4) {
        const std::uint32_t second = at(x + 1);
        const std::uint32_t third = at(x + 2);
        const std::uint32_t words[3] = {at(x) | (second << 24), (second >> 8) | (third << 16),
                                        (third >> 16) | (at(x + 3) << 8)};
        std::memcpy(out + 3 * x, words, sizeof words);
    }
    for (; x < width; ++x) {
        const std::uint32_t pixel = at(x);
        std::memcpy(out + 3 * x, &pixel, 3);
    }
}

void convertToPacked(const ByteReader& reader, const Part& part, Picture& target)
{
    const bool isRgb = target.format == PixelFormat::Rgb8;
    const bool isAlphaFirst = target.format == PixelFormat::Argb8;
    const bool isRgbaOrder = isRgb || isAlphaFirst || target.format == PixelFormat::Rgba8;
    const bool swaps = isRgbaOrder != reader.isRgbaOrder();
    const std::uint32_t alpha = reader.hasAlpha() ? 0U : 0xFF000000U;
    const std::ptrdiff_t pixelBytes = isRgb ? 3 : 4;
    const std::ptrdiff_t width = part.copied() - part.begin;
    std::vector<std::uint8_t> scratch;
    for (int y = 0; y < target.size.height; ++y) {
        std::uint8_t* out = target.row(0, y) + pixelBytes * part.begin;
        const std::uint8_t* in = reader.row(y, scratch) + 4 * static_cast<std::ptrdiff_t>(part.begin);
        if (isRgb)
            swaps ? writeTriples<true>(in, width, out) : writeTriples<false>(in, width, out);
        else if (isAlphaFirst)
            swaps ? writePixels<true, true>(in, width, alpha, out)
                  : writePixels<false, true>(in, width, alpha, out);
        else
            swaps ? writePixels<true, false>(in, width, alpha, out)
                  : writePixels<false, false>(in, width, alpha, out);
        for (std::ptrdiff_t x = width; x < part.end - part.begin; ++x)
            std::memcpy(out + pixelBytes * x, out + pixelBytes * (width - 1),
                        static_cast<std::size_t>(pixelBytes));
    }
}

void convertToPlanarRgb(const ByteReader& reader, const Part& part, Picture& target)
{
    const std::ptrdiff_t red = reader.isRgbaOrder() ? 0 : 2;
    std::vector<std::uint8_t> scratch;
    for (int y = 0; y < target.size.height; ++y) {
        const std::uint8_t* row = reader.row(y, scratch);
        writePlaneRow(row + 1, part, target, 0, y);
        writePlaneRow(row + (2 - red), part, target, 1, y);
        writePlaneRow(row + red, part, target, 2, y);
        if (pixelFormatInfo(target.format).hasAlpha)
            writePlaneRow(reader.hasAlpha() ? row + 3 : nullptr, part, target, 3, y);
    }
}

void convertToYuv(const ByteReader& reader, const Part& part, Picture& target, const YuvTarget& how,
                  const YuvRowKernels& kernels)
{
    const PixelFormatInfo& info = pixelFormatInfo(target.format);
    const YuvRowCoefficients coefficients = yuvRowCoefficients(
        yuvColour(target.colour), info.bitsPerComponent, reader.isRgbaOrder(), how.leftShift);
    const int step = 1 << info.log2ChromaHeight;
    std::vector<std::uint8_t> upperScratch;
    std::vector<std::uint8_t> lowerScratch;
    YuvRowJob job;
    job.sourceWidth = part.sourceWidth;
    job.begin = part.begin;
    job.end = part.end;
    job.coefficients = &coefficients;
    for (int y = 0; y < target.size.height; y += step) {
        // Below an odd height both rows are the last one: the second is written twice with the same bytes.
        const int lower = std::min(y + 1, target.size.height - 1);
        job.upper = reader.row(y, upperScratch);
        job.lower = step == 2 ? reader.row(lower, lowerScratch) : job.upper;
        job.luma[0] = target.row(0, y);
        job.luma[1] = target.row(0, lower);
        job.chroma[0] = target.row(1, y / step);
        job.chroma[1] = info.planes > 2 ? target.row(2, y / step) : nullptr;
        convertYuvRows(how.subsampling, how.layout, kernels.of(how.subsampling, how.layout), job);
        if (!info.hasAlpha)
            continue;
        writePlaneRow(reader.hasAlpha() ? job.upper + 3 : nullptr, part, target, 3, y);
        if (step == 2)
            writePlaneRow(reader.hasAlpha() ? job.lower + 3 : nullptr, part, target, 3, lower);
    }
}

} // namespace

bool canConvertBytes(PixelFormat from, PixelFormat to)
{
    return isPackedBytes(from) &&
           (isPackedBytes(to) || to == PixelFormat::Argb8 || isPlanarRgb(to) || yuvTarget(to).has_value());
}

void convertBytes(const Picture& source, unsigned channelMask, StorageFormat::Channels channels,
                  Picture& target, const YuvRowKernels& kernels, const ColumnSpan& columns)
{
    const Part part = partOf(columns, source.size.width, target.size.width);
    const ByteReader reader(source, part, channelMask, channels);
    if (isPackedBytes(target.format) || target.format == PixelFormat::Argb8)
        convertToPacked(reader, part, target);
    else if (isPlanarRgb(target.format))
        convertToPlanarRgb(reader, part, target);
    else if (const std::optional<YuvTarget> how = yuvTarget(target.format))
        convertToYuv(reader, part, target, *how, kernels);
}

bool canRearrange(PixelFormat from, PixelFormat to)
{
    const PixelFormatInfo& a = pixelFormatInfo(from);
    const PixelFormatInfo& b = pixelFormatInfo(to);
    return a.isYuv && b.isYuv && a.bitsPerComponent == 8 && b.bitsPerComponent == 8 &&
           a.log2ChromaWidth == b.log2ChromaWidth && a.log2ChromaHeight == b.log2ChromaHeight &&
           a.hasAlpha == b.hasAlpha;
}

void rearrange(const Picture& source, Picture& target)
{
    const FormatLayout from = formatLayout(source.format);
    const FormatLayout to = formatLayout(target.format);
    for (std::size_t index = 0; index < static_cast<std::size_t>(to.count); ++index) {
        const ComponentLayout& in = from.components[index];
        const ComponentLayout& out = to.components[index];
        const Size have = componentSize(in, source.size);
        const Size want = componentSize(out, target.size);
        for (int y = 0; y < want.height; ++y) {
            const std::uint8_t* read = source.row(in.plane, std::min(y, have.height - 1)) + in.offset;
            std::uint8_t* write = target.row(out.plane, y) + out.offset;
            const int common = std::min(have.width, want.width);
            if (in.step == 1 && out.step == 1) {
                std::memcpy(write, read, static_cast<std::size_t>(common));
            } else {
                for (std::ptrdiff_t x = 0; x < common; ++x)
                    write[x * out.step] = read[x * in.step];
            }
            for (std::ptrdiff_t x = common; x < want.width; ++x)
                write[x * out.step] = read[static_cast<std::ptrdiff_t>(have.width - 1) * in.step];
        }
    }
}

} // namespace reelout
