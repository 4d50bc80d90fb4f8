// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/chapters.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

std::vector<Marker> chaptersOf(std::vector<Marker> markers, Duration duration)
{
    constexpr Duration kStep = std::chrono::milliseconds(1);
    if (markers.empty())
        return {};
    std::stable_sort(markers.begin(), markers.end(),
                     [](const Marker& a, const Marker& b) { return a.at < b.at; });
    std::vector<Marker> chapters;
    for (Marker& marker : markers) {
        marker.at = std::max(marker.at / kStep * kStep, Duration::zero());
        if (chapters.empty() && marker.at > Duration::zero())
            chapters.push_back({Duration::zero(), QCoreApplication::translate("reelout::Chapters", "Start")});
        if (!chapters.empty())
            marker.at = std::max(marker.at, chapters.back().at + kStep);
        if ((marker.at >= duration && !chapters.empty()) || chapters.size() >= kMostChapters)
            break;
        chapters.push_back(std::move(marker));
    }
    return chapters;
}

} // namespace reelout
