// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/gif_palette.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace reelout {

namespace {

constexpr std::size_t kBins = 1U << 16;
constexpr std::uint8_t kTransparentBelow = 128;
/// A palette is kept until the error is this much worse than when it was made.
constexpr double kWorseBy = 1.5;
constexpr double kAlwaysGood = 4.0; // mean squared error, in squares of one 255th

/// The recursive 8x8 threshold matrix of Bayer, 0..63.
constexpr std::array<std::uint8_t, 64> bayerMatrix()
{
    std::array<std::uint8_t, 64> matrix{};
    for (unsigned y = 0; y < 8; ++y) {
        for (unsigned x = 0; x < 8; ++x) {
            unsigned value = 0;
            for (unsigned bit = 0; bit < 3; ++bit) {
                const unsigned fromX = (x >> bit) & 1U;
                const unsigned fromY = (y >> bit) & 1U;
                value |= ((fromX ^ fromY) << 1 | fromY) << (4 - 2 * bit);
            }
            matrix[y * 8 + x] = static_cast<std::uint8_t>(value);
        }
    }
    return matrix;
}
constexpr std::array<std::uint8_t, 64> kBayer = bayerMatrix();

std::size_t binOf(const std::uint8_t* pixel)
{
    return static_cast<std::size_t>(pixel[0] >> 3) | (static_cast<std::size_t>(pixel[1] >> 2) << 5) |
           (static_cast<std::size_t>(pixel[2] >> 3) << 11);
}

template <typename Colour>
int distance(const Colour& a, const Colour& b)
{
    int sum = 0;
    for (std::size_t channel = 0; channel < 3; ++channel)
        sum += (a[channel] - b[channel]) * (a[channel] - b[channel]);
    return sum;
}

/// A part of the present bins; it is cut where it spreads widest.
struct Box {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t channel = 0;
    double spread = 0.0; ///< squared deviation along `channel`, weighted by pixels
};

} // namespace

GifPalette::GifPalette(bool hasAlpha) : m_hasAlpha(hasAlpha), m_bins(kBins), m_choices(kBins) {}

void GifPalette::count(const Picture& picture)
{
    for (const std::uint16_t bin : m_present)
        m_bins[bin] = {};
    m_present.clear();
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* pixel = picture.row(0, y);
        for (int x = 0; x < picture.size.width; ++x, pixel += 4) {
            if (m_hasAlpha && pixel[3] < kTransparentBelow)
                continue;
            const std::size_t at = binOf(pixel);
            Bin& bin = m_bins[at];
            if (bin.count++ == 0)
                m_present.push_back(static_cast<std::uint16_t>(at));
            for (std::size_t channel = 0; channel < 3; ++channel)
                bin.sum[channel] += pixel[channel];
        }
    }
}

GifPalette::Colour GifPalette::meanOf(std::size_t at) const
{
    const Bin& bin = m_bins[at];
    Colour colour{};
    for (std::size_t channel = 0; channel < 3; ++channel)
        colour[channel] = static_cast<int>((bin.sum[channel] + bin.count / 2) / bin.count);
    return colour;
}

// Median cut: the box that spreads widest is cut at its mean until there are enough.
void GifPalette::rebuild()
{
    std::vector<std::uint16_t>& order = m_present;
    const auto measured = [&](std::size_t begin, std::size_t end) {
        Box box{begin, end, 0, 0.0};
        for (std::size_t channel = 0; channel < 3; ++channel) {
            double weight = 0;
            double sum = 0;
            double squares = 0;
            for (std::size_t i = begin; i < end; ++i) {
                const double count = m_bins[order[i]].count;
                const double value = meanOf(order[i])[channel];
                weight += count;
                sum += count * value;
                squares += count * value * value;
            }
            const double spread = weight > 0 ? squares - sum * sum / weight : 0;
            if (spread > box.spread) {
                box.spread = spread;
                box.channel = channel;
            }
        }
        return box;
    };
    const std::size_t most = m_hasAlpha ? kColours - 1 : kColours;
    std::vector<Box> boxes;
    if (!order.empty())
        boxes.push_back(measured(0, order.size()));
    while (boxes.size() < most && !boxes.empty()) {
        const auto widest = std::max_element(boxes.begin(), boxes.end(),
                                             [](const Box& a, const Box& b) { return a.spread < b.spread; });
        if (widest->spread <= 0.0 || widest->end - widest->begin < 2)
            break;
        const Box box = *widest;
        double weight = 0;
        double sum = 0;
        for (std::size_t i = box.begin; i < box.end; ++i) {
            weight += m_bins[order[i]].count;
            sum += double(m_bins[order[i]].count) * meanOf(order[i])[box.channel];
        }
        const double mean = sum / weight;
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(box.begin);
        const auto last = order.begin() + static_cast<std::ptrdiff_t>(box.end);
        const auto cut =
            std::partition(first, last, [&](std::uint16_t bin) { return meanOf(bin)[box.channel] <= mean; });
        const auto middle = static_cast<std::size_t>(cut - order.begin());
        *widest = measured(box.begin, middle);
        boxes.push_back(measured(middle, box.end));
    }

    m_entries.clear();
    m_colours.fill(0xFF000000U);
    for (const Box& box : boxes) {
        std::array<double, 3> sum{};
        double weight = 0;
        for (std::size_t i = box.begin; i < box.end; ++i) {
            weight += m_bins[order[i]].count;
            for (std::size_t channel = 0; channel < 3; ++channel)
                sum[channel] += m_bins[order[i]].sum[channel];
        }
        Colour colour{};
        for (std::size_t channel = 0; channel < 3; ++channel)
            colour[channel] = static_cast<int>(std::lround(sum[channel] / weight));
        m_colours[m_entries.size()] = 0xFF000000U | static_cast<std::uint32_t>(colour[2]) << 16 |
                                      static_cast<std::uint32_t>(colour[1]) << 8 |
                                      static_cast<std::uint32_t>(colour[0]);
        m_entries.push_back(colour);
    }
    if (m_entries.empty())
        m_entries.push_back({});
    if (m_hasAlpha)
        m_colours[kColours - 1] = 0;
    m_used = static_cast<int>(m_entries.size());
}

int GifPalette::nearest(const Colour& colour) const
{
    int best = 0;
    int least = distance(colour, m_entries[0]);
    for (int entry = 1; entry < m_used && least > 0; ++entry) {
        const int here = distance(colour, m_entries[static_cast<std::size_t>(entry)]);
        if (here < least) {
            least = here;
            best = entry;
        }
    }
    return best;
}

void GifPalette::choose(std::size_t bin)
{
    const Colour colour = meanOf(bin);
    const int near = nearest(colour);
    const Colour& from = m_entries[static_cast<std::size_t>(near)];
    // The entry on the other side of the colour.
    Colour beyond{};
    for (std::size_t channel = 0; channel < 3; ++channel)
        beyond[channel] = std::clamp(3 * colour[channel] - 2 * from[channel], 0, 255);
    const int far = nearest(beyond);
    const Colour& to = m_entries[static_cast<std::size_t>(far)];
    int along = 0;
    for (std::size_t channel = 0; channel < 3; ++channel)
        along += (colour[channel] - from[channel]) * (to[channel] - from[channel]);
    const int length = distance(from, to);
    const int share = length > 0 ? std::clamp(64 * along / length, 0, 63) : 0;
    m_choices[bin] = {static_cast<std::uint8_t>(near), static_cast<std::uint8_t>(far),
                      static_cast<std::uint8_t>(share)};
}

double GifPalette::meanError() const
{
    double sum = 0;
    double pixels = 0;
    for (const std::uint16_t bin : m_present) {
        const double count = m_bins[bin].count;
        const Colour colour = meanOf(bin);
        sum += count * distance(colour, m_entries[static_cast<std::size_t>(nearest(colour))]);
        pixels += count;
    }
    return pixels > 0 ? sum / pixels : 0;
}

void GifPalette::index(const Picture& picture, std::uint8_t* out, std::ptrdiff_t stride)
{
    count(picture);
    if (m_entries.empty() || meanError() > std::max(kAlwaysGood, kWorseBy * m_errorWhenMade)) {
        rebuild();
        m_errorWhenMade = meanError();
    }
    for (const std::uint16_t bin : m_present)
        choose(bin);
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* pixel = picture.row(0, y);
        const std::uint8_t* thresholds = kBayer.data() + std::ptrdiff_t(y % 8) * 8;
        std::uint8_t* row = out + stride * y;
        for (int x = 0; x < picture.size.width; ++x, pixel += 4) {
            if (m_hasAlpha && pixel[3] < kTransparentBelow) {
                row[x] = kColours - 1;
                continue;
            }
            const Choice& choice = m_choices[binOf(pixel)];
            row[x] = thresholds[x % 8] < choice.share ? choice.far : choice.near;
        }
    }
}

} // namespace reelout
