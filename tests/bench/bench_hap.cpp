// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"
#include "candidates.h"
#include "encode/hap/hap_encoder.h"
#include "ffmpeg/av_options.h"
#include "ffmpeg/av_ptr.h"
#include "hap_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

// bench_hap [width height [rounds]]: one thread against FFmpeg's Hap encoder on the same RGBA picture, with
// every instruction set of this processor. Figures are medians of processor time; in each round all
// candidates run in turns, so that a busy machine slows all of them.

using namespace reelout;
using namespace reelout::test;

namespace {

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

struct HapCandidate : bench::Candidate {
    std::function<std::vector<std::uint8_t>()> frame; ///< for size and quality
};

/// FFmpeg's encoder, opened for one thread and one chunk.
class FfmpegHap {
public:
    FfmpegHap(const Picture& picture, const char* format, bool isSnappy)
        : m_codec(avcodec_find_encoder_by_name("hap")),
          m_context(avcodec_alloc_context3(m_codec)),
          m_frame(av_frame_alloc()),
          m_packet(av_packet_alloc())
    {
        if (m_codec == nullptr)
            fail("this FFmpeg has no Hap encoder");
        m_context->width = picture.size.width;
        m_context->height = picture.size.height;
        m_context->pix_fmt = AV_PIX_FMT_RGBA;
        m_context->time_base = {1, 60};
        m_context->thread_count = 1;
        AvOptionSet options;
        const AvOptions wanted{
            {QStringLiteral("format"), QString::fromLatin1(format)},
            {QStringLiteral("compressor"), isSnappy ? QStringLiteral("snappy") : QStringLiteral("none")}};
        if (!options.add(wanted) || avcodec_open2(m_context.get(), m_codec, options.get()) < 0)
            fail("FFmpeg's Hap encoder does not open");
        m_frame->format = AV_PIX_FMT_RGBA;
        m_frame->width = picture.size.width;
        m_frame->height = picture.size.height;
        if (av_frame_get_buffer(m_frame.get(), 64) < 0)
            fail("no memory");
        for (int y = 0; y < picture.size.height; ++y) {
            std::memcpy(m_frame->data[0] + m_frame->linesize[0] * static_cast<std::ptrdiff_t>(y),
                        picture.row(0, y), planeRowBytes(picture.format, picture.size, 0));
        }
    }

    void encode()
    {
        m_frame->pts = m_next++;
        av_packet_unref(m_packet.get());
        if (avcodec_send_frame(m_context.get(), m_frame.get()) < 0 ||
            avcodec_receive_packet(m_context.get(), m_packet.get()) < 0)
            fail("FFmpeg's Hap encoder failed");
    }
    std::vector<std::uint8_t> frame()
    {
        encode();
        return {m_packet->data, m_packet->data + m_packet->size};
    }

private:
    const AVCodec* m_codec;
    AvCodecContextPtr m_context;
    AvFramePtr m_frame;
    AvPacketPtr m_packet;
    std::int64_t m_next = 0;
};

/// Both encoders' frames through FFmpeg's decoder.
std::vector<Colour> decoded(HapVariant variant, const std::vector<std::uint8_t>& bytes, Size size)
{
    const AVCodec* codec = avcodec_find_decoder(AV_CODEC_ID_HAP);
    const AvCodecContextPtr context(avcodec_alloc_context3(codec));
    const char* name = hapFourCc(variant);
    context->codec_tag = MKTAG(name[0], name[1], name[2], name[3]);
    context->width = size.width;
    context->height = size.height;
    const AvPacketPtr packet(av_packet_alloc());
    const AvFramePtr frame(av_frame_alloc());
    if (avcodec_open2(context.get(), codec, nullptr) < 0 ||
        av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
        fail("FFmpeg's Hap decoder does not open");
    std::memcpy(packet->data, bytes.data(), bytes.size());
    if (avcodec_send_packet(context.get(), packet.get()) < 0 ||
        avcodec_receive_frame(context.get(), frame.get()) < 0)
        fail("FFmpeg can't decode a frame");
    std::vector<Colour> colours;
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t* row = frame->data[0] + frame->linesize[0] * static_cast<std::ptrdiff_t>(y);
        for (std::ptrdiff_t x = 0; x < size.width; ++x) {
            Colour colour;
            std::copy_n(row + 4 * x, 4, colour.begin());
            colours.push_back(colour);
        }
    }
    return colours;
}

/// The same content in floats, for Hap HDR.
std::shared_ptr<Picture> asFloats(const Picture& picture)
{
    auto floats = makePacked(PixelFormat::RgbaF32, picture.size);
    for (int y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* source = picture.row(0, y);
        std::uint8_t* target = floats->row(0, y);
        for (std::ptrdiff_t i = 0; i < 4 * static_cast<std::ptrdiff_t>(picture.size.width); ++i) {
            const float value = static_cast<float>(source[i]) / 255.0F;
            std::memcpy(target + 4 * i, &value, sizeof value);
        }
    }
    return floats;
}

/// PSNR of the blocks of a frame without second compression, by our own decoder: FFmpeg knows neither Hap R
/// nor Hap HDR.
double blockQuality(BlockFormat format, const std::vector<std::uint8_t>& bytes, const Picture& picture)
{
    const auto blocks = std::span(bytes).last(textureBytes(format, picture.size));
    std::vector<Colour> found = decodeTexture(format, blocks, picture.size);
    std::vector<Colour> wanted = coloursOf(picture);
    if (format == BlockFormat::Bc6h) {
        for (auto* colours : {&found, &wanted}) {
            for (Colour& colour : *colours) {
                for (float& value : colour)
                    value *= 255.0F;
            }
        }
    }
    return psnr(found, wanted, Channels::Rgb);
}

double quality(HapVariant variant, const std::vector<std::uint8_t>& bytes, const Picture& picture,
               bool isPlain)
{
    if (variant != HapVariant::HapR && variant != HapVariant::HapHdr)
        return psnr(decoded(variant, bytes, picture.size), coloursOf(picture), Channels::Rgb);
    if (!isPlain)
        return std::nan(""); // as without it
    return blockQuality(variant == HapVariant::HapR ? BlockFormat::Bc7 : BlockFormat::Bc6h, bytes, picture);
}

void addOwn(std::vector<HapCandidate>& candidates, HapVariant variant, HapCompressor compressor,
            const Picture& picture)
{
    for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512}) {
        if (level > detectedCpuLevel())
            continue;
        auto created = HapEncoder::create({variant, picture.size, 1, compressor, 1});
        if (!created)
            fail("the encoder does not open");
        const std::shared_ptr<HapEncoder> encoder = std::move(created).value();
        const auto memory = std::make_shared<std::vector<std::uint8_t>>(encoder->frameMemory());
        const auto encode = [encoder, level, memory, &picture] {
            forceCpuLevel(level);
            const auto frame = encoder->encode(picture, memory->data());
            if (!frame)
                fail("encoding failed");
            return *frame;
        };
        candidates.push_back({{cpuLevelName(level), [encode] { static_cast<void>(encode()); }, {}}, [encode] {
                                  const auto frame = encode();
                                  return std::vector<std::uint8_t>(frame.begin(), frame.end());
                              }});
    }
}

void compare(HapVariant variant, const char* ffmpegFormat, HapCompressor compressor, const Picture& picture,
             int rounds)
{
    const bool isSnappy = compressor == HapCompressor::Snappy;
    std::printf("\n%s, %s\n", hapFourCc(variant), isSnappy ? "Snappy" : "no second compression");
    std::printf("  %-8s %9s %9s %9s %9s %9s %9s\n", "", "ms", "fps", "Mpixel/s", "KiB", "dB", "x FFmpeg");
    std::vector<HapCandidate> candidates;
    if (ffmpegFormat != nullptr) {
        const auto ffmpeg = std::make_shared<FfmpegHap>(picture, ffmpegFormat, isSnappy);
        candidates.push_back({{QStringLiteral("ffmpeg"), [ffmpeg] { ffmpeg->encode(); }, {}},
                              [ffmpeg] { return ffmpeg->frame(); }});
    }
    addOwn(candidates, variant, compressor, picture);
    bench::measure(candidates, rounds);
    const double pixels = static_cast<double>(picture.size.width) * picture.size.height;
    for (const HapCandidate& candidate : candidates) {
        const double taken = bench::median(candidate.milliseconds);
        const auto frame = candidate.frame();
        std::printf("  %-8s %9.2f %9.1f %9.1f %9.0f %9.2f", qPrintable(candidate.name), taken, 1000.0 / taken,
                    pixels / taken / 1000.0, static_cast<double>(frame.size()) / 1024.0,
                    quality(variant, frame, picture, !isSnappy));
        if (ffmpegFormat != nullptr)
            std::printf(" %9.1f", bench::median(candidates.front().milliseconds) / taken);
        std::printf("\n");
    }
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const Size size{argc > 2 ? std::atoi(argv[1]) : 1920, argc > 2 ? std::atoi(argv[2]) : 1080};
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 15;
    if (size.isEmpty() || rounds < 1) {
        std::fprintf(stderr, "usage: bench_hap [width height [rounds]]\n");
        return 2;
    }
    const auto picture = makeContent(Content::Natural, size, PixelFormat::Rgba8);
    const auto floats = asFloats(*picture);
    std::printf("natural content, RGBA %d x %d, processor: %s, one thread, medians of %d\n", size.width,
                size.height, qPrintable(cpuLevelName(detectedCpuLevel())), rounds);
    const struct {
        HapVariant variant;
        const char* ffmpegFormat;
    } rows[] = {{HapVariant::Hap, "hap"},
                {HapVariant::HapAlpha, "hap_alpha"},
                {HapVariant::HapQ, "hap_q"},
                {HapVariant::HapQAlpha, nullptr},
                {HapVariant::HapR, nullptr}};
    for (const HapCompressor compressor : {HapCompressor::None, HapCompressor::Snappy}) {
        for (const auto& row : rows)
            compare(row.variant, row.ffmpegFormat, compressor, *picture, rounds);
        compare(HapVariant::HapHdr, nullptr, compressor, *floats, rounds);
    }
    return 0;
}
