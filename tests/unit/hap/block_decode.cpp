// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"

#include "media/half_float.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace reelout::test {

namespace {

using Block = std::array<Colour, 16>;

constexpr Colour kWrong{255, 0, 255, 255};

class BitReader {
public:
    explicit BitReader(const std::uint8_t* bytes) : m_bytes(bytes) {}

    int take(int bits)
    {
        int value = 0;
        for (int bit = 0; bit < bits; ++bit, ++m_position)
            value |= ((m_bytes[m_position / 8] >> (m_position % 8)) & 1) << bit;
        return value;
    }

private:
    const std::uint8_t* m_bytes;
    int m_position = 0;
};

Colour colour565(int code)
{
    const int red = code >> 11;
    const int green = (code >> 5) & 63;
    const int blue = code & 31;
    return {static_cast<float>(red << 3 | red >> 2), static_cast<float>(green << 2 | green >> 4),
            static_cast<float>(blue << 3 | blue >> 2), 255.0F};
}

Colour mixed(const Colour& a, const Colour& b, float share)
{
    Colour result;
    for (std::size_t c = 0; c < 4; ++c)
        result[c] = a[c] + (b[c] - a[c]) * share;
    return result;
}

void decodeColours(const std::uint8_t* bytes, bool alwaysFour, Block& block)
{
    const int first = bytes[0] | bytes[1] << 8;
    const int second = bytes[2] | bytes[3] << 8;
    std::array<Colour, 4> palette{colour565(first), colour565(second)};
    const bool isFour = alwaysFour || first > second;
    palette[2] = mixed(palette[0], palette[1], isFour ? 1.0F / 3.0F : 0.5F);
    palette[3] = isFour ? mixed(palette[0], palette[1], 2.0F / 3.0F) : Colour{};
    for (std::size_t i = 0; i < 16; ++i)
        block[i] = palette[static_cast<std::size_t>((bytes[4 + i / 4] >> (2 * (i % 4))) & 3)];
}

void decodeValues(const std::uint8_t* bytes, std::array<float, 16>& values)
{
    BitReader reader(bytes);
    std::array<float, 8> palette{};
    palette[0] = static_cast<float>(reader.take(8));
    palette[1] = static_cast<float>(reader.take(8));
    const bool isEight = palette[0] > palette[1];
    const int steps = isEight ? 7 : 5;
    for (int step = 1; step < steps; ++step) {
        palette[static_cast<std::size_t>(step) + 1] =
            palette[0] + (palette[1] - palette[0]) * static_cast<float>(step) / static_cast<float>(steps);
    }
    if (!isEight)
        palette[7] = 255.0F;
    for (float& value : values)
        value = palette[static_cast<std::size_t>(reader.take(3))];
}

void decodeYCoCg(const std::uint8_t* bytes, Block& block)
{
    std::array<float, 16> luma{};
    decodeValues(bytes, luma);
    decodeColours(bytes + 8, true, block);
    for (std::size_t i = 0; i < 16; ++i) {
        const float scale = std::floor(block[i][2] / 8.0F) + 1.0F;
        const float co = (block[i][0] - 128.0F) / scale;
        const float cg = (block[i][1] - 128.0F) / scale;
        const float y = luma[i];
        const auto clamped = [](float value) { return std::clamp(std::round(value), 0.0F, 255.0F); };
        block[i] = {clamped(y + co - cg), clamped(y + cg), clamped(y - co - cg), 255.0F};
    }
}

int weightOf(int index, int bits)
{
    static constexpr int kTwo[] = {0, 21, 43, 64};
    static constexpr int kThree[] = {0, 9, 18, 27, 37, 46, 55, 64};
    static constexpr int kFour[] = {0, 4, 9, 13, 17, 21, 26, 30, 34, 38, 43, 47, 51, 55, 60, 64};
    return bits == 2 ? kTwo[index] : bits == 3 ? kThree[index] : kFour[index];
}

int interpolated(int from, int to, int weight)
{
    return (from * (64 - weight) + to * weight + 32) >> 6;
}

void decodeBc7Mode6(BitReader& reader, Block& block)
{
    int ends[2][4];
    for (int channel = 0; channel < 4; ++channel) {
        ends[0][channel] = reader.take(7) << 1;
        ends[1][channel] = reader.take(7) << 1;
    }
    for (auto& end : ends) {
        const int bit = reader.take(1);
        for (int& value : end)
            value |= bit;
    }
    for (std::size_t i = 0; i < 16; ++i) {
        const int weight = weightOf(reader.take(i == 0 ? 3 : 4), 4);
        for (std::size_t c = 0; c < 4; ++c)
            block[i][c] = static_cast<float>(interpolated(ends[0][c], ends[1][c], weight));
    }
}

void decodeBc7Mode5(BitReader& reader, Block& block)
{
    static_cast<void>(reader.take(2)); // no rotation
    int ends[2][4];
    for (int channel = 0; channel < 3; ++channel) {
        for (auto& end : ends) {
            const int code = reader.take(7);
            end[channel] = code << 1 | code >> 6;
        }
    }
    ends[0][3] = reader.take(8);
    ends[1][3] = reader.take(8);
    for (std::size_t i = 0; i < 16; ++i) {
        const int weight = weightOf(reader.take(i == 0 ? 1 : 2), 2);
        for (std::size_t c = 0; c < 3; ++c)
            block[i][c] = static_cast<float>(interpolated(ends[0][c], ends[1][c], weight));
    }
    for (std::size_t i = 0; i < 16; ++i) {
        const int weight = weightOf(reader.take(i == 0 ? 1 : 2), 2);
        block[i][3] = static_cast<float>(interpolated(ends[0][3], ends[1][3], weight));
    }
}

struct Partition {
    int pattern;
    std::size_t anchor;
};

/// "Partition set for 2 subsets" of the specification.
Partition partitionOf(int number)
{
    static constexpr Partition kTable[32] = {
        {0xCCCC, 15}, {0x8888, 15}, {0xEEEE, 15}, {0xECC8, 15}, {0xC880, 15}, {0xFEEC, 15}, {0xFEC8, 15},
        {0xEC80, 15}, {0xC800, 15}, {0xFFEC, 15}, {0xFE80, 15}, {0xE800, 15}, {0xFFE8, 15}, {0xFF00, 15},
        {0xFFF0, 15}, {0xF000, 15}, {0xF710, 15}, {0x008E, 2},  {0x7100, 8},  {0x08CE, 2},  {0x008C, 2},
        {0x7310, 8},  {0x3100, 8},  {0x8CCE, 15}, {0x088C, 2},  {0x3110, 8},  {0x6666, 2},  {0x366C, 2},
        {0x17E8, 8},  {0x0FF0, 8},  {0x718E, 2},  {0x399C, 2}};
    return kTable[number & 31];
}

void decodeBc7Mode1(BitReader& reader, Block& block)
{
    const Partition partition = partitionOf(reader.take(6));
    int ends[4][3];
    for (int channel = 0; channel < 3; ++channel) {
        for (auto& end : ends)
            end[channel] = reader.take(6) << 1;
    }
    for (int part = 0; part < 2; ++part) {
        const int bit = reader.take(1);
        for (int end = 2 * part; end < 2 * part + 2; ++end) {
            for (int& value : ends[end])
                value = (value | bit) << 1 | (value | bit) >> 6;
        }
    }
    for (std::size_t i = 0; i < 16; ++i) {
        const int weight = weightOf(reader.take(i == 0 || i == partition.anchor ? 2 : 3), 3);
        const int part = partition.pattern >> i & 1;
        for (std::size_t c = 0; c < 3; ++c)
            block[i][c] = static_cast<float>(interpolated(ends[2 * part][c], ends[2 * part + 1][c], weight));
        block[i][3] = 255.0F;
    }
}

void decodeBc7(const std::uint8_t* bytes, Block& block)
{
    BitReader reader(bytes);
    const int mode = std::countr_zero(bytes[0]);
    static_cast<void>(reader.take(mode + 1));
    if (mode == 1)
        decodeBc7Mode1(reader, block);
    else if (mode == 5)
        decodeBc7Mode5(reader, block);
    else if (mode == 6)
        decodeBc7Mode6(reader, block);
    else
        block.fill(kWrong);
}

int unquantised(int code, int bits)
{
    if (bits == 16 || code == 0)
        return code;
    return code == (1 << bits) - 1 ? 0xFFFF : ((code << 16) + 0x8000) >> bits;
}

void decodeBc6h(const std::uint8_t* bytes, Block& block)
{
    static constexpr int kModes[4][3] = {{0x03, 10, 10}, {0x07, 11, 9}, {0x0B, 12, 8}, {0x0F, 16, 4}};
    BitReader reader(bytes);
    const int number = reader.take(5);
    const auto* mode =
        std::find_if(std::begin(kModes), std::end(kModes), [&](const auto& row) { return row[0] == number; });
    if (mode == std::end(kModes)) {
        block.fill(kWrong);
        return;
    }
    const int bits = (*mode)[1];
    const int deltaBits = (*mode)[2];
    int ends[2][3];
    for (int& value : ends[0])
        value = reader.take(10);
    for (int channel = 0; channel < 3; ++channel) {
        int second = reader.take(deltaBits);
        for (int bit = bits - 1; bit >= 10; --bit) // the highest comes first
            ends[0][channel] |= reader.take(1) << bit;
        if (bits > 10) {
            if (second >= 1 << (deltaBits - 1))
                second -= 1 << deltaBits;
            second = (ends[0][channel] + second) & ((1 << bits) - 1);
        }
        ends[1][channel] = second;
    }
    for (std::size_t i = 0; i < 16; ++i) {
        const int weight = weightOf(reader.take(i == 0 ? 3 : 4), 4);
        for (std::size_t c = 0; c < 3; ++c) {
            const int value =
                interpolated(unquantised(ends[0][c], bits), unquantised(ends[1][c], bits), weight);
            block[i][c] = halfToFloat(static_cast<std::uint16_t>((value * 31) >> 6));
        }
        block[i][3] = 1.0F;
    }
}

void decodeBlock(BlockFormat format, const std::uint8_t* bytes, Block& block)
{
    std::array<float, 16> values{};
    switch (format) {
    case BlockFormat::Bc1:
        decodeColours(bytes, false, block);
        break;
    case BlockFormat::Bc3:
        decodeColours(bytes + 8, true, block);
        decodeValues(bytes, values);
        for (std::size_t i = 0; i < 16; ++i)
            block[i][3] = values[i];
        break;
    case BlockFormat::Bc4:
        decodeValues(bytes, values);
        for (std::size_t i = 0; i < 16; ++i)
            block[i] = {values[i], values[i], values[i], values[i]};
        break;
    case BlockFormat::YCoCg:
        decodeYCoCg(bytes, block);
        break;
    case BlockFormat::Bc7:
        decodeBc7(bytes, block);
        break;
    case BlockFormat::Bc6h:
        decodeBc6h(bytes, block);
        break;
    }
}

std::pair<std::size_t, std::size_t> range(Channels channels)
{
    return {channels == Channels::Alpha ? 3 : 0, channels == Channels::Rgb ? 3 : 4};
}

} // namespace

std::vector<Colour> decodeTexture(BlockFormat format, std::span<const std::uint8_t> bytes, Size size)
{
    const Size blocks = blockCount(size);
    const auto width = static_cast<std::size_t>(size.width);
    std::vector<Colour> result(width * static_cast<std::size_t>(size.height), kWrong);
    if (bytes.size() != textureBytes(format, size))
        return result;
    Block block;
    const std::uint8_t* source = bytes.data();
    for (int y = 0; y < blocks.height; ++y) {
        for (int x = 0; x < blocks.width; ++x, source += blockBytes(format)) {
            decodeBlock(format, source, block);
            for (int i = 0; i < 16; ++i) {
                const int column = 4 * x + i % 4;
                const int row = 4 * y + i / 4;
                if (column < size.width && row < size.height) {
                    result[static_cast<std::size_t>(row) * width + static_cast<std::size_t>(column)] =
                        block[static_cast<std::size_t>(i)];
                }
            }
        }
    }
    return result;
}

std::vector<Colour> coloursOf(const Picture& picture)
{
    std::vector<Colour> result;
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* row = picture.row(0, y);
        for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
            Colour colour;
            if (picture.format == PixelFormat::RgbaF32) {
                std::memcpy(colour.data(), row + 16 * x, 16);
            } else if (picture.format == PixelFormat::RgbaF16) {
                std::uint16_t halves[4];
                std::memcpy(halves, row + 8 * x, 8);
                std::transform(halves, halves + 4, colour.begin(), halfToFloat);
            } else {
                std::copy_n(row + 4 * x, 4, colour.begin());
                if (picture.format != PixelFormat::Rgba8)
                    std::swap(colour[0], colour[2]);
                if (picture.format == PixelFormat::Bgrx8)
                    colour[3] = 255.0F;
            }
            result.push_back(colour);
        }
    }
    return result;
}

double psnr(const std::vector<Colour>& a, const std::vector<Colour>& b, Channels channels)
{
    const auto [first, last] = range(channels);
    double sum = 0.0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        for (std::size_t c = first; c < last; ++c)
            sum += std::pow(static_cast<double>(a[i][c]) - static_cast<double>(b[i][c]), 2.0);
    }
    if (a.size() != b.size())
        return 0.0;
    const double mean = sum / static_cast<double>(a.size() * (last - first));
    return mean < 1e-5 ? 99.0 : 10.0 * std::log10(255.0 * 255.0 / mean);
}

double greatestDifference(const std::vector<Colour>& a, const std::vector<Colour>& b, Channels channels)
{
    const auto [first, last] = range(channels);
    double greatest = a.size() == b.size() ? 0.0 : 1e9;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        for (std::size_t c = first; c < last; ++c)
            greatest =
                std::max(greatest, std::abs(static_cast<double>(a[i][c]) - static_cast<double>(b[i][c])));
    }
    return greatest;
}

std::array<int, 8> bc7Modes(std::span<const std::uint8_t> bytes)
{
    std::array<int, 8> counts{};
    for (std::size_t block = 0; block + 16 <= bytes.size(); block += 16)
        ++counts[static_cast<std::size_t>(std::countr_zero(bytes[block])) & 7];
    return counts;
}

} // namespace reelout::test
