// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTime>

#include <cmath>
#include <tuple>

using namespace reelout::test;

namespace {

ProcessResult record(const QStringList& arguments)
{
    return runProcess(builtProgram(QStringLiteral("reelout-cli")),
                      QStringList{QStringLiteral("record")} + arguments);
}

QStringList testSources()
{
    return {QStringLiteral("--video"), QStringLiteral("testpattern"),
            QStringLiteral("--audio"), QStringLiteral("audiooscillator"),
            QStringLiteral("--set"),   QStringLiteral("testpattern1.resolution=640 360"),
            QStringLiteral("--set"),   QStringLiteral("audiooscillator1.wave=beep")};
}

} // namespace

class TestCliRecord final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void movieHasEveryFrameAtItsTime_data();
    void movieHasEveryFrameAtItsTime();
    void severalSounds_data();
    void severalSounds();
    void hapMovie_data();
    void hapMovie();
    void flashAndBeepAreInStep();
    void still();
    void imageSequence();
    void soundFile();
    void soundFileIsWhatItsExtensionSays();
    void limitInFramesIsExact();
    void encodeTestModeMakesNoFile();
    void projectIsRecorded();
    void timeIsOverForWhatAChannelDrives();
    void markersAndSplitsByParameters();
    void timesOfDay();
};

void TestCliRecord::movieHasEveryFrameAtItsTime_data()
{
    QTest::addColumn<QString>("extension");
    QTest::addColumn<QString>("rate");
    QTest::addColumn<QString>("audioCodec");
    QTest::addColumn<int>("frames");
    QTest::newRow("mp4 30 aac") << "mp4"
                                << "30"
                                << "aac" << 60;
    QTest::newRow("mov 25 pcm24") << "mov"
                                  << "25"
                                  << "pcm24" << 50;
    QTest::newRow("mkv 24000/1001 aac") << "mkv"
                                        << "23.976"
                                        << "aac" << 47;
    QTest::newRow("mp4 60 silent") << "mp4"
                                   << "60"
                                   << "none" << 120;
}

void TestCliRecord::movieHasEveryFrameAtItsTime()
{
    QFETCH(QString, extension);
    QFETCH(QString, rate);
    QFETCH(QString, audioCodec);
    QFETCH(int, frames);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.") + extension);
    QStringList arguments = testSources() + QStringList{QStringLiteral("--output"),
                                                        path,
                                                        QStringLiteral("--duration"),
                                                        QStringLiteral("2"),
                                                        QStringLiteral("--json"),
                                                        QStringLiteral("--fps"),
                                                        rate};
    if (audioCodec == QLatin1String("none"))
        arguments << QStringLiteral("--audio") << QStringLiteral("none") << QStringLiteral("--set")
                  << QStringLiteral("testpattern1.flash=0");
    else
        arguments << QStringLiteral("--audiocodec") << audioCodec;
    if (audioCodec == QLatin1String("none")) {
        arguments.removeAt(arguments.indexOf(QStringLiteral("audiooscillator1.wave=beep")) - 1);
        arguments.removeAll(QStringLiteral("audiooscillator1.wave=beep"));
    }
    const ProcessResult result = record(arguments);
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const QJsonObject report = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(report.value(QStringLiteral("path")).toString(), path);
    QVERIFY2(
        std::abs(report.value(QStringLiteral("frames")).toObject().value(QStringLiteral("written")).toInt() -
                 frames) <= 1,
        result.out.constData());

    const MediaProbe probe = probeMedia(path);
    QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
    QCOMPARE(static_cast<int>(probe.videoTimes.size()),
             report.value(QStringLiteral("frames")).toObject().value(QStringLiteral("written")).toInt());
    const double fps = rate == QLatin1String("23.976") ? 24000.0 / 1001.0 : rate.toDouble();
    // Matroska counts milliseconds; MP4 and MOV are exact.
    const double tolerance = extension == QLatin1String("mkv") ? 0.00051 : 0.000001;
    for (std::size_t n = 0; n < probe.videoTimes.size(); ++n)
        QVERIFY2(std::abs(probe.videoTimes[n] - static_cast<double>(n) / fps) <= tolerance,
                 qPrintable(QStringLiteral("frame %1 at %2").arg(n).arg(probe.videoTimes[n], 0, 'f', 6)));
    QCOMPARE(decodeErrors(path), QString());
    if (audioCodec != QLatin1String("none") && extension != QLatin1String("mkv"))
        QVERIFY(std::abs(probe.videoDuration - probe.audioDuration) <= 1.0 / fps);
    QCOMPARE(probe.audio.isEmpty(), audioCodec == QLatin1String("none"));
    QCOMPARE(probe.video.value(QStringLiteral("color_space")).toString(), QStringLiteral("bt709"));
}

void TestCliRecord::severalSounds_data()
{
    QTest::addColumn<QString>("tracks");
    QTest::addColumn<QStringList>("streams");
    QTest::newRow("separate") << "separate" << QStringList{QStringLiteral("2"), QStringLiteral("1")};
    QTest::newRow("mix") << "mix" << QStringList{QStringLiteral("2")};
}

void TestCliRecord::severalSounds()
{
    QFETCH(QString, tracks);
    QFETCH(QStringList, streams);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("sounds.mov"));
    const ProcessResult result = record(
        testSources() + QStringList{QStringLiteral("--audio"), QStringLiteral("audiooscillator"),
                                    QStringLiteral("--set"), QStringLiteral("audiooscillator2.channels=1"),
                                    QStringLiteral("--set"), QStringLiteral("audiooscillator2.rate=44100"),
                                    QStringLiteral("--audiotracks"), tracks, QStringLiteral("--duration"),
                                    QStringLiteral("1"), QStringLiteral("--output"), path});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const ProcessResult probe =
        runProcess(QStringLiteral("ffprobe"),
                   {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-select_streams"),
                    QStringLiteral("a"), QStringLiteral("-show_entries"), QStringLiteral("stream=channels"),
                    QStringLiteral("-of"), QStringLiteral("csv=p=0"), path});
    QCOMPARE(QString::fromLatin1(probe.out).split(QLatin1Char('\n'), Qt::SkipEmptyParts), streams);
    QCOMPARE(decodeErrors(path), QString());
}

void TestCliRecord::hapMovie_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("tag");
    // All types: test_hap_movie. Here one plain, one of two textures, one from floats.
    for (const auto& [codec, type, tag] :
         {std::tuple{"hap", "hap", "Hap1"}, std::tuple{"hapq", "hapqalpha", "HapM"},
          std::tuple{"hapq", "haphdr", "HapH"}}) {
        QTest::newRow(type) << QString::fromLatin1(codec) << QString::fromLatin1(type)
                            << QString::fromLatin1(tag);
    }
}

void TestCliRecord::hapMovie()
{
    QFETCH(QString, codec);
    QFETCH(QString, type);
    QFETCH(QString, tag);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.mov"));
    const ProcessResult result = record(
        testSources() + QStringList{QStringLiteral("--output"), path, QStringLiteral("--duration"),
                                    QStringLiteral("1"), QStringLiteral("--fps"), QStringLiteral("25"),
                                    QStringLiteral("--audiocodec"), QStringLiteral("pcm16"),
                                    QStringLiteral("--videocodec"), codec, QStringLiteral("--videocodectype"),
                                    type, QStringLiteral("--frameslicing"), QStringLiteral("1"),
                                    QStringLiteral("--numslices"), QStringLiteral("4")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(tag.toLatin1()));
    if (tag == QLatin1String("HapH"))
        return; // FFmpeg has no decoder for it
    const MediaProbe probe = probeMedia(path);
    QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
    QCOMPARE(probe.video.value(QStringLiteral("codec_tag_string")).toString(), tag);
    QVERIFY(std::abs(static_cast<int>(probe.videoTimes.size()) - 25) <= 1);
    QCOMPARE(decodeErrors(path), QString());
}

void TestCliRecord::flashAndBeepAreInStep()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("sync.mp4"));
    const ProcessResult result = record(
        testSources() + QStringList{QStringLiteral("--output"), path, QStringLiteral("--duration"),
                                    QStringLiteral("3.5"), QStringLiteral("--fps"), QStringLiteral("60")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const std::vector<QByteArray> pictures = decodePictures(path, 640, 360);
    const std::vector<float> sound = decodeSound(path);
    std::vector<double> flashes;
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        // Bars are never bright in the lower left; the flash is.
        const auto* pixel =
            reinterpret_cast<const unsigned char*>(pictures[n].constData()) + (330 * 640 + 20) * 4;
        if (pixel[0] > 220 && pixel[1] > 220 && pixel[2] > 220)
            flashes.push_back(static_cast<double>(n) / 60.0);
    }
    std::vector<double> beeps;
    for (std::size_t at = 0; at < sound.size(); ++at) {
        if (std::abs(sound[at]) > 0.1F &&
            (beeps.empty() || static_cast<double>(at) / 48000.0 - beeps.back() > 0.5))
            beeps.push_back(static_cast<double>(at) / 48000.0);
    }
    QVERIFY2(flashes.size() >= 3 && beeps.size() >= 3,
             qPrintable(QStringLiteral("%1 flashes, %2 beeps").arg(flashes.size()).arg(beeps.size())));
    for (const double flash : flashes) {
        double nearest = 1e9;
        for (const double beep : beeps)
            nearest = std::abs(beep - flash) < std::abs(nearest) ? beep - flash : nearest;
        QVERIFY2(std::abs(nearest) <= 0.020,
                 qPrintable(QStringLiteral("offset %1 ms").arg(nearest * 1000.0)));
    }
}

void TestCliRecord::still()
{
    const TempFolder folder;
    for (const char* extension : {"png", "jpg", "tif", "bmp", "webp"}) {
        const QString path = folder(QStringLiteral("shot.") + QString::fromLatin1(extension));
        const ProcessResult result =
            record({QStringLiteral("--video"), QStringLiteral("testpattern"), QStringLiteral("--set"),
                    QStringLiteral("testpattern1.resolution=333 155"), QStringLiteral("--output"), path});
        QVERIFY2(result.exitCode == 0, result.error.constData());
        QCOMPARE(QString::fromUtf8(result.out).trimmed(), path);
        const MediaProbe probe = probeMedia(path);
        QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
        QCOMPARE(probe.video.value(QStringLiteral("width")).toInt(), 333);
        QCOMPARE(probe.video.value(QStringLiteral("height")).toInt(), 155);
    }
}

void TestCliRecord::soundFileIsWhatItsExtensionSays()
{
    const TempFolder folder;
    const std::pair<const char*, const char*> types[] = {
        {"wav", "pcm_s16le"}, {"flac", "flac"},     {"ogg", "vorbis"},    {"opus", "opus"},
        {"mp3", "mp3"},       {"aif", "pcm_s16be"}, {"caf", "pcm_s16be"}, {"w64", "pcm_s16le"}};
    for (const auto& [extension, codec] : types) {
        const QString path = folder(QStringLiteral("take.") + QString::fromLatin1(extension));
        const ProcessResult result =
            record({QStringLiteral("--audio"), QStringLiteral("audiooscillator"),
                    QStringLiteral("--duration"), QStringLiteral("0.3"), QStringLiteral("--output"), path});
        QVERIFY2(result.exitCode == 0, result.error.constData());
        const MediaProbe probe = probeMedia(path);
        QCOMPARE(probe.audio.value(QStringLiteral("codec_name")).toString(), QString::fromLatin1(codec));
    }
    // Where two types have it, the one that is named.
    const QString path = folder(QStringLiteral("named.ogg"));
    const ProcessResult result =
        record({QStringLiteral("--audio"), QStringLiteral("audiooscillator"), QStringLiteral("--filetype"),
                QStringLiteral("opus"), QStringLiteral("--duration"), QStringLiteral("0.3"),
                QStringLiteral("--output"), path});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QCOMPARE(probeMedia(path).audio.value(QStringLiteral("codec_name")).toString(), QStringLiteral("opus"));
}

void TestCliRecord::imageSequence()
{
    const TempFolder folder;
    const ProcessResult result =
        record({QStringLiteral("--video"), QStringLiteral("testpattern"), QStringLiteral("--set"),
                QStringLiteral("testpattern1.resolution=160 90"), QStringLiteral("--type"),
                QStringLiteral("imagesequence"), QStringLiteral("--imagefiletype"), QStringLiteral("png"),
                QStringLiteral("--output"), folder(QStringLiteral("seq.png")), QStringLiteral("--fps"),
                QStringLiteral("30"), QStringLiteral("--limitlength"), QStringLiteral("on"),
                QStringLiteral("--length"), QStringLiteral("12"), QStringLiteral("--lengthunit"),
                QStringLiteral("indices")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QStringList names = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(names.size(), 12);
    for (int image = 0; image < 12; ++image)
        QVERIFY2(names.contains(QStringLiteral("seq.0.%1.png").arg(image)),
                 qPrintable(names.join(QLatin1Char(' '))));
}

void TestCliRecord::soundFile()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("tone.wav"));
    const ProcessResult result =
        record({QStringLiteral("--audio"), QStringLiteral("audiooscillator"), QStringLiteral("--output"),
                path, QStringLiteral("--duration"), QStringLiteral("1.5")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const ProcessResult soxi = runProcess(QStringLiteral("soxi"), {QStringLiteral("-s"), path});
    QCOMPARE(soxi.out.trimmed(), QByteArray("72000"));
}

void TestCliRecord::limitInFramesIsExact()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("limit.mp4"));
    const ProcessResult result = record(
        testSources() + QStringList{QStringLiteral("--output"), path, QStringLiteral("--limitlength"),
                                    QStringLiteral("1"), QStringLiteral("--length"), QStringLiteral("37"),
                                    QStringLiteral("--lengthunit"), QStringLiteral("indices")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QCOMPARE(static_cast<int>(probeMedia(path).videoTimes.size()), 37);
}

void TestCliRecord::encodeTestModeMakesNoFile()
{
    const TempFolder folder;
    const ProcessResult result =
        record(testSources() + QStringList{QStringLiteral("--output"), folder(QStringLiteral("none.mp4")),
                                           QStringLiteral("--duration"), QStringLiteral("1"),
                                           QStringLiteral("--encodetestmode"), QStringLiteral("on"),
                                           QStringLiteral("--json")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
    const QJsonObject report = QJsonDocument::fromJson(result.out).object();
    QVERIFY2(report.value(QStringLiteral("encodedFramesPerSecond")).toDouble() > 0.0, result.out.constData());
}

void TestCliRecord::projectIsRecorded()
{
    const TempFolder folder;
    QFile project(folder(QStringLiteral("two.reelout")));
    QVERIFY(project.open(QIODevice::WriteOnly));
    project.write(R"({"format": "reelout-project", "version": 1, "rate": "50", "operators": [
        {"type": "testpattern", "name": "pattern", "parameters": {"resolution": [320, 180]}},
        {"type": "moviefileout", "name": "out", "inputs": ["pattern"],
         "parameters": {"audiochop": "", "limitlength": true, "length": 20, "lengthunit": "indices", "uniquesuff": false,
                    "file": {"expression": "'FOLDER/' + project.name + me.fileSuffix"}}}]})");
    project.close();
    QVERIFY(project.open(QIODevice::ReadOnly));
    const QByteArray text = project.readAll().replace("FOLDER", folder.path().toUtf8());
    project.close();
    QVERIFY(project.open(QIODevice::WriteOnly));
    project.write(text);
    project.close();
    const ProcessResult result = record({project.fileName()});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QCOMPARE(QString::fromUtf8(result.out).trimmed(), folder(QStringLiteral("two.0.mp4")));
    const MediaProbe probe = probeMedia(folder(QStringLiteral("two.0.mp4")));
    QCOMPARE(static_cast<int>(probe.videoTimes.size()), 20);
    QCOMPARE(probe.video.value(QStringLiteral("r_frame_rate")).toString(), QStringLiteral("50/1"));
}

void TestCliRecord::timeIsOverForWhatAChannelDrives()
{
    const TempFolder folder;
    QFile project(folder(QStringLiteral("voice.reelout")));
    QVERIFY(project.open(QIODevice::WriteOnly));
    // The gate is open all the time; nothing but --duration ends it.
    project.write(QByteArray(R"({"format": "reelout-project", "version": 1, "rate": "50", "operators": [
        {"type": "audiooscillator", "name": "tone", "parameters": {}},
        {"type": "analyze", "name": "analyze1", "inputs": ["tone"],
         "parameters": {"gatename": "audiofileout1:record", "exportmethod": "autoname"}},
        {"type": "audiofileout", "name": "audiofileout1", "inputs": ["tone"],
         "parameters": {"file": "FOLDER/voice.wav", "uniquesuff": false}}]})")
                      .replace("FOLDER", folder.path().toUtf8()));
    project.close();
    const ProcessResult result = record({project.fileName(), QStringLiteral("-t"), QStringLiteral("2")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QCOMPARE(QString::fromUtf8(result.out).trimmed(), folder(QStringLiteral("voice.wav")));
    QVERIFY(probeMedia(folder(QStringLiteral("voice.wav"))).audioDuration > 0.0);
}

void TestCliRecord::markersAndSplitsByParameters()
{
    const TempFolder folder;
    const ProcessResult result =
        record(testSources() + QStringList{QStringLiteral("--output"), folder(QStringLiteral("part.mkv")),
                                           QStringLiteral("--duration"), QStringLiteral("3"),
                                           QStringLiteral("--fps"), QStringLiteral("25"),
                                           QStringLiteral("--splittime"), QStringLiteral("0.02"),
                                           QStringLiteral("--json")});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const QJsonObject report = QJsonDocument::fromJson(result.out).object();
    const QJsonArray files = report.value(QStringLiteral("files")).toArray();
    QVERIFY2(files.size() >= 2, result.out.constData());
    std::size_t frames = 0;
    double sound = 0.0;
    for (const QJsonValue& file : files) {
        const MediaProbe probe = probeMedia(file.toObject().value(QStringLiteral("path")).toString());
        frames += probe.videoTimes.size();
        sound += file.toObject().value(QStringLiteral("audioFrames")).toDouble();
    }
    QCOMPARE(static_cast<int>(frames), 75);
    QCOMPARE(sound, 3.0 * 48000);
}

void TestCliRecord::timesOfDay()
{
    const TempFolder folder;
    const QStringList output{QStringLiteral("--output"), folder(QStringLiteral("at.mkv"))};
    const ProcessResult wrong =
        record(testSources() + output + QStringList{QStringLiteral("--start-at"), QStringLiteral("2 pm")});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY(wrong.error.contains("14:00"));
    const QTime soon = QTime::currentTime().addSecs(3);
    const ProcessResult later =
        record(testSources() + output +
               QStringList{QStringLiteral("--start-at"), soon.toString(QStringLiteral("HH:mm:ss")),
                           QStringLiteral("--duration"), QStringLiteral("1"), QStringLiteral("--json")});
    QVERIFY2(later.exitCode == 0, later.error.constData());
    QVERIFY(QTime::currentTime() > soon || soon < QTime(0, 1));
    QVERIFY(QFile::exists(folder(QStringLiteral("at.mkv"))));
}

QTEST_GUILESS_MAIN(TestCliRecord)
#include "test_cli_record.moc"
