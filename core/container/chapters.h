// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/marker.h"

#include <vector>

namespace reelout {

/// Chapters a file has at most: what Nero's list of MP4 can count.
constexpr std::size_t kMostChapters = 255;

/// The chapters that markers make in a file of length `duration`: in order, at whole milliseconds, no two at
/// one moment, none behind the end, the first at the beginning (named "Start" when there is no marker). Empty
/// without markers.
std::vector<Marker> chaptersOf(std::vector<Marker> markers, Duration duration);

} // namespace reelout
