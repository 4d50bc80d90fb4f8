// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/chapters.h"
#include "container/recording_repair.h"
#include "encode/writers.h"
#include "files/take_manifest.h"
#include "movie_fixture.h"
#include "record/journal.h"
#include "recovery/recovery.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <sndfile.h>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromUtf8(words);
}

const std::vector<Marker>& someMarkers()
{
    static const std::vector<Marker> markers{
        {500ms, q("Erstes")}, {1200ms, q("日本語 – zweites")}, {1999ms, q("last")}};
    return markers;
}

/// What ffprobe, which is not ours, reads as chapters: "0.500 Erstes".
QStringList chaptersOfFile(const QString& path)
{
    const ProcessResult probe =
        runProcess(q("ffprobe"), {q("-v"), q("error"), q("-show_chapters"), q("-of"), q("json"), path});
    QStringList list;
    for (const QJsonValue& value :
         QJsonDocument::fromJson(probe.out).object().value(q("chapters")).toArray()) {
        const QJsonObject chapter = value.toObject();
        list += QStringLiteral("%1 %2")
                    .arg(chapter.value(q("start_time")).toString().toDouble(), 0, 'f', 3)
                    .arg(chapter.value(q("tags")).toObject().value(q("title")).toString());
    }
    return list;
}

QStringList expectedChapters()
{
    return {q("0.000 Start"), q("0.500 Erstes"), q("1.200 日本語 – zweites"), q("1.999 last")};
}

MovieSpec specFor(const QString& container)
{
    MovieSpec spec = smallSpec();
    if (container == q("webm")) {
        spec.codec = q("vp8");
        spec.codecType.clear();
        spec.pixelFormat.clear();
    }
    AudioTrackSpec track;
    track.codec = container == q("webm") ? q("opus") : q("aac");
    track.sampleRate = 48000;
    track.channels = 2;
    spec.sounds = {track};
    return spec;
}

/// `frame name` of what libsndfile finds.
QStringList cuesOfFile(const QString& path)
{
    SF_INFO info{};
    SNDFILE* file = sf_open(path.toUtf8().constData(), SFM_READ, &info);
    QStringList list;
    if (file == nullptr)
        return list;
    SF_CUES cues{};
    if (sf_command(file, SFC_GET_CUE, &cues, sizeof cues) == SF_TRUE) {
        for (std::uint32_t i = 0; i < cues.cue_count; ++i)
            list +=
                QStringLiteral("%1 %2").arg(cues.cue_points[i].sample_offset).arg(q(cues.cue_points[i].name));
    }
    sf_close(file);
    return list;
}

} // namespace

/// Markers from a recording to what other programs find in its file, also of one that was never finished.
class TestMarkers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void chaptersAreInOrder()
    {
        QVERIFY(chaptersOf({}, 5s).empty());
        const std::vector<Marker> chapters =
            chaptersOf({{2s, q("b")}, {1s, q("a")}, {2s, q("c")}, {9s, q("behind")}}, 5s);
        const std::vector<Marker> expected{{0s, q("Start")}, {1s, q("a")}, {2s, q("b")}, {2001ms, q("c")}};
        QCOMPARE(chapters, expected);
        // At the beginning nothing has to be made up.
        QCOMPARE(chaptersOf({{0s, q("a")}}, 5s).size(), 1U);
        std::vector<Marker> many;
        for (int i = 0; i < 2000; ++i)
            many.push_back({i * 1ms, q("x")});
        QCOMPARE(chaptersOf(many, 1h).size(), kMostChapters);
    }

    void moviesHaveChapters_data()
    {
        QTest::addColumn<QString>("container");
        QTest::addColumn<bool>("isKilled");
        for (const char* container : {"mp4", "mov", "mkv", "webm"}) {
            QTest::addRow("%s", container) << q(container) << false;
            QTest::addRow("%s, never finished", container) << q(container) << true;
        }
    }

    void moviesHaveChapters()
    {
        QFETCH(QString, container);
        QFETCH(bool, isKilled);
        const TempFolder folder;
        const QString path = folder(q("take.") + container);
        const MovieSpec spec = specFor(container);
        WriterRequest request;
        request.op = q("moviefileout1");
        request.files = &systemFiles();
        request.name.path = path;
        request.movie = spec;
        const QString takes = folder(q("takes"));
        Result<std::unique_ptr<MediaWriter>> writer = journaled(openRealWriter, takes)(request);
        QVERIFY(writer);
        test::Take take;
        take.pictures = 240;
        QVERIFY(feedTake(**writer, spec, take));
        for (const Marker& marker : someMarkers())
            QVERIFY((*writer)->addMarker(marker));
        if (isKilled) {
            // The manifest's lock goes with the program.
            writer->reset();
            const Recovery recovery(systemFiles(), takes);
            const std::vector<InterruptedTake> found = recovery.takes();
            QCOMPARE(found.size(), 1U);
            QCOMPARE(found.front().found.markers(), someMarkers());
            QVERIFY(recovery.finish(found.front()));
        } else {
            QVERIFY((*writer)->finish(farFuture()));
        }
        QCOMPARE(chaptersOfFile(path), expectedChapters());
        QCOMPARE(decodeErrors(path), QString());
        // Nobody takes the chapters' text for subtitles, and all media are there.
        const MediaProbe probe = probeMedia(path);
        QVERIFY(probe.videoTimes.size() > 120U);
        if (!isKilled)
            QCOMPARE(probe.videoTimes.size(), 240U);
        QVERIFY(QDir(takes).entryList(QDir::Files).isEmpty());
        // A finished file stays as it is.
        const Result<FinishReport> again = repairRecording(systemFiles(), path, someMarkers());
        QVERIFY(again && again->wasComplete);
    }

    void soundFilesHaveCues_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isKilled");
        QTest::addColumn<bool>("hasCues");
        for (const char* type : {"wav", "aiff"}) {
            QTest::addRow("%s", type) << q(type) << false << true;
            QTest::addRow("%s, never finished", type) << q(type) << true << true;
        }
        for (const char* type : {"flac", "caf", "w64", "ogg", "mp3"})
            QTest::addRow("%s", type) << q(type) << false << false;
    }

    void soundFilesHaveCues()
    {
        QFETCH(QString, type);
        QFETCH(bool, isKilled);
        QFETCH(bool, hasCues);
        const TempFolder folder;
        const QString path = folder(q("take.") + type);
        SoundSpec spec;
        spec.fileType = type;
        spec.codec = q("pcm24");
        spec.bitRate = 192000;
        spec.sampleRate = 48000;
        spec.channels = 1;
        Result<std::unique_ptr<MediaWriter>> writer =
            openSoundWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY(writer);
        const std::vector<float> tone = makeTone(1, 48000, 0, 48000 * 3 - 1);
        QVERIFY((*writer)->writeAudio(tone, 0));
        for (const Marker& marker : someMarkers())
            QVERIFY((*writer)->addMarker(marker));
        const QStringList expected{q("24000 Erstes"), q("57600 日本語 – zweites"), q("95952 last")};
        if (isKilled) {
            // As the disk has it when the program is gone: the header is a second old.
            const QByteArray torn = [&] {
                QFile file(path);
                return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            }();
            QVERIFY((*writer)->finish(farFuture()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(torn), torn.size());
            file.close();
            const Result<FinishReport> repaired = repairRecording(systemFiles(), path, someMarkers());
            QVERIFY2(repaired, repaired ? "" : qPrintable(repaired.error().detail));
        } else {
            const Result<WrittenFile> file = (*writer)->finish(farFuture());
            QVERIFY(file);
            QCOMPARE(file->warnings.isEmpty(), hasCues);
            QCOMPARE(decodeErrors(path), QString());
            QCOMPARE(file->bytes, static_cast<std::uint64_t>(QFileInfo(path).size()));
        }
        QCOMPARE(cuesOfFile(path), hasCues ? expected : QStringList());
    }

    void markersThatWereTornAreLeftOut()
    {
        const TempFolder folder;
        TakeManifest manifest;
        manifest.path = folder(q("take.mkv"));
        manifest.kind = q("movie");
        manifest.begun = QDateTime::currentDateTimeUtc();
        {
            const auto open = OpenManifest::create(systemFiles(), folder(q("takes")), manifest);
            QVERIFY(open);
            for (const Marker& marker : someMarkers())
                QVERIFY((*open)->addMarker(marker));
        }
        std::vector<FoundManifest> found = interruptedManifests(systemFiles(), folder(q("takes")));
        QCOMPARE(found.size(), 1U);
        QFile file(found.front().manifestPath() + q(".markers"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY((file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)) == 0);
        const QByteArray whole = file.readAll();
        for (qsizetype size = 0; size <= whole.size(); ++size) {
            QVERIFY(file.resize(0) && file.seek(0) && file.write(whole.left(size)) == size && file.flush());
            const std::vector<Marker> markers = found.front().markers();
            QVERIFY(markers.size() <= 3U);
            for (std::size_t i = 0; i < markers.size(); ++i)
                QCOMPARE(markers[i], someMarkers()[i]);
        }
        QCOMPARE(found.front().markers(), someMarkers());
    }
};

QTEST_GUILESS_MAIN(TestMarkers)
#include "test_markers.moc"
