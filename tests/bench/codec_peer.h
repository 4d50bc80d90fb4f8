// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"
#include "encode/encoder_plan.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"

#include <optional>
#include <vector>

namespace reelout::bench {

struct Job {
    MovieSpec movie;
    const CodecType* type = nullptr;
    CodecPixelFormat format;
    Size size; ///< padded
    QString container;
};

/// The encoder of libavcodec to compare with: the one we use with the same options, or for those we wrote
/// ourselves FFmpeg's.
struct Peer {
    const AVCodec* codec = nullptr;
    EncoderPlan plan;
    AVPixelFormat format = AV_PIX_FMT_NONE;
};
/// Nothing when FFmpeg has none.
std::optional<Peer> peerOf(const Job& job);

struct Encoded {
    AvCodecContextPtr encoder;
    std::vector<AvPacketPtr> packets;
};
/// BGRA pictures through swscale and the encoder. Nothing when it refuses.
std::optional<Encoded> encodeWith(const Peer& peer, const Job& job, const std::vector<PicturePtr>& sources);

std::vector<AvFramePtr> decode(const Encoded& encoded);

} // namespace reelout::bench
