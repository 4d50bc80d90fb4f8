// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

namespace reelout::bench {

/// One way of doing the work that is compared.
struct Candidate {
    QString name;
    std::function<void()> run;
    std::vector<double> milliseconds; ///< of processor time, one per round
};

inline double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2),
                     values.end());
    return values[values.size() / 2];
}

/// Runs all candidates (of Candidate or what derives from it) in turns, so that a busy machine slows all of
/// them. A first round that does not count warms caches and pools.
template <typename Kind>
void measure(std::vector<Kind>& candidates, int rounds)
{
    for (int round = 0; round <= rounds; ++round) {
        for (Kind& candidate : candidates) {
            const std::clock_t start = std::clock();
            candidate.run();
            const double taken = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
            if (round > 0)
                candidate.milliseconds.push_back(taken);
        }
    }
}

} // namespace reelout::bench
