// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_video_encoder.h"
#include "encode/x264_encoder.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "support/temp_folder.h"

#include <QTest>

#include <cstring>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

struct Stream {
    QString error;
    std::vector<QByteArray> packets;
    std::vector<std::array<std::int64_t, 3>> times; ///< presentation, decoding, key
    QByteArray headers;
};

Stream streamOf(Result<std::unique_ptr<VideoEncoder>> opened, const std::vector<PicturePtr>& pictures)
{
    Stream stream;
    if (!opened) {
        stream.error = opened.error().detail;
        return stream;
    }
    VideoEncoder& encoder = **opened;
    const auto fetch = [&] {
        while (true) {
            const Result<AvPacketPtr> packet = encoder.receive();
            if (!packet || !*packet)
                return;
            stream.packets.emplace_back(reinterpret_cast<const char*>((*packet)->data), (*packet)->size);
            stream.times.push_back({(*packet)->pts, (*packet)->dts, (*packet)->flags & AV_PKT_FLAG_KEY});
        }
    };
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (!encoder.send(pictures[i], static_cast<std::int64_t>(i)))
            stream.error = q("send");
        fetch();
    }
    if (!encoder.sendEnd())
        stream.error = q("end");
    while (!encoder.isDrained())
        fetch();
    const AvCodecParametersPtr parameters(avcodec_parameters_alloc());
    if (encoder.describe(*parameters))
        stream.headers =
            QByteArray(reinterpret_cast<const char*>(parameters->extradata), parameters->extradata_size);
    return stream;
}

std::vector<PicturePtr> pictures(const VideoEncoderSpec& spec, int count)
{
    std::vector<PicturePtr> all;
    for (int i = 0; i < count; ++i)
        all.push_back(makePicture(spec.format, spec.size, i, spec.colour));
    return all;
}

/// The picture `before` with a bright box somewhere, and word of what changed.
PicturePtr withBox(const Picture& before, int index)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(before.format, before.size);
    for (int plane = 0; plane < pixelFormatInfo(before.format).planes; ++plane) {
        for (int y = 0; y < planeSize(before.format, before.size, plane).height; ++y)
            std::memcpy(picture->row(plane, y), before.row(plane, y),
                        planeRowBytes(before.format, before.size, plane));
    }
    const Rect box{16 + 8 * index, 30, 24, 20};
    for (int y = box.y; y < box.bottom(); ++y)
        std::memset(picture->row(0, y) + box.x, 200 - 9 * index, static_cast<std::size_t>(box.width));
    picture->colour = before.colour;
    picture->serial = before.serial + 1;
    picture->damageKnown = true;
    picture->damage = {box};
    return picture;
}

} // namespace

class TestX264Encoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // libx264's decisions depend on memory it did not write, whoever calls it: two streams of the same
        // pictures are equal only where fresh memory is always the same.
#if defined(__GLIBC__)
        mallopt(M_PERTURB, 0xff); // which malloc turns round: zeros
#endif
    }

    void isLibavcodecsStream_data()
    {
        QTest::addColumn<QString>("pixelFormat");
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("bFrames");
        const auto row = [](const char* format, const char* preset, const char* mode, const char* profile,
                            int bFrames) {
            QTest::newRow(qPrintable(
                QStringLiteral("%1 %2 %3 %4 %5").arg(q(format), q(preset), q(mode), q(profile)).arg(bFrames)))
                << q(format) << q(preset) << q(mode) << q(profile) << bFrames;
        };
        for (const char* preset : {"none", "fast", "balanced", "high", "ultrahigh", "lossless"})
            row("yuv420", preset, "quality", "autoselect", 0);
        for (const char* format : {"yuv420p10bit", "yuv422", "yuv422p10bit", "yuv444", "yuv444p10bit"})
            row(format, "balanced", "quality", "autoselect", 0);
        for (const char* mode : {"constant", "variable", "constanthq", "variablehq"})
            row("yuv420", "balanced", mode, "autoselect", 2);
        for (const char* profile : {"baseline", "main", "high"})
            row("yuv420", "balanced", "quality", profile, 3);
    }

    void isLibavcodecsStream()
    {
        QFETCH(QString, pixelFormat);
        QFETCH(QString, preset);
        QFETCH(QString, mode);
        QFETCH(QString, profile);
        QFETCH(int, bFrames);
        MovieSpec movie = smallSpec(176, 144);
        movie.codec = q("h264");
        movie.codecType = q("x264");
        movie.pixelFormat = pixelFormat;
        movie.preset = preset;
        movie.bitRateMode = mode;
        movie.profile = profile;
        movie.maxBFrames = bFrames;
        movie.keyFrameInterval = 20;
        VideoEncoderSpec spec = encoderSpecOf(movie);
        if (bFrames > 0)
            spec.plan.threads = 1;         // with more, its rate control goes by how far the threads got
        spec.plan.hasClosedGroups = false; // with repeats the order would be counted in more bits
        QVERIFY(X264Encoder::canEncode(spec));
        const std::vector<PicturePtr> input = pictures(spec, 45);
        const Stream own = streamOf(X264Encoder::open(spec), input);
        const Stream theirs = streamOf(AvVideoEncoder::open(spec), input);
        QCOMPARE(own.error, QString());
        QCOMPARE(theirs.error, QString());
        QCOMPARE(own.packets.size(), theirs.packets.size());
        QVERIFY(own.times == theirs.times);
        QCOMPARE(own.headers, theirs.headers);
        for (std::size_t i = 0; i < own.packets.size(); ++i) {
            // The settings in the first packet's SEI name what only we switched on.
            if (i > 0)
                QVERIFY2(own.packets[i] == theirs.packets[i], qPrintable(QString::number(i)));
        }
    }

    /// What did not change is as before, what changed is new, and a picture again costs next to nothing.
    void constantBlocksAreSkipped()
    {
        TempFolder folder;
        MovieSpec movie = smallSpec(320, 240);
        movie.codec = q("h264");
        movie.preset = q("none");
        movie.keyFrameInterval = 100;
        const QString path = folder(q("quiet.mkv"));
        Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(systemFiles(), path, movie, Overwrite::Never, systemClock());
        QVERIFY(writer);
        std::vector<PicturePtr> shown;
        auto first = std::make_shared<Picture>(
            *makePicture((*writer)->pictureFormat(), movie.size, 0, (*writer)->pictureColour()));
        first->serial = 1;
        shown.push_back(first);
        for (int i = 0; i < 12; ++i) {
            shown.push_back(withBox(*shown.back(), i));
            shown.push_back(shown.back());
            shown.push_back(shown.back());
        }
        for (std::size_t i = 0; i < shown.size(); ++i)
            QVERIFY((*writer)->writePicture(shown[i], static_cast<std::int64_t>(i)));
        QVERIFY((*writer)->finish(farFuture()));

        const DecodedMovie decoded = decodeMovie(path);
        QCOMPARE(decoded.error, QString());
        QCOMPARE(decoded.pictures.size(), shown.size());
        const double atFirst = compare(shown.front(), *decoded.pictures.front()).psnr;
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const PictureDifference difference = compare(shown[i], *decoded.pictures[i]);
            QCOMPARE(difference.error, QString());
            QVERIFY2(difference.psnr > atFirst - 1.0,
                     qPrintable(QStringLiteral("%1: %2 of %3 dB").arg(i).arg(difference.psnr).arg(atFirst)));
        }
        QVERIFY2(decoded.packetBytes.back() < 100, qPrintable(QString::number(decoded.packetBytes.back())));
    }

    void refusalsHaveReasons()
    {
        MovieSpec movie = smallSpec();
        movie.codec = q("h264");
        VideoEncoderSpec spec = encoderSpecOf(movie);
        spec.plan.options.emplace_back(q("x264-params"), q("no-such-thing=1"));
        const auto refused = X264Encoder::open(spec);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(q("no-such-thing")));
        spec = encoderSpecOf(movie);
        spec.format = PixelFormat::Rgba8;
        QVERIFY(!X264Encoder::canEncode(spec));
        QCOMPARE(X264Encoder::open(spec).error().code, ErrorCode::Unsupported);
    }
};

QTEST_GUILESS_MAIN(TestX264Encoder)
#include "test_x264_encoder.moc"
