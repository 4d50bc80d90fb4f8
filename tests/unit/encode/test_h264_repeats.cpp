// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "encode/av_video_encoder.h"
#include "encode/h264_bits.h"
#include "encode/h264_repeats.h"
#include "encode/x264_encoder.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "stream_decode.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

using Bytes = std::vector<std::uint8_t>;

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

MovieSpec movieSpec(const char* preset, int bFrames)
{
    MovieSpec movie = smallSpec(176, 144);
    movie.codec = q("h264");
    movie.codecType = q("x264");
    movie.preset = q(preset);
    movie.maxBFrames = bFrames;
    movie.keyFrameInterval = 600;
    return movie;
}

/// An encoder's stream.
struct Recording {
    std::unique_ptr<VideoEncoder> encoder;
    AvCodecParametersPtr parameters{avcodec_parameters_alloc()};
    std::vector<AvPacketPtr> packets;
    std::int64_t count = 0;

    explicit Recording(const VideoEncoderSpec& spec) : Recording(X264Encoder::open(spec)) {}
    explicit Recording(Result<std::unique_ptr<VideoEncoder>> opened)
    {
        if (opened)
            encoder = std::move(opened).value();
        if (!encoder || !encoder->describe(*parameters))
            qFatal("no encoder");
    }
    void send(const PicturePtr& picture)
    {
        if (!encoder->send(picture, count++))
            qFatal("send");
        fetch();
    }
    void repeat(const PicturePtr& picture)
    {
        if (!encoder->repeat(picture, count++))
            qFatal("repeat");
        fetch();
    }
    std::vector<AvFramePtr> finish()
    {
        if (!encoder->sendEnd())
            qFatal("end");
        while (!encoder->isDrained())
            fetch();
        return decodeStream(*parameters, packets);
    }
    void fetch()
    {
        for (;;) {
            Result<AvPacketPtr> packet = encoder->receive();
            if (!packet)
                qFatal("receive");
            if (!*packet)
                return;
            packets.push_back(std::move(*packet));
        }
    }
    bool isKey(std::size_t index) const { return (packets[index]->flags & AV_PKT_FLAG_KEY) != 0; }
};

/// The pictures of a file of 4:2:0.
std::vector<QByteArray> split(const QByteArray& bytes, Size size)
{
    std::vector<QByteArray> pictures;
    const qsizetype length = qsizetype{size.width} * size.height * 3 / 2;
    for (qsizetype at = 0; at + length <= bytes.size(); at += length)
        pictures.push_back(bytes.mid(at, length));
    return pictures;
}

/// As in such a file.
QByteArray samplesOf(const AVFrame& frame)
{
    QByteArray bytes;
    for (int plane = 0; plane < 3; ++plane) {
        const int shift = plane == 0 ? 0 : 1;
        for (int y = 0; y < frame.height >> shift; ++y)
            bytes.append(reinterpret_cast<const char*>(frame.data[plane]) +
                             static_cast<std::ptrdiff_t>(y) * frame.linesize[plane],
                         frame.width >> shift);
    }
    return bytes;
}

Bytes escaped(const Bytes& bytes)
{
    Bytes all;
    appendH264Escaped(bytes, all);
    return all;
}

} // namespace

class TestH264Repeats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesComeBack()
    {
        H264BitWriter writer;
        for (std::uint32_t value = 0; value < 300; ++value)
            writer.ue(value);
        writer.ue(0xfffffffeU);
        for (std::int32_t value = -300; value < 300; ++value)
            writer.se(value);
        writer.bits(0x2a, 7);
        writer.align(true);
        H264BitReader reader(writer.bytes());
        for (std::uint32_t value = 0; value < 300; ++value)
            QCOMPARE(reader.ue(), value);
        QCOMPARE(reader.ue(), 0xfffffffeU);
        for (std::int32_t value = -300; value < 300; ++value)
            QCOMPARE(reader.se(), value);
        QCOMPARE(reader.bits(7), 0x2aU);
        QVERIFY(!reader.hasFailed());
        while (reader.position() < writer.bytes().size() * 8)
            QVERIFY(reader.flag());
        reader.flag();
        QVERIFY(reader.hasFailed());
        // Nothing but zeros is no code.
        const Bytes zeros(8, 0);
        H264BitReader endless(zeros);
        endless.ue();
        QVERIFY(endless.hasFailed());
    }

    /// Another front gives what escaping the whole anew would give, whatever zeros meet where they join.
    void preventionIsPutRight()
    {
        std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
        std::uniform_int_distribution<int> small(0, 4);
        std::uniform_int_distribution<int> length(1, 30);
        for (int round = 0; round < 20000; ++round) {
            Bytes bytes(static_cast<std::size_t>(length(random)));
            for (std::uint8_t& byte : bytes)
                byte = static_cast<std::uint8_t>(std::max(small(random) - 1, 0));
            const Bytes unit = escaped(bytes);
            QCOMPARE(h264Unescaped(unit, 1000), bytes);
            Bytes front(static_cast<std::size_t>(length(random)));
            front.resize(std::min(front.size(), bytes.size()));
            for (std::uint8_t& byte : front)
                byte = static_cast<std::uint8_t>(std::max(small(random) - 1, 0));
            Bytes joined;
            appendH264WithFront(unit, front.size(), front, joined);
            Bytes expected = bytes;
            std::copy(front.begin(), front.end(), expected.begin());
            QCOMPARE(joined, escaped(expected));
        }
    }

    void everyKindOfStream_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("entropy");
        QTest::addColumn<QString>("mode");
        const auto row = [](const char* preset, const char* format, const char* profile, const char* entropy,
                            const char* mode) {
            QTest::newRow(qPrintable(
                QStringLiteral("%1 %2 %3 %4 %5").arg(q(preset), q(format), q(profile), q(entropy), q(mode))))
                << q(preset) << q(format) << q(profile) << q(entropy) << q(mode);
        };
        for (const char* preset : {"none", "fast", "balanced", "lossless"}) {
            for (const char* entropy : {"cavlc", "cabac"})
                row(preset, "yuv420", "autoselect", entropy, "quality");
        }
        for (const char* format : {"yuv420p10bit", "yuv422", "yuv422p10bit", "yuv444", "yuv444p10bit"}) {
            for (const char* entropy : {"cavlc", "cabac"})
                row("balanced", format, "autoselect", entropy, "quality");
        }
        for (const char* profile : {"baseline", "main", "high"})
            row("balanced", "yuv420", profile, "autoselect", "quality");
        for (const char* mode : {"constant", "variable"})
            row("balanced", "yuv420", "autoselect", "autoselect", mode);
    }

    /// With repeats between them the pictures of an encoder that was never shown those are decoded to the
    /// same samples as without, and each repeat to those of the picture before it.
    void everyKindOfStream()
    {
        QFETCH(QString, preset);
        QFETCH(QString, format);
        QFETCH(QString, profile);
        QFETCH(QString, entropy);
        QFETCH(QString, mode);
        MovieSpec movie = movieSpec(qPrintable(preset), 0);
        movie.pixelFormat = format;
        movie.profile = profile;
        movie.entropyMode = entropy;
        movie.bitRateMode = mode;
        VideoEncoderSpec spec = encoderSpecOf(movie);
        Recording plain(spec);
        Recording repeating(spec);
        QVERIFY(repeating.encoder->hasCheapRepeats());
        std::vector<std::size_t> shown; // of each picture of the second stream, which one of the first it is
        for (std::size_t i = 0; i < 24; ++i) {
            const PicturePtr picture =
                makePicture(spec.format, spec.size, static_cast<std::int64_t>(i), spec.colour);
            plain.send(picture);
            // Rate control goes by time, so the plain stream is on the other's.
            repeating.send(picture);
            shown.push_back(i);
            const std::size_t repeats = i % 6 == 5 ? 40 : i % 4; // 40: frame_num begins anew
            for (std::size_t n = 0; n < repeats; ++n) {
                repeating.repeat(picture);
                shown.push_back(i);
            }
            plain.count = repeating.count;
        }
        const std::vector<AvFramePtr> expected = plain.finish();
        const std::vector<AvFramePtr> actual = repeating.finish();
        QCOMPARE(expected.size(), std::size_t(24));
        QCOMPARE(actual.size(), shown.size());
        for (std::size_t i = 0; i < shown.size(); ++i) {
            QCOMPARE(repeating.packets[i]->pts, static_cast<std::int64_t>(i));
            QCOMPARE(repeating.packets[i]->dts, static_cast<std::int64_t>(i));
            QVERIFY2(isSameFrame(*actual[i], *expected[shown[i]]), qPrintable(QString::number(i)));
            if (i > 0 && shown[i] == shown[i - 1])
                QVERIFY2(repeating.packets[i]->size < 32,
                         qPrintable(QString::number(repeating.packets[i]->size)));
        }
    }

    /// A picture that stays: its quality settles, from then on nothing is encoded, and key frames come when
    /// they are due all the same. Compared with a stream of libavcodec's in which all are encoded, what
    /// stands lacks the bits that go into the same picture anew after each key frame, and what moves is no
    /// worse than the worst of it: the rate control begins after a key frame.
    void whatStandsStillCostsNothing_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::newRow("none") << q("none");
        QTest::newRow("fast") << q("fast");
        QTest::newRow("balanced") << q("balanced");
    }

    void whatStandsStillCostsNothing()
    {
        QFETCH(QString, preset);
        MovieSpec movie = movieSpec(qPrintable(preset), 0);
        movie.keyFrameInterval = 15;
        const VideoEncoderSpec spec = encoderSpecOf(movie);
        Recording stream(spec);
        Recording whole(AvVideoEncoder::open(spec));
        std::vector<PicturePtr> pictures;
        const auto showFor = [&](std::int64_t picture, int frames) {
            const PicturePtr shown = makePicture(spec.format, spec.size, picture, spec.colour);
            for (int i = 0; i < frames; ++i) {
                stream.send(shown);
                whole.send(shown);
                pictures.push_back(shown);
            }
        };
        showFor(0, 100);
        for (int i = 1; i < 8; ++i)
            showFor(i, 1);
        showFor(8, 70);
        for (int i = 9; i < 40; ++i)
            showFor(i, 1 + i % 3);
        const std::vector<AvFramePtr> frames = stream.finish();
        const std::vector<AvFramePtr> expected = whole.finish();
        QCOMPARE(frames.size(), pictures.size());
        QCOMPARE(expected.size(), pictures.size());
        std::vector<double> own;
        std::vector<double> theirs;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QVERIFY2(stream.isKey(i) == (i % 15 == 0), qPrintable(QString::number(i)));
            const PictureDifference difference = compare(pictures[i], *frames[i]);
            QCOMPARE(difference.error, QString());
            own.push_back(difference.psnr);
            theirs.push_back(compare(pictures[i], *expected[i]).psnr);
        }
        const double worst = *std::min_element(theirs.begin(), theirs.end());
        for (std::size_t i = 0; i < own.size(); ++i) {
            const bool hasStood = i >= 13 && pictures[i] == pictures[i - 13];
            QVERIFY2(own[i] > (hasStood ? theirs[i] - 2.0 : worst - 1.0),
                     qPrintable(QStringLiteral("%1: %2 of %3 dB").arg(i).arg(own[i]).arg(theirs[i])));
        }
        // The same key frame again, and nothing else but skips.
        for (std::size_t i = 30; i < 100; ++i) {
            const AVPacket& packet = *stream.packets[i];
            if (!stream.isKey(i))
                QVERIFY2(packet.size < 32, qPrintable(QString::number(packet.size)));
            else if (i > 30)
                QVERIFY(packet.data == stream.packets[30]->data);
            if (i > 30)
                QVERIFY2(isSameFrame(*frames[i], *frames[i - 1]), qPrintable(QString::number(i)));
        }
    }

    void heldBack_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("entropy");
        QTest::addColumn<int>("bFrames");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("slices");
        for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh"}) {
            for (const char* entropy : {"cavlc", "cabac"}) {
                const bool hasOneReference = q(preset) != q("ultrahigh"); // more need B-frames
                for (const int bFrames :
                     hasOneReference ? std::vector{0, 1, 2, 3, 5} : std::vector{1, 2, 3, 5})
                    QTest::addRow("%s %s, %d B-frames", preset, entropy, bFrames)
                        << q(preset) << q(entropy) << bFrames << 600 << 0;
            }
        }
        for (const int interval : {15, 47, 100})
            QTest::addRow("key each %d", interval) << q("balanced") << q("cabac") << 2 << interval << 0;
        QTest::newRow("slices of the user's") << q("none") << q("cabac") << 0 << 250 << 3;
        QTest::newRow("slices and B-frames") << q("none") << q("cavlc") << 2 << 250 << 3;
    }

    /// Streams of which libx264 holds pictures back. What it was given decodes to the very samples that it
    /// has worked out itself, so nothing that refers to something refers to another picture than it meant;
    /// the rest is what is shown before it, sample by sample.
    void heldBack()
    {
        QFETCH(QString, preset);
        QFETCH(QString, entropy);
        QFETCH(int, bFrames);
        QFETCH(int, interval);
        QFETCH(int, slices);
        MovieSpec movie = movieSpec(qPrintable(preset), bFrames);
        movie.entropyMode = entropy;
        movie.keyFrameInterval = interval;
        movie.slices = slices;
        TempFolder folder;
        VideoEncoderSpec spec = encoderSpecOf(movie);
        for (auto& [name, value] : spec.plan.options) {
            if (name == q("x264-params"))
                value += q(":dump-yuv=") + folder(q("own.yuv"));
        }
        std::vector<PicturePtr> shown;
        std::vector<AvFramePtr> frames;
        std::int64_t number = 0;
        {
            Recording stream(spec);
            const auto showFor = [&](int times) {
                const PicturePtr picture = makeScene(spec.format, spec.colour, spec.size, number++);
                for (int i = 0; i < times; ++i, shown.push_back(picture))
                    stream.send(picture);
            };
            for (const int times : {100, 80, 61, 300}) {
                showFor(times);
                for (int i = 0; i < 9 + times % 4; ++i)
                    showFor(1);
            }
            showFor(1500);
            frames = stream.finish();
            QCOMPARE(stream.packets.size(), shown.size());
            QCOMPARE(disorderOf(stream.packets), QString());
            for (std::size_t i = 0; i < shown.size(); ++i) {
                const AVPacket& packet = *stream.packets[i];
                if (stream.isKey(i))
                    QCOMPARE(packet.pts % interval, 0);
                else
                    QVERIFY2(packet.pts % interval != 0, qPrintable(QString::number(packet.pts)));
            }
            QCOMPARE(frames.size(), shown.size());
        }
        QFile file(folder(q("own.yuv")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::vector<QByteArray> own = split(file.readAll(), spec.size);
        QVERIFY2(own.size() < shown.size() * 3 / 4 || interval < 60, qPrintable(QString::number(own.size())));
        std::size_t next = 0;
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const QByteArray samples = samplesOf(*frames[i]);
            if (next < own.size() && samples == own[next])
                ++next;
            else
                QVERIFY2(i > 0 && shown[i] == shown[i - 1] && isSameFrame(*frames[i], *frames[i - 1]),
                         qPrintable(QString::number(i)));
        }
        QCOMPARE(next, own.size());
    }

    /// What can't have repeats goes the old way: all pictures are there.
    void othersAreAsBefore_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("bFrames");
        QTest::addColumn<int>("interval");
        for (const char* preset : {"none", "balanced", "high"})
            QTest::addRow("%s with B-frames, a rate", preset) << q(preset) << q("variable") << 2 << 12;
        QTest::newRow("looks ahead, a rate") << q("high") << q("constant") << 0 << 12;
        QTest::newRow("more references in the order of decoding")
            << q("ultrahigh") << q("quality") << 0 << 12;
        QTest::newRow("key frames only") << q("none") << q("quality") << 0 << 1;
        QTest::newRow("key frames only, B-frames") << q("balanced") << q("quality") << 2 << 1;
    }

    void othersAreAsBefore()
    {
        QFETCH(QString, preset);
        QFETCH(QString, mode);
        QFETCH(int, bFrames);
        QFETCH(int, interval);
        MovieSpec movie = movieSpec(qPrintable(preset), bFrames);
        movie.bitRateMode = mode;
        movie.keyFrameInterval = interval;
        const VideoEncoderSpec spec = encoderSpecOf(movie);
        Recording stream(spec);
        QVERIFY(!stream.encoder->hasCheapRepeats());
        std::size_t count = 0;
        for (int i = 0; i < 6; ++i) {
            const PicturePtr picture = makePicture(spec.format, spec.size, i, spec.colour);
            for (int n = 0; n < 20; ++n, ++count)
                stream.send(picture);
            stream.repeat(picture);
            ++count;
        }
        QCOMPARE(stream.finish().size(), count);
        for (std::size_t i = 0; i < stream.packets.size(); ++i) {
            if (stream.packets[i]->pts % interval == 0)
                QVERIFY2(stream.isKey(i), qPrintable(QString::number(i)));
        }
    }

    /// A recording that is killed amid repeats is whole up to its last fragment.
    void killedAmidRepeats_data()
    {
        QTest::addColumn<QString>("container");
        for (const char* container : {"mp4", "mov", "mkv"})
            QTest::newRow(container) << q(container);
    }

    void killedAmidRepeats()
    {
        QFETCH(QString, container);
        TempFolder folder;
        MovieSpec movie = movieSpec("balanced", 0);
        movie.keyFrameInterval = 40;
        const QString path = folder(q("killed.") + container);
        std::size_t pictures = 0;
        {
            Result<std::unique_ptr<MediaWriter>> writer =
                openMovieWriter(systemFiles(), path, movie, Overwrite::Never, systemClock());
            QVERIFY(writer);
            QVERIFY((*writer)->hasCheapRepeats());
            for (int i = 0; i < 30; ++i) {
                const PicturePtr picture =
                    makePicture((*writer)->pictureFormat(), movie.size, i / 3, (*writer)->pictureColour());
                for (int n = 0; n < (i % 10 == 9 ? 60 : 3); ++n, ++pictures) {
                    const auto index = static_cast<std::int64_t>(pictures);
                    QVERIFY(n % 2 == 0 ? (*writer)->writePicture(picture, index)
                                       : (*writer)->repeatPicture(picture, index));
                }
            }
        }
        if (container != q("mkv")) {
            const Result<FinishReport> repaired = repairIsoFile(systemFiles(), path);
            QVERIFY2(repaired, repaired ? "" : qPrintable(repaired.error().detail));
        }
        const DecodedMovie decoded = decodeMovie(path);
        QCOMPARE(decoded.error, QString());
        const auto second = static_cast<std::size_t>(std::lround(movie.rate.toDouble()));
        QVERIFY2(decoded.pictures.size() + second >= pictures,
                 qPrintable(QString::number(decoded.pictures.size())));
        for (std::size_t i = 0; i < decoded.isKey.size(); ++i)
            QVERIFY2(decoded.isKey[i] == (i % 40 == 0), qPrintable(QString::number(i)));
    }

    /// Anything that is not what these streams are made of is refused, not guessed at.
    void strangeHeadersAreRefused()
    {
        const MovieSpec movie = movieSpec("none", 0);
        Recording stream(encoderSpecOf(movie));
        const std::span<const std::uint8_t> headers(
            stream.parameters->extradata, static_cast<std::size_t>(stream.parameters->extradata_size));
        std::size_t second = 4;
        while (second + 4 < headers.size() && !(headers[second] == 0 && headers[second + 1] == 0 &&
                                                headers[second + 2] == 0 && headers[second + 3] == 1))
            ++second;
        const Bytes sequence(headers.begin(), headers.begin() + static_cast<std::ptrdiff_t>(second));
        const Bytes picture(headers.begin() + static_cast<std::ptrdiff_t>(second), headers.end());
        QVERIFY(H264Repeats::of(sequence, picture));
        QVERIFY(!H264Repeats::of({}, {}));
        for (std::size_t length = 0; length < 10; ++length)
            QVERIFY(!H264Repeats::of(std::span(sequence).first(length), picture));
        QVERIFY(!H264Repeats::of(sequence, std::span(picture).first(5)));
        std::optional<H264Repeats> repeats = H264Repeats::of(sequence, picture);
        Bytes out;
        QVERIFY(!repeats->appendUnit({}, out));
        QVERIFY(!repeats->appendUnit(Bytes{0, 0, 1, 0x41}, out));
    }
};

QTEST_GUILESS_MAIN(TestH264Repeats)
#include "test_h264_repeats.moc"
