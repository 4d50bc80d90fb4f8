// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/codec_catalog.h"

namespace reelout {

/// CodecType::encoder of the Hap family, which is our own and not libavcodec's.
inline constexpr const char* kHapEncoder = "reelout-hap";

/// The rows of the catalogue, before it is known what this machine can do.
std::vector<Codec> videoCodecTable();
std::vector<AudioCodec> audioCodecTable();

} // namespace reelout
