// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_video_encoder.h"
#include "encode/prores/prores_frame.h"
#include "encode/prores/prores_rate.h"
#include "encode/prores_encoder.h"
#include "image/picture_path.h"
#include "landscape.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "stream_decode.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <numeric>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

using Bytes = std::vector<std::uint8_t>;

VideoEncoderSpec proResSpec(const char* type, const char* pixelFormat, Size size)
{
    MovieSpec movie = smallSpec(size.width, size.height);
    movie.codec = q("prores");
    movie.codecType = q(type);
    movie.pixelFormat = q(pixelFormat);
    movie.quality = 0.9;
    return encoderSpecOf(movie, "mov");
}

std::vector<AvPacketPtr> packetsOf(VideoEncoder& encoder, const std::vector<PicturePtr>& pictures)
{
    std::vector<AvPacketPtr> packets;
    const auto fetch = [&] {
        for (;;) {
            Result<AvPacketPtr> packet = encoder.receive();
            if (!packet || !*packet)
                return;
            packets.push_back(std::move(*packet));
        }
    };
    for (std::size_t index = 0; index < pictures.size(); ++index) {
        if (!encoder.send(pictures[index], static_cast<std::int64_t>(index)))
            return {};
        fetch();
    }
    if (!encoder.sendEnd())
        return {};
    while (!encoder.isDrained())
        fetch();
    return packets;
}

std::vector<AvPacketPtr> packetsOf(const Result<std::unique_ptr<VideoEncoder>>& encoder,
                                   const std::vector<PicturePtr>& pictures)
{
    return encoder ? packetsOf(**encoder, pictures) : std::vector<AvPacketPtr>();
}

std::span<const std::uint8_t> bytesOf(const AvPacketPtr& packet)
{
    return {packet->data, static_cast<std::size_t>(packet->size)};
}

/// As libavcodec writes it with one quantiser.
VideoEncoderSpec fixedSpec(VideoEncoderSpec spec, int quantiser)
{
    OptionList options(spec.plan.options);
    options.set("flags", "+qscale");
    options.set("global_quality", quantiser * FF_QP2LAMBDA);
    spec.plan.options = options.take();
    spec.plan.threads = 1;
    return spec;
}

/// As libavcodec writes it with its own rate control.
VideoEncoderSpec ratedSpec(VideoEncoderSpec spec)
{
    OptionList options(spec.plan.options);
    options.set("bits_per_mb", spec.plan.bitsPerMacroblock);
    spec.plan.options = options.take();
    return spec;
}

std::vector<PicturePtr> film(const VideoEncoderSpec& spec, int frames)
{
    std::vector<PicturePtr> converted;
    for (const PicturePtr& picture : bench::landscape(spec.size, frames)) {
        PicturePathSpec pathSpec;
        pathSpec.outputFormat = spec.format;
        pathSpec.outputColour = spec.colour;
        Result<PicturePtr> result = PicturePath(pathSpec).process(picture);
        converted.push_back(result ? *result : nullptr);
    }
    return converted;
}

double meanPsnr(const Result<std::unique_ptr<VideoEncoder>>& encoder, const std::vector<PicturePtr>& pictures)
{
    const std::vector<AvPacketPtr> packets = packetsOf(encoder, pictures);
    const AvCodecParametersPtr parameters(avcodec_parameters_alloc());
    if (packets.size() != pictures.size() || !(*encoder)->describe(*parameters))
        return 0.0;
    const std::vector<AvFramePtr> decoded = decodeStream(*parameters, packets);
    double sum = 0.0;
    for (std::size_t index = 0; index < decoded.size(); ++index)
        sum += compare(pictures[index], *decoded[index]).psnr;
    return sum / static_cast<double>(pictures.size());
}

int coarsestOf(const ProResFrame& frame)
{
    int coarsest = 0;
    std::size_t at = 0;
    for (std::size_t index = 0; index < frame.sliceCount(); ++index) {
        coarsest = std::max<int>(coarsest, frame.slices[at + 1]);
        at += static_cast<std::size_t>(frame.sliceSizes[2 * index] << 8 | frame.sliceSizes[2 * index + 1]);
    }
    return coarsest;
}

std::size_t budgetOf(const VideoEncoderSpec& spec)
{
    return static_cast<std::size_t>((spec.size.width + 15) / 16 * ((spec.size.height + 15) / 16)) *
           static_cast<std::size_t>(spec.plan.bitsPerMacroblock) / 8;
}

} // namespace

class TestProRes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isLibavcodecsFrame_data();
    void isLibavcodecsFrame();
    void framesFillTheirBudget_data();
    void framesFillTheirBudget();
    void isAsCloseAsAQuantiserForEachSlice_data();
    void isAsCloseAsAQuantiserForEachSlice();
    void proxyIsDecodedByTheMatrixItWasMadeWith();
    void alphaComesOnTop();
    void bandsWithoutChangeAreNotEncodedAgain();
    void brokenFramesAreNone();
    void rateFindsWhatFits();
    void rateHeedsWhatBandsAreWorth();
    void rateEndsAtTheCoarsest();
    void rateUsesWhatGetsFree();
};

void TestProRes::isLibavcodecsFrame_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("one band") << q("hq") << q("yuv422p10bit") << 64 << 48;
    QTest::newRow("many") << q("422") << q("yuv422p10bit") << 320 << 256;
    QTest::newRow("odd sizes") << q("lt") << q("yuv422p10bit") << 206 << 150;
    QTest::newRow("a last row") << q("hq") << q("yuv422p10bit") << 130 << 65;
    QTest::newRow("4444") << q("4444") << q("yuv444p10bit") << 130 << 200;
    QTest::newRow("alpha") << q("4444xq") << q("yuva444p10bit") << 136 << 150;
}

void TestProRes::isLibavcodecsFrame()
{
    QFETCH(QString, type);
    QFETCH(QString, format);
    QFETCH(int, width);
    QFETCH(int, height);
    VideoEncoderSpec spec = proResSpec(qPrintable(type), qPrintable(format), {width, height});
    spec.plan.bitsPerMacroblock = 1 << 20; // room for the finest quantiser
    std::vector<PicturePtr> pictures;
    for (int index = 0; index < 3; ++index)
        pictures.push_back(makeScene(spec.format, spec.colour, spec.size, index));
    const auto own = packetsOf(ProResEncoder::open(spec), pictures);
    const auto other = packetsOf(AvVideoEncoder::open(fixedSpec(spec, 1)), pictures);
    QCOMPARE(own.size(), pictures.size());
    QCOMPARE(other.size(), pictures.size());
    for (std::size_t index = 0; index < own.size(); ++index) {
        Bytes expected(bytesOf(other[index]).begin(), bytesOf(other[index]).end());
        // RDD 36: bitstream_version is 1 with 4:4:4 or alpha, and above alpha_channel_type bits are reserved.
        // Older FFmpegs write other things.
        expected[11] = format == q("yuv422p10bit") ? 0 : 1;
        expected[25] &= 0x0F;
        QVERIFY(std::ranges::equal(bytesOf(own[index]), expected));
        QCOMPARE(own[index]->pts, static_cast<std::int64_t>(index));
        QCOMPARE(own[index]->dts, own[index]->pts);
        QCOMPARE(own[index]->duration, 1);
        QVERIFY((own[index]->flags & AV_PKT_FLAG_KEY) != 0);
    }
}

void TestProRes::framesFillTheirBudget_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isNoise");
    for (const char* type : {"proxy", "lt", "422", "hq"}) {
        QTest::addRow("%s, film", type) << q(type) << false;
        QTest::addRow("%s, noise", type) << q(type) << true;
    }
}

void TestProRes::framesFillTheirBudget()
{
    QFETCH(QString, type);
    QFETCH(bool, isNoise);
    const VideoEncoderSpec spec = proResSpec(qPrintable(type), "yuv422p10bit", {640, 480});
    std::vector<PicturePtr> pictures = film(spec, 12);
    for (int index = 0; isNoise && index < 12; ++index)
        pictures[static_cast<std::size_t>(index)] =
            makePicture(spec.format, spec.size, index, spec.colour, 1.0);
    const auto packets = packetsOf(ProResEncoder::open(spec), pictures);
    QCOMPARE(packets.size(), pictures.size());
    const auto budget = static_cast<double>(budgetOf(spec));
    for (std::size_t index = 0; index < packets.size(); ++index) {
        const Result<ProResFrame> frame = parseProResFrame(bytesOf(packets[index]));
        QVERIFY(frame);
        const auto bytes = static_cast<double>(proResColourBytes(*frame));
        QVERIFY2(bytes <= budget, qPrintable(QString::number(bytes / budget)));
        if (index > 2 && coarsestOf(*frame) > spec.plan.finestQuantiser)
            QVERIFY2(bytes >= 0.93 * budget, qPrintable(QString::number(bytes / budget)));
    }
}

void TestProRes::isAsCloseAsAQuantiserForEachSlice_data()
{
    QTest::addColumn<QString>("type");
    for (const char* type : {"proxy", "lt", "422", "hq"})
        QTest::newRow(type) << q(type);
}

void TestProRes::isAsCloseAsAQuantiserForEachSlice()
{
    QFETCH(QString, type);
    const VideoEncoderSpec spec = proResSpec(qPrintable(type), "yuv422p10bit", {640, 480});
    const std::vector<PicturePtr> pictures = film(spec, 6);
    const double own = meanPsnr(ProResEncoder::open(spec), pictures);
    const double other = meanPsnr(AvVideoEncoder::open(ratedSpec(spec)), pictures);
    qInfo("%.2f dB, prores_ks alone %.2f dB", own, other);
    QVERIFY(other > 20.0);
    QVERIFY(own >= other - 0.35);
}

void TestProRes::proxyIsDecodedByTheMatrixItWasMadeWith()
{
    const VideoEncoderSpec spec = proResSpec("proxy", "yuv422p10bit", {320, 240});
    VideoEncoderSpec automatic = spec;
    OptionList options(spec.plan.options);
    options.set("quant_mat", "auto");
    automatic.plan.options = options.take();
    std::vector<PicturePtr> pictures;
    for (int index = 0; index < 3; ++index)
        pictures.push_back(makeScene(spec.format, spec.colour, spec.size, index));
    const double own = meanPsnr(ProResEncoder::open(spec), pictures);
    const double other = meanPsnr(ProResEncoder::open(automatic), pictures);
    qInfo("%.2f dB, by the encoder's own choice %.2f dB", own, other);
    QVERIFY(own > other - 0.05); // newer FFmpegs choose well
}

void TestProRes::alphaComesOnTop()
{
    const VideoEncoderSpec opaque = proResSpec("4444", "yuv444p10bit", {320, 256});
    const VideoEncoderSpec spec = proResSpec("4444", "yuva444p10bit", {320, 256});
    QCOMPARE(spec.plan.bitsPerMacroblock, opaque.plan.bitsPerMacroblock);
    const std::vector<PicturePtr> pictures(4, makeScene(spec.format, spec.colour, spec.size, 1));
    const auto packets = packetsOf(ProResEncoder::open(spec), pictures);
    QCOMPARE(packets.size(), pictures.size());
    const Result<ProResFrame> frame = parseProResFrame(bytesOf(packets.back()));
    QVERIFY(frame);
    const std::size_t colour = proResColourBytes(*frame);
    QVERIFY(colour > budgetOf(spec) / 20);
    QVERIFY(colour <= budgetOf(spec));
    QVERIFY(frame->slices.size() > colour + 1000); // alpha
    const AvCodecParametersPtr parameters(avcodec_parameters_alloc());
    const auto encoder = ProResEncoder::open(spec);
    QVERIFY(encoder && (*encoder)->describe(*parameters));
    const std::vector<AvFramePtr> decoded = decodeStream(*parameters, packets);
    QCOMPARE(decoded.size(), pictures.size());
    const PictureDifference difference = compare(pictures.back(), *decoded.back());
    QVERIFY2(difference.error.isEmpty(), qPrintable(difference.error));
    QVERIFY(difference.alphaMaximum < 0.002);
}

void TestProRes::bandsWithoutChangeAreNotEncodedAgain()
{
    VideoEncoderSpec spec = proResSpec("hq", "yuv422p10bit", {320, 256});
    spec.plan.bitsPerMacroblock = 1 << 20;
    // Word is given of a change in two of 16 bands; that the others changed as well must not be seen.
    const PicturePtr first = makeScene(spec.format, spec.colour, spec.size, 0);
    const PicturePtr second = makeScene(spec.format, spec.colour, spec.size, 5);
    const auto encoded = [&](std::uint64_t serial, bool isKnown) {
        auto before = std::make_shared<Picture>(*first);
        before->serial = 1;
        auto after = std::make_shared<Picture>(*second);
        after->serial = serial;
        after->damageKnown = isKnown;
        after->damage = {{10, 70, 20, 20}};
        return packetsOf(ProResEncoder::open(spec), {before, after});
    };
    const auto known = encoded(2, true);
    const auto unknown = encoded(2, false);
    const auto later = encoded(3, true);
    QCOMPARE(known.size(), std::size_t(2));
    QCOMPARE(unknown.size(), std::size_t(2));
    QCOMPARE(later.size(), std::size_t(2));
    QVERIFY(std::ranges::equal(bytesOf(unknown[1]), bytesOf(later[1])));
    const ProResFrame old = *parseProResFrame(bytesOf(known[0]));
    const ProResFrame mixed = *parseProResFrame(bytesOf(known[1]));
    const ProResFrame fresh = *parseProResFrame(bytesOf(unknown[1]));
    constexpr std::size_t kBands = 16;
    constexpr std::size_t kSlices = 3; // of a band
    QCOMPARE(mixed.sliceCount(), kBands * kSlices);
    for (std::size_t band = 0; band < kBands; ++band) {
        const auto part = [band](const ProResFrame& frame) {
            return frame.sliceSizes.subspan(2 * kSlices * band, 2 * kSlices);
        };
        const bool isTold = band == 70 / 16 || band == 89 / 16;
        QVERIFY(std::ranges::equal(part(mixed), part(isTold ? fresh : old)));
        QVERIFY(!std::ranges::equal(part(fresh), part(old)));
    }
}

void TestProRes::brokenFramesAreNone()
{
    const VideoEncoderSpec spec = proResSpec("hq", "yuv422p10bit", {64, 48});
    const auto packets =
        packetsOf(ProResEncoder::open(spec), {makeScene(spec.format, spec.colour, spec.size, 0)});
    QCOMPARE(packets.size(), std::size_t(1));
    const Bytes whole(bytesOf(packets[0]).begin(), bytesOf(packets[0]).end());
    QVERIFY(parseProResFrame(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        QVERIFY(!parseProResFrame(part));
    }
    for (std::size_t at = 0; at < std::min<std::size_t>(whole.size(), 400); ++at) {
        Bytes changed = whole;
        changed[at] ^= 0xff;
        const Result<ProResFrame> frame = parseProResFrame(changed); // whatever it says, it reads no further
        if (frame)
            proResColourBytes(*frame);
    }
}

namespace {

/// Bytes of a band that has `detail` with a quantiser.
std::vector<std::size_t> sizesOf(const ProResRate& rate, const std::vector<double>& details, double exponent)
{
    std::vector<std::size_t> sizes;
    for (std::size_t band = 0; band < details.size(); ++band)
        sizes.push_back(
            static_cast<std::size_t>(details[band] / std::pow(rate.quantisers()[band], exponent)));
    return sizes;
}

std::size_t sum(const std::vector<std::size_t>& sizes)
{
    return std::accumulate(sizes.begin(), sizes.end(), std::size_t(0));
}

/// Of a frame as it is in the end; `tries` counts how often bands were encoded.
std::size_t frameOf(ProResRate& rate, const std::vector<double>& details, double exponent, int& tries)
{
    std::vector<std::size_t> sizes = sizesOf(rate, details, exponent);
    for (tries = 1; !rate.correct(sizes).empty(); ++tries)
        sizes = sizesOf(rate, details, exponent);
    rate.settle(sizes);
    return sum(sizes);
}

} // namespace

void TestProRes::rateFindsWhatFits()
{
    for (const double exponent : {0.4, 1.0, 1.8}) {
        ProResRate rate(100'000, 10, 1);
        const std::vector<double> details{9e4, 1e4, 3e4, 8e4, 5e4, 2e4, 9e4, 4e4, 1e4, 7e4};
        for (int frame = 0; frame < 20; ++frame) {
            int tries = 0;
            const std::size_t bytes = frameOf(rate, details, exponent, tries);
            QVERIFY(bytes <= 100'000);
            if (frame < 5)
                continue;
            QVERIFY2(bytes >= 85'000, qPrintable(QString::number(bytes)));
            QCOMPARE_LE(tries, 2);
            const auto [least, most] = std::ranges::minmax(rate.quantisers());
            QVERIFY(most - least <= 1);
        }
    }
}

void TestProRes::rateHeedsWhatBandsAreWorth()
{
    // A noisy film over an empty desktop: most bands have next to nothing that could get smaller.
    for (const std::size_t detailed : {1U, 4U, 8U, 12U}) {
        ProResRate rate(100'000, 17, 1);
        double filled = 0.0;
        int tries = 0;
        for (int frame = 0; frame < 60; ++frame) {
            std::vector<std::size_t> sizes;
            const auto encode = [&] {
                sizes.assign(17, 300);
                for (std::size_t band = 0; band < detailed; ++band) {
                    const double detail =
                        3e5 / static_cast<double>(detailed) * (1.0 + 0.2 * std::sin(0.7 * frame));
                    sizes[2 * band % 17] =
                        300 + static_cast<std::size_t>(detail / rate.quantisers()[2 * band % 17]);
                }
                ++tries;
            };
            do
                encode();
            while (!rate.correct(sizes).empty());
            rate.settle(sizes);
            QVERIFY(sum(sizes) <= 100'000);
            filled += static_cast<double>(sum(sizes)) / 100'000.0 / 60.0;
        }
        qInfo("%zu bands: %.0f %% filled, %.1f tries", detailed, 100.0 * filled, tries / 60.0);
        QVERIFY(filled > 0.75);
        QVERIFY(tries < 60 * 2.5);
    }
}

void TestProRes::rateEndsAtTheCoarsest()
{
    ProResRate rate(1000, 4, 2);
    for (const int quantiser : rate.quantisers())
        QCOMPARE(quantiser, 2);
    int tries = 0;
    QVERIFY(frameOf(rate, std::vector<double>(4, 1e6), 0.5, tries) > 1000);
    for (const int quantiser : rate.quantisers())
        QCOMPARE(quantiser, ProResRate::kCoarsest);
}

void TestProRes::rateUsesWhatGetsFree()
{
    ProResRate rate(100'000, 8, 1);
    int tries = 0;
    frameOf(rate, std::vector<double>(8, 2e5), 1.0, tries);
    QVERIFY(rate.quantisers()[0] > 10);
    // A much simpler scene, and then a still one that nothing follows: the frame itself is a good one.
    QVERIFY(frameOf(rate, std::vector<double>(8, 4e4), 1.0, tries) > 70'000);
    QVERIFY(frameOf(rate, std::vector<double>(8, 1e3), 1.0, tries) == 8'000);
    for (const int quantiser : rate.quantisers())
        QCOMPARE(quantiser, 1);
}

QTEST_GUILESS_MAIN(TestProRes)
#include "test_prores.moc"
