// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/h264_skip_slice.h"

#include <optional>

namespace reelout {

/// Puts pictures that repeat the one before them between those of an encoder that knows nothing of them.
/// There are two kinds of streams in which that can be done (ITU-T H.264):
///
/// - The order of display follows from that of decoding (pic_order_cnt_type 2), and there is one reference.
///   Repeats are reference pictures, and all are numbered through anew (frame_num, 7.4.3). For decoders and
///   encoder alike the one reference is at any time the picture before, with the same samples.
/// - The order is told (type 0, 8.2.1.1). Repeats are no reference, so for decoders as for the encoder there
/// is
///   nothing between its own pictures; only the order is counted anew, in eight bits more for the many that
///   may follow each other. Where one is put in, the last picture was a reference, all before have been
///   shown by then, and no picture that comes compares its distance to two of those on both sides (temporal
///   direct prediction and implicit weights of B slices).
///
/// Write thread.
class H264Repeats {
public:
    /// From the stream's SPS and PPS, with their start codes. Nothing for streams of another kind.
    static std::optional<H264Repeats> of(std::span<const std::uint8_t> sequenceSet,
                                         std::span<const std::uint8_t> pictureSet);

    /// A unit of the encoder's, with its start code, is appended to `to` as it has to be in the stream. False
    /// when it is none that was expected.
    bool appendUnit(std::span<const std::uint8_t> unit, std::vector<std::uint8_t>& to);
    /// The picture is complete.
    void endPicture();
    /// Whether the picture that is shown last is there to be copied: it is the last reference as well.
    bool canRepeat() const { return m_canRepeat; }
    /// The picture before, once more. Only when canRepeat().
    void appendRepeat(std::vector<std::uint8_t>& to);
    /// The last IDR picture was sent again. For type 2.
    void restart() { m_last = {}; }

private:
    struct Place {
        bool isReference = true;
        std::uint32_t frameNumber = 0;
        std::int64_t orderCount = 0; ///< as the encoder counts, with all its bits
    };

    explicit H264Repeats(const H264Headers& headers);
    bool isOrderTold() const { return m_headers.orderCountType == 0; }
    void appendFrameNumbered(std::span<const std::uint8_t> unit, const H264SliceStart& start,
                             std::vector<std::uint8_t>& to);
    void appendOrdered(std::span<const std::uint8_t> unit, const H264SliceStart& start,
                       std::vector<std::uint8_t>& to);
    std::uint32_t frameNumberAfter(std::uint32_t number) const;
    std::int64_t countInStream(const Place& place) const;
    std::uint32_t orderCountLow(std::int64_t count) const;

    H264Headers m_headers; ///< of the encoder's stream
    H264SkipSlice m_slice;
    Place m_last;    ///< the last reference picture
    Place m_current; ///< the one whose units come
    // For type 0, since the last IDR picture
    std::int64_t m_inserted = 0;
    std::int64_t m_latest = 0; ///< the greatest count in the stream
    bool m_canRepeat = true;
};

} // namespace reelout
