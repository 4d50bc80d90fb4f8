// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
}

// The differences between FFmpeg 5.1 and 7.1 that the program meets, one named macro each. Always defined,
// 0 or 1; code asks these and never a version number.

/// AVIOContext's write callback takes const bytes (7.0).
#define REELOUT_AV_CONST_WRITE_CALLBACK (LIBAVFORMAT_VERSION_MAJOR >= 61)

/// The Matroska muxer adds a sound codec's delay to the times itself (6.0).
#define REELOUT_AV_MATROSKA_ADDS_DELAY (LIBAVFORMAT_VERSION_MAJOR >= 60)

/// The SVT-AV1 that FFmpeg comes with keeps a peak rate in its variable mode: 1.4 beside FFmpeg 5.1 does, 2.3
/// beside 7.1 refuses one ("Max Bitrate only supported with CRF mode").
#define REELOUT_AV_SVT_KEEPS_PEAK (LIBAVCODEC_VERSION_MAJOR < 60)

/// AVFrame::duration instead of pkt_duration (6.0).
#define REELOUT_AV_FRAME_DURATION (LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100))

/// AVFrame key and interlace marks are flags instead of members (6.1).
#define REELOUT_AV_FRAME_FLAGS (LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100))

/// Stream side data lives in AVCodecParameters::coded_side_data (6.1).
#define REELOUT_AV_CODED_SIDE_DATA (LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102))

/// avcodec_get_supported_config() instead of AVCodec::pix_fmts and its like (7.1).
#define REELOUT_AV_SUPPORTED_CONFIG (LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(61, 13, 100))

/// Packed half and single float RGBA exist as pixel formats (6.0).
#if defined(AV_PIX_FMT_RGBAF16) && defined(AV_PIX_FMT_RGBAF32)
#define REELOUT_AV_FLOAT_RGBA 1
#else
#define REELOUT_AV_FLOAT_RGBA 0
#endif
