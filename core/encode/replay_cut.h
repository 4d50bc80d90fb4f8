// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ffmpeg/av_ptr.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

extern "C" {
#include <libavcodec/codec_par.h>
#include <libavcodec/packet.h>
}

namespace reelout {

// Where a running movie can be cut out of its packets. Pure.

/// A packet several hold; nobody changes it.
using SharedPacket = std::shared_ptr<const AVPacket>;

/// Packets of one picture track in decoding order, from `first` to before `end`.
struct PictureCut {
    std::size_t first = 0;
    std::size_t end = 0;
    std::int64_t begin = 0; ///< pts of its first picture, which is the key frame
    std::int64_t stop = 0;  ///< one past the greatest pts
};

/// The shortest piece that begins with a key frame, shows all from `from` to `until` (times of show) and ends
/// where nothing after it is shown before it: what is left out is not missed by what stays. From the first
/// key frame when `from` is before it. Nothing when there is no key frame, or when `until` is not there yet
/// and more may come. With `mayBeShort` the longest there is then.
std::optional<PictureCut> cutPictures(const std::deque<SharedPacket>& pictures, Duration from, Duration until,
                                      bool mayBeShort);

/// True for a picture that belongs before the cut's first one although it is decoded after it.
bool isLeading(const AVPacket& packet, const PictureCut& cut);

/// What a decoder must have heard before its output is right, in samples.
std::int64_t leadOf(const AVCodecParameters& sound);

/// The packets of a sound from `begin` to `stop` (samples from the start of the recording), at times that
/// count from `begin`. Sound that can be cut anywhere begins and ends exactly there; of other sound the first
/// packets may begin before 0, by what a decoder needs and what of a packet is too early, and the last is
/// said to be as short as needed. Nothing begins before 0 when `mayLead` is false. OutOfMemory is an
/// empty pointer in the list.
std::vector<AvPacketPtr> cutSound(const std::deque<SharedPacket>& packets, const AVCodecParameters& sound,
                                  std::int64_t begin, std::int64_t stop, bool mayLead);

} // namespace reelout
