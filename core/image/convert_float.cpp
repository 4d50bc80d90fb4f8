// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_float.h"

#include "image/components.h"
#include "image/cpu_level.h"
#include "image/float_rows.h"
#include "image/storage_rows.h"
#include "image/yuv_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace reelout {

namespace {

const FloatRowKernels& floatRowKernels()
{
#if defined(__x86_64__) || defined(__i386__)
    if (cpuLevel() >= CpuLevel::Avx2)
        return kFloatRowsAvx2;
#endif
    return kFloatRowsScalar;
}

/// True for four samples of one type side by side, in the order of the components.
bool isWholeRow(const FormatLayout& layout)
{
    const ComponentLayout& first = layout.components[0];
    const int bytes = first.step / 4;
    if (layout.count != 4 || first.step % 4 != 0)
        return false;
    for (std::size_t i = 0; i < 4; ++i) {
        if (layout.components[i].plane != 0 || layout.components[i].offset != static_cast<int>(i) * bytes)
            return false;
    }
    return true;
}

template <typename T>
const T* samplesOf(const Picture& picture, const ComponentLayout& component, int y)
{
    return reinterpret_cast<const T*>(picture.row(component.plane, y) + component.offset);
}

/// readSamples() of samples that lie one behind the other, where there are kernels for it.
void readAdjacent(const FloatRowKernels& kernels, const Picture& picture, const ComponentLayout& component,
                  int y, int count, float scale, float bias, float* out)
{
    if (component.step == 1 && component.type == SampleType::U8)
        kernels.fromBytes(samplesOf<std::uint8_t>(picture, component, y), count, bias, scale, out);
    else if (component.step == 2 && component.type == SampleType::U16 && component.leftShift == 0)
        kernels.fromWords(samplesOf<std::uint16_t>(picture, component, y), count, bias, scale, out);
    else
        readSamples(picture, component, y, count, scale, bias, out, 1);
}

/// Delivers rows of a picture as R'G'B'A floats.
class FloatReader {
public:
    FloatReader(const Picture& picture, unsigned channelMask, const FloatRowKernels& kernels)
        : m_picture(picture),
          m_kernels(kernels),
          m_layout(formatLayout(picture.format)),
          m_mask(channelMask),
          m_isYuv(pixelFormatInfo(picture.format).isYuv)
    {
        if (m_isYuv) {
            const auto chromaWidth =
                static_cast<std::size_t>(componentSize(m_layout.components[1], picture.size).width);
            m_nearRow.resize(chromaWidth);
            m_farRow.resize(chromaWidth);
            m_luma.resize(static_cast<std::size_t>(picture.size.width));
            for (std::vector<float>& chroma : m_chroma)
                chroma.resize(std::max(2 * chromaWidth, m_luma.size()));
        }
    }

    /// `out` has room for `width` pixels, at least the picture's; those beyond repeat the last.
    void read(int y, int width, float* out)
    {
        const int row = std::min(y, m_picture.size.height - 1);
        if (m_isYuv) {
            readYuv(row, out);
            if (m_layout.count == 4)
                readAlpha(row, out);
        } else if (isWholeRow(m_layout)) {
            readWhole(row, out);
        } else {
            readRgb(row, out);
            readAlpha(row, out);
        }
        for (int channel = 0; channel < 4; ++channel) {
            if ((m_mask & (1U << channel)) == 0)
                fill(out + channel, channel == 3 ? 1.0F : 0.0F);
        }
        const float* last = out + 4 * (static_cast<std::ptrdiff_t>(m_picture.size.width) - 1);
        for (std::ptrdiff_t x = m_picture.size.width; x < width; ++x)
            std::memcpy(out + 4 * x, last, 4 * sizeof(float));
    }

private:
    void fill(float* out, float value) const
    {
        for (std::ptrdiff_t x = 0; x < m_picture.size.width; ++x)
            out[4 * x] = value;
    }

    void readWhole(int y, float* out) const
    {
        const std::ptrdiff_t count = 4 * static_cast<std::ptrdiff_t>(m_picture.size.width);
        const auto scale = static_cast<float>(1.0 / m_layout.fullScale);
        const ComponentLayout& first = m_layout.components[0];
        switch (first.type) {
        case SampleType::U8:
            return m_kernels.fromBytes(samplesOf<std::uint8_t>(m_picture, first, y), count, 0.0F, scale, out);
        case SampleType::U16:
            return m_kernels.fromWords(samplesOf<std::uint16_t>(m_picture, first, y), count, 0.0F, scale,
                                       out);
        case SampleType::F16:
            return m_kernels.fromHalves(samplesOf<std::uint16_t>(m_picture, first, y), count, out);
        case SampleType::F32:
            std::memcpy(out, m_picture.row(0, y), static_cast<std::size_t>(count) * sizeof(float));
        }
    }

    void readRgb(int y, float* out) const
    {
        const auto scale = static_cast<float>(1.0 / m_layout.fullScale);
        const bool isGray = m_layout.count == 1;
        for (int channel = 0; channel < 3; ++channel) {
            const auto& component = m_layout.components[static_cast<std::size_t>(isGray ? 0 : channel)];
            readSamples(m_picture, component, y, m_picture.size.width, scale, 0.0F, out + channel, 4);
        }
    }

    void readAlpha(int y, float* out) const
    {
        if (m_layout.count == 4)
            readSamples(m_picture, m_layout.components[3], y, m_picture.size.width,
                        static_cast<float>(1.0 / m_layout.fullScale), 0.0F, out + 3, 4);
        else
            fill(out + 3, 1.0F);
    }

    /// Chroma at every column: rows of 4:2:0 lie a quarter row off, even columns have a sample of their own.
    void readChroma(const ComponentLayout& component, int y, float scale, float bias, float* out)
    {
        const Size size = componentSize(component, m_picture.size);
        const int row = y >> component.log2Height;
        readAdjacent(m_kernels, m_picture, component, row, size.width, scale, bias, m_nearRow.data());
        if (component.log2Height == 1) {
            const int other = std::clamp(row + ((y & 1) != 0 ? 1 : -1), 0, size.height - 1);
            readAdjacent(m_kernels, m_picture, component, other, size.width, scale, bias, m_farRow.data());
            m_kernels.blendRows(m_nearRow.data(), m_farRow.data(), size.width);
        }
        if (component.log2Width == 0)
            std::copy(m_nearRow.begin(), m_nearRow.end(), out);
        else
            m_kernels.doubleColumns(m_nearRow.data(), size.width, out);
    }

    void readYuv(int y, float* out)
    {
        const ColourSpec colour = yuvColour(m_picture.colour);
        const YuvCodes codes = yuvCodes(colour.range, m_layout.bits);
        const LumaWeights weights = lumaWeights(colour.matrix);
        const auto chromaScale = static_cast<float>(1.0 / codes.chromaRange);
        readAdjacent(m_kernels, m_picture, m_layout.components[0], y, m_picture.size.width,
                     static_cast<float>(1.0 / codes.lumaRange), static_cast<float>(codes.lumaOffset),
                     m_luma.data());
        for (std::size_t index = 0; index < 2; ++index)
            readChroma(m_layout.components[index + 1], y, chromaScale, static_cast<float>(codes.chromaOffset),
                       m_chroma[index].data());
        YuvToRgb matrix;
        matrix.redFromCr = static_cast<float>(2.0 * (1.0 - weights.red));
        matrix.blueFromCb = static_cast<float>(2.0 * (1.0 - weights.blue));
        matrix.greenFromCb = static_cast<float>(-weights.blue / weights.green()) * matrix.blueFromCb;
        matrix.greenFromCr = static_cast<float>(-weights.red / weights.green()) * matrix.redFromCr;
        m_kernels.yuvToRgba(matrix, m_luma.data(), m_chroma[0].data(), m_chroma[1].data(),
                            m_picture.size.width, out);
    }

    const Picture& m_picture;
    const FloatRowKernels& m_kernels;
    FormatLayout m_layout;
    unsigned m_mask;
    bool m_isYuv;
    std::vector<float> m_luma;
    std::vector<float> m_nearRow;
    std::vector<float> m_farRow;
    std::array<std::vector<float>, 2> m_chroma;
};

/// Takes rows of R'G'B'A floats of the target's width.
class FloatWriter {
public:
    FloatWriter(Picture& picture, const FloatRowKernels& kernels)
        : m_picture(picture),
          m_kernels(kernels),
          m_layout(formatLayout(picture.format)),
          m_maximum(static_cast<float>(std::ldexp(1.0, m_layout.bits) - 1.0)),
          m_width(picture.size.width),
          m_weights(lumaWeights(yuvColour(picture.colour).matrix)),
          m_codes(pixelFormatInfo(picture.format).isYuv
                      ? yuvCodes(yuvColour(picture.colour).range, m_layout.bits)
                      : YuvCodes{}),
          m_component(static_cast<std::size_t>(picture.size.width))
    {}

    /// Rows one after the other make one row of chroma: 2 with 4:2:0, else 1.
    int rowsAtOnce() const { return 1 << m_layout.components[1].log2Height; }

    /// `rows`: as many as rowsAtOnce(), one behind the other, edges repeated below the picture.
    void write(int y, float* rows)
    {
        const bool isYuv = pixelFormatInfo(m_picture.format).isYuv;
        const int count = std::min(rowsAtOnce(), m_picture.size.height - y);
        const std::ptrdiff_t rowFloats = 4 * static_cast<std::ptrdiff_t>(m_width);
        if (isYuv)
            clampRows(rows, rowFloats * rowsAtOnce());
        for (int row = 0; row < count; ++row) {
            const float* pixels = rows + row * rowFloats;
            if (isWholeRow(m_layout)) {
                writeWhole(y + row, pixels);
                continue;
            }
            if (m_layout.count == 1)
                writeLuma(y + row, pixels, static_cast<float>(m_layout.fullScale), 0.0F);
            else if (isYuv)
                writeLuma(y + row, pixels, static_cast<float>(m_codes.lumaRange),
                          static_cast<float>(m_codes.lumaOffset));
            else
                writeRgb(y + row, pixels);
            if (m_layout.count == 4)
                writeSamples(m_picture, m_layout.components[3], y + row, m_width, pixels + 3, 4,
                             static_cast<float>(m_layout.fullScale), 0.0F, m_maximum);
        }
        if (isYuv)
            writeChroma(y >> m_layout.components[1].log2Height, rows);
    }

private:
    static void clampRows(float* rows, std::ptrdiff_t count)
    {
        for (std::ptrdiff_t i = 0; i < count; ++i)
            rows[i] = rows[i] > 0.0F ? std::min(rows[i], 1.0F) : 0.0F;
    }

    double lumaOf(const float* pixel) const
    {
        return m_weights.red * double(pixel[0]) + m_weights.green() * double(pixel[1]) +
               m_weights.blue * double(pixel[2]);
    }

    void writeWhole(int y, const float* pixels)
    {
        const std::ptrdiff_t count = 4 * static_cast<std::ptrdiff_t>(m_width);
        const auto scale = static_cast<float>(m_layout.fullScale);
        std::uint8_t* row = m_picture.row(0, y);
        switch (m_layout.components[0].type) {
        case SampleType::U8:
            return m_kernels.toBytes(pixels, count, scale, row);
        case SampleType::U16:
            return m_kernels.toWords(pixels, count, scale, reinterpret_cast<std::uint16_t*>(row));
        case SampleType::F16:
            return m_kernels.toHalves(pixels, count, reinterpret_cast<std::uint16_t*>(row));
        case SampleType::F32:
            std::memcpy(row, pixels, static_cast<std::size_t>(count) * sizeof(float));
        }
    }

    void writeRgb(int y, const float* pixels)
    {
        for (std::size_t channel = 0; channel < 3; ++channel)
            writeSamples(m_picture, m_layout.components[channel], y, m_width, pixels + channel, 4,
                         static_cast<float>(m_layout.fullScale), 0.0F, m_maximum);
    }

    void writeLuma(int y, const float* pixels, float scale, float bias)
    {
        for (std::ptrdiff_t x = 0; x < m_width; ++x) {
            const float* p = pixels + 4 * x;
            m_component[static_cast<std::size_t>(x)] = static_cast<float>(lumaOf(p));
        }
        writeSamples(m_picture, m_layout.components[0], y, m_width, m_component.data(), 1, scale, bias,
                     m_maximum);
    }

    void writeChroma(int row, const float* rows)
    {
        writeDifference(m_layout.components[1], row, rows, 2, 0.5 / (1.0 - m_weights.blue));
        writeDifference(m_layout.components[2], row, rows, 0, 0.5 / (1.0 - m_weights.red));
    }

    /// (channel - luma) * factor, filtered as yuv_rows.h says.
    void writeDifference(const ComponentLayout& component, int row, const float* rows, int channel,
                         double factor)
    {
        const int rowCount = rowsAtOnce();
        const int columns = componentSize(component, m_picture.size).width;
        const auto difference = [&](int column) {
            const std::ptrdiff_t x = std::clamp(column, 0, m_width - 1);
            double sum = 0.0;
            for (int r = 0; r < rowCount; ++r) {
                const float* p = rows + 4 * (x + static_cast<std::ptrdiff_t>(r) * m_width);
                sum += double(p[channel]) - lumaOf(p);
            }
            return sum / rowCount;
        };
        for (int x = 0; x < columns; ++x) {
            const double value =
                component.log2Width == 0
                    ? difference(x)
                    : 0.25 * (difference(2 * x - 1) + 2.0 * difference(2 * x) + difference(2 * x + 1));
            m_component[static_cast<std::size_t>(x)] = static_cast<float>(value * factor);
        }
        writeSamples(m_picture, component, row, columns, m_component.data(), 1,
                     static_cast<float>(m_codes.chromaRange), static_cast<float>(m_codes.chromaOffset),
                     m_maximum);
    }

    Picture& m_picture;
    const FloatRowKernels& m_kernels;
    FormatLayout m_layout;
    float m_maximum;
    int m_width;
    LumaWeights m_weights;
    YuvCodes m_codes;
    std::vector<float> m_component;
};

} // namespace

void convertFloat(const Picture& source, unsigned channelMask, const std::optional<StorageFormat>& storage,
                  Picture& target)
{
    const bool isLinear = source.colour.transfer == ColourTransfer::Linear;
    const bool becomesLinear = target.colour.transfer == ColourTransfer::Linear;
    const FloatRowKernels& kernels = floatRowKernels();
    FloatReader reader(source, channelMask, kernels);
    FloatWriter writer(target, kernels);
    const int step = writer.rowsAtOnce();
    const auto rowFloats = 4 * static_cast<std::size_t>(target.size.width);
    std::vector<float> rows(rowFloats * static_cast<std::size_t>(step));
    for (int y = 0; y < target.size.height; y += step) {
        for (int row = 0; row < step; ++row) {
            float* pixels = rows.data() + rowFloats * static_cast<std::size_t>(row);
            reader.read(std::min(y + row, target.size.height - 1), target.size.width, pixels);
            if (storage)
                storeRow(*storage, isLinear, pixels, target.size.width);
        }
        if (isLinear != becomesLinear)
            (isLinear ? kernels.encodeSrgb : kernels.decodeSrgb)(rows.data(),
                                                                 std::ptrdiff_t{target.size.width} * step);
        writer.write(y, rows.data());
    }
}

} // namespace reelout
