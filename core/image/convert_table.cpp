// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/convert_table.h"

#include "image/components.h"
#include "image/convert_float.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

constexpr unsigned kAllChannels = 0xF;

/// The packed format with the same samples; None when there is none.
PixelFormat plainFormat(PixelFormat format)
{
    const FormatLayout layout = formatLayout(format);
    if (format == PixelFormat::None || pixelFormatInfo(format).isYuv || layout.count < 3)
        return PixelFormat::None;
    switch (layout.components[0].type) {
    case SampleType::U8:
        return PixelFormat::Rgba8;
    case SampleType::U16:
        return layout.bits == 16 ? PixelFormat::Rgba16 : PixelFormat::None;
    case SampleType::F16:
        return PixelFormat::RgbaF16;
    case SampleType::F32:
        return PixelFormat::RgbaF32;
    }
    return PixelFormat::None;
}

/// One row with every code of an 8- or 16-bit format in all four channels.
std::shared_ptr<Picture> everyCode(PicturePool& pool, PixelFormat format)
{
    const bool isBytes = format == PixelFormat::Rgba8;
    std::shared_ptr<Picture> picture = pool.acquire(format, {isBytes ? 256 : 65536, 1});
    for (int code = 0; picture && code < picture->size.width; ++code) {
        for (std::ptrdiff_t i = 0; i < 4; ++i) {
            const auto word = static_cast<std::uint16_t>(code);
            if (isBytes)
                picture->row(0, 0)[4 * code + i] = static_cast<std::uint8_t>(code);
            else
                std::memcpy(picture->row(0, 0) + 2 * (4 * code + i), &word, sizeof word);
        }
    }
    return picture;
}

std::size_t sampleBytes(PixelFormat plain)
{
    return static_cast<std::size_t>(pixelFormatInfo(plain).bytesPerPixel[0]) / 4;
}

/// One channel of a row of four, as numbers.
std::vector<std::uint32_t> channelOf(const Picture& row, std::size_t channel)
{
    const std::size_t bytes = sampleBytes(row.format);
    std::vector<std::uint32_t> samples(static_cast<std::size_t>(row.size.width));
    for (std::size_t i = 0; i < samples.size(); ++i)
        std::memcpy(&samples[i], row.row(0, 0) + (4 * i + channel) * bytes, bytes);
    return samples;
}

/// Place and distance of a component's samples in a row, in samples.
template <typename Sample>
struct Samples {
    Sample* first;
    std::ptrdiff_t step;
};

template <typename From, typename To>
void look(Samples<const From> in, const std::vector<std::uint32_t>& table, std::ptrdiff_t count,
          Samples<To> out)
{
    const std::uint32_t* values = table.data();
    for (std::ptrdiff_t x = 0; x < count; ++x)
        out.first[x * out.step] = static_cast<To>(values[in.first[x * in.step]]);
}

/// All samples of a picture in the type the table has them; repeats the edge beyond the source.
template <typename From, typename To, typename TableOf>
void convertRows(const Picture& source, Picture& target, const TableOf& tableOf, std::uint32_t opaque,
                 unsigned mask)
{
    const FormatLayout from = formatLayout(source.format);
    const FormatLayout to = formatLayout(target.format);
    const std::ptrdiff_t width = source.size.width;
    for (int y = 0; y < target.size.height; ++y) {
        const int row = std::min(y, source.size.height - 1);
        for (std::size_t i = 0; i < static_cast<std::size_t>(to.count); ++i) {
            const ComponentLayout& place = to.components[i];
            const Samples<To> out{reinterpret_cast<To*>(target.row(place.plane, y) + place.offset),
                                  place.step / static_cast<std::ptrdiff_t>(sizeof(To))};
            const bool isTaken = (mask & (1U << i)) != 0 && i < static_cast<std::size_t>(from.count);
            if (isTaken) {
                const ComponentLayout& origin = from.components[i];
                look<From, To>({reinterpret_cast<const From*>(source.row(origin.plane, row) + origin.offset),
                                origin.step / static_cast<std::ptrdiff_t>(sizeof(From))},
                               tableOf(i), width, out);
            } else {
                const auto constant = static_cast<To>(i == 3 ? opaque : 0U);
                for (std::ptrdiff_t x = 0; x < width; ++x)
                    out.first[x * out.step] = constant;
            }
            for (std::ptrdiff_t x = width; x < target.size.width; ++x)
                out.first[x * out.step] = out.first[(width - 1) * out.step];
        }
    }
}

template <typename From, typename... Rest>
void convertTo(std::size_t bytes, Rest&&... rest)
{
    if (bytes == 1)
        convertRows<From, std::uint8_t>(std::forward<Rest>(rest)...);
    else if (bytes == 2)
        convertRows<From, std::uint16_t>(std::forward<Rest>(rest)...);
    else
        convertRows<From, std::uint32_t>(std::forward<Rest>(rest)...);
}

} // namespace

bool TableConverter::canConvert(PixelFormat from, const std::optional<StorageFormat>& storage, PixelFormat to)
{
    const PixelFormat plain = plainFormat(from);
    const bool hasTable = plain != PixelFormat::None && plain != PixelFormat::RgbaF32;
    const bool isByChannel = !storage || storage->channels == StorageFormat::Channels::Rgba ||
                             storage->channels == StorageFormat::Channels::Rgb;
    // Of the small floats blue has its own rounding.
    const bool isAlike = !storage || storage->depth != StorageFormat::Depth::Float11;
    return hasTable && isByChannel && isAlike && plainFormat(to) != PixelFormat::None;
}

void TableConverter::prepare(const Key& key)
{
    if (m_key == key)
        return;
    PicturePool pool;
    const std::shared_ptr<Picture> codes = everyCode(pool, plainFormat(key.from));
    PicturePool resultPool;
    const std::shared_ptr<Picture> results =
        codes ? resultPool.acquire(plainFormat(key.to), codes->size) : nullptr;
    if (!results)
        return;
    codes->colour.transfer = key.isLinear ? ColourTransfer::Linear : ColourTransfer::Srgb;
    results->colour.transfer = key.becomesLinear ? ColourTransfer::Linear : ColourTransfer::Srgb;
    convertFloat(*codes, kAllChannels, key.storage, *results);
    m_tables.colour = channelOf(*results, 0);
    m_tables.alpha = channelOf(*results, 3);
    // A channel left out is the number 1, which in halves is a code in the middle.
    convertFloat(*codes, kAllChannels & ~8U, key.storage, *results);
    m_tables.opaque = channelOf(*results, 3).front();
    m_key = key;
}

void TableConverter::convert(const Picture& source, unsigned channelMask,
                             const std::optional<StorageFormat>& storage, Picture& target)
{
    prepare({source.format, target.format, source.colour.transfer == ColourTransfer::Linear,
             target.colour.transfer == ColourTransfer::Linear, storage});
    if (!m_key || m_key->from != source.format || m_key->to != target.format)
        return convertFloat(source, channelMask, storage, target); // memory is short
    const auto tableOf = [this](std::size_t channel) -> const std::vector<std::uint32_t>& {
        return channel == 3 ? m_tables.alpha : m_tables.colour;
    };
    const std::size_t bytes = sampleBytes(plainFormat(target.format));
    if (plainFormat(source.format) == PixelFormat::Rgba8)
        convertTo<std::uint8_t>(bytes, source, target, tableOf, m_tables.opaque, channelMask);
    else
        convertTo<std::uint16_t>(bytes, source, target, tableOf, m_tables.opaque, channelMask);
}

} // namespace reelout
