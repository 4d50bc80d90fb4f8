// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/specs.h"

#include <sndfile.h>

namespace reelout {

/// Tells the library the bit rate of a lossy type, whose own scale runs from 0 to 1 and means something else
/// for each. Before the first sample. True for types that have none. MP3: constant bit rate, exact. Opus:
/// within 4 %, at most 256 kb/s a channel. Vorbis: the quality that has this rate on average.
bool setSoundBitRate(SNDFILE* file, int format, const SoundSpec& spec);

/// The quality, 0..1, at which Vorbis' own tables put `bitsPerSecond` for all channels together.
double vorbisQuality(int bitsPerSecond, int channels);

} // namespace reelout
