// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"
#include "encode/hap/hap_encoder.h"
#include "ffmpeg/av_ptr.h"
#include "hap_pictures.h"

#include <QTest>

#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

AvCodecContextPtr openDecoder(HapVariant variant, Size size)
{
    const AVCodec* codec = avcodec_find_decoder(AV_CODEC_ID_HAP);
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    const char* name = hapFourCc(variant);
    context->codec_tag = MKTAG(name[0], name[1], name[2], name[3]);
    context->width = size.width;
    context->height = size.height;
    if (codec == nullptr || avcodec_open2(context.get(), codec, nullptr) < 0)
        return nullptr;
    return context;
}

/// What FFmpeg makes of a frame; empty when it refuses it.
std::vector<Colour> decoded(HapVariant variant, std::span<const std::uint8_t> bytes, Size size)
{
    const AvCodecContextPtr context = openDecoder(variant, size);
    const AvPacketPtr packet(av_packet_alloc());
    const AvFramePtr frame(av_frame_alloc());
    if (!context || av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
        return {};
    std::memcpy(packet->data, bytes.data(), bytes.size());
    if (avcodec_send_packet(context.get(), packet.get()) < 0 ||
        avcodec_receive_frame(context.get(), frame.get()) < 0)
        return {};
    if (frame->format != AV_PIX_FMT_RGBA && frame->format != AV_PIX_FMT_RGB0)
        return {};
    std::vector<Colour> colours;
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t* row = frame->data[0] + frame->linesize[0] * static_cast<std::ptrdiff_t>(y);
        for (std::ptrdiff_t x = 0; x < size.width; ++x) {
            Colour colour;
            std::copy_n(row + 4 * x, 4, colour.begin());
            if (frame->format == AV_PIX_FMT_RGB0)
                colour[3] = 255.0F;
            colours.push_back(colour);
        }
    }
    return colours;
}

} // namespace

class TestHapFfmpeg : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ffmpegReadsIt_data()
    {
        QTest::addColumn<int>("variant");
        QTest::addColumn<int>("chunks");
        QTest::addColumn<bool>("snappy");
        for (const HapVariant variant :
             {HapVariant::Hap, HapVariant::HapAlpha, HapVariant::HapQ, HapVariant::HapQAlpha}) {
            for (const int chunks : {1, 6}) {
                for (const bool snappy : {false, true}) {
                    QTest::addRow("%s, %d chunks, %s", hapFourCc(variant), chunks,
                                  snappy ? "Snappy" : "plain")
                        << static_cast<int>(variant) << chunks << snappy;
                }
            }
        }
    }

    void ffmpegReadsIt()
    {
        QFETCH(int, variant);
        QFETCH(int, chunks);
        QFETCH(bool, snappy);
        const auto hap = static_cast<HapVariant>(variant);
        const bool hasAlpha = hap == HapVariant::HapAlpha || hap == HapVariant::HapQAlpha;
        const bool isYCoCg = hap == HapVariant::HapQ || hap == HapVariant::HapQAlpha;
        for (const Size size : {Size{320, 176}, Size{4, 4}, Size{2, 2}, Size{63, 61}, Size{2048, 24}}) {
            for (const Content content : {Content::Natural, Content::AlphaRamp, Content::Text}) {
                const auto picture = makeContent(content, size, PixelFormat::Bgra8);
                auto encoder = HapEncoder::create(
                    {hap, size, chunks, snappy ? HapCompressor::Snappy : HapCompressor::None, 2});
                QVERIFY(encoder);
                const auto frame = (*encoder)->encode(*picture);
                QVERIFY(frame);
                const auto found = decoded(hap, *frame, size);
                QVERIFY(!found.empty());

                // The decoder rounds in its own way; beyond that it sees what our decoder sees.
                std::vector<std::uint8_t> blocks;
                const BlockFormat format = isYCoCg    ? BlockFormat::YCoCg
                                           : hasAlpha ? BlockFormat::Bc3
                                                      : BlockFormat::Bc1;
                blocks.resize(textureBytes(format, size));
                encodeBlockRows(blockKernels(cpuLevel()), format, *picture, 0, blockCount(size).height,
                                blocks.data());
                const auto wanted = decodeTexture(format, blocks, size);
                QVERIFY(greatestDifference(found, wanted, Channels::Rgb) <= (isYCoCg ? 3.0 : 2.0));
                if (hasAlpha && size.width >= 256)
                    QVERIFY(psnr(found, coloursOf(*picture), Channels::Alpha) >= 48.0);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHapFfmpeg)
#include "test_hap_ffmpeg.moc"
