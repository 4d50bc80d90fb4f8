// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_yuv.h"

#include "image/components.h"
#include "image/cpu_level.h"
#include "image/yuv_matrix.h"
#include "image/yuv_mix_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace reelout {

namespace {

const YuvMixKernels& yuvMixKernels()
{
#if defined(__x86_64__) || defined(__i386__)
    if (cpuLevel() >= CpuLevel::Avx2)
        return kYuvMixAvx2;
#endif
    return kYuvMixScalar;
}

constexpr double kChromaScale = 8.0; // of what the kernels are handed

// As many bits as leave a sum of 32 room for twice the range.
YuvMix mixOf(double luma, double blue, double red, double bias, int bits)
{
    constexpr int kRoom = 28;
    const int shift = kRoom - bits;
    const auto fixed = [&](double value) {
        return static_cast<std::int32_t>(std::lround(std::ldexp(value, shift)));
    };
    return {fixed(luma), fixed(blue), fixed(red), fixed(bias + 0.5), (1 << bits) - 1, shift};
}

struct Mixes {
    YuvMix luma;
    YuvMix blue;
    YuvMix red;
    bool hasMatrix = false; ///< luma takes of chroma
};

// With weights K of the source and k of the target, E the luma and P the chroma of H.273:
// R = E + 2(1 - Kr)Pr, B = E + 2(1 - Kb)Pb, and E' = k . RGB, Pb' = (B - E') / 2(1 - kb), Pr' alike.
Mixes mixesOf(const Picture& source, const Picture& target)
{
    const ColourSpec from = yuvColour(source.colour);
    const ColourSpec to = yuvColour(target.colour);
    const LumaWeights had = lumaWeights(from.matrix);
    const LumaWeights wanted = lumaWeights(to.matrix);
    const YuvCodes in = yuvCodes(from.range, pixelFormatInfo(source.format).bitsPerComponent);
    const int bits = pixelFormatInfo(target.format).bitsPerComponent;
    const YuvCodes out = yuvCodes(to.range, bits);
    const double redOfRed = 2.0 * (1.0 - had.red);
    const double blueOfBlue = 2.0 * (1.0 - had.blue);
    const double greenOfRed = -redOfRed * had.red / had.green();
    const double greenOfBlue = -blueOfBlue * had.blue / had.green();
    const double lumaOfBlue = wanted.blue * blueOfBlue + wanted.green() * greenOfBlue;
    const double lumaOfRed = wanted.red * redOfRed + wanted.green() * greenOfRed;
    const double blueScale = 1.0 / (2.0 * (1.0 - wanted.blue));
    const double redScale = 1.0 / (2.0 * (1.0 - wanted.red));

    const double perChroma = out.lumaRange / in.chromaRange / kChromaScale;
    const double chroma = out.chromaRange / in.chromaRange / kChromaScale;
    const double luma = out.lumaRange / in.lumaRange;
    Mixes mixes;
    mixes.hasMatrix = from.matrix != to.matrix;
    mixes.luma = mixOf(luma, lumaOfBlue * perChroma, lumaOfRed * perChroma,
                       out.lumaOffset - luma * in.lumaOffset, bits);
    mixes.blue = mixOf(0.0, (blueOfBlue - lumaOfBlue) * blueScale * chroma, -lumaOfRed * blueScale * chroma,
                       out.chromaOffset, bits);
    mixes.red = mixOf(0.0, -lumaOfBlue * redScale * chroma, (redOfRed - lumaOfRed) * redScale * chroma,
                      out.chromaOffset, bits);
    return mixes;
}

/// Rows of Y'CbCr as words, whatever their arrangement.
class YuvRows {
public:
    explicit YuvRows(const Picture& source)
        : m_kernels(yuvMixKernels()),
          m_source(source),
          m_layout(formatLayout(source.format)),
          m_grey(static_cast<std::int32_t>(1) << (pixelFormatInfo(source.format).bitsPerComponent - 1)),
          m_have(componentSize(m_layout.components[1], source.size))
    {
        const auto width = static_cast<std::size_t>(source.size.width);
        m_luma.resize(width);
        for (std::size_t each = 0; each < 2; ++each) {
            m_near[each].resize(width + 1);
            m_far[each].resize(width + 1);
            m_blended[each].resize(width + 1);
            m_wide[each].resize(2 * width + 2);
        }
    }

    const YuvMixKernels& kernels() const { return m_kernels; }
    const ComponentLayout& chromaLayout() const { return m_layout.components[1]; }
    Size chromaSize() const { return m_have; }
    const std::uint16_t* luma() const { return m_luma.data(); }
    /// Eight times the distance from grey.
    const std::int16_t* blue() const { return m_wide[0].data(); }
    const std::int16_t* red() const { return m_wide[1].data(); }

    void readLuma(int y) { read(m_layout.components[0], y, m_source.size.width, m_luma.data()); }

    /// Chroma at luma's columns. 4:2:0's rows lie between two of luma's; a quarter row off each.
    void readChromaForLuma(int y)
    {
        if (m_layout.components[1].log2Height == 0) {
            blend(y, y, 4);
        } else {
            const int near = std::min(y / 2, m_have.height - 1);
            const int far = std::clamp(y % 2 == 0 ? near - 1 : near + 1, 0, m_have.height - 1);
            blend(near, far, 3);
        }
        const auto spread =
            m_layout.components[1].log2Width == 0 ? m_kernels.keepColumns : m_kernels.doubleColumns;
        for (std::size_t each = 0; each < 2; ++each)
            spread(m_blended[each].data(), m_have.width, m_wide[each].data());
    }

    /// Chroma of two of its own rows, with half as many columns where `isHalved`; gives how many.
    int readChroma(int top, int bottom, bool isHalved)
    {
        blend(std::min(top, m_have.height - 1), std::min(bottom, m_have.height - 1), 2);
        const int width = isHalved ? (m_have.width + 1) / 2 : m_have.width;
        for (std::size_t each = 0; each < 2; ++each) {
            if (isHalved)
                m_kernels.halveColumns(m_blended[each].data(), m_have.width, width, m_wide[each].data());
            else
                m_kernels.keepColumns(m_blended[each].data(), width, m_wide[each].data());
        }
        return width;
    }

private:
    void read(const ComponentLayout& component, int y, int count, std::uint16_t* out) const
    {
        const std::uint8_t* row = m_source.row(component.plane, y) + component.offset;
        if (component.type == SampleType::U16)
            m_kernels.shiftDown(reinterpret_cast<const std::uint16_t*>(row), component.step / 2, count,
                                component.leftShift, out);
        else if (component.step == 1)
            m_kernels.widen(row, count, out);
        else if (component.step == 2)
            m_kernels.widenPairs(row, count, out);
        else
            m_kernels.widenFours(row, count, out);
    }

    /// Both components as four times their distance from grey: `ofNear` quarters of row `near`, the rest of
    /// `far`.
    void blend(int near, int far, int ofNear)
    {
        for (std::size_t each = 0; each < 2; ++each) {
            read(m_layout.components[each + 1], near, m_have.width, m_near[each].data());
            const bool isOne = near == far;
            if (!isOne)
                read(m_layout.components[each + 1], far, m_have.width, m_far[each].data());
            m_kernels.blend(m_near[each].data(), (isOne ? m_near : m_far)[each].data(), ofNear, m_grey,
                            m_have.width, m_blended[each].data());
        }
    }

    const YuvMixKernels& m_kernels;
    const Picture& m_source;
    const FormatLayout m_layout;
    const std::int32_t m_grey;
    const Size m_have; ///< of chroma
    std::vector<std::uint16_t> m_luma;
    std::array<std::vector<std::uint16_t>, 2> m_near;
    std::array<std::vector<std::uint16_t>, 2> m_far;
    std::array<std::vector<std::int16_t>, 2> m_blended; ///< four times the distance from grey
    std::array<std::vector<std::int16_t>, 2> m_wide;    ///< eight times
};

/// One conversion: rows come in as words, are mixed, and go out in the target's own arrangement.
class YuvConversion {
public:
    YuvConversion(const Picture& source, Picture& target)
        : m_rows(source),
          m_source(source),
          m_target(target),
          m_to(formatLayout(target.format)),
          m_mixes(mixesOf(source, target)),
          m_mixed(static_cast<std::size_t>(std::max(target.size.width, source.size.width)) + 2)
    {}

    void run()
    {
        for (int y = 0; y < m_target.size.height; ++y)
            writeLuma(y);
        const int chromaRows = componentSize(m_to.components[1], m_target.size).height;
        for (int y = 0; y < chromaRows; ++y)
            writeChroma(y);
    }

private:
    /// `m_mixed` with `have` samples, as a row of the target with its edge repeated.
    void write(const ComponentLayout& component, int y, int have)
    {
        const int count = componentSize(component, m_target.size).width;
        std::fill(m_mixed.begin() + have, m_mixed.begin() + std::max(have, count),
                  m_mixed[static_cast<std::size_t>(have) - 1]);
        std::uint8_t* row = m_target.row(component.plane, y) + component.offset;
        if (component.type == SampleType::U8 && component.step == 1) {
            m_rows.kernels().narrow(m_mixed.data(), count, row);
        } else if (component.type == SampleType::U8) {
            for (std::ptrdiff_t x = 0; x < count; ++x)
                row[x * component.step] = static_cast<std::uint8_t>(m_mixed[static_cast<std::size_t>(x)]);
        } else {
            auto* words = reinterpret_cast<std::uint16_t*>(row);
            const std::ptrdiff_t step = component.step / 2;
            for (std::ptrdiff_t x = 0; x < count; ++x)
                words[x * step] =
                    static_cast<std::uint16_t>(m_mixed[static_cast<std::size_t>(x)] << component.leftShift);
        }
    }

    void writeLuma(int y)
    {
        const int from = std::min(y, m_source.size.height - 1);
        m_rows.readLuma(from);
        if (m_mixes.hasMatrix)
            m_rows.readChromaForLuma(from);
        m_rows.kernels().mixLuma(m_mixes.luma, m_rows.luma(), m_rows.blue(), m_rows.red(),
                                 m_source.size.width, m_mixed.data());
        write(m_to.components[0], y, m_source.size.width);
    }

    void writeChroma(int y)
    {
        const ComponentLayout& from = m_rows.chromaLayout();
        const int fewerRows = m_to.components[1].log2Height - from.log2Height;
        const int width = m_rows.readChroma(y << fewerRows, (y << fewerRows) + fewerRows,
                                            m_to.components[1].log2Width > from.log2Width);
        for (const bool isRed : {false, true}) {
            m_rows.kernels().mixChroma(isRed ? m_mixes.red : m_mixes.blue, m_rows.blue(), m_rows.red(), width,
                                       m_mixed.data());
            write(m_to.components[isRed ? 2 : 1], y, width);
        }
    }

    YuvRows m_rows;
    const Picture& m_source;
    Picture& m_target;
    const FormatLayout m_to;
    const Mixes m_mixes;
    std::vector<std::uint16_t> m_mixed;
};

/// What makes R, G and B of full range.
std::array<YuvMix, 3> rgbMixesOf(const Picture& source)
{
    constexpr double kFull = 255.0;
    constexpr int kBits = 8;
    const ColourSpec colour = yuvColour(source.colour);
    const LumaWeights weights = lumaWeights(colour.matrix);
    const YuvCodes codes = yuvCodes(colour.range, pixelFormatInfo(source.format).bitsPerComponent);
    const double luma = kFull / codes.lumaRange;
    const double chroma = kFull / codes.chromaRange / kChromaScale;
    const double redOfRed = 2.0 * (1.0 - weights.red);
    const double blueOfBlue = 2.0 * (1.0 - weights.blue);
    const double bias = -luma * codes.lumaOffset;
    return {mixOf(luma, 0.0, redOfRed * chroma, bias, kBits),
            mixOf(luma, -blueOfBlue * weights.blue / weights.green() * chroma,
                  -redOfRed * weights.red / weights.green() * chroma, bias, kBits),
            mixOf(luma, blueOfBlue * chroma, 0.0, bias, kBits)};
}

bool isPlainYuv(const PixelFormatInfo& info)
{
    constexpr int kMostBits = 12;
    return info.isYuv && !info.hasAlpha && !info.isFloat && info.bitsPerComponent <= kMostBits;
}

} // namespace

bool canConvertYuv(PixelFormat from, PixelFormat to)
{
    const PixelFormatInfo& a = pixelFormatInfo(from);
    const PixelFormatInfo& b = pixelFormatInfo(to);
    return isPlainYuv(a) && isPlainYuv(b) && b.log2ChromaWidth >= a.log2ChromaWidth &&
           b.log2ChromaHeight >= a.log2ChromaHeight;
}

void convertYuv(const Picture& source, Picture& target)
{
    YuvConversion(source, target).run();
}

bool canConvertYuvToRgb(PixelFormat from, PixelFormat to)
{
    const bool isFours = to == PixelFormat::Bgra8 || to == PixelFormat::Bgrx8 || to == PixelFormat::Rgba8;
    return isPlainYuv(pixelFormatInfo(from)) && isFours;
}

void convertYuvToRgb(const Picture& source, Picture& target)
{
    YuvRows rows(source);
    const std::array<YuvMix, 3> mixes = rgbMixesOf(source);
    const int width = source.size.width;
    std::array<std::vector<std::uint16_t>, 3> mixed;
    for (std::vector<std::uint16_t>& row : mixed)
        row.resize(static_cast<std::size_t>(std::max(target.size.width, width)));
    const bool isRedFirst = target.format == PixelFormat::Rgba8;
    for (int y = 0; y < target.size.height; ++y) {
        const int from = std::min(y, source.size.height - 1);
        rows.readLuma(from);
        rows.readChromaForLuma(from);
        for (std::size_t each = 0; each < 3; ++each) {
            rows.kernels().mixLuma(mixes[each], rows.luma(), rows.blue(), rows.red(), width,
                                   mixed[each].data());
            std::fill(mixed[each].begin() + width, mixed[each].end(),
                      mixed[each][static_cast<std::size_t>(width) - 1]);
        }
        rows.kernels().packFours(mixed[isRedFirst ? 0 : 2].data(), mixed[1].data(),
                                 mixed[isRedFirst ? 2 : 0].data(), target.size.width, target.row(0, y));
    }
}

} // namespace reelout
