// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/prores/prores_rate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace reelout {

namespace {

constexpr double kFilled = 0.98;   // of the budget: what a frame may be predicted to take
constexpr double kTooEmpty = 0.75; // below that a frame is worth another try
constexpr double kLeastExponent = 0.3;
constexpr double kMostExponent = 2.5;
constexpr double kLearningRate = 0.3;

double sum(const std::vector<double>& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), 0.0);
}

} // namespace

ProResRate::ProResRate(std::size_t budget, int bands, int finest)
    : m_budget(static_cast<double>(budget)),
      m_finest(finest),
      m_quantisers(static_cast<std::size_t>(bands), finest)
{}

/// How many times larger a band is with the next finer quantiser.
double ProResRate::growth(int quantiser) const
{
    return std::pow(static_cast<double>(quantiser) / (quantiser - 1), m_exponent);
}

void ProResRate::learn(std::span<const std::size_t> sizes)
{
    double coarse = 0.0;
    double fine = 0.0;
    double steps = 0.0;
    int changed = 0;
    for (std::size_t band = 0; band < m_tried.size(); ++band) {
        const int now = m_quantisers[band];
        const int before = m_tried[band];
        if (now == before)
            continue;
        const auto size = static_cast<double>(sizes[band]);
        const auto old = static_cast<double>(m_triedSizes[band]);
        coarse += now > before ? size : old;
        fine += now > before ? old : size;
        steps += std::log(static_cast<double>(std::max(now, before)) / std::min(now, before));
        ++changed;
    }
    if (changed == 0 || coarse <= 0.0 || fine <= coarse)
        return;
    const double seen = std::clamp(std::log(fine / coarse) * changed / steps, kLeastExponent, kMostExponent);
    m_exponent += kLearningRate * (seen - m_exponent);
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

void ProResRate::settle(std::span<const std::size_t> sizes)
{
    std::vector<double> predicted(sizes.begin(), sizes.end());
    refine(predicted, m_budget * kFilled);
    m_tried.clear();
    m_isRefined = false;
}

} // namespace reelout
