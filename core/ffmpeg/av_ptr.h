// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg/av_features.h"

#include <memory>
#include <type_traits>

extern "C" {
#include <libavutil/buffer.h>
#include <libavutil/frame.h>
}

namespace reelout {

/// Deleter made of the library's own free function, which takes the pointer or its address.
template <auto Free>
struct AvFree {
    template <typename T>
    void operator()(T* object) const
    {
        if constexpr (std::is_invocable_v<decltype(Free), T**>)
            Free(&object);
        else
            Free(object);
    }
};

using AvBufferPtr = std::unique_ptr<AVBufferRef, AvFree<av_buffer_unref>>;
/// Buffers of it may outlive it.
using AvBufferPoolPtr = std::unique_ptr<AVBufferPool, AvFree<av_buffer_pool_uninit>>;
using AvCodecContextPtr = std::unique_ptr<AVCodecContext, AvFree<avcodec_free_context>>;
using AvCodecParametersPtr = std::unique_ptr<AVCodecParameters, AvFree<avcodec_parameters_free>>;
using AvFramePtr = std::unique_ptr<AVFrame, AvFree<av_frame_free>>;
using AvPacketPtr = std::unique_ptr<AVPacket, AvFree<av_packet_free>>;
/// A muxer's context; its AVIOContext belongs to somebody else.
using AvOutputPtr = std::unique_ptr<AVFormatContext, AvFree<avformat_free_context>>;
/// An opened demuxer with the file it opened.
using AvInputPtr = std::unique_ptr<AVFormatContext, AvFree<avformat_close_input>>;

struct AvIoFree {
    void operator()(AVIOContext* io) const
    {
        // The library may have exchanged the buffer, so it is freed by way of the context.
        av_freep(static_cast<void*>(&io->buffer));
        avio_context_free(&io);
    }
};
/// A custom AVIOContext with its buffer.
using AvIoPtr = std::unique_ptr<AVIOContext, AvIoFree>;

} // namespace reelout
