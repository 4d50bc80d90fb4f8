// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/movie.h"

#include <optional>

namespace reelout {

/// A fragment lists uncompressed sound by packets; an ordinary file counts single frames of constant size
/// (QuickTime File Format, "Sound Sample Descriptions"), and strict readers rely on it. Gives the table so,
/// or nothing when the track is not PCM or its packets are not whole frames.
std::optional<SampleTable> pcmSamples(const Track& track);

} // namespace reelout
