// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/hap_encoder.h"
#include "encode/hap_video_encoder.h"
#include "movie_fixture.h"
#include "picture_compare.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

struct Packet {
    std::vector<std::uint8_t> bytes;
    std::int64_t pts = 0;
    bool isKey = false;
};

struct Track {
    QByteArray tag;
    Size size;
    AVRational timeBase{0, 1};
    std::vector<Packet> packets;
};

/// The picture track as it lies in the file.
Track readTrack(const QString& path)
{
    Track track;
    AVFormatContext* opened = nullptr;
    if (avformat_open_input(&opened, path.toUtf8().constData(), nullptr, nullptr) < 0)
        return track;
    const AvInputPtr input(opened);
    const AVStream* stream = input->streams[0];
    const std::uint32_t tag = stream->codecpar->codec_tag;
    track.tag = QByteArray(reinterpret_cast<const char*>(&tag), 4);
    track.size = {stream->codecpar->width, stream->codecpar->height};
    track.timeBase = stream->time_base;
    const AvPacketPtr packet(av_packet_alloc());
    while (av_read_frame(input.get(), packet.get()) >= 0) {
        if (packet->stream_index == 0)
            track.packets.push_back({{packet->data, packet->data + packet->size},
                                     packet->pts,
                                     (packet->flags & AV_PKT_FLAG_KEY) != 0});
        av_packet_unref(packet.get());
    }
    return track;
}

struct Type {
    const char* codec;
    const char* type;
    HapVariant variant;
    bool isReadByFfmpeg;
};
constexpr Type kTypes[] = {
    {"hap", "hap", HapVariant::Hap, true},     {"hap", "hapalpha", HapVariant::HapAlpha, true},
    {"hapq", "hapq", HapVariant::HapQ, true},  {"hapq", "hapqalpha", HapVariant::HapQAlpha, true},
    {"hapq", "hapr", HapVariant::HapR, false}, {"hapq", "haphdr", HapVariant::HapHdr, false}};

MovieSpec hapSpec(const Type& type, Size size)
{
    MovieSpec spec = smallSpec(size.width, size.height);
    spec.codec = q(type.codec);
    spec.codecType = q(type.type);
    spec.pixelFormat.clear();
    return spec;
}

std::vector<std::uint8_t> frameOf(const HapSettings& settings, const Picture& picture)
{
    auto encoder = HapEncoder::create(settings);
    if (!encoder)
        return {};
    const auto frame = (*encoder)->encode(picture);
    return frame ? *frame : std::vector<std::uint8_t>();
}

} // namespace

class TestHapMovie final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packetsAreTheEncodersFrames_data();
    void packetsAreTheEncodersFrames();
    void settingsReachTheFrames();
    void ffmpegPlaysThem_data();
    void ffmpegPlaysThem();
    void theTrueSizeIsTold();
    void aRepeatedPictureIsTheSamePacket();
    void packetsShareMemoryAndSmallOnesTakeLittle();

private:
    TempFolder m_folder;
};

void TestHapMovie::packetsAreTheEncodersFrames_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < static_cast<int>(std::size(kTypes)); ++index)
        QTest::newRow(kTypes[index].type) << index;
}

void TestHapMovie::packetsAreTheEncodersFrames()
{
    QFETCH(int, index);
    constexpr int kFrames = 5;
    const Type& type = kTypes[index];
    MovieSpec spec = hapSpec(type, {160, 96});
    spec.rate = FrameRate::fromDouble(29.97);
    const QString path = m_folder(q(type.type) + q(".mov"));
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    std::vector<PicturePtr> pictures;
    for (int n = 0; n < kFrames; ++n) {
        pictures.push_back(makeScene((*writer)->pictureFormat(), (*writer)->pictureColour(), spec.size, n));
        QVERIFY((*writer)->writePicture(pictures.back(), n));
    }
    const auto file = (*writer)->finish(farFuture());
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QCOMPARE(file->frames, std::int64_t{kFrames});

    const Track track = readTrack(path);
    QCOMPARE(track.tag, QByteArray(hapFourCc(type.variant)));
    QCOMPARE(track.size, (Size{160, 96}));
    QCOMPARE(track.packets.size(), std::size_t{kFrames});
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        QVERIFY(track.packets[n].isKey);
        QCOMPARE(track.packets[n].pts * track.timeBase.num * 30000,
                 static_cast<std::int64_t>(n) * 1001 * track.timeBase.den);
        QVERIFY(track.packets[n].bytes ==
                frameOf({type.variant, spec.size, 1, HapCompressor::Snappy, 1}, *pictures[n]));
    }
}

void TestHapMovie::settingsReachTheFrames()
{
    for (const bool isCompressed : {false, true}) {
        for (const int slices : {0, 3}) {
            MovieSpec spec = hapSpec(kTypes[1], {160, 96});
            spec.secondaryCompression = isCompressed;
            spec.slices = slices;
            const QString path = m_folder(QStringLiteral("settings %1 %2.mov").arg(isCompressed).arg(slices));
            auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
            QVERIFY(writer);
            const PicturePtr picture =
                makeScene((*writer)->pictureFormat(), (*writer)->pictureColour(), spec.size, 0);
            QVERIFY((*writer)->writePicture(picture, 0));
            QVERIFY((*writer)->finish(farFuture()));
            const HapSettings settings{HapVariant::HapAlpha, spec.size, std::max(1, slices),
                                       isCompressed ? HapCompressor::Snappy : HapCompressor::None, 1};
            const Track track = readTrack(path);
            QCOMPARE(track.packets.size(), std::size_t{1});
            QVERIFY(track.packets[0].bytes == frameOf(settings, *picture));
        }
    }
}

void TestHapMovie::ffmpegPlaysThem_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < static_cast<int>(std::size(kTypes)); ++index) {
        if (kTypes[index].isReadByFfmpeg)
            QTest::newRow(kTypes[index].type) << index;
    }
}

void TestHapMovie::ffmpegPlaysThem()
{
    QFETCH(int, index);
    const MovieSpec spec = hapSpec(kTypes[index], {272, 144});
    const QString path = m_folder(q("play ") + q(kTypes[index].type) + q(".mov"));
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    std::vector<PicturePtr> pictures;
    for (int n = 0; n < 4; ++n) {
        pictures.push_back(makeScene((*writer)->pictureFormat(), (*writer)->pictureColour(), spec.size, n));
        QVERIFY((*writer)->writePicture(pictures.back(), n));
    }
    QVERIFY((*writer)->finish(farFuture()));
    const DecodedMovie movie = decodeMovie(path);
    QVERIFY2(movie.error.isEmpty(), qPrintable(movie.error));
    QCOMPARE(movie.pictures.size(), pictures.size());
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        const PictureDifference difference = compare(pictures[n], *movie.pictures[n]);
        QVERIFY2(difference.error.isEmpty(), qPrintable(difference.error));
        QVERIFY2(difference.psnr >= 32.0, qPrintable(QString::number(difference.psnr)));
    }
    QCOMPARE(decodeErrors(path), QString());
}

void TestHapMovie::theTrueSizeIsTold()
{
    const MovieSpec spec = hapSpec(kTypes[2], {161, 95});
    const QString path = m_folder(q("odd.mov"));
    const auto file = recordMovie(path, spec);
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QVERIFY(file->warnings.isEmpty());
    QFile movie(path);
    QVERIFY(movie.open(QIODevice::ReadOnly));
    const QByteArray bytes = movie.readAll();
    QVERIFY(bytes.contains("clap"));
    QCOMPARE(readTrack(path).size, (Size{164, 96}));
    QCOMPARE(decodeErrors(path), QString());
}

void TestHapMovie::aRepeatedPictureIsTheSamePacket()
{
    const MovieSpec spec = hapSpec(kTypes[0], {640, 360});
    const QString path = m_folder(q("repeat.mov"));
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    const PicturePtr first = makeScene((*writer)->pictureFormat(), (*writer)->pictureColour(), spec.size, 0);
    const PicturePtr second = makeScene((*writer)->pictureFormat(), (*writer)->pictureColour(), spec.size, 1);
    for (int n = 0; n < 90; ++n)
        QVERIFY((*writer)->writePicture(n < 60 ? first : second, n));
    QVERIFY((*writer)->finish(farFuture()));
    const Track track = readTrack(path);
    QCOMPARE(track.packets.size(), std::size_t{90});
    for (std::size_t n = 1; n < 90; ++n)
        QCOMPARE(track.packets[n].bytes == track.packets[n - 1].bytes, n != 60);
}

void TestHapMovie::packetsShareMemoryAndSmallOnesTakeLittle()
{
    constexpr Size kSize{640, 360};
    MovieSpec spec = hapSpec(kTypes[0], kSize);
    spec.secondaryCompression = true;
    VideoEncoderSpec wanted;
    wanted.size = kSize;
    wanted.rate = FrameRate(30, 1);
    const auto encoder = HapVideoEncoder::open(spec, wanted);
    QVERIFY(encoder);
    const auto packetOf = [&](const PicturePtr& picture) -> AvPacketPtr {
        if (!(*encoder)->send(picture, 0))
            return nullptr;
        Result<AvPacketPtr> packet = (*encoder)->receive();
        return packet ? std::move(packet).value() : nullptr;
    };
    const PicturePtr busy = makePicture(PixelFormat::Bgrx8, kSize, 0, {}, 1.0);
    AvPacketPtr packet = packetOf(busy);
    QVERIFY(packet);
    const std::uint8_t* memory = packet->buf->data;
    const AvPacketPtr held = packetOf(busy);
    QVERIFY(held && held->buf->data != memory);
    QCOMPARE(held->size, packet->size);
    QVERIFY(std::memcmp(held->data, packet->data, static_cast<std::size_t>(held->size)) == 0);
    packet.reset();
    packet = packetOf(busy);
    QVERIFY(packet && packet->buf->data == memory);

    const AvPacketPtr flat = packetOf(makeFlatPicture(PixelFormat::Bgrx8, kSize, {10, 20, 30}, {}));
    QVERIFY(flat);
    QVERIFY2(flat->size < packet->size / 4, qPrintable(QString::number(flat->size)));
    QVERIFY(flat->buf->size < packet->buf->size / 2);
}

QTEST_GUILESS_MAIN(TestHapMovie)
#include "test_hap_movie.moc"
