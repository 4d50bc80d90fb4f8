// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec_peer.h"

#include "ffmpeg/av_formats.h"
#include "ffmpeg/av_options.h"

#include <QMap>

extern "C" {
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <memory>
#include <thread>

namespace reelout::bench {

namespace {

AVRational rateOf(const Job& job)
{
    return {static_cast<int>(job.movie.rate.numerator()), static_cast<int>(job.movie.rate.denominator())};
}

AvCodecContextPtr openPeer(const Peer& peer, const Job& job)
{
    AvCodecContextPtr context(avcodec_alloc_context3(peer.codec));
    context->width = job.size.width;
    context->height = job.size.height;
    context->pix_fmt = peer.format;
    context->framerate = rateOf(job);
    context->time_base = av_inv_q(rateOf(job));
    const AvColour colour = toAvColour(job.format.colour);
    context->color_range = colour.range;
    context->colorspace = colour.matrix;
    context->thread_count = peer.plan.threads;
    context->strict_std_compliance = peer.plan.strictness;
    context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    AvOptionSet options;
    if (!options.add(peer.plan.options) || avcodec_open2(context.get(), peer.codec, options.get()) < 0)
        return nullptr;
    return context;
}

struct ScalerFree {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};
using ScalerPtr = std::unique_ptr<SwsContext, ScalerFree>;

ScalerPtr openScaler(const Peer& peer, const Job& job)
{
    const Size from = job.movie.size;
    ScalerPtr scaler(sws_getContext(from.width, from.height, AV_PIX_FMT_BGRA, from.width, from.height,
                                    peer.format, SWS_BICUBIC, nullptr, nullptr, nullptr));
    if (scaler) {
        const int* coefficients = sws_getCoefficients(SWS_CS_ITU709);
        const int isFull = toAvColour(job.format.colour).range == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(scaler.get(), coefficients, 1, coefficients, isFull, 0, 1 << 16, 1 << 16);
    }
    return scaler;
}

void collect(AVCodecContext& context, std::vector<AvPacketPtr>& packets)
{
    for (;;) {
        AvPacketPtr packet(av_packet_alloc());
        if (avcodec_receive_packet(&context, packet.get()) < 0)
            return;
        packets.push_back(std::move(packet));
    }
}

bool encode(AVCodecContext& context, SwsContext& scaler, const std::vector<PicturePtr>& sources,
            std::vector<AvPacketPtr>& packets)
{
    for (std::size_t index = 0; index < sources.size(); ++index) {
        AvFramePtr frame(av_frame_alloc());
        frame->width = context.width;
        frame->height = context.height;
        frame->format = context.pix_fmt;
        frame->pts = static_cast<std::int64_t>(index);
        frame->quality = context.global_quality;
        if (av_frame_get_buffer(frame.get(), 0) < 0)
            return false;
        const Picture& source = *sources[index];
        const std::uint8_t* in[4] = {source.planes[0].data};
        const int stride[4] = {static_cast<int>(source.planes[0].stride)};
        sws_scale(&scaler, in, stride, 0, source.size.height, frame->data, frame->linesize);
        if (avcodec_send_frame(&context, frame.get()) < 0)
            return false;
        collect(context, packets);
    }
    avcodec_send_frame(&context, nullptr);
    collect(context, packets);
    return true;
}

} // namespace

std::optional<Peer> peerOf(const Job& job)
{
    Peer peer;
    const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    peer.plan = encoderPlan({job.movie, *job.type, job.format, job.size, job.container, processors});
    peer.format = toAvPixelFormat(job.format.format);
    if (job.movie.codec.startsWith(QLatin1String("hap"))) {
        const QMap<QString, QString> formats{{QStringLiteral("hap"), QStringLiteral("hap")},
                                             {QStringLiteral("hapalpha"), QStringLiteral("hap_alpha")},
                                             {QStringLiteral("hapq"), QStringLiteral("hap_q")}};
        if (!formats.contains(job.type->token))
            return std::nullopt;
        peer.plan = EncoderPlan();
        peer.plan.encoder = QStringLiteral("hap");
        peer.plan.options = {{QStringLiteral("format"), formats[job.type->token]}};
        peer.format = AV_PIX_FMT_RGBA;
    } else if (job.movie.codec == QLatin1String("gif")) {
        peer.plan = EncoderPlan();
        peer.plan.encoder = QStringLiteral("gif");
        peer.format = AV_PIX_FMT_RGB8;
    }
    peer.codec = avcodec_find_encoder_by_name(peer.plan.encoder.toLatin1().constData());
    if (peer.codec == nullptr || peer.plan.memory != EncoderPlan::Memory::System)
        return std::nullopt;
    return peer;
}

std::optional<Encoded> encodeWith(const Peer& peer, const Job& job, const std::vector<PicturePtr>& sources)
{
    Encoded encoded;
    encoded.encoder = openPeer(peer, job);
    const ScalerPtr scaler = openScaler(peer, job);
    if (!encoded.encoder || !scaler || !encode(*encoded.encoder, *scaler, sources, encoded.packets))
        return std::nullopt;
    return encoded;
}

std::vector<AvFramePtr> decode(const Encoded& encoded)
{
    std::vector<AvFramePtr> frames;
    const AVCodec* codec = avcodec_find_decoder(encoded.encoder->codec_id);
    const AvCodecContextPtr context(avcodec_alloc_context3(codec));
    const AvCodecParametersPtr parameters(avcodec_parameters_alloc());
    if (codec == nullptr || avcodec_parameters_from_context(parameters.get(), encoded.encoder.get()) < 0 ||
        avcodec_parameters_to_context(context.get(), parameters.get()) < 0 ||
        avcodec_open2(context.get(), codec, nullptr) < 0)
        return frames;
    const auto take = [&] {
        for (;;) {
            AvFramePtr frame(av_frame_alloc());
            if (avcodec_receive_frame(context.get(), frame.get()) < 0)
                return;
            frames.push_back(std::move(frame));
        }
    };
    for (const AvPacketPtr& packet : encoded.packets) {
        avcodec_send_packet(context.get(), packet.get());
        take();
    }
    avcodec_send_packet(context.get(), nullptr);
    take();
    return frames;
}

} // namespace reelout::bench
