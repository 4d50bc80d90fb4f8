// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"
#include "media/geometry.h"

#include <memory>

namespace reelout {

/// The way of pictures from memory into the surfaces a VA-API encoder reads. Belongs to one encoder and is
/// used on its thread.
class VaapiUpload {
public:
    /// On the machine's first device; `format` is what memory holds (NV12 or P010). DeviceLost or Unsupported
    /// with the library's words when there is none.
    static Result<std::unique_ptr<VaapiUpload>> open(Size size, AVPixelFormat format);

    /// Makes an encoder that is not open yet take the surfaces.
    Status attachTo(AVCodecContext& encoder) const;
    /// A surface with the frame's pixels and properties.
    Result<AvFramePtr> upload(const AVFrame& frame) const;

private:
    struct BufferFree {
        void operator()(AVBufferRef* buffer) const { av_buffer_unref(&buffer); }
    };
    using BufferPtr = std::unique_ptr<AVBufferRef, BufferFree>;
    explicit VaapiUpload(BufferPtr frames) : m_frames(std::move(frames)) {}

    BufferPtr m_frames; ///< holds the device too
};

} // namespace reelout
