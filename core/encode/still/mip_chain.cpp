// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/mip_chain.h"

#include "image/axis_taps.h"
#include "image/convert_float.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace reelout {

namespace {

constexpr unsigned kAllChannels = 0xF;

/// One row of a picture as a picture of its own.
Picture rowOf(const Picture& picture, int y)
{
    Picture row = picture;
    row.size.height = 1;
    row.planes[0].data += row.planes[0].stride * y;
    return row;
}

/// A picture's rows in linear light as R G B A floats.
class LinearRows {
public:
    explicit LinearRows(const Picture& picture) : m_picture(picture)
    {
        if (picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8 ||
            picture.format == PixelFormat::Rgba8)
            fillTable();
    }

    const float* read(int y)
    {
        if (m_picture.format == PixelFormat::RgbaF32 && m_picture.colour.transfer == ColourTransfer::Linear)
            return reinterpret_cast<const float*>(m_picture.row(0, y));
        const auto width = static_cast<std::size_t>(m_picture.size.width);
        m_row.resize(4 * width);
        if (m_hasTable) {
            lookUp(m_picture.row(0, y), width);
            return m_row.data();
        }
        convert(rowOf(m_picture, y), m_row.data());
        return m_row.data();
    }

private:
    void convert(const Picture& row, float* to) const
    {
        Picture target;
        target.format = PixelFormat::RgbaF32;
        target.size = row.size;
        target.colour.transfer = ColourTransfer::Linear;
        target.planes[0] = {reinterpret_cast<std::uint8_t*>(to),
                            static_cast<std::ptrdiff_t>(16) * row.size.width};
        convertFloat(row, kAllChannels, std::nullopt, target);
    }

    void fillTable()
    {
        std::array<std::uint8_t, 1024> codes{};
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = static_cast<std::uint8_t>(i / 4);
        Picture row;
        row.format = PixelFormat::Rgba8;
        row.size = {256, 1};
        row.colour = m_picture.colour;
        row.planes[0] = {codes.data(), 1024};
        std::array<float, 1024> values{};
        convert(row, values.data());
        for (std::size_t i = 0; i < m_table.size(); ++i)
            m_table[i] = values[4 * i];
        m_hasTable = true;
    }

    void lookUp(const std::uint8_t* in, std::size_t width)
    {
        const std::size_t red = m_picture.format == PixelFormat::Rgba8 ? 0 : 2;
        const bool isOpaque = m_picture.format == PixelFormat::Bgrx8;
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint8_t* pixel = in + 4 * x;
            float* to = m_row.data() + 4 * x;
            to[0] = m_table[pixel[red]];
            to[1] = m_table[pixel[1]];
            to[2] = m_table[pixel[2 - red]];
            to[3] = isOpaque ? 1.0F : static_cast<float>(pixel[3]) / 255.0F;
        }
    }

    const Picture& m_picture;
    std::array<float, 256> m_table{};
    bool m_hasTable = false;
    std::vector<float> m_row;
};

/// What a box has gathered: colours with their alpha, colours alone, alpha.
struct Box {
    std::array<float, 3> weighed{};
    std::array<float, 3> plain{};
    float alpha = 0.0F;
};

void gatherRow(const float* row, const AxisTaps& columns, float rowWeight, std::vector<Box>& boxes)
{
    for (std::size_t x = 0; x < boxes.size(); ++x) {
        const AxisTaps::Run& run = columns.runs[x];
        const float* weights = columns.weightsOf(run);
        Box& box = boxes[x];
        for (int i = 0; i < run.count; ++i) {
            const float* pixel = row + 4 * static_cast<std::ptrdiff_t>(run.first + i);
            const float weight = rowWeight * weights[i];
            for (std::size_t channel = 0; channel < 3; ++channel) {
                box.plain[channel] += weight * pixel[channel];
                box.weighed[channel] += weight * pixel[3] * pixel[channel];
            }
            box.alpha += weight * pixel[3];
        }
    }
}

std::shared_ptr<Picture> half(LinearRows& source, Size from, Size to)
{
    PicturePool pool;
    std::shared_ptr<Picture> level = pool.acquire(PixelFormat::RgbaF32, to);
    if (!level)
        return nullptr;
    level->colour.transfer = ColourTransfer::Linear;
    const AxisTaps columns = makeAxisTaps(from.width, to.width, Smoothness::Mipmap);
    const AxisTaps rows = makeAxisTaps(from.height, to.height, Smoothness::Mipmap);
    std::vector<Box> boxes(static_cast<std::size_t>(to.width));
    for (int y = 0; y < to.height; ++y) {
        std::fill(boxes.begin(), boxes.end(), Box());
        const AxisTaps::Run& run = rows.runs[static_cast<std::size_t>(y)];
        for (int i = 0; i < run.count; ++i)
            gatherRow(source.read(run.first + i), columns, rows.weightsOf(run)[i], boxes);
        auto* out = reinterpret_cast<float*>(level->row(0, y));
        for (const Box& box : boxes) {
            for (std::size_t channel = 0; channel < 3; ++channel)
                *out++ = box.alpha > 0.0F ? box.weighed[channel] / box.alpha : box.plain[channel];
            *out++ = box.alpha;
        }
    }
    return level;
}

} // namespace

int mipLevels(Size size)
{
    return static_cast<int>(std::bit_width(static_cast<unsigned>(std::max(size.width, size.height))));
}

std::vector<PicturePtr> mipChain(const Picture& picture)
{
    std::vector<PicturePtr> chain;
    PicturePool pool;
    PicturePtr above;
    Size size = picture.size;
    for (int level = 1; level < mipLevels(picture.size); ++level) {
        const Size next{std::max(size.width / 2, 1), std::max(size.height / 2, 1)};
        LinearRows rows(above ? *above : picture);
        const std::shared_ptr<Picture> linear = half(rows, size, next);
        const std::shared_ptr<Picture> stored = pool.acquire(picture.format, next);
        if (!linear || !stored)
            return {};
        stored->colour = picture.colour;
        convertFloat(*linear, kAllChannels, std::nullopt, *stored);
        chain.push_back(stored);
        above = linear;
        size = next;
    }
    return chain;
}

} // namespace reelout
