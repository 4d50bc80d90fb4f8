// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "numbered_picture.h"
#include "record/split_writer.h"
#include "record/take.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kFrames = 23;
constexpr int kSplit = 7;

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

TakeSetup setupIn(const TempFolder& folder, const QString& extension)
{
    TakeSetup setup;
    setup.op = q("moviefileout1");
    setup.plan.rate = FrameRate(25, 1);
    setup.plan.movie.rate = setup.plan.rate;
    setup.plan.still.rate = setup.plan.rate;
    setup.plan.name.extension = extension;
    setup.name.path = folder(q("out.0.") + extension);
    setup.name.usesSuffix = true;
    setup.clock = &systemClock();
    setup.files = &systemFiles();
    setup.openWriter = openRealWriter;
    setup.stopTimeout = 60s;
    setup.pictures = std::make_shared<PictureHub>();
    setup.plan.split.frames = kSplit;
    return setup;
}

void nameParts(TakeSetup& setup, const TempFolder& folder)
{
    const QString path = folder(q("out"));
    setup.partNames = partNames(
        systemFiles(), setup.plan.name,
        [path](const QString& suffix) -> Result<QString> { return QString(path + suffix); }, setup.name,
        folder.path());
}

RecordReport run(const TakeSetup& setup)
{
    const std::shared_ptr<reelout::Take> take = reelout::Take::create(setup, {});
    std::vector<Worker> threads = take->start();
    if (!take->waitDone(300s))
        qFatal("the take does not end");
    threads.clear();
    return take->report();
}

} // namespace

/// Takes that go on in other files, with the real encoders: what is in the files behind each other is what
/// was in the take.
class TestSplitFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodecGoesOn_data() { addSoftwareCodecs(); }

    void everyCodecGoesOn()
    {
        QFETCH(QString, codec);
        QFETCH(QString, type);
        QFETCH(QString, container);
        const TempFolder folder;
        TakeSetup setup = setupIn(folder, container);
        setup.plan.movie.codec = codec;
        setup.plan.movie.codecType = type;
        setup.plan.movie.maxBFrames = codec == q("h264") || codec == q("h265") || codec == q("mpeg4") ? 2 : 0;
        setup.reader = std::make_shared<NumberReader>(kFrames);
        nameParts(setup, folder);
        const RecordReport report = run(setup);
        QVERIFY2(!report.error, report.error ? qPrintable(report.error->detail) : "");
        QCOMPARE(report.stats.framesWritten, kFrames);
        QCOMPARE(report.files.size(), 4U);
        int next = 0;
        for (std::size_t i = 0; i < report.files.size(); ++i) {
            const FileReport& file = report.files[i];
            QCOMPARE(file.path, folder(q("out.%1.").arg(i) + container));
            QVERIFY(file.isComplete);
            const int frames = std::min(kSplit, kFrames - next);
            QCOMPARE(file.frames, frames);
            QCOMPARE(file.begin, setup.plan.rate.timeOf(next));
            QCOMPARE(file.duration, setup.plan.rate.timeOf(frames));
            const MediaProbe probe = probeMedia(file.path);
            QCOMPARE(probe.videoTimes.size(), static_cast<std::size_t>(frames));
            if (container != q("gif")) // whose clock has hundredths
                QCOMPARE(probe.videoTimes.front(), 0.0);
            if (!isDecodedByFfmpeg(type)) {
                next += frames;
                continue;
            }
            QCOMPARE(decodeErrors(file.path), QString());
            // Some codecs have a smallest size, and not every program looks at what is to be seen of it.
            const int width = probe.video.value(q("width")).toInt();
            const int height = probe.video.value(q("height")).toInt();
            const std::vector<QByteArray> pictures = decodePictures(file.path, width, height);
            QCOMPARE(pictures.size(), static_cast<std::size_t>(frames));
            for (const QByteArray& picture : pictures)
                QCOMPARE(numberIn(picture, width), next++);
        }
        QCOMPARE(next, kFrames);
    }

    void sequencesGoOn()
    {
        const TempFolder folder;
        TakeSetup setup = setupIn(folder, q("png"));
        setup.plan.kind = RecordPlan::Kind::ImageSequence;
        setup.plan.still.type = q("png");
        setup.plan.name.kind = NamePlan::Kind::Sequence;
        setup.plan.name.leadingZerosDigits = 3;
        setup.name.path = folder(q("out.0.000.png"));
        setup.name.pattern = folder(q("out.0.%1.png"));
        setup.reader = std::make_shared<NumberReader>(kFrames);
        nameParts(setup, folder);
        const RecordReport report = run(setup);
        QVERIFY2(!report.error, report.error ? qPrintable(report.error->detail) : "");
        QCOMPARE(report.files.size(), 4U);
        for (int number = 0; number < kFrames; ++number) {
            const QString path =
                folder(q("out.%1.%2.png").arg(number / kSplit).arg(number % kSplit, 3, 10, QLatin1Char('0')));
            const std::vector<QByteArray> pictures =
                decodePictures(path, kNumberedSize.width, kNumberedSize.height);
            QCOMPARE(pictures.size(), 1U);
            QCOMPARE(numberIn(pictures.front()), number);
        }
        QVERIFY(!QFile::exists(folder(q("out.3.002.png"))));
    }

    void namesThatAreTakenAreLeftOut()
    {
        const TempFolder folder;
        TakeSetup setup = setupIn(folder, q("mkv"));
        setup.plan.movie.codec = q("ffv1");
        setup.name.path = folder(q("take.mkv"));
        setup.name.usesSuffix = false;
        setup.plan.name.extension = q("mp4"); // not what File says
        QFile taken(folder(q("take.2.mkv")));
        QVERIFY(taken.open(QIODevice::WriteOnly));
        taken.close();
        setup.reader = std::make_shared<NumberReader>(kFrames);
        setup.partNames = partNames(
            systemFiles(), setup.plan.name,
            [path = setup.name.path](const QString&) -> Result<QString> { return path; }, setup.name,
            folder.path());
        const RecordReport report = run(setup);
        QStringList names;
        for (const FileReport& file : report.files)
            names += file.path.mid(folder.path().size() + 1);
        QCOMPARE(names, (QStringList{q("take.mkv"), q("take.1.mkv"), q("take.3.mkv"), q("take.4.mkv")}));
        QCOMPARE(taken.size(), 0);
    }

    void uncompressedSoundIsTheSameBits_data()
    {
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("codec");
        QTest::addColumn<int>("numerator");
        QTest::addColumn<int>("denominator");
        for (const char* container : {"mov", "mkv", "mp4", "avi"}) {
            for (const AudioCodec& codec : CodecCatalog::instance().audioCodecs()) {
                const bool isExact =
                    codec.token.startsWith(q("pcm")) || codec.token == q("flac") || codec.token == q("alac");
                if (!isExact || !codec.containers.contains(q(container)))
                    continue;
                QTest::addRow("%s %s 25", container, qPrintable(codec.token))
                    << q(container) << codec.token << 25 << 1;
                QTest::addRow("%s %s 29.97", container, qPrintable(codec.token))
                    << q(container) << codec.token << 30000 << 1001;
            }
        }
    }

    void uncompressedSoundIsTheSameBits()
    {
        QFETCH(QString, container);
        QFETCH(QString, codec);
        QFETCH(int, numerator);
        QFETCH(int, denominator);
        const TempFolder folder;
        MovieSpec spec = smallSpec();
        spec.rate = FrameRate(numerator, denominator);
        if (container == q("avi")) {
            spec.codec = q("mjpa");
            spec.codecType.clear();
            spec.pixelFormat.clear();
        }
        AudioTrackSpec track;
        track.codec = codec;
        track.sampleRate = 48000;
        track.channels = 2;
        spec.sounds = {track};
        const QString whole = folder(q("whole.") + container);
        QVERIFY(recordMovie(whole, spec));

        const auto open = [&](int number) -> Result<PartOpener::Opened> {
            const QString path = folder(q("part%1.").arg(number) + container);
            Result<std::unique_ptr<MediaWriter>> writer =
                openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
            if (!writer)
                return writer.error();
            return PartOpener::Opened{path, std::move(writer).value()};
        };
        SplitSetup setup;
        setup.rate = spec.rate;
        setup.sampleRate = track.sampleRate;
        setup.channels = 2;
        setup.limits.frames = 17;
        setup.pace = SplitSetup::Pace::Unhurried;
        setup.clock = &systemClock();
        setup.openNext = [open, number = 1]() mutable { return open(number++); };
        Result<PartOpener::Opened> first = open(0);
        QVERIFY(first);
        SplitWriter writer(setup, std::move(first).value(), std::make_shared<WriterOrders>());
        QVERIFY(feedTake(writer, spec, {}));
        const Result<WrittenFile> written = writer.finish(farFuture());
        QVERIFY(written && !written->error);

        const DecodedMovie expected = decodeMovie(whole);
        QCOMPARE(expected.error, QString());
        std::vector<std::vector<float>> joined(2);
        std::size_t pictures = 0;
        for (int number = 0; number < 4; ++number) {
            const DecodedMovie part = decodeMovie(folder(q("part%1.").arg(number) + container));
            QCOMPARE(part.error, QString());
            QVERIFY(std::abs(part.soundStart) < 1e-6);
            for (std::size_t channel = 0; channel < 2; ++channel)
                joined[channel].insert(joined[channel].end(), part.sound[channel].begin(),
                                       part.sound[channel].end());
            QVERIFY(part.isKey.front());
            pictures += part.pictures.size();
        }
        QCOMPARE(pictures, expected.pictures.size());
        QCOMPARE(joined[0].size(), expected.sound[0].size());
        QCOMPARE(joined, expected.sound);
    }
};

QTEST_GUILESS_MAIN(TestSplitFiles)
#include "test_split_files.moc"
