// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/h264_skip_slice.h"

#include <optional>

namespace reelout {

/// Puts pictures that repeat the one before them between those of an encoder that knows nothing of them. All
/// are reference pictures, numbered through anew (frame_num, ITU-T H.264, 7.4.3), from which in such streams
/// the order of display follows, too (8.2.1.3). For decoders and encoder alike the one reference is at any
/// time the picture before, with the same samples. Write thread.
class H264Repeats {
public:
    /// From the stream's SPS and PPS, with their start codes. Nothing for streams in which this can't be
    /// done: reordered pictures, more than one reference.
    static std::optional<H264Repeats> of(std::span<const std::uint8_t> sequenceSet,
                                         std::span<const std::uint8_t> pictureSet);

    /// A unit of the encoder's next picture, with its start code, is appended to `to` as it has to be in the
    /// stream. False when it is none that was expected.
    bool appendUnit(std::span<const std::uint8_t> unit, std::vector<std::uint8_t>& to);
    /// The picture is complete.
    void endPicture();
    /// The picture before, once more.
    void appendRepeat(std::vector<std::uint8_t>& to);
    /// The last IDR picture was sent again.
    void restart() { m_last = 0; }

private:
    explicit H264Repeats(const H264Headers& headers);

    H264Headers m_headers;
    H264SkipSlice m_slice;
    std::uint32_t m_last = 0;    ///< frame_num of the last picture
    std::uint32_t m_current = 0; ///< of the one whose units come
};

} // namespace reelout
