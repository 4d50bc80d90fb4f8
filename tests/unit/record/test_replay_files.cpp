// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/replay_store.h"
#include "movie_fixture.h"
#include "numbered_picture.h"
#include "record/take.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kFrames = 60;
constexpr int kGroup = 8;
constexpr Duration kFrame = 40ms;
constexpr Duration kLength = 15 * kFrame;
constexpr int kSlack = 48; // samples

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

// What a take that goes through `store` leaves in it.
RecordReport fill(const std::shared_ptr<ReplayStore>& store, const MovieSpec& movie)
{
    TakeSetup setup;
    setup.op = q("moviefileout1");
    setup.plan.rate = FrameRate(25, 1);
    setup.plan.movie = movie;
    setup.plan.movie.rate = setup.plan.rate;
    setup.plan.testMode = true;
    setup.clock = &systemClock();
    setup.files = &systemFiles();
    setup.stopTimeout = 60s;
    setup.pictures = std::make_shared<PictureHub>();
    setup.reader = std::make_shared<NumberReader>(kFrames);
    setup.openWriter = [store](const WriterRequest& request) {
        return store->openWriter(request.movie, systemClock());
    };
    const std::shared_ptr<reelout::Take> take = reelout::Take::create(setup, {});
    std::vector<Worker> threads = take->start();
    if (!take->waitDone(300s))
        qFatal("the take does not end");
    threads.clear();
    return take->report();
}

MovieSpec soundSpecOf(const QString& container, const QString& codec)
{
    MovieSpec spec = smallSpec();
    spec.rate = FrameRate(30000, 1001);
    spec.keyFrameInterval = kGroup;
    if (container == q("avi"))
        spec.codec = q("mjpa");
    if (container == q("webm"))
        spec.codec = q("vp9");
    if (container == q("avi") || container == q("webm")) {
        spec.codecType.clear();
        spec.pixelFormat.clear();
    }
    AudioTrackSpec track;
    track.codec = codec;
    track.sampleRate = 48000;
    track.channels = 2;
    track.bitRate = 192000;
    spec.sounds = {track};
    return spec;
}

// Two tones that are never in the same place to each other again.
std::vector<float> beat(std::int64_t first, std::int64_t frames)
{
    std::vector<float> samples;
    for (std::int64_t i = first; i < first + frames; ++i) {
        const double t = static_cast<double>(i) / 48000.0;
        const auto value = static_cast<float>(0.3 * std::sin(2 * M_PI * 311.0 * t) +
                                              0.3 * std::sin(2 * M_PI * (400.0 + 150.0 * t) * t));
        samples.push_back(value);
        samples.push_back(value);
    }
    return samples;
}

// The first channel from time 0 on.
std::vector<float> soundOf(const QString& path)
{
    const DecodedMovie movie = decodeMovie(path);
    if (!movie.error.isEmpty() || movie.sound.empty())
        qFatal("%s: %s", qPrintable(path), qPrintable(movie.error));
    std::vector<float> samples = movie.sound.front();
    const std::int64_t start = std::llround(movie.soundStart * movie.sampleRate);
    if (start < 0)
        samples.erase(samples.begin(), samples.begin() - start);
    else
        samples.insert(samples.begin(), static_cast<std::size_t>(start), 0.0F);
    return samples;
}

} // namespace

/// Replays with the real encoders: files that are whole by themselves and show what was recorded then.
class TestReplayFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodecIsReplayed_data() { addSoftwareCodecs(); }

    void everyCodecIsReplayed()
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        QFETCH(QString, container);
        if (codec == q("gif"))
            return; // refused: test_replay_buffer
        const TempFolder folder;
        MovieSpec movie;
        movie.codec = codec;
        movie.codecType = type;
        movie.keyFrameInterval = kGroup;
        movie.maxBFrames = codec == q("h264") || codec == q("h265") || codec == q("mpeg4") ? 2 : 0;
        auto store = std::make_shared<ReplayStore>(ReplayLimits{kLength, 100U << 20}, container);
        const RecordReport report = fill(store, movie);
        QVERIFY2(!report.error, report.error ? qPrintable(report.error->detail) : "");
        const ReplayLevel level = store->level();
        QVERIFY(level.length >= kLength);
        QVERIFY(level.length <= kLength + 25 * kFrame);

        // The second overlaps the first.
        for (const int until : {kFrames - 4, kFrames}) {
            const Result<ReplayClip> clip = store->clip(until * kFrame, 0ms);
            QVERIFY(clip);
            QVERIFY(clip->begin <= std::max<Duration>(until * kFrame - kLength, 0ms) ||
                    clip->begin == kFrames * kFrame - level.length);
            const QString path = folder(q("replay%1.").arg(until) + container);
            const Result<WrittenFile> file = writeReplay(systemFiles(), path, *clip, systemClock());
            QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
            const MediaProbe probe = probeMedia(path);
            QCOMPARE(static_cast<std::int64_t>(probe.videoTimes.size()), clip->pictures);
            QCOMPARE(clip->pictures, clip->length / kFrame);
            QCOMPARE(probe.videoTimes.front(), 0.0);
            const auto first = static_cast<int>(clip->begin / kFrame);
            const int end = first + static_cast<int>(clip->pictures);
            QVERIFY(end >= until);
            QVERIFY(end <= std::min(until + 3, kFrames));
            if (!isDecodedByFfmpeg(type))
                continue;
            QCOMPARE(decodeErrors(path), QString());
            const int width = probe.video.value(q("width")).toInt();
            const int height = probe.video.value(q("height")).toInt();
            int next = first;
            for (const QByteArray& picture : decodePictures(path, width, height))
                QCOMPARE(numberIn(picture, width), next++);
            QCOMPARE(next, end);
        }
    }

    void soundIsInStep_data()
    {
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("codec");
        for (const AudioCodec& codec : CodecCatalog::instance().audioCodecs()) {
            for (const QString& container : codec.containers) {
                if (CodecCatalog::instance().check(soundSpecOf(container, codec.token), container))
                    QTest::addRow("%s %s", qPrintable(container), qPrintable(codec.token))
                        << container << codec.token;
            }
        }
    }

    void soundIsInStep()
    {
        QFETCH(QString, container);
        QFETCH(QString, codec);
        const TempFolder folder;
        const MovieSpec spec = soundSpecOf(container, codec);
        test::Take content;
        content.pictures = 75;
        content.sound = beat;
        const QString whole = folder(q("whole.") + container);
        QVERIFY(recordMovie(whole, spec, content));
        auto store = std::make_shared<ReplayStore>(ReplayLimits{1s, 100U << 20}, container);
        Result<std::unique_ptr<MediaWriter>> writer = store->openWriter(spec, systemClock());
        QVERIFY(writer);
        QVERIFY(feedTake(**writer, spec, content));
        QVERIFY((*writer)->finish(farFuture()));

        const Result<ReplayClip> clip = store->clip(2100ms, 0ms);
        QVERIFY(clip);
        QVERIFY(clip->begin > 500ms);
        const QString path = folder(q("replay.") + container);
        QVERIFY(writeReplay(systemFiles(), path, *clip, systemClock()));
        QCOMPARE(decodeErrors(path), QString());
        QCOMPARE(probeMedia(path).videoTimes.front(), 0.0);

        const std::vector<float> expected = soundOf(whole);
        std::vector<float> heard = soundOf(path);
        heard.insert(heard.begin(), kSlack, 0.0F);
        const auto offset = static_cast<std::size_t>(std::llround(toSeconds(clip->begin) * 48000.0));
        // Where files can't say how much to leave out, sound begins with the first whole packet.
        const bool canLead = container == q("mp4") || container == q("mov") || codec == q("opus");
        const std::size_t settled = canLead || codec.startsWith(q("pcm")) ? 0 : 9600;
        const auto length = static_cast<std::size_t>(toSeconds(clip->length) * 48000.0) - 2400;
        QVERIFY(heard.size() >= length);
        QVERIFY(heard.size() <= length + 7200);
        // Matroska's times are milliseconds.
        const int inexact = container == q("mkv") || container == q("webm") ? kSlack : 0;
        double decibels = -100.0;
        for (int shift = -inexact; shift <= inexact; ++shift) {
            double noise = 1e-12;
            double power = 0.0;
            for (std::size_t i = settled; i < length; ++i) {
                const float wanted = expected[offset + i];
                noise += std::pow(heard[i + static_cast<std::size_t>(shift + kSlack)] - wanted, 2);
                power += std::pow(wanted, 2);
            }
            decibels = std::max(decibels, 10.0 * std::log10(power / noise));
        }
        QVERIFY2(decibels > 25.0, qPrintable(QString::number(decibels)));
    }
};

QTEST_GUILESS_MAIN(TestReplayFiles)
#include "test_replay_files.moc"
