// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/box.h"

namespace reelout {

/// The little that must be known of a track's sample description.
struct SampleEntry {
    std::uint32_t pcmFrameBytes = 0; ///< uncompressed sound: bytes of one frame of all channels, else 0
    bool isAac = false;
    bool isEncrypted = false;
};

/// First entry of an stsd payload. `timeScale` is the track's; only when it is the sample rate can PCM be
/// counted in frames (QuickTime File Format, "Sound Sample Descriptions").
SampleEntry readSampleEntry(ByteSpan stsd, std::uint32_t timeScale);

} // namespace reelout
