// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reelout {

/// What of an H.264 stream's parameter sets decides how its slice headers are read and written (ITU-T H.264,
/// 7.3.2.1, 7.3.2.2). Value type.
struct H264Headers {
    int frameNumberBits = 4;
    int orderCountType = 0; ///< pic_order_cnt_type
    std::uint32_t mostReferences = 1;
    std::uint32_t macroblocks = 0; ///< of a frame
    bool hasChroma = true;         ///< ChromaArrayType is not 0
    std::uint32_t pictureSet = 0;  ///< pic_parameter_set_id
    bool isCabac = false;
    std::uint32_t defaultReferences = 1; ///< of list 0
    bool isWeighted = false;             ///< P slices have a table of weights
    int firstQp = 26;                    ///< 26 + pic_init_qp_minus26
    bool hasDeblockingControl = false;

    /// From NAL units (with their header byte, without start code) of one SPS and one PPS. Nothing for
    /// streams with tools that recorders don't use: interlace, scaling matrices, slice groups, redundant
    /// pictures, separate colour planes.
    static std::optional<H264Headers> parse(std::span<const std::uint8_t> sequenceSet,
                                            std::span<const std::uint8_t> pictureSet);
};

/// frame_num of a slice: where it is and what.
struct H264FrameNumber {
    std::vector<std::uint8_t> front; ///< the slice's first bytes, without emulation prevention
    std::size_t position = 0;        ///< bits, in `front`
    std::uint32_t value = 0;
};

/// Of a NAL unit that is a slice (7.3.3). Nothing when it is too short to have one.
std::optional<H264FrameNumber> readH264FrameNumber(std::span<const std::uint8_t> slice,
                                                   const H264Headers& headers);

} // namespace reelout
