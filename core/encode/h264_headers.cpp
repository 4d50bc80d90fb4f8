// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_headers.h"

#include "encode/h264_bits.h"

#include <array>

namespace reelout {

namespace {

constexpr std::size_t kLongestSet = 256;  // as far as it is read, both are much shorter
constexpr std::size_t kLongestFront = 32; // of a slice's header, as far as it is read
constexpr int kFewestBits = 4;            // of frame_num and pic_order_cnt_lsb
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

/// Up to pic_order_cnt_type.
bool readSequenceStart(H264BitReader& reader, H264Headers& headers)
{
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
    headers.frameNumberBits = static_cast<int>(reader.ue()) + kFewestBits;
    headers.orderCountType = static_cast<int>(reader.ue());
    return !reader.hasFailed();
}

bool readSequence(std::span<const std::uint8_t> unit, H264Headers& headers)
{
    const std::vector<std::uint8_t> bytes = h264Unescaped(unit, kLongestSet);
    H264BitReader reader(bytes);
    if (!readSequenceStart(reader, headers))
        return false;
    if (headers.orderCountType == 0)
        headers.orderCountBits = static_cast<int>(reader.ue()) + kFewestBits;
    else if (headers.orderCountType != 2)
        return false;
    headers.mostReferences = reader.ue();
    reader.flag(); // gaps_in_frame_num_value_allowed_flag
    const std::uint32_t columns = reader.ue() + 1;
    const std::uint32_t rows = reader.ue() + 1;
    headers.macroblocks = columns * rows;
    const bool hasOnlyFrames = reader.flag();
    return hasOnlyFrames && !reader.hasFailed() && headers.frameNumberBits <= kMostH264CountBits &&
           headers.orderCountBits <= kMostH264CountBits;
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

std::optional<H264SliceStart> readH264SliceStart(std::span<const std::uint8_t> slice,
                                                 const H264Headers& headers)
{
    H264SliceStart start;
    start.front = h264Unescaped(slice, kLongestFront);
    H264BitReader reader(start.front);
    reader.bits(1); // forbidden_zero_bit
    start.isReference = reader.bits(2) != 0;
    start.isIdr = reader.bits(5) == kH264IdrSlice;
    reader.ue(); // first_mb_in_slice
    reader.ue(); // slice_type
    reader.ue(); // pic_parameter_set_id
    start.frameNumberAt = reader.position();
    start.frameNumber = reader.bits(headers.frameNumberBits);
    if (start.isIdr)
        reader.ue(); // idr_pic_id
    start.orderCountAt = reader.position();
    start.orderCountLow = reader.bits(headers.orderCountBits);
    if (reader.hasFailed())
        return std::nullopt;
    return start;
}

std::vector<std::uint8_t> h264WithOrderCountBits(std::span<const std::uint8_t> sequenceSet, int bits)
{
    const std::vector<std::uint8_t> bytes = h264Unescaped(sequenceSet, sequenceSet.size());
    H264Headers headers;
    H264BitReader reader(bytes);
    readSequenceStart(reader, headers);
    const std::size_t before = reader.position();
    reader.ue();
    const std::size_t after = reader.position();
    std::size_t end = bytes.size() * 8; // behind rbsp_stop_one_bit
    while (end > after && ((bytes[(end - 1) / 8] >> (7 - (end - 1) % 8)) & 1U) == 0)
        --end;
    H264BitWriter writer;
    writer.copy(bytes, 0, before);
    writer.ue(static_cast<std::uint32_t>(bits - kFewestBits));
    writer.copy(bytes, after, end);
    writer.align(false);
    std::vector<std::uint8_t> unit;
    appendH264Escaped(writer.bytes(), unit);
    return unit;
}

} // namespace reelout
