// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_video_encoder.h"
#include "encode/codec_catalog.h"
#include "encode/gop_repeating_encoder.h"
#include "encode/x264_encoder.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "stream_decode.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

/// What an encoder is given and gives, as it passes by.
struct Seen {
    std::vector<PicturePtr> pictures;
    std::vector<AvPacketPtr> packets;
};

class Watched final : public VideoEncoder {
public:
    Watched(std::unique_ptr<VideoEncoder> encoder, Seen& seen) : m_encoder(std::move(encoder)), m_seen(seen)
    {}

    Status send(const PicturePtr& picture, std::int64_t index) override
    {
        if (index != static_cast<std::int64_t>(m_seen.pictures.size()))
            return makeError(ErrorCode::Internal, q("send"), q("%1 is not next").arg(index));
        m_seen.pictures.push_back(picture);
        return m_encoder->send(picture, index);
    }
    Status sendEnd() override { return m_encoder->sendEnd(); }
    Result<AvPacketPtr> receive() override
    {
        Result<AvPacketPtr> packet = m_encoder->receive();
        if (packet && *packet)
            m_seen.packets.emplace_back(av_packet_clone(packet->get()));
        return packet;
    }
    bool isDrained() const override { return m_encoder->isDrained(); }
    std::int64_t pending() const override { return m_encoder->pending(); }
    Status describe(AVCodecParameters& parameters) const override { return m_encoder->describe(parameters); }

private:
    std::unique_ptr<VideoEncoder> m_encoder;
    Seen& m_seen;
};

struct Recording {
    Seen seen;
    std::unique_ptr<VideoEncoder> encoder;
    AvCodecParametersPtr parameters{avcodec_parameters_alloc()};
    std::vector<AvPacketPtr> packets;
    std::vector<PicturePtr> shown;

    explicit Recording(const VideoEncoderSpec& spec)
    {
        Result<std::unique_ptr<VideoEncoder>> opened =
            X264Encoder::canEncode(spec) ? X264Encoder::open(spec) : AvVideoEncoder::open(spec);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        encoder =
            std::make_unique<GopRepeatingEncoder>(std::make_unique<Watched>(std::move(opened).value(), seen));
        if (!encoder->describe(*parameters))
            qFatal("no parameters");
    }
    void show(const PicturePtr& picture, int times)
    {
        for (int i = 0; i < times; ++i) {
            const Status sent = encoder->send(picture, static_cast<std::int64_t>(shown.size()));
            if (!sent)
                qFatal("%s", qPrintable(sent.error().detail));
            shown.push_back(picture);
            fetch();
            const auto coming = static_cast<std::int64_t>(shown.size() - packets.size());
            if (encoder->pending() != coming)
                qFatal("%lld pictures pending, not %lld", static_cast<long long>(encoder->pending()),
                       static_cast<long long>(coming));
        }
    }
    void finish()
    {
        if (!encoder->sendEnd())
            qFatal("end");
        while (!encoder->isDrained())
            fetch();
    }

private:
    void fetch()
    {
        for (;;) {
            Result<AvPacketPtr> packet = encoder->receive();
            if (!packet)
                qFatal("%s", qPrintable(packet.error().detail));
            if (!*packet)
                return;
            packets.push_back(std::move(*packet));
        }
    }
};

} // namespace

class TestGopRepeats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfStream_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("preset");
        QTest::addColumn<int>("bFrames");
        QTest::addColumn<int>("interval");
        const auto row = [](const char* codec, const char* type, const char* preset, int bFrames,
                            int interval) {
            const CodecType* entry = CodecCatalog::instance().type(q(codec), q(type));
            if (entry != nullptr && entry->unavailable.isEmpty())
                QTest::addRow("%s %s %s, %d B-frames, key each %d", codec, type, preset, bFrames, interval)
                    << q(codec) << q(type) << q(preset) << bFrames << interval;
        };
        for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh", "lossless"}) {
            for (const int bFrames : {0, 1, 2, 5, 16})
                row("h264", "x264", preset, bFrames, 15);
        }
        for (const int interval : {2, 3, 7, 40})
            row("h264", "x264", "balanced", 2, interval);
        for (const char* preset : {"none", "balanced", "lossless"}) {
            for (const int bFrames : {0, 2})
                row("h265", "x265", preset, bFrames, 15);
        }
        row("vp8", "", "balanced", 0, 15);
        for (const char* preset : {"balanced", "lossless"})
            row("vp9", "", preset, 0, 15);
        row("av1", "svtav1", "balanced", 0, 16);
        row("av1", "aom", "balanced", 0, 15);
        row("rle", "", "balanced", 0, 15);
    }

    /// Of what stands an encoder sees little. All pictures are there in the order of display, those that it
    /// had are what they are in its own stream, and the others show what the picture before them shows.
    void everyKindOfStream()
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        QFETCH(QString, preset);
        QFETCH(int, bFrames);
        QFETCH(int, interval);
        MovieSpec movie = smallSpec(176, 144);
        movie.codec = codec;
        movie.codecType = type;
        movie.preset = preset;
        movie.maxBFrames = bFrames;
        movie.keyFrameInterval = interval;
        const VideoEncoderSpec spec = encoderSpecOf(movie, "mov");
        QVERIFY(spec.plan.hasClosedGroups);
        Recording stream(spec);
        std::int64_t number = 0;
        const auto next = [&] { return makeScene(spec.format, spec.colour, spec.size, number++); };
        const auto move = [&](int pictures) {
            for (int i = 0; i < pictures; ++i)
                stream.show(next(), 1);
        };
        move(20);
        // Ended wherever in a group it may be.
        for (int rest = 0; rest < 17; rest += 4) {
            stream.show(next(), 10 * interval + 60 + rest);
            move(rest % 3);
        }
        move(10);
        stream.show(next(), 3 * interval);
        move(3);
        stream.show(next(), 5 * interval + 41);
        stream.finish();

        const std::size_t count = stream.shown.size();
        QCOMPARE(stream.packets.size(), count);
        QVERIFY2(stream.seen.pictures.size() < count * 3 / 4,
                 qPrintable(QString::number(stream.seen.pictures.size())));
        QCOMPARE(disorderOf(stream.packets), QString());

        const std::vector<AvFramePtr> own = decodeStream(*stream.parameters, stream.seen.packets);
        const std::vector<AvFramePtr> frames = decodeStream(*stream.parameters, stream.packets);
        QCOMPARE(own.size(), stream.seen.pictures.size());
        QCOMPARE(frames.size(), count);
        std::size_t ahead = 0; // pictures of the encoder's that have been on show
        for (std::size_t i = 0; i < count; ++i) {
            // What the encoder was not given comes where its own picture is a later one.
            const bool isOwn = ahead < own.size() && stream.seen.pictures[ahead] == stream.shown[i] &&
                               isSameFrame(*frames[i], *own[ahead]);
            if (isOwn) {
                ++ahead;
                continue;
            }
            QVERIFY2(i > 0 && stream.shown[i] == stream.shown[i - 1], qPrintable(QString::number(i)));
            const PictureDifference difference = compare(stream.shown[i], *frames[i]);
            QCOMPARE(difference.error, QString());
            QVERIFY2(difference.psnr > 25.0, qPrintable(QString::number(difference.psnr)));
        }
        QCOMPARE(ahead, own.size());
    }

    /// Files of the real writer, read back as a whole.
    void filesAreWhole_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("container");
        const auto row = [](const char* codec, const char* type, const char* container) {
            const CodecType* entry = CodecCatalog::instance().type(q(codec), q(type));
            if (entry != nullptr && entry->unavailable.isEmpty())
                QTest::addRow("%s %s %s", codec, type, container) << q(codec) << q(type) << q(container);
        };
        for (const char* container : {"mp4", "mov", "mkv"})
            row("h264", "x264", container);
        for (const char* container : {"mp4", "mkv"})
            row("h265", "x265", container);
        row("vp9", "", "webm");
        row("av1", "svtav1", "mkv");
    }

    void filesAreWhole()
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        QFETCH(QString, container);
        TempFolder folder;
        MovieSpec movie = smallSpec(176, 144);
        movie.codec = codec;
        movie.codecType = type;
        const QString path = folder(q("still.") + container);
        Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(systemFiles(), path, movie, Overwrite::Never, systemClock());
        QVERIFY(writer);
        const CodecPixelFormat& format =
            *CodecCatalog::instance().pixelFormat(codec, type, movie.pixelFormat);
        std::int64_t count = 0;
        for (std::int64_t picture = 0; picture < 6; ++picture) {
            const PicturePtr shown = makeScene(format.format, format.colour, movie.size, picture);
            for (int i = 0; i < 60 + 7 * static_cast<int>(picture); ++i, ++count)
                QVERIFY((*writer)->writePicture(shown, count));
        }
        QVERIFY((*writer)->finish(farFuture()));
        const DecodedMovie decoded = decodeMovie(path);
        QCOMPARE(decoded.error, QString());
        QCOMPARE(static_cast<std::int64_t>(decoded.pictures.size()), count);
        for (std::size_t i = 1; i < decoded.pictures.size(); ++i)
            QVERIFY2(decoded.pictures[i]->pts > decoded.pictures[i - 1]->pts, qPrintable(QString::number(i)));
    }
};

QTEST_GUILESS_MAIN(TestGopRepeats)
#include "test_gop_repeats.moc"
