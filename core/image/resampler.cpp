// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/resampler.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace reelout {

namespace {

using Pixel = float __attribute__((vector_size(16)));

Pixel loadPixel(const float* p)
{
    Pixel pixel;
    std::memcpy(&pixel, p, sizeof pixel);
    return pixel;
}

bool isBytes(const Picture& picture)
{
    return picture.format != PixelFormat::RgbaF32;
}

/// Alpha that means opaque in the units of the picture's rows.
float opaqueAlpha(const Picture& picture)
{
    return isBytes(picture) ? 255.0F : 1.0F;
}

/// True when there is nothing to see through, which is so with every screen.
bool isOpaquePicture(const Picture& picture)
{
    if (picture.format == PixelFormat::Bgrx8)
        return true;
    if (!isBytes(picture))
        return false;
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* row = picture.row(0, y);
        std::uint32_t common = 0xFF000000U;
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row + 4 * x, sizeof pixel);
            common &= pixel;
        }
        if (common != 0xFF000000U)
            return false;
    }
    return true;
}

void premultiply(float* row, std::ptrdiff_t width, float opaque)
{
    for (std::ptrdiff_t x = 0; x < width; ++x) {
        float* pixel = row + 4 * x;
        if (pixel[3] == opaque)
            continue;
        const float factor = pixel[3] / opaque;
        for (int channel = 0; channel < 3; ++channel)
            pixel[channel] *= factor;
    }
}

Pixel unpremultiplied(Pixel pixel, float opaque)
{
    // Weights add up to 1 but for float's rounding, so that opaque is not always exactly opaque.
    const float alpha = pixel[3];
    if (alpha > opaque * 0.99999F && alpha < opaque * 1.00001F)
        return pixel;
    if (!(alpha > 0.0F))
        return Pixel{};
    const float factor = opaque / alpha;
    return Pixel{pixel[0] * factor, pixel[1] * factor, pixel[2] * factor, alpha};
}

void storePixel(Pixel pixel, bool asBytes, std::uint8_t* out)
{
    if (!asBytes) {
        std::memcpy(out, &pixel, sizeof pixel);
        return;
    }
    using Codes = std::int32_t __attribute__((vector_size(16)));
    using Bytes = std::uint8_t __attribute__((vector_size(4)));
    constexpr Pixel kLowest{};
    constexpr Pixel kHighest{255.0F, 255.0F, 255.0F, 255.0F};
    const Pixel rounded = pixel + 0.5F;
    const Pixel raised = rounded > kLowest ? rounded : kLowest;
    const Codes codes = __builtin_convertvector(raised < kHighest ? raised : kHighest, Codes);
    const Bytes bytes = __builtin_convertvector(codes, Bytes);
    std::memcpy(out, &bytes, sizeof bytes);
}

} // namespace

void Resampler::prepare(Size source, Size target)
{
    m_cachedRow = {-1, -1};
    if (source == m_sourceSize && target == m_targetSize)
        return;
    m_sourceSize = source;
    m_targetSize = target;
    m_columns = makeAxisTaps(source.width, target.width, m_smoothness);
    m_rows = makeAxisTaps(source.height, target.height, m_smoothness);
    const std::size_t floats = 4 * static_cast<std::size_t>(source.width);
    for (std::vector<float>& row : m_cache)
        row.resize(floats);
    m_sum.resize(floats);
}

void Resampler::draw(const Picture& source, Picture& target, const Rect& where)
{
    prepare(source.size, where.size());
    if (m_smoothness == Smoothness::Nearest) {
        drawNearest(source, target, where);
        return;
    }
    m_isOpaque = isOpaquePicture(source);
    for (int y = 0; y < where.height; ++y)
        storeRow(combineRows(source, m_rows.runs[static_cast<std::size_t>(y)]), target, where, y);
}

void Resampler::drawNearest(const Picture& source, Picture& target, const Rect& where) const
{
    const std::ptrdiff_t bytes = pixelFormatInfo(source.format).bytesPerPixel[0];
    for (int y = 0; y < where.height; ++y) {
        const std::uint8_t* in = source.row(0, m_rows.runs[static_cast<std::size_t>(y)].first);
        std::uint8_t* out = target.row(0, where.y + y) + bytes * where.x;
        for (const AxisTaps::Run& run : m_columns.runs) {
            std::memcpy(out, in + bytes * run.first, static_cast<std::size_t>(bytes));
            out += bytes;
        }
    }
}

void Resampler::loadRow(const Picture& source, int y, float* row) const
{
    const std::ptrdiff_t width = source.size.width;
    const std::uint8_t* in = source.row(0, y);
    if (!isBytes(source)) {
        std::memcpy(row, in, 4 * sizeof(float) * static_cast<std::size_t>(width));
    } else {
        for (std::ptrdiff_t i = 0; i < 4 * width; ++i)
            row[i] = static_cast<float>(in[i]);
    }
    if (source.format == PixelFormat::Bgrx8) {
        for (std::ptrdiff_t x = 0; x < width; ++x)
            row[4 * x + 3] = 255.0F;
    } else if (!m_isOpaque) {
        premultiply(row, width, opaqueAlpha(source));
    }
}

const float* Resampler::sourceRow(const Picture& source, int y)
{
    for (std::size_t slot = 0; slot < m_cache.size(); ++slot) {
        if (m_cachedRow[slot] == y) {
            m_nextSlot = 1 - slot; // the row just handed out stays while its neighbour is loaded
            return m_cache[slot].data();
        }
    }
    const std::size_t slot = m_nextSlot;
    m_nextSlot = 1 - m_nextSlot;
    loadRow(source, y, m_cache[slot].data());
    m_cachedRow[slot] = y;
    return m_cache[slot].data();
}

const float* Resampler::combineRows(const Picture& source, const AxisTaps::Run& run)
{
    const float* first = sourceRow(source, run.first);
    if (run.count == 1)
        return first;
    const float* weights = m_rows.weightsOf(run);
    const float* second = sourceRow(source, run.first + 1);
    float* sum = m_sum.data();
    const std::size_t floats = m_sum.size();
    for (std::size_t i = 0; i < floats; ++i)
        sum[i] = weights[0] * first[i] + weights[1] * second[i];
    for (int tap = 2; tap < run.count; ++tap) {
        const float* row = sourceRow(source, run.first + tap);
        const float weight = weights[tap];
        for (std::size_t i = 0; i < floats; ++i)
            sum[i] += weight * row[i];
    }
    return sum;
}

void Resampler::storeRow(const float* combined, Picture& target, const Rect& where, int y) const
{
    const bool asBytes = isBytes(target);
    const float opaque = opaqueAlpha(target);
    const std::ptrdiff_t bytes = asBytes ? 4 : 16;
    std::uint8_t* out = target.row(0, where.y + y) + bytes * where.x;
    for (const AxisTaps::Run& run : m_columns.runs) {
        const float* in = combined + 4 * static_cast<std::ptrdiff_t>(run.first);
        const float* weights = m_columns.weightsOf(run);
        Pixel sum = loadPixel(in) * weights[0];
        if (run.count > 1)
            sum += loadPixel(in + 4) * weights[1];
        for (std::ptrdiff_t tap = 2; tap < run.count; ++tap)
            sum += loadPixel(in + 4 * tap) * weights[tap];
        storePixel(m_isOpaque ? sum : unpremultiplied(sum, opaque), asBytes, out);
        out += bytes;
    }
}

void fillBlack(Picture& picture)
{
    const float opaqueFloat[4] = {0.0F, 0.0F, 0.0F, 1.0F};
    const std::uint8_t opaqueBytes[4] = {0, 0, 0, 255};
    const std::ptrdiff_t bytes = isBytes(picture) ? 4 : 16;
    const void* black = isBytes(picture) ? static_cast<const void*>(opaqueBytes) : opaqueFloat;
    for (int y = 0; y < picture.size.height; ++y) {
        std::uint8_t* row = picture.row(0, y);
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x)
            std::memcpy(row + bytes * x, black, static_cast<std::size_t>(bytes));
    }
}

Rect fitCentred(Size content, Size frame)
{
    Size size = frame;
    const auto contentWidth = static_cast<std::int64_t>(content.width);
    const auto contentHeight = static_cast<std::int64_t>(content.height);
    if (contentWidth * frame.height > contentHeight * frame.width) {
        const std::int64_t height = (2 * contentHeight * frame.width + contentWidth) / (2 * contentWidth);
        size.height = std::clamp(static_cast<int>(height), 1, frame.height);
    } else {
        const std::int64_t width = (2 * contentWidth * frame.height + contentHeight) / (2 * contentHeight);
        size.width = std::clamp(static_cast<int>(width), 1, frame.width);
    }
    return {(frame.width - size.width) / 2, (frame.height - size.height) / 2, size.width, size.height};
}

} // namespace reelout
