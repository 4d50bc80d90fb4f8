// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/axis_taps.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace reelout {

namespace {

void addRun(AxisTaps& taps, int first, std::initializer_list<double> weights)
{
    taps.runs.push_back({first, static_cast<int>(weights.size()), taps.weights.size()});
    for (const double weight : weights)
        taps.weights.push_back(static_cast<float>(weight));
}

void addNearest(AxisTaps& taps, std::int64_t index, std::int64_t source, std::int64_t target)
{
    addRun(taps, static_cast<int>((2 * index + 1) * source / (2 * target)), {1.0});
}

void addLinear(AxisTaps& taps, int index, int source, int target)
{
    const double centre = (index + 0.5) * source / target - 0.5;
    const double below = std::floor(centre);
    const double fraction = centre - below;
    const int first = std::clamp(static_cast<int>(below), 0, source - 1);
    if (below < 0.0 || first == source - 1 || fraction == 0.0)
        addRun(taps, first, {1.0});
    else
        addRun(taps, first, {1.0 - fraction, fraction});
}

void addCovered(AxisTaps& taps, std::int64_t index, std::int64_t source, std::int64_t target)
{
    // In units of 1/target of a source sample, where all edges are whole numbers.
    const std::int64_t begin = index * source;
    const std::int64_t end = begin + source;
    const std::int64_t first = begin / target;
    const std::int64_t last = (end - 1) / target;
    taps.runs.push_back({static_cast<int>(first), static_cast<int>(last - first + 1), taps.weights.size()});
    for (std::int64_t sample = first; sample <= last; ++sample) {
        const std::int64_t covered = std::min(end, (sample + 1) * target) - std::max(begin, sample * target);
        taps.weights.push_back(static_cast<float>(double(covered) / double(source)));
    }
}

} // namespace

AxisTaps makeAxisTaps(int sourceSize, int targetSize, Smoothness smoothness)
{
    AxisTaps taps;
    taps.runs.reserve(static_cast<std::size_t>(targetSize));
    for (int index = 0; index < targetSize; ++index) {
        if (smoothness == Smoothness::Nearest)
            addNearest(taps, index, sourceSize, targetSize);
        else if (smoothness == Smoothness::Mipmap && targetSize < sourceSize)
            addCovered(taps, index, sourceSize, targetSize);
        else
            addLinear(taps, index, sourceSize, targetSize);
    }
    return taps;
}

} // namespace reelout
