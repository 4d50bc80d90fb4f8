// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/audio_interpolator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace reelout {

namespace {

constexpr int kPhases = 2048;
constexpr int kZeroCrossings = 48;
constexpr double kKaiserBeta = 13.0;
constexpr int kMostTaps = 1024;
constexpr std::int64_t kChunkFrames = 16384;

double besselI0(double x)
{
    double sum = 1.0;
    double term = 1.0;
    for (int k = 1; k < 60 && term > 1e-14 * sum; ++k) {
        term *= (x / (2.0 * k)) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

double kernel(double distance, double cutoff, double reach)
{
    if (std::fabs(distance) >= reach)
        return 0.0;
    const double ratio = distance / reach;
    static const double top = besselI0(kKaiserBeta);
    const double window = besselI0(kKaiserBeta * std::sqrt(1.0 - ratio * ratio)) / top;
    const double x = std::numbers::pi * cutoff * distance;
    return cutoff * (std::fabs(x) < 1e-12 ? 1.0 : std::sin(x) / x) * window;
}

// Row `phase` has the weights of frames 1 - reach … reach for a position phase/kPhases after frame 0; one row
// more than there are phases, so that interpolation has a right neighbour.
std::vector<float> makeTable(double band, int reach)
{
    std::vector<float> table;
    const int taps = 2 * reach;
    table.reserve(static_cast<std::size_t>(taps) * (kPhases + 1));
    std::vector<double> row(static_cast<std::size_t>(taps));
    for (int phase = 0; phase <= kPhases; ++phase) {
        const double position = reach - 1 + static_cast<double>(phase) / kPhases;
        double sum = 0.0;
        for (int tap = 0; tap < taps; ++tap)
            sum += row[static_cast<std::size_t>(tap)] = kernel(tap - position, band, reach);
        for (const double weight : row) // direct current passes at exactly 1
            table.push_back(static_cast<float>(weight / sum));
    }
    return table;
}

} // namespace

AudioInterpolator::AudioInterpolator(int channels, double cutoff)
    : m_channels(static_cast<std::size_t>(std::max(channels, 1)))
{
    const double band = std::clamp(cutoff, 2.0 * kZeroCrossings / kMostTaps, 1.0);
    m_isFullBand = band == 1.0;
    m_reach = static_cast<int>(std::ceil(kZeroCrossings / band));
    if (m_isFullBand) {
        static const auto shared = std::make_shared<const std::vector<float>>(makeTable(1.0, kZeroCrossings));
        m_table = shared;
    } else {
        m_table = std::make_shared<const std::vector<float>>(makeTable(band, m_reach));
    }
}

void AudioInterpolator::append(std::span<const float> samples)
{
    const auto frames = static_cast<std::int64_t>(samples.size() / m_channels);
    const bool joins = !m_chunks.empty() && m_chunks.back().first + m_chunks.back().frames == m_end &&
                       m_chunks.back().frames < kChunkFrames;
    if (!joins)
        m_chunks.push_back({m_end, 0, {}});
    Chunk& chunk = m_chunks.back();
    chunk.samples.insert(chunk.samples.end(), samples.begin(), samples.end());
    chunk.frames += frames;
    m_end += frames;
}

std::int64_t AudioInterpolator::held() const
{
    std::int64_t frames = 0;
    for (const Chunk& chunk : m_chunks)
        frames += chunk.frames;
    return frames;
}

void AudioInterpolator::discardBefore(std::int64_t frame)
{
    while (!m_chunks.empty() && m_chunks.front().first + m_chunks.front().frames <= frame)
        m_chunks.pop_front();
}

void AudioInterpolator::at(std::int64_t frame, double fraction, std::span<float> out) const
{
    std::fill(out.begin(), out.end(), 0.0F);
    const bool isWhole = fraction == 0.0 && m_isFullBand;
    const double phase = fraction * kPhases;
    const auto step = static_cast<std::size_t>(phase);
    const auto part = static_cast<float>(phase - static_cast<double>(step));
    const std::int64_t taps = 2 * static_cast<std::int64_t>(m_reach);
    const float* left = m_table->data() + step * static_cast<std::size_t>(taps);
    const float* right = left + taps;

    const std::int64_t start = isWhole ? frame : frame - m_reach + 1;
    const std::int64_t stop = isWhole ? frame + 1 : start + taps;
    for (const Chunk& chunk : m_chunks) {
        if (chunk.first >= stop)
            break;
        const std::int64_t from = std::max(start, chunk.first);
        const std::int64_t to = std::min(stop, chunk.first + chunk.frames);
        for (std::int64_t i = from; i < to; ++i) {
            const std::int64_t tap = i - start;
            const float weight = isWhole ? 1.0F : left[tap] + part * (right[tap] - left[tap]);
            const float* source =
                chunk.samples.data() + static_cast<std::size_t>(i - chunk.first) * m_channels;
            for (std::size_t channel = 0; channel < m_channels; ++channel)
                out[channel] += weight * source[channel];
        }
    }
}

} // namespace reelout
