// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/h264_headers.h"

namespace reelout {

/// A P picture of one slice in which every macroblock is skipped (P_Skip): the picture before it once more,
/// sample by sample. Motion is inferred as none at all (ITU-T H.264, 8.4.1.1, as no macroblock moves), there
/// is no residual, weights are 1, and the deblocking filter has no edge to work on (8.7.2.1). The picture
/// before it in the order of decoding has to be a reference picture.
class H264SkipSlice {
public:
    explicit H264SkipSlice(const H264Headers& headers);

    struct Numbers {
        std::uint32_t frameNumber = 0;   ///< frame_num
        std::uint32_t orderCountLow = 0; ///< pic_order_cnt_lsb, for type 0
        /// It takes the place of the picture before it as the one reference there is; otherwise it is no
        /// reference.
        bool isReference = true;
    };
    /// Appends the NAL unit with its start code.
    void append(const Numbers& numbers, std::vector<std::uint8_t>& to) const;

private:
    H264Headers m_headers;
    std::vector<std::uint8_t> m_cabacData; ///< slice_data() with its trailing bits; the same for all
};

} // namespace reelout
