// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg/av_ptr.h"

#include <QString>

#include <vector>

namespace reelout::test {

/// The pictures of an encoder's packets, in the order of display; none when anything in them is wrong.
std::vector<AvFramePtr> decodeStream(const AVCodecParameters& parameters,
                                     const std::vector<AvPacketPtr>& packets);

/// What is wrong with the times of packets in the order of decoding; empty when each of as many pictures is
/// shown once, from 0 on, and none before it is decoded.
QString disorderOf(const std::vector<AvPacketPtr>& packets);

/// Equal samples in all planes of two frames of one format and size.
bool isSameFrame(const AVFrame& left, const AVFrame& right);

} // namespace reelout::test
