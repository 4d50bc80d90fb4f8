// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_video_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"
#include "ffmpeg/av_frame_wrap.h"
#include "ffmpeg/av_log_bridge.h"

#include <algorithm>

namespace reelout {

namespace {

const QString& openStep()
{
    static const QString step = QStringLiteral("open video encoder");
    return step;
}

AVRational ratioOf(double value)
{
    return av_d2q(value, 10000);
}

void configure(AVCodecContext& context, const VideoEncoderSpec& spec, AVPixelFormat format)
{
    context.width = spec.size.width;
    context.height = spec.size.height;
    context.pix_fmt = format;
    const AVRational rate{static_cast<int>(spec.rate.numerator()), static_cast<int>(spec.rate.denominator())};
    context.framerate = rate;
    context.time_base = av_inv_q(rate);
    context.sample_aspect_ratio = ratioOf(spec.pixelAspect);
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
    const AVCodec* codec = avcodec_find_encoder_by_name(name.toLatin1().constData());
    if (codec == nullptr) {
        return makeError(ErrorCode::Unsupported, openStep(),
                         QStringLiteral("this FFmpeg was built without %1").arg(name));
    }
    const bool isOnVaapi = spec.plan.memory == EncoderPlan::Memory::Vaapi;
    const AVPixelFormat format = toAvPixelFormat(spec.format);
    if (format == AV_PIX_FMT_NONE || !encoderAccepts(*codec, isOnVaapi ? AV_PIX_FMT_VAAPI : format)) {
        return makeError(
            ErrorCode::Unsupported, openStep(),
            QStringLiteral("%1 of this FFmpeg takes no %2").arg(name, pixelFormatName(spec.format)));
    }
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return makeError(ErrorCode::Internal, openStep(), QStringLiteral("out of memory"));
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
    if (const int number = avcodec_open2(context.get(), codec, options.get()); number < 0)
        return avError(number, openStep(), name, ErrorCode::EncoderRejected);
    REELOUT_TRY(options.requireAllTaken(openStep(), name));
    return std::unique_ptr<VideoEncoder>(
        new AvVideoEncoder(std::move(context), std::move(upload), spec.plan.codecTag));
}

AvVideoEncoder::~AvVideoEncoder()
{
    // SVT-AV1 1.4 waits for ever in close when it was not drained, or never got a picture.
    if (!m_context || m_drained || QLatin1String(m_context->codec->name) != QLatin1String("libsvtav1"))
        return;
    if (m_sent == 0) {
        AvFramePtr blank(av_frame_alloc());
        blank->format = m_context->pix_fmt;
        blank->width = m_context->width;
        blank->height = m_context->height;
        if (av_frame_get_buffer(blank.get(), 0) < 0 || avcodec_send_frame(m_context.get(), blank.get()) < 0)
            return;
    }
    avcodec_send_frame(m_context.get(), nullptr);
    const AvPacketPtr packet(av_packet_alloc());
    while (avcodec_receive_packet(m_context.get(), packet.get()) >= 0)
        av_packet_unref(packet.get());
}

Status AvVideoEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    Result<AvFramePtr> frame = wrapPicture(picture);
    if (!frame)
        return frame.error();
    (*frame)->pts = index;
    (*frame)->sample_aspect_ratio = m_context->sample_aspect_ratio;
    // Encoders with a fixed quantiser take it from each frame.
    (*frame)->quality = m_context->global_quality;
    (*frame)->chroma_location = m_context->chroma_sample_location;
    if (m_upload) {
        frame = m_upload->upload(**frame);
        if (!frame)
            return frame.error();
    }
    if (const int number = avcodec_send_frame(m_context.get(), frame->get()); number < 0)
        return avError(number, QStringLiteral("encode picture"), QStringLiteral("picture %1").arg(index),
                       ErrorCode::EncoderRejected);
    m_indices.push_back(index);
    ++m_sent;
    return {};
}

// x265 3.5 makes up the decoding times of a movie that ends before its B-frames are sorted out from memory it
// never wrote. The n-th packet belongs to the time of the n-th picture, less the reordering.
void AvVideoEncoder::mendDecodingTime(AVPacket& packet)
{
    constexpr std::int64_t kReordering = 2; // references among B-frames
    constexpr std::int64_t kLargest = 64;
    if (m_indices.empty())
        return;
    const std::int64_t index = m_indices.front();
    m_indices.pop_front();
    if (packet.dts == AV_NOPTS_VALUE || packet.dts > packet.pts || packet.dts < index - kLargest)
        packet.dts = std::min(packet.pts, index - kReordering);
}

Status AvVideoEncoder::sendEnd()
{
    if (const int number = avcodec_send_frame(m_context.get(), nullptr); number < 0)
        return avError(number, QStringLiteral("drain video encoder"), {}, ErrorCode::EncoderRejected);
    return {};
}

Result<AvPacketPtr> AvVideoEncoder::receive()
{
    AvPacketPtr packet(av_packet_alloc());
    if (!packet)
        return makeError(ErrorCode::Internal, QStringLiteral("encode picture"),
                         QStringLiteral("out of memory"));
    const int number = avcodec_receive_packet(m_context.get(), packet.get());
    if (number == AVERROR(EAGAIN))
        return AvPacketPtr();
    if (number == AVERROR_EOF) {
        m_drained = true;
        return AvPacketPtr();
    }
    if (number < 0)
        return avError(number, QStringLiteral("encode picture"), {}, ErrorCode::EncoderRejected);
    // The muxers take the length of a fragment's last picture from here.
    packet->duration = 1;
    packet->time_base = m_context->time_base;
    mendDecodingTime(*packet);
    ++m_received;
    return packet;
}

Status AvVideoEncoder::describe(AVCodecParameters& parameters) const
{
    if (const int number = avcodec_parameters_from_context(&parameters, m_context.get()); number < 0)
        return avError(number, QStringLiteral("describe picture track"),
                       QString::fromLatin1(m_context->codec->name));
    if (m_codecTag.size() == 4)
        parameters.codec_tag = MKTAG(m_codecTag[0], m_codecTag[1], m_codecTag[2], m_codecTag[3]);
    return {};
}

} // namespace reelout
