// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <cstring>
#include <numbers>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr int kFps = 30;
constexpr int kFrames = 3 * kFps;
constexpr int kRate = 48000;
const std::vector<int> kWidths{2, 1, 6};
const QStringList kNames{QStringLiteral("Built-in Microphone"), QStringLiteral("Füße & <Ohren>"),
                         QStringLiteral("Surround")};

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

MovieSpec threeTracks(const QString& codec, const QString& container)
{
    MovieSpec spec = smallSpec(64, 64);
    spec.rate = FrameRate(kFps, 1);
    spec.codec = usualCodec(container);
    for (std::size_t track = 0; track < kWidths.size(); ++track)
        spec.sounds.push_back({codec, 192000, kRate, kWidths[track], kNames[static_cast<qsizetype>(track)]});
    return spec;
}

// Track t is a sine of 300 + 300 t Hz that begins after half a second.
std::vector<float> tones(std::int64_t first, std::int64_t count)
{
    std::vector<float> samples;
    for (std::int64_t frame = first; frame < first + count; ++frame) {
        for (std::size_t track = 0; track < kWidths.size(); ++track) {
            const double phase = 2.0 * std::numbers::pi * (300.0 + 300.0 * static_cast<double>(track)) *
                                 static_cast<double>(frame) / kRate;
            const float value = frame < kRate / 2 ? 0.0F : static_cast<float>(0.3 * std::sin(phase));
            samples.insert(samples.end(), static_cast<std::size_t>(kWidths[track]), value);
        }
    }
    return samples;
}

Take take()
{
    Take take;
    take.pictures = kFrames;
    take.sound = tones;
    return take;
}

std::vector<QJsonObject> soundStreams(const QString& path)
{
    const ProcessResult result = runProcess(
        q("ffprobe"), {q("-v"), q("error"), q("-print_format"), q("json"), q("-show_streams"), path});
    std::vector<QJsonObject> streams;
    for (const QJsonValue& stream :
         QJsonDocument::fromJson(result.out).object().value(q("streams")).toArray()) {
        if (stream.toObject().value(q("codec_type")) == q("audio"))
            streams.push_back(stream.toObject());
    }
    return streams;
}

std::vector<float> trackOf(const QString& path, int track)
{
    const ProcessResult result = runProcess(
        q("ffmpeg"), {q("-v"), q("error"), q("-i"), path, q("-map"), q("0:a:%1").arg(track), q("-af"),
                      q("pan=mono|c0=c0,aresample=async=0:first_pts=0"), q("-f"), q("f32le"), q("-")});
    std::vector<float> samples(static_cast<std::size_t>(result.out.size()) / sizeof(float));
    std::memcpy(samples.data(), result.out.constData(), samples.size() * sizeof(float));
    return samples;
}

// Share of a tone of that frequency in what follows the first second.
double shareOf(const std::vector<float>& samples, double frequency)
{
    double real = 0.0;
    double imaginary = 0.0;
    double energy = 0.0;
    std::size_t count = 0;
    for (std::size_t i = kRate; i < samples.size() && i < 2 * kRate; ++i, ++count) {
        const double phase = 2.0 * std::numbers::pi * frequency * static_cast<double>(i) / kRate;
        real += static_cast<double>(samples[i]) * std::cos(phase);
        imaginary += static_cast<double>(samples[i]) * std::sin(phase);
        energy += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
    }
    return energy > 0.0 ? 2.0 * (real * real + imaginary * imaginary) / (energy * static_cast<double>(count))
                        : 0.0;
}

QByteArray packetsOf(const QString& path)
{
    const ProcessResult result = runProcess(
        q("ffprobe"), {q("-v"), q("error"), q("-show_data_hash"), q("md5"), q("-show_entries"),
                       q("packet=stream_index,pts_time,dts_time,duration_time,flags,size,data_hash"),
                       q("-of"), q("csv=p=0"), path});
    QList<QByteArray> lines = result.out.split('\n');
    std::sort(lines.begin(), lines.end()); // two muxers interleave differently
    return lines.join('\n');
}

} // namespace

/// Movies with several sound tracks.
class TestMovieTracks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTrackIsItsSource_data() { addRows({"mp4", "mov", "mkv", "webm", "avi"}); }
    void everyTrackIsItsSource();
    void finishedFileIsAPlainOne_data() { addRows({"mp4", "mov"}); }
    void finishedFileIsAPlainOne();
    void killedFileHasAllTracks_data() { addRows({"mp4", "mov", "mkv"}); }
    void killedFileHasAllTracks();
    void tracksAreChecked();

private:
    static void addRows(std::initializer_list<const char*> containers)
    {
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("codec");
        for (const AudioCodec& codec : CodecCatalog::instance().audioCodecs()) {
            const bool holdsSix = codec.unavailable.isEmpty() && codec.maximumChannels >= 6;
            for (const char* container : containers) {
                if (holdsSix && codec.containers.contains(q(container)))
                    QTest::addRow("%s %s", container, qPrintable(codec.token)) << q(container) << codec.token;
            }
        }
    }
    static void checkStreams(const QString& path, const QString& container);

    TempFolder m_folder;
};

void TestMovieTracks::checkStreams(const QString& path, const QString& container)
{
    const std::vector<QJsonObject> streams = soundStreams(path);
    QCOMPARE(streams.size(), kWidths.size());
    for (std::size_t track = 0; track < streams.size(); ++track) {
        const QString name = kNames[static_cast<qsizetype>(track)];
        const QJsonObject tags = streams[track].value(q("tags")).toObject();
        QCOMPARE(streams[track].value(q("channels")).toInt(), kWidths[track]);
        if (container != q("avi"))
            QCOMPARE(streams[track].value(q("disposition")).toObject().value(q("default")).toInt(),
                     track == 0 ? 1 : 0);
        if (container != q("mp4") && container != q("mov"))
            QCOMPARE(tags.value(q("title")).toString(), name);
        if (container == q("mp4") || container == q("mov"))
            QCOMPARE(tags.value(q("handler_name")).toString(), name);
    }
}

void TestMovieTracks::everyTrackIsItsSource()
{
    QFETCH(QString, container);
    QFETCH(QString, codec);
    const QString path = m_folder(q("tracks-%1.%2").arg(codec, container));
    const Result<WrittenFile> written = recordMovie(path, threeTracks(codec, container), take());
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->audioFrames, std::int64_t(3 * kRate));
    QCOMPARE(decodeErrors(path), QString());
    checkStreams(path, container);
    for (int track = 0; track < 3; ++track) {
        const std::vector<float> samples = trackOf(path, track);
        QVERIFY2(shareOf(samples, 300.0 + 300.0 * track) > 0.9,
                 qPrintable(q("track %1: %2").arg(track).arg(shareOf(samples, 300.0 + 300.0 * track))));
        // Matroska lets sound begin before 0 by the codec's delay; ffmpeg then moves all tracks.
        std::size_t first = 0;
        while (first < samples.size() && std::fabs(samples[first]) < 0.1F)
            ++first;
        const double begin = static_cast<double>(first) / kRate;
        const double slack = container == q("mkv") || container == q("webm") ? 0.03 : 0.003;
        QVERIFY2(std::fabs(begin - 0.5) < slack,
                 qPrintable(q("track %1 begins at %2").arg(track).arg(begin)));
    }
}

void TestMovieTracks::finishedFileIsAPlainOne()
{
    QFETCH(QString, container);
    QFETCH(QString, codec);
    const QString path = m_folder(q("ours-%1.%2").arg(codec, container));
    const QString plain = m_folder(q("plain-%1.%2").arg(codec, container));
    const Result<WrittenFile> file = recordMovie(path, threeTracks(codec, container), take());
    QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
    QCOMPARE(topLevelBoxes(path).count(q("moof")), 0);
    const QString scale =
        probeMedia(path).video.value(q("time_base")).toString().section(QLatin1Char('/'), 1);
    const ProcessResult muxed = runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-y"), q("-i"), path,
                                                         q("-map"), q("0"), q("-c"), q("copy"), q("-strict"),
                                                         q("-2"), q("-video_track_timescale"), scale, plain});
    QVERIFY2(muxed.exitCode == 0, muxed.error.constData());
    QCOMPARE(packetsOf(path), packetsOf(plain));
}

void TestMovieTracks::killedFileHasAllTracks()
{
    QFETCH(QString, container);
    QFETCH(QString, codec);
    const QString path = m_folder(q("killed-%1.%2").arg(codec, container));
    {
        const MovieSpec spec = threeTracks(codec, container);
        auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
        QVERIFY(feedTake(**writer, spec, take()));
    }
    if (container != q("mkv")) {
        const Result<FinishReport> repaired = repairIsoFile(systemFiles(), path);
        QVERIFY2(repaired, repaired ? "" : qPrintable(repaired.error().detail));
        QCOMPARE(repaired->tracks, 4);
        QCOMPARE(decodeErrors(path), QString());
    }
    checkStreams(path, container);
    for (int track = 0; track < 3; ++track) {
        const std::vector<float> samples = trackOf(path, track);
        // A second, and what interleaver and encoder held.
        QVERIFY2(samples.size() > kRate * 12 / 10, qPrintable(QString::number(samples.size())));
        double loudest = 0.0;
        for (std::size_t i = kRate * 6 / 10; i < kRate; ++i)
            loudest = std::max(loudest, static_cast<double>(std::fabs(samples[i])));
        QVERIFY(loudest > 0.2 && loudest < 0.5);
    }
}

void TestMovieTracks::tracksAreChecked()
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    MovieSpec spec = threeTracks(q("aac"), q("mp4"));
    QVERIFY(catalog.check(spec, q("mp4")));
    spec.sounds[1].sampleRate = 44100;
    QVERIFY(!catalog.check(spec, q("mp4")));
    spec.sounds[1].sampleRate = kRate;
    spec.sounds[2].channels = 9;
    const Status wide = catalog.check(spec, q("mp4"));
    QVERIFY(!wide && wide.error().detail.contains(q("9")));
}

QTEST_GUILESS_MAIN(TestMovieTracks)
#include "test_movie_tracks.moc"
