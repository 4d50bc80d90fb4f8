// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/recording_repair.h"
#include "encode/codec_catalog.h"
#include "encode/sound_writer.h"
#include "movie_fixture.h"
#include "sound_fixture.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QTest>

#include <random>

using namespace reelout;
using namespace reelout::test;

// Whatever a recorder was writing when it was killed opens as it is, and is whole after repair: every codec
// in every container and every type of sound file, cut anywhere.

namespace {

constexpr int kFps = 24;
constexpr int kFrames = 60;
// Most an encoder of the catalogue holds back, in frames.
constexpr int kMostDelay = 46;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeContent(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

MovieSpec rowSpec(const QStringList& row)
{
    MovieSpec spec = smallSpec(128, 64);
    spec.codec = row[0];
    spec.codecType = row[1];
    spec.rate = FrameRate(kFps, 1);
    if (const QString sound = usualAudioCodec(row[2]); !sound.isEmpty()) {
        spec.sounds.emplace_back().codec = sound;
    }
    return spec;
}

/// Checksums of the pictures of a GIF. Its packets say less: FFmpeg 7.1 counts the file's end to the last
/// one.
QMap<int, QByteArrayList> picturesOf(const QString& path)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("quiet"), QStringLiteral("-nostdin"), QStringLiteral("-i"),
         path, QStringLiteral("-f"), QStringLiteral("framemd5"), QStringLiteral("-")});
    QMap<int, QByteArrayList> pictures;
    const QList<QByteArray> lines = result.out.split('\n');
    for (const QByteArray& line : lines) {
        if (!line.isEmpty() && !line.startsWith('#'))
            pictures[0] << line.split(',').last();
    }
    return pictures;
}

/// Checksums of the packets of each stream, in the file's order.
QMap<int, QByteArrayList> packetsOf(const QString& path)
{
    if (path.endsWith(QLatin1String(".gif")))
        return picturesOf(path);
    const ProcessResult result =
        runProcess(QStringLiteral("ffprobe"),
                   {QStringLiteral("-v"), QStringLiteral("quiet"), QStringLiteral("-show_data_hash"),
                    QStringLiteral("md5"), QStringLiteral("-show_entries"),
                    QStringLiteral("packet=stream_index,data_hash"), QStringLiteral("-of"),
                    QStringLiteral("csv=p=0"), path});
    QMap<int, QByteArrayList> packets;
    const QList<QByteArray> lines = result.out.split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> fields = line.split(',');
        if (fields.size() >= 2)
            packets[fields[0].toInt()] << fields[1];
    }
    return packets;
}

double durationOf(const QString& path)
{
    const ProcessResult result = runProcess(
        QStringLiteral("ffprobe"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-show_entries"),
         QStringLiteral("format=duration"), QStringLiteral("-of"), QStringLiteral("csv=p=0"), path});
    return result.out.trimmed().toDouble();
}

bool beginsWith(const QByteArrayList& whole, const QByteArrayList& part)
{
    return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

/// Repairs the file; checks what holds for every one: looking says the same and changes nothing, once is
/// enough. Nothing when it can't be saved.
std::optional<FinishReport> repairChecked(const QString& path)
{
    const QByteArray before = contentOf(path);
    const Result<FinishReport> seen = inspectRecording(systemFiles(), path);
    if (contentOf(path) != before) {
        QTest::qFail("looking changed the file", __FILE__, __LINE__);
        return {};
    }
    const Result<FinishReport> done = repairRecording(systemFiles(), path);
    if (!done) {
        if (seen || contentOf(path) != before)
            QTest::qFail("a file that can't be repaired was changed", __FILE__, __LINE__);
        return {};
    }
    const Result<FinishReport> again = repairRecording(systemFiles(), path);
    const bool isSame = seen && seen->duration == done->duration &&
                        seen->bytesDropped == done->bytesDropped && seen->tracks == done->tracks &&
                        seen->wasComplete == done->wasComplete;
    if (!isSame || !again || !again->wasComplete || (done->wasComplete && contentOf(path) != before)) {
        QTest::qFail(isSame ? "a second repair finds more" : "looking tells something else", __FILE__,
                     __LINE__);
        return {};
    }
    return *done;
}

/// A file that was finished is left alone, and known to be whole.
void checkFinished(const QString& path)
{
    const auto report = repairChecked(path);
    QVERIFY(report);
    QVERIFY(report->wasComplete);
    QCOMPARE(report->bytesDropped, std::uint64_t{0});
    QVERIFY2(
        std::abs(durationOf(path) - toSeconds(report->duration)) < 0.15,
        qPrintable(QStringLiteral("%1 s for %2 s").arg(toSeconds(report->duration)).arg(durationOf(path))));
}

} // namespace

class TestRecordingRepair final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedMovie_data();
    void killedMovie();
    void bigPicturesAreSafeSooner();
    void seeksAfterRepair_data();
    void seeksAfterRepair();
    void killedSound_data();
    void killedSound();
    void writtenFileIsRefused();

private:
    void checkCut(const QStringList& row, const QByteArray& content, const QMap<int, QByteArrayList>& whole);
    void checkSound(const QString& type, const QString& codec, const QString& path,
                    const SoundReadBack& whole);

    TempFolder m_folder;
};

void TestRecordingRepair::killedMovie_data()
{
    QTest::addColumn<QStringList>("row");
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            for (const QString& container : type.containers) {
                const QStringList row{codec.token, type.token, container};
                if (type.unavailable.isEmpty() && !type.isHardware)
                    QTest::newRow(qPrintable(row.join(QLatin1Char(' ')).simplified())) << row;
            }
        }
    }
}

void TestRecordingRepair::killedMovie()
{
    QFETCH(QStringList, row);
    const QString path = m_folder(QStringLiteral("take.") + row[2]);
    QFile::remove(path);
    const MovieSpec spec = rowSpec(row);
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    Take take;
    take.pictures = kFrames;
    QVERIFY(feedTake(**writer, spec, take));
    const QByteArray killed = contentOf(path);
    QVERIFY((*writer)->finish(farFuture()));
    const QMap<int, QByteArrayList> whole = packetsOf(path);
    checkFinished(path);

    // As it lies there, everything but the last fragment is in it.
    const QString copy = m_folder(QStringLiteral("killed.") + row[2]);
    writeContent(copy, killed);
    const QMap<int, QByteArrayList> opened = packetsOf(copy);
    const bool isIndexed = row[2] == QLatin1String("avi") || row[2] == QLatin1String("gif");
    if (!isIndexed)
        QVERIFY2(opened[0].size() >= kFrames - kFps - kMostDelay,
                 qPrintable(QString::number(opened[0].size())));
    checkCut(row, killed, whole);
    std::mt19937 random(qHash(row.join(QLatin1Char(' '))));
    for (int i = 0; i < 2 && !QTest::currentTestFailed(); ++i)
        checkCut(row,
                 killed.left(killed.size() / 3 + qsizetype(random() % unsigned(killed.size() * 2 / 3 + 1))),
                 whole);
}

void TestRecordingRepair::checkCut(const QStringList& row, const QByteArray& content,
                                   const QMap<int, QByteArrayList>& whole)
{
    const QString path = m_folder(QStringLiteral("cut.") + row[2]);
    writeContent(path, content);
    const QMap<int, QByteArrayList> opened = packetsOf(path);
    const auto report = repairChecked(path);
    if (QTest::currentTestFailed())
        return;
    if (!report) {
        // Cut before there was a whole fragment.
        QVERIFY2(opened.value(0).size() <= kFps, qPrintable(QString::number(content.size())));
        return;
    }
    const QString where = QStringLiteral("cut at %1").arg(content.size());
    if (isDecodedByFfmpeg(row[1]))
        QVERIFY2(decodeErrors(path).isEmpty(), qPrintable(where + decodeErrors(path)));
    const QMap<int, QByteArrayList> packets = packetsOf(path);
    qsizetype count = 0;
    for (auto stream = packets.begin(); stream != packets.end(); ++stream) {
        QVERIFY2(beginsWith(whole.value(stream.key()), stream.value()), qPrintable(where));
        // What could be read before is there still, but for the torn packet.
        QVERIFY2(stream.value().size() + 1 >= opened.value(stream.key()).size(), qPrintable(where));
        count += stream.value().size();
    }
    QVERIFY(count > 0);
    const double seconds = durationOf(path);
    QVERIFY2(
        std::abs(seconds - toSeconds(report->duration)) < 0.06,
        qPrintable(
            QStringLiteral("%1: %2 s for %3 s").arg(where).arg(seconds).arg(toSeconds(report->duration))));
}

// A fast codec fills a fragment in less than a second, so that its pictures don't pile up in memory.
void TestRecordingRepair::bigPicturesAreSafeSooner()
{
    constexpr int kRate = 60;
    constexpr int kPictures = 24;
    const QString path = m_folder(QStringLiteral("big.mov"));
    MovieSpec spec = smallSpec(1280, 720);
    spec.codec = QStringLiteral("hap");
    spec.rate = FrameRate(kRate, 1);
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    Take take;
    take.pictures = kPictures;
    take.detail = 1.0;
    QVERIFY(feedTake(**writer, spec, take));
    const QString copy = m_folder(QStringLiteral("big killed.mov"));
    writeContent(copy, contentOf(path));
    const qsizetype safe = packetsOf(copy)[0].size();
    QVERIFY2(safe >= kPictures / 2 && safe < kPictures, qPrintable(QString::number(safe)));
    QVERIFY((*writer)->finish(farFuture()));
    QCOMPARE(packetsOf(path)[0].size(), kPictures);
    checkFinished(path);
}

void TestRecordingRepair::seeksAfterRepair_data()
{
    QTest::addColumn<QStringList>("row");
    QTest::newRow("h264 mkv") << QStringList{QStringLiteral("h264"), QString(), QStringLiteral("mkv")};
    QTest::newRow("vp9 webm") << QStringList{QStringLiteral("vp9"), QString(), QStringLiteral("webm")};
    QTest::newRow("mpeg4 avi") << QStringList{QStringLiteral("mpeg4"), QString(), QStringLiteral("avi")};
}

// A picture sought in the repaired file is that of the finished one.
void TestRecordingRepair::seeksAfterRepair()
{
    QFETCH(QStringList, row);
    const QString path = m_folder(QStringLiteral("seek.") + row[2]);
    const MovieSpec spec = rowSpec(row);
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    Take take;
    take.pictures = 5 * kFps;
    QVERIFY(feedTake(**writer, spec, take));
    const QString copy = m_folder(QStringLiteral("sought.") + row[2]);
    writeContent(copy, contentOf(path));
    QVERIFY((*writer)->finish(farFuture()));
    QVERIFY(repairRecording(systemFiles(), copy));
    const auto pictureAt = [](const QString& file, const char* time) {
        return runProcess(QStringLiteral("ffmpeg"),
                          {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-ss"),
                           QString::fromLatin1(time), QStringLiteral("-i"), file, QStringLiteral("-frames:v"),
                           QStringLiteral("1"), QStringLiteral("-f"), QStringLiteral("md5"),
                           QStringLiteral("-")})
            .out;
    };
    for (const char* time : {"0.5", "1.5", "2.25"}) {
        const QByteArray expected = pictureAt(path, time);
        QVERIFY(expected.startsWith("MD5="));
        QCOMPARE(pictureAt(copy, time), expected);
    }
}

void TestRecordingRepair::killedSound_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("codec");
    for (const SoundFileType& type : soundFileTypes()) {
        if (!type.unavailable.isEmpty())
            continue;
        const QStringList codecs = type.codecs.isEmpty() ? QStringList{QString()} : type.codecs;
        for (const QString& codec : codecs)
            QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(type.token, codec))) << type.token << codec;
    }
}

void TestRecordingRepair::killedSound()
{
    QFETCH(QString, type);
    QFETCH(QString, codec);
    SoundSpec spec = soundSpec(type, codec, 2, 48'000);
    const QString path = soundPath(m_folder.path(), spec);
    const QString copy = m_folder(QStringLiteral("cut.") + soundFileType(type)->extensions.front());
    VirtualClock clock;
    auto writer = SoundWriter::open(systemFiles(), path, spec, Overwrite::Never, clock);
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
    constexpr std::int64_t kBlock = 4800;
    std::vector<QByteArray> killed;
    for (std::int64_t block = 0; block < 57; ++block) {
        QVERIFY((*writer)->writeAudio(makeTone(2, 48'000, block * kBlock, kBlock), block * kBlock));
        clock.advance(std::chrono::milliseconds(100));
        if (block == 30 || block == 56)
            killed.push_back(contentOf(path));
    }
    QVERIFY((*writer)->finish(farFuture()));
    const SoundReadBack whole = readSound(path);
    QVERIFY2(whole.error.isEmpty(), qPrintable(whole.error));
    checkFinished(path);

    std::mt19937 random(qHash(type + codec));
    for (int i = 0; i < 2; ++i) {
        const QByteArray& last = killed.back();
        killed.push_back(last.left(last.size() / 2 + qsizetype(random() % unsigned(last.size() / 2))));
    }
    for (const QByteArray& content : killed) {
        writeContent(copy, content);
        checkSound(type, codec, copy, whole);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("at %1 of %2 bytes").arg(content.size()).arg(killed[1].size())));
    }
}

void TestRecordingRepair::checkSound(const QString& type, const QString& codec, const QString& path,
                                     const SoundReadBack& whole)
{
    const qint64 size = contentOf(path).size();
    const auto report = repairChecked(path);
    QVERIFY(report);
    QVERIFY(!report->wasComplete || report->bytesDropped == 0);
    // At most a block, a page or a frame is given up.
    QVERIFY2(report->bytesDropped < 70'000, qPrintable(QString::number(report->bytesDropped)));
    const SoundReadBack back = readSound(path);
    QVERIFY2(back.error.isEmpty(), qPrintable(back.error));
    QVERIFY2(decodeErrors(path).isEmpty(), qPrintable(decodeErrors(path)));
    QVERIFY(back.frames > 0);
    QCOMPARE(std::int64_t(back.samples.size()), back.frames * back.channels);
    const bool isLossy = soundFileType(type)->codecs.isEmpty();
    if (!isLossy) {
        QVERIFY(back.samples.size() <= whole.samples.size());
        QVERIFY(std::equal(back.samples.begin(), back.samples.end(), whole.samples.begin()));
    }
    // The header counts what there is: in proportion to the bytes, where that can be said.
    if (codec.startsWith(QLatin1String("pcm")) && type != QLatin1String("flac")) {
        const qint64 frameBytes = 2 * codec.mid(3).toInt() / 8;
        QVERIFY(size - back.frames * frameBytes < 6000);
    }
    if (type == QLatin1String("flac")) {
        const ProcessResult tested =
            runProcess(QStringLiteral("flac"), {QStringLiteral("-t"), QStringLiteral("-s"), path});
        QVERIFY2(tested.exitCode == 0, tested.error.constData());
    }
}

// The lock of a recorder holds for repair, not for looking.
void TestRecordingRepair::writtenFileIsRefused()
{
    const QString path = m_folder(QStringLiteral("busy.mkv"));
    const MovieSpec spec = rowSpec({QStringLiteral("mjpa"), QString(), QStringLiteral("mkv")});
    auto writer = openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    Take take;
    take.pictures = kFrames;
    QVERIFY(feedTake(**writer, spec, take));
    const QByteArray before = contentOf(path);
    const Result<FinishReport> seen = inspectRecording(systemFiles(), path);
    QVERIFY(seen);
    QVERIFY(!seen->wasComplete);
    QCOMPARE(seen->tracks, 2);
    const Result<FinishReport> refused = repairRecording(systemFiles(), path);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
    QCOMPARE(contentOf(path), before);
    QVERIFY((*writer)->finish(farFuture()));
    QVERIFY(repairRecording(systemFiles(), path)->wasComplete);
}

QTEST_GUILESS_MAIN(TestRecordingRepair)
#include "test_recording_repair.moc"
