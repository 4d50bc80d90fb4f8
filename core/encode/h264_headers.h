// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reelout {

/// nal_unit_type of some NAL units (ITU-T H.264, table 7-1).
inline constexpr std::uint8_t kH264Slice = 1;
inline constexpr std::uint8_t kH264IdrSlice = 5;
inline constexpr std::uint8_t kH264SequenceSet = 7;
/// The widest that frame_num and pic_order_cnt_lsb may be (7.4.2.1.1).
inline constexpr int kMostH264CountBits = 16;

/// What of an H.264 stream's parameter sets decides how its slice headers are read and written (ITU-T H.264,
/// 7.3.2.1, 7.3.2.2). Value type.
struct H264Headers {
    int frameNumberBits = 4;
    int orderCountType = 0; ///< pic_order_cnt_type: 0 or 2
    int orderCountBits = 0; ///< of pic_order_cnt_lsb, for type 0
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

/// What a slice's header begins with (7.3.3), up to its picture's place in the order of display.
struct H264SliceStart {
    std::vector<std::uint8_t> front; ///< the slice's first bytes, without emulation prevention
    bool isIdr = false;
    bool isReference = false;        ///< nal_ref_idc is not 0
    std::size_t frameNumberAt = 0;   ///< bits, in `front`
    std::uint32_t frameNumber = 0;   ///< frame_num
    std::size_t orderCountAt = 0;    ///< bits, in `front`
    std::uint32_t orderCountLow = 0; ///< pic_order_cnt_lsb, for type 0
};

/// Of a NAL unit that is a slice. Nothing when it is too short to have all that.
std::optional<H264SliceStart> readH264SliceStart(std::span<const std::uint8_t> slice,
                                                 const H264Headers& headers);

/// An SPS with pic_order_cnt_type 0 (with its header byte, without start code) in which pic_order_cnt_lsb has
/// `bits` bits, 4 <= bits <= 16, and all else is the same.
std::vector<std::uint8_t> h264WithOrderCountBits(std::span<const std::uint8_t> sequenceSet, int bits);

} // namespace reelout
