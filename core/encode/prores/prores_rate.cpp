// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/prores/prores_rate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>
#include <utility>

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

// Bands are made coarser from the first on: the finest, and among equals the largest, where there is most to
// hide the step. They are made finer from the last on: among equals the flat ones, where steps are seen.
auto ProResRate::inOrder(const std::vector<double>& predicted) const
{
    return [this, &predicted](std::size_t band) { return std::pair(m_quantisers[band], -predicted[band]); };
}

void ProResRate::coarsen(std::vector<double>& predicted, double target)
{
    for (double total = sum(predicted); total > target;) {
        const std::size_t next = *std::ranges::min_element(std::views::iota(std::size_t(0), predicted.size()),
                                                           {}, inOrder(predicted));
        if (m_quantisers[next] >= kCoarsest)
            return;
        const double smaller = predicted[next] / growth(++m_quantisers[next]);
        total -= predicted[next] - smaller;
        predicted[next] = smaller;
    }
}

void ProResRate::refine(std::vector<double>& predicted, double target)
{
    for (double total = sum(predicted);;) {
        const std::size_t next = *std::ranges::max_element(std::views::iota(std::size_t(0), predicted.size()),
                                                           {}, inOrder(predicted));
        if (m_quantisers[next] <= m_finest)
            return;
        const double larger = predicted[next] * growth(m_quantisers[next]);
        total += larger - predicted[next];
        if (total > target)
            return;
        --m_quantisers[next];
        predicted[next] = larger;
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
