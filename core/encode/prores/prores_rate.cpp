// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/prores/prores_rate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace reelout {

namespace {

constexpr double kFilled = 0.985;  // of the budget: what a frame may be predicted to take
constexpr double kTooEmpty = 0.75; // below that a frame is worth another try
constexpr double kExponent = 1.2;  // bytes go with the quantiser to about this power, downwards
constexpr double kLeastFactor = 0.1;
constexpr double kMostFactor = 5.0;
constexpr double kLearningRate = 0.1; // of one band; a frame has many

double sum(const std::vector<double>& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), 0.0);
}

} // namespace

ProResRate::ProResRate(std::size_t budget, int bands, int finest)
    : m_budget(static_cast<double>(budget)),
      m_finest(finest),
      m_quantisers(static_cast<std::size_t>(bands), finest)
{
    for (int quantiser = 2; quantiser <= kCoarsest; ++quantiser)
        m_growth[static_cast<std::size_t>(quantiser)] =
            kExponent * std::log(static_cast<double>(quantiser) / (quantiser - 1));
}

double ProResRate::growth(int quantiser) const
{
    return std::exp(m_growth[static_cast<std::size_t>(quantiser)]);
}

// What a band has shown of several steps is shared out among them as expected. Bands count by their share of
// the frame: a flat one hardly gets smaller, and says nothing about the others.
void ProResRate::learn(std::span<const std::size_t> sizes)
{
    const double mean = std::accumulate(m_triedSizes.begin(), m_triedSizes.end(), 1.0) /
                        static_cast<double>(m_quantisers.size());
    for (std::size_t band = 0; band < m_tried.size(); ++band) {
        const auto [finer, coarser] = std::minmax(m_quantisers[band], m_tried[band]);
        if (finer == coarser)
            continue;
        const auto [smaller, larger] = std::minmax(sizes[band], m_triedSizes[band]);
        const auto first = m_growth.begin() + finer + 1;
        const auto last = m_growth.begin() + coarser + 1;
        const double expected = std::accumulate(first, last, 0.0);
        const double seen = std::log(static_cast<double>(larger + 1) / static_cast<double>(smaller + 1));
        const double factor = std::clamp(seen / expected, kLeastFactor, kMostFactor);
        const double weight = kLearningRate * std::min(1.0, static_cast<double>(m_triedSizes[band]) / mean);
        std::for_each(first, last, [&](double& step) { step *= 1.0 + weight * (factor - 1.0); });
    }
}

// Steps go to the finest first, and among equals to the largest, where there is most to hide them.
void ProResRate::coarsen(std::vector<double>& predicted, double target)
{
    for (double total = sum(predicted); total > target;) {
        std::size_t best = 0;
        for (std::size_t band = 1; band < predicted.size(); ++band) {
            const bool isFiner = m_quantisers[band] < m_quantisers[best];
            const bool isLarger =
                m_quantisers[band] == m_quantisers[best] && predicted[band] > predicted[best];
            if (isFiner || isLarger)
                best = band;
        }
        if (m_quantisers[best] >= kCoarsest)
            return;
        const double smaller = predicted[best] / growth(++m_quantisers[best]);
        total -= predicted[best] - smaller;
        predicted[best] = smaller;
    }
}

// Likewise to the coarsest first, and among equals to the smallest: flat ones, where steps are seen.
void ProResRate::refine(std::vector<double>& predicted, double target)
{
    for (double total = sum(predicted);;) {
        std::size_t best = 0;
        for (std::size_t band = 1; band < predicted.size(); ++band) {
            const bool isCoarser = m_quantisers[band] > m_quantisers[best];
            const bool isSmaller =
                m_quantisers[band] == m_quantisers[best] && predicted[band] < predicted[best];
            if (isCoarser || isSmaller)
                best = band;
        }
        if (m_quantisers[best] <= m_finest)
            return;
        const double larger = predicted[best] * growth(m_quantisers[best]);
        total += larger - predicted[best];
        if (total > target)
            return;
        --m_quantisers[best];
        predicted[best] = larger;
    }
}

std::vector<int> ProResRate::differing(const std::vector<int>& before) const
{
    std::vector<int> bands;
    for (std::size_t band = 0; band < before.size(); ++band) {
        if (m_quantisers[band] != before[band])
            bands.push_back(static_cast<int>(band));
    }
    return bands;
}

std::vector<int> ProResRate::correct(std::span<const std::size_t> sizes)
{
    learn(sizes);
    m_tried = m_quantisers;
    m_triedSizes.assign(sizes.begin(), sizes.end());
    std::vector<double> predicted(sizes.begin(), sizes.end());
    const double total = sum(predicted);
    if (total > m_budget) {
        coarsen(predicted, m_budget * kFilled);
    } else if (total < m_budget * kTooEmpty && !m_isRefined) {
        m_isRefined = true;
        refine(predicted, m_budget * kFilled);
    }
    return differing(m_tried);
}

void ProResRate::begin()
{
    m_tried.clear();
    m_triedSizes.clear();
    m_isRefined = false;
}

void ProResRate::settle(std::span<const std::size_t> sizes)
{
    std::vector<double> predicted(sizes.begin(), sizes.end());
    refine(predicted, m_budget * kFilled);
    begin();
}

} // namespace reelout
