// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_headers.h"

#include "encode/h264_bits.h"

#include <array>

namespace reelout {

namespace {

constexpr std::size_t kLongestSet = 256;  // as far as it is read, both are much shorter
constexpr std::size_t kLongestFront = 24; // first_mb_in_slice, slice_type, pic_parameter_set_id, frame_num
constexpr std::uint32_t kChroma444 = 3;
// profile_idc of those whose SPS tells the chroma format (7.3.2.1.1)
constexpr std::array<std::uint32_t, 8> kHighProfiles{100, 110, 122, 244, 44, 83, 86, 118};

bool isHigh(std::uint32_t profile)
{
    for (const std::uint32_t high : kHighProfiles) {
        if (profile == high)
            return true;
    }
    return false;
}

bool readSequence(std::span<const std::uint8_t> unit, H264Headers& headers)
{
    const std::vector<std::uint8_t> bytes = h264Unescaped(unit, kLongestSet);
    H264BitReader reader(bytes);
    reader.bits(8); // NAL header
    const std::uint32_t profile = reader.bits(8);
    reader.bits(16); // constraints, level
    reader.ue();     // seq_parameter_set_id
    if (isHigh(profile)) {
        const std::uint32_t chroma = reader.ue();
        headers.hasChroma = chroma != 0;
        if (chroma == kChroma444 && reader.flag())
            return false; // separate colour planes
        reader.ue();      // bit depths
        reader.ue();
        reader.flag(); // qpprime_y_zero_transform_bypass_flag
        if (reader.flag())
            return false; // scaling matrices
    }
    headers.frameNumberBits = static_cast<int>(reader.ue()) + 4;
    headers.orderCountType = static_cast<int>(reader.ue());
    if (headers.orderCountType == 0)
        reader.ue(); // log2_max_pic_order_cnt_lsb_minus4
    else if (headers.orderCountType != 2)
        return false;
    headers.mostReferences = reader.ue();
    reader.flag(); // gaps_in_frame_num_value_allowed_flag
    const std::uint32_t columns = reader.ue() + 1;
    const std::uint32_t rows = reader.ue() + 1;
    headers.macroblocks = columns * rows;
    const bool hasOnlyFrames = reader.flag();
    return hasOnlyFrames && !reader.hasFailed() && headers.frameNumberBits <= 16;
}

bool readPicture(std::span<const std::uint8_t> unit, H264Headers& headers)
{
    const std::vector<std::uint8_t> bytes = h264Unescaped(unit, kLongestSet);
    H264BitReader reader(bytes);
    reader.bits(8); // NAL header
    headers.pictureSet = reader.ue();
    reader.ue(); // seq_parameter_set_id
    headers.isCabac = reader.flag();
    reader.flag(); // bottom_field_pic_order_in_frame_present_flag
    if (reader.ue() != 0)
        return false; // slice groups
    headers.defaultReferences = reader.ue() + 1;
    reader.ue(); // list 1
    headers.isWeighted = reader.flag();
    reader.bits(2); // weighted_bipred_idc
    headers.firstQp = 26 + reader.se();
    reader.se(); // pic_init_qs_minus26
    reader.se(); // chroma_qp_index_offset
    headers.hasDeblockingControl = reader.flag();
    reader.flag(); // constrained_intra_pred_flag
    const bool hasRedundant = reader.flag();
    return !hasRedundant && !reader.hasFailed();
}

} // namespace

std::optional<H264Headers> H264Headers::parse(std::span<const std::uint8_t> sequenceSet,
                                              std::span<const std::uint8_t> pictureSet)
{
    H264Headers headers;
    if (!readSequence(sequenceSet, headers) || !readPicture(pictureSet, headers))
        return std::nullopt;
    return headers;
}

std::optional<H264FrameNumber> readH264FrameNumber(std::span<const std::uint8_t> slice,
                                                   const H264Headers& headers)
{
    H264FrameNumber number;
    number.front = h264Unescaped(slice, kLongestFront);
    H264BitReader reader(number.front);
    reader.bits(8); // NAL header
    reader.ue();    // first_mb_in_slice
    reader.ue();    // slice_type
    reader.ue();    // pic_parameter_set_id
    number.position = reader.position();
    number.value = reader.bits(headers.frameNumberBits);
    if (reader.hasFailed())
        return std::nullopt;
    return number;
}

} // namespace reelout
