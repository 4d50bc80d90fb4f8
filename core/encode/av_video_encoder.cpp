// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_video_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"
#include "ffmpeg/av_frame_wrap.h"
#include "ffmpeg/av_log_bridge.h"

namespace reelout {

namespace {

void configure(AVCodecContext& context, const VideoEncoderSpec& spec, AVPixelFormat format)
{
    context.pix_fmt = format;
    const AvColour colour = toAvColour(spec.colour);
    context.color_primaries = colour.primaries;
    context.color_trc = colour.transfer;
    context.colorspace = colour.matrix;
    context.color_range = colour.range;
    if (spec.format == PixelFormat::Nv12 || spec.format == PixelFormat::Yuv420p8)
        context.chroma_sample_location = AVCHROMA_LOC_LEFT;
    context.thread_count = spec.plan.threads;
    context.strict_std_compliance = spec.plan.strictness;
    if (spec.globalHeader)
        context.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
}

} // namespace

Result<std::unique_ptr<VideoEncoder>> AvVideoEncoder::open(const VideoEncoderSpec& spec)
{
    Result<std::unique_ptr<VideoEncoder>> opened = openOnce(spec);
    if (opened || spec.plan.memory != EncoderPlan::Memory::Vaapi)
        return opened;
    // Some of Intel's chips have the low-power unit only, and FFmpeg leaves that choice to its user.
    VideoEncoderSpec lowPower = spec;
    lowPower.plan.options.emplace_back(QStringLiteral("low_power"), QStringLiteral("1"));
    Result<std::unique_ptr<VideoEncoder>> second = openOnce(lowPower);
    return second ? std::move(second) : std::move(opened);
}

Result<std::unique_ptr<VideoEncoder>> AvVideoEncoder::openOnce(const VideoEncoderSpec& spec)
{
    const QString& name = spec.plan.encoder;
    Result<AvCodecContextPtr> made = makeContext(name.toLatin1().constData(), spec);
    if (!made)
        return made.error();
    AvCodecContextPtr context = std::move(made).value();
    const AVCodec& codec = *context->codec;
    const bool isOnVaapi = spec.plan.memory == EncoderPlan::Memory::Vaapi;
    const AVPixelFormat format = toAvPixelFormat(spec.format);
    if (format == AV_PIX_FMT_NONE || !encoderAccepts(codec, isOnVaapi ? AV_PIX_FMT_VAAPI : format)) {
        return makeError(
            ErrorCode::Unsupported, openStep(),
            QStringLiteral("%1 of this FFmpeg takes no %2").arg(name, pixelFormatName(spec.format)));
    }
    configure(*context, spec, format);

    static_cast<void>(takeLastAvErrorLine());
    std::unique_ptr<VaapiUpload> upload;
    if (isOnVaapi) {
        Result<std::unique_ptr<VaapiUpload>> opened = VaapiUpload::open(spec.size, format);
        if (!opened)
            return opened.error();
        upload = std::move(opened).value();
        REELOUT_TRY(upload->attachTo(*context));
    }
    AvOptionSet options;
    REELOUT_TRY(options.add(spec.plan.options));
    if (const int number = avcodec_open2(context.get(), &codec, options.get()); number < 0)
        return avError(number, openStep(), name, ErrorCode::EncoderRejected);
    REELOUT_TRY(options.requireAllTaken(openStep(), name));
    return std::unique_ptr<VideoEncoder>(
        new AvVideoEncoder(std::move(context), std::move(upload), spec.plan.codecTag));
}

Status AvVideoEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    Result<AvFramePtr> frame = wrapPicture(picture);
    if (!frame)
        return frame.error();
    (*frame)->sample_aspect_ratio = context().sample_aspect_ratio;
    // Encoders with a fixed quantiser take it from each frame.
    (*frame)->quality = context().global_quality;
    (*frame)->chroma_location = context().chroma_sample_location;
    if (m_upload) {
        frame = m_upload->upload(**frame);
        if (!frame)
            return frame.error();
    }
    return sendFrame(**frame, index);
}

Status AvVideoEncoder::describe(AVCodecParameters& parameters) const
{
    REELOUT_TRY(AvFrameEncoder::describe(parameters));
    if (m_codecTag.size() == 4)
        parameters.codec_tag = MKTAG(m_codecTag[0], m_codecTag[1], m_codecTag[2], m_codecTag[3]);
    return {};
}

} // namespace reelout
