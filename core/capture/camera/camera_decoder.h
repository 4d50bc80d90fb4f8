// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_format.h"
#include "capture/file/frame_picture.h"
#include "ffmpeg/av_ptr.h"

#include <memory>

namespace reelout {

/// Decodes the pictures of cameras that compress, each once, into what they were compressed from. One thread.
class CameraDecoder {
public:
    /// Unsupported when this build has no decoder.
    static Result<std::unique_ptr<CameraDecoder>> open(CameraLayout layout);

    /// Null when the picture needs more to be seen (a stream that has not come to a key frame). InvalidData
    /// for a broken one; the next may be whole.
    Result<std::shared_ptr<Picture>> decode(const std::uint8_t* data, std::size_t bytes, Timestamp captured);

private:
    explicit CameraDecoder(AvCodecContextPtr decoder) : m_decoder(std::move(decoder)) {}

    AvCodecContextPtr m_decoder;
    AvPacketPtr m_packet{av_packet_alloc()};
    FramePictures m_pictures;
};

} // namespace reelout
