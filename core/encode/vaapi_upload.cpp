// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/vaapi_upload.h"

#include "ffmpeg/av_error.h"

extern "C" {
#include <libavutil/hwcontext.h>
}

namespace reelout {

namespace {

// What the encoder keeps for reordering, sixteen B-frames at most, and the one being filled.
constexpr int kSurfaces = 24;

const QString& step()
{
    static const QString name = QStringLiteral("open video encoder");
    return name;
}

} // namespace

Result<std::unique_ptr<VaapiUpload>> VaapiUpload::open(Size size, AVPixelFormat format)
{
    AVBufferRef* opened = nullptr;
    if (const int number = av_hwdevice_ctx_create(&opened, AV_HWDEVICE_TYPE_VAAPI, nullptr, nullptr, 0);
        number < 0)
        return avError(number, step(), QStringLiteral("VA-API"), ErrorCode::EncoderRejected);
    const BufferPtr device(opened);
    BufferPtr frames(av_hwframe_ctx_alloc(device.get()));
    if (!frames)
        return outOfMemory(step());
    auto& context = *reinterpret_cast<AVHWFramesContext*>(frames->data);
    context.format = AV_PIX_FMT_VAAPI;
    context.sw_format = format;
    context.width = size.width;
    context.height = size.height;
    context.initial_pool_size = kSurfaces;
    if (const int number = av_hwframe_ctx_init(frames.get()); number < 0)
        return avError(number, step(), QStringLiteral("VA-API surfaces"), ErrorCode::EncoderRejected);
    return std::unique_ptr<VaapiUpload>(new VaapiUpload(std::move(frames)));
}

Status VaapiUpload::attachTo(AVCodecContext& encoder) const
{
    encoder.pix_fmt = AV_PIX_FMT_VAAPI;
    encoder.hw_frames_ctx = av_buffer_ref(m_frames.get());
    return encoder.hw_frames_ctx == nullptr ? Status(outOfMemory(step())) : Status();
}

Result<AvFramePtr> VaapiUpload::upload(const AVFrame& frame) const
{
    const QString uploadStep = QStringLiteral("hand picture to graphics card");
    AvFramePtr surface(av_frame_alloc());
    if (!surface)
        return outOfMemory(step());
    if (const int number = av_hwframe_get_buffer(m_frames.get(), surface.get(), 0); number < 0)
        return avError(number, uploadStep, {}, ErrorCode::EncoderRejected);
    if (const int number = av_hwframe_transfer_data(surface.get(), &frame, 0); number < 0)
        return avError(number, uploadStep, {}, ErrorCode::EncoderRejected);
    if (const int number = av_frame_copy_props(surface.get(), &frame); number < 0)
        return avError(number, uploadStep, {});
    return surface;
}

} // namespace reelout
