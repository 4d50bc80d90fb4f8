// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/marker.h"
#include "base/result.h"
#include "ffmpeg/av_ptr.h"
#include "media/frame_rate.h"
#include "media/specs.h"

#include <QString>

#include <cstdint>

extern "C" {
#include <libavcodec/packet.h>
}

namespace reelout {

/// Where the encoded tracks of a movie go: a file, or a memory that keeps the latest of them. The picture's
/// track comes first (stream_index 0), then those of the sound. Write thread, but for bytes().
class PacketSink {
public:
    virtual ~PacketSink() = default;

    virtual Status addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate) = 0;
    /// `name` is for people, written where the container has a place for it; empty = none.
    virtual Status addAudioTrack(AvCodecParametersPtr parameters, const QString& name) = 0;
    /// Only the upper left `visible` pixels of the pictures' `coded` ones are to be seen. Before begin(); for
    /// containers where canTellVisibleSize().
    virtual void setVisibleSize(Size coded, Size visible) = 0;
    /// Checks tracks and metadata against the container.
    virtual Status begin(const Metadata& metadata) = 0;
    /// One packet; of each track in decoding order. Carries stream_index and time_base.
    virtual Status write(AvPacketPtr packet) = 0;
    /// A marker becomes a chapter where hasChapters().
    virtual void addMarker(const Marker& marker) = 0;
    virtual bool hasChapters() const = 0;
    /// Nothing comes any more.
    virtual Status finish() = 0;

    /// Bytes written, or kept. Any thread.
    virtual std::uint64_t bytes() const = 0;
    /// Of the file; empty = there is none.
    virtual QString path() const = 0;
    /// The encoders' headers go beside the packets and not into them.
    virtual bool needsGlobalHeader() const = 0;
};

} // namespace reelout
