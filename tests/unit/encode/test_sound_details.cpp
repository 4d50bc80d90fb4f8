// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/ditherer.h"
#include "encode/sound_series.h"
#include "encode/sound_writer.h"
#include "sound_fixture.h"
#include "support/fault_files.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QtEndian>

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

Timestamp farFuture()
{
    return systemClock().now() + std::chrono::hours(1);
}

/// A disk that keeps no zeros: what is written as such becomes a hole.
class SparseFile final : public OutputFile {
public:
    explicit SparseFile(std::unique_ptr<OutputFile> inner) : m_inner(std::move(inner)) {}
    QString path() const override { return m_inner->path(); }
    Status writeAt(std::uint64_t offset, std::span<const std::byte> bytes) override
    {
        const bool isZero =
            std::all_of(bytes.begin(), bytes.end(), [](std::byte byte) { return byte == std::byte(0); });
        m_end = std::max(m_end, offset + bytes.size());
        return isZero && bytes.size() >= 4096 ? Status() : m_inner->writeAt(offset, bytes);
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> bytes) override
    {
        return m_inner->readAt(offset, bytes);
    }
    Result<std::uint64_t> size() override { return m_end; }
    Status truncate(std::uint64_t size) override { return m_inner->truncate(m_end = size); }
    Status sync() override { return {}; }
    Status close() override
    {
        REELOUT_TRY(m_inner->truncate(m_end));
        return m_inner->close();
    }

private:
    std::unique_ptr<OutputFile> m_inner;
    std::uint64_t m_end = 0;
};

class SparseDisk final : public FileSystem {
public:
    Result<std::unique_ptr<OutputFile>> open(const QString& path, OpenMode mode) override
    {
        Result<std::unique_ptr<OutputFile>> file = systemFiles().open(path, mode);
        if (!file)
            return file;
        return std::unique_ptr<OutputFile>(std::make_unique<SparseFile>(std::move(file).value()));
    }
    bool exists(const QString& path) override { return systemFiles().exists(path); }
    Result<QStringList> namesIn(const QString& folder) override { return systemFiles().namesIn(folder); }
    Status rename(const QString& from, const QString& to) override { return systemFiles().rename(from, to); }
    Status renameToNew(const QString& from, const QString& to) override
    {
        return systemFiles().renameToNew(from, to);
    }
    Status remove(const QString& path) override { return systemFiles().remove(path); }
    Status makeFolders(const QString& folder) override { return systemFiles().makeFolders(folder); }
    Status syncFolder(const QString& folder) override { return systemFiles().syncFolder(folder); }
    Result<std::uint64_t> freeBytes(const QString& path) override { return systemFiles().freeBytes(path); }
    Status checkWritable(const QString& folder) override { return systemFiles().checkWritable(folder); }
};

QByteArray contentOf(const QString& path, qint64 most = -1)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return most < 0 ? file.readAll() : file.read(most);
}

} // namespace

/// What makes a sound file trustworthy besides its samples.
class TestSoundDetails : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TempFolder>(); }
    void ditherKeepsWhatIsQuieterThanAStep();
    void ditherLeavesWholeNumbersAlone();
    void ditherCanBeSwitchedOff();
    void metadataIsReadBack_data();
    void metadataIsReadBack();
    void broadcastChunkIsReadBack();
    void channelNamesAreWritten();
    void killedFileReadsBack_data();
    void killedFileReadsBack();
    void plainWavHasTheOldHeader();
    void fullFileGoesOnInAnother_data();
    void fullFileGoesOnInAnother();
    void wavBeyondFourGigabytesIsRight();

private:
    std::unique_ptr<TempFolder> m_folder;
};

void TestSoundDetails::ditherKeepsWhatIsQuieterThanAStep()
{
    // A tone of 0.4 steps: rounding alone makes silence of it.
    constexpr int kFrames = 48000;
    std::vector<float> samples;
    for (int i = 0; i < kFrames; ++i)
        samples.push_back(
            static_cast<float>(0.4 / 32768 * std::sin(2 * std::numbers::pi * 1000 * i / 48000)));
    std::vector<std::int32_t> out(samples.size());
    Ditherer(16, 1).convert(samples, out.data());
    double correlation = 0;
    double energy = 0;
    double sum = 0;
    for (int i = 0; i < kFrames; ++i) {
        const double value = out[static_cast<std::size_t>(i)] / 65536.0;
        correlation += value * std::sin(2 * std::numbers::pi * 1000 * i / 48000) * 2 / kFrames;
        energy += value * value / kFrames;
        sum += value / kFrames;
    }
    QVERIFY2(std::abs(correlation - 0.4) < 0.02, qPrintable(QString::number(correlation)));
    QVERIFY(std::abs(sum) < 0.02);
    // Triangular dither and rounding: 1/6 + 1/12 of a step squared, besides the tone.
    QVERIFY2(std::abs(energy - 0.08 - 0.25) < 0.02, qPrintable(QString::number(energy)));
}

void TestSoundDetails::ditherLeavesWholeNumbersAlone()
{
    std::vector<float> samples;
    for (int value = -32768; value <= 32767; value += 7) {
        samples.push_back(static_cast<float>(value) / 32768);
        samples.push_back(0.3F / 32768); // the other channel needs dither, this one none
    }
    std::vector<std::int32_t> out(samples.size());
    Ditherer(16, 2).convert(samples, out.data());
    for (std::size_t i = 0; i < out.size(); i += 2)
        QCOMPARE(out[i], (-32768 + static_cast<int>(i / 2) * 7) * 65536);
    std::vector<float> silence(64, 0.0F);
    out.resize(silence.size());
    Ditherer(16, 1).convert(silence, out.data());
    QVERIFY(std::all_of(out.begin(), out.end(), [](std::int32_t value) { return value == 0; }));
}

void TestSoundDetails::ditherCanBeSwitchedOff()
{
    SoundSpec spec = soundSpec(q("flac"), q("pcm16"), 1, 48000);
    spec.dither = false;
    const std::vector<float> sent = tone(1, 48000, 4800);
    const QString path = (*m_folder)(q("a.flac"));
    QVERIFY(writeSound(systemFiles(), path, spec, sent));
    const SoundReadBack back = readSound(path);
    for (std::size_t i = 0; i < sent.size(); ++i)
        QVERIFY(std::abs(back.samples[i] - sent[i]) <= 0.5F / 32768);
}

void TestSoundDetails::metadataIsReadBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("comment");
    QTest::newRow("wav") << q("wav") << q("dry; take=7");
    QTest::newRow("flac") << q("flac") << q("dry; take=7");
    QTest::newRow("ogg") << q("ogg") << q("dry; take=7");
    QTest::newRow("opus") << q("opus") << q("dry; take=7");
    QTest::newRow("mp3") << q("mp3") << q("dry; take=7");
    QTest::newRow("caf") << q("caf") << q("dry; take=7");
    QTest::newRow("aiff") << q("aiff") << q("dry; album=Spring; take=7");
    QTest::newRow("w64") << q("w64") << QString();
}

void TestSoundDetails::metadataIsReadBack()
{
    QFETCH(QString, type);
    QFETCH(QString, comment);
    SoundSpec spec = soundSpec(type, q("pcm16"), 2, 48000);
    const QString title = QStringLiteral("Öl und Wasser");
    spec.metadata = {{q("title"), title},
                     {q("artist"), q("Ann")},
                     {q("album"), q("Spring")},
                     {q("comment"), q("dry")},
                     {q("take"), q("7")}};
    const QString path = soundPath(m_folder->path(), spec);
    const Result<WrittenFile> written = writeSound(systemFiles(), path, spec, tone(2, 48000, 4800));
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    if (comment.isEmpty()) {
        QCOMPARE(written->warnings.size(), 1);
        return;
    }
    QCOMPARE(written->warnings, QStringList());
    QCOMPARE(soundString(path, SF_STR_TITLE), title);
    QCOMPARE(soundString(path, SF_STR_ARTIST), q("Ann"));
    QCOMPARE(soundString(path, SF_STR_COMMENT), comment);
    if (type != q("aiff"))
        QCOMPARE(soundString(path, SF_STR_ALBUM), q("Spring"));
    if (type == q("caf"))
        return; // FFmpeg reads no CAF strings of this kind
    const MediaProbe probe = probeMedia(path);
    const QJsonObject tags = probe.format.value(q("tags")).toObject();
    const QJsonObject ofStream = probe.audio.value(q("tags")).toObject();
    QStringList titles;
    for (const QJsonObject& each : {tags, ofStream}) {
        for (auto entry = each.begin(); entry != each.end(); ++entry) {
            if (entry.key().compare(q("title"), Qt::CaseInsensitive) == 0)
                titles << entry.value().toString();
        }
    }
    QVERIFY2(titles.contains(title), qPrintable(titles.join(q(", "))));
}

void TestSoundDetails::broadcastChunkIsReadBack()
{
    SoundSpec spec;
    spec.metadata = {{q("description"), q("Scene 3")},
                     {q("originator"), q("Reelout")},
                     {q("origination_date"), q("2026-11-21")},
                     {q("time_reference"), q("172800000")}};
    const QString path = (*m_folder)(q("a.wav"));
    QVERIFY(writeSound(systemFiles(), path, spec, tone(2, 48000, 4800)));
    const MediaProbe probe = probeMedia(path);
    QCOMPARE(probe.error, QString());
    const QJsonObject tags = probe.format.value(q("tags")).toObject();
    // FFmpeg shows the description under the key it has for a comment.
    QCOMPARE(tags.value(q("comment")).toString(), q("Scene 3"));
    QCOMPARE(tags.value(q("encoded_by")).toString(), q("Reelout"));
    QCOMPARE(tags.value(q("date")).toString(), q("2026-11-21"));
    QCOMPARE(tags.value(q("time_reference")).toString(), q("172800000"));
}

void TestSoundDetails::channelNamesAreWritten()
{
    SoundSpec spec = soundSpec(q("wav"), q("pcm16"), 2, 48000);
    spec.channelNames = {q("front-left"), q("front-right")};
    QString path = (*m_folder)(q("known.wav"));
    QVERIFY(writeSound(systemFiles(), path, spec, tone(2, 48000, 4800)));
    QCOMPARE(probeMedia(path).audio.value(q("channel_layout")).toString(), q("stereo"));

    spec.channelNames = {q("voice <1>"), QStringLiteral("Flöte")};
    path = (*m_folder)(q("own.wav"));
    QVERIFY(writeSound(systemFiles(), path, spec, tone(2, 48000, 4800)));
    const QByteArray content = contentOf(path);
    QVERIFY(content.contains("iXML"));
    QVERIFY(content.contains("<NAME>voice &lt;1&gt;</NAME>"));
    QVERIFY(content.contains(
        QStringLiteral("<INTERLEAVE_INDEX>2</INTERLEAVE_INDEX><NAME>Flöte</NAME>").toUtf8()));
    QCOMPARE(readSound(path).frames, 4800);

    for (const char* type : {"caf", "aiff"}) {
        spec = soundSpec(q(type), q("pcm16"), 6, 48000);
        spec.channelNames = {q("front-left"), q("front-right"), q("front-center"),
                             q("lfe"),        q("rear-left"),   q("rear-right")};
        path = soundPath(m_folder->path(), spec);
        QVERIFY(writeSound(systemFiles(), path, spec, tone(6, 48000, 4800)));
        QVERIFY(probeMedia(path).audio.value(q("channel_layout")).toString().startsWith(q("5.1")));
    }
}

void TestSoundDetails::killedFileReadsBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("codec");
    for (const char* type : {"wav", "aiff", "caf", "w64"}) {
        for (const char* codec : {"pcm16", "float32", "ulaw"})
            QTest::addRow("%s %s", type, codec) << q(type) << q(codec);
    }
    QTest::newRow("wav adpcm") << q("wav") << q("adpcm");
    for (const char* type : {"flac", "ogg", "opus", "mp3"})
        QTest::newRow(type) << q(type) << q("pcm16");
}

// What is on the disk at any moment is a file of all but the last second.
void TestSoundDetails::killedFileReadsBack()
{
    QFETCH(QString, type);
    QFETCH(QString, codec);
    const SoundSpec spec = soundSpec(type, codec, 2, 48000);
    const QString path = soundPath(m_folder->path(), spec);
    VirtualClock clock;
    FaultFiles files;
    files.skipSyncs();
    Result<std::unique_ptr<SoundWriter>> writer =
        SoundWriter::open(files, path, spec, Overwrite::Never, clock);
    QVERIFY(writer);
    static const std::vector<float> second = music(2, 48000, 1);
    const int before = files.count(FileCall::Sync);
    for (int i = 0; i < 10; ++i) {
        QVERIFY((*writer)->writeAudio(second, i * 48000));
        clock.advance(std::chrono::seconds(1));
    }
    QVERIFY((*writer)->writeAudio(std::span(second).first(70000), 480000)); // after the last update
    QVERIFY(files.count(FileCall::Sync) - before >= 9);
    const QString copy = path + q(".copy.") + path.section(QLatin1Char('.'), -1);
    QVERIFY(QFile::copy(path, copy));
    writer->reset();
    const MediaProbe probe = probeMedia(copy);
    const double seconds = static_cast<double>(decodeSound(copy).size()) / 48000;
    QVERIFY2(seconds > 8.9, qPrintable(QString::number(seconds)));
    if (type == q("wav") || type == q("aiff") || type == q("caf") || type == q("w64")) {
        QVERIFY(probe.audioDuration > 8.9);
        const SoundReadBack back = readSound(copy);
        QCOMPARE(back.error, QString());
        QVERIFY2(back.frames >= 432000, qPrintable(QString::number(back.frames)));
    }
}

void TestSoundDetails::plainWavHasTheOldHeader()
{
    SoundSpec spec = soundSpec(q("wav"), q("pcm24"), 2, 48000);
    spec.plainWav = true;
    const QString path = (*m_folder)(q("a.wav"));
    QVERIFY(writeSound(systemFiles(), path, spec, tone(2, 48000, 4800)));
    const QByteArray head = contentOf(path, 64);
    QCOMPARE(head.left(4), QByteArray("RIFF"));
    QCOMPARE(head.mid(12, 4), QByteArray("fmt "));
    QCOMPARE(qFromLittleEndian<quint32>(head.constData() + 16), 16U);
    QCOMPARE(qFromLittleEndian<quint16>(head.constData() + 20), quint16(1)); // WAVE_FORMAT_PCM
    QCOMPARE(readSound(path).frames, 4800);
}

void TestSoundDetails::fullFileGoesOnInAnother_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("codec");
    QTest::newRow("plain wav") << q("wav") << q("pcm16");
    QTest::newRow("adpcm") << q("wav") << q("adpcm");
    QTest::newRow("aiff") << q("aiff") << q("float32");
}

void TestSoundDetails::fullFileGoesOnInAnother()
{
    QFETCH(QString, type);
    QFETCH(QString, codec);
    SoundSpec spec = soundSpec(type, codec, 2, 48000);
    spec.plainWav = true;
    spec.splitBytes = 300'000;
    const QString path = soundPath(m_folder->path(), spec);
    const QString stem = path.left(path.lastIndexOf(QLatin1Char('.')));
    const QString extension = path.mid(path.lastIndexOf(QLatin1Char('.')));
    // A file of somebody else's stands in the way of the second part.
    QFile foreign(stem + q("-2") + extension);
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.close();
    const std::vector<float> sent = tone(2, 48000, 300'000);
    const Result<WrittenFile> written = writeSound(systemFiles(), path, spec, sent);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->path, path);
    QCOMPARE(written->audioFrames, 300'000);
    QCOMPARE(foreign.size(), 0);
    std::vector<float> together = readSound(path).samples;
    std::uint64_t bytes = static_cast<std::uint64_t>(QFile(path).size());
    int parts = 1;
    for (int i = 3; QFile::exists(stem + q("-%1").arg(i) + extension); ++i, ++parts) {
        const QString part = stem + q("-%1").arg(i) + extension;
        QVERIFY(QFile(part).size() <= 300'000);
        bytes += static_cast<std::uint64_t>(QFile(part).size());
        const SoundReadBack back = readSound(part);
        QCOMPARE(back.error, QString());
        together.insert(together.end(), back.samples.begin(), back.samples.end());
    }
    QCOMPARE(written->bytes, bytes);
    QVERIFY(parts >= 2);
    QCOMPARE(written->warnings.size(), parts - 1);
    if (codec == q("adpcm")) {
        QVERIFY(together.size() >= sent.size()); // each part ends with a whole block
        return;
    }
    QCOMPARE(together.size(), sent.size());
    for (std::size_t i = 0; i < sent.size(); ++i)
        QVERIFY(std::abs(together[i] - sent[i]) < 2.0F / 32768);
}

void TestSoundDetails::wavBeyondFourGigabytesIsRight()
{
    // Silence takes no room on this disk; a tone at the end tells whether it is where it belongs.
    SparseDisk disk;
    const SoundSpec spec = soundSpec(q("wav"), q("float32"), 32, 192000);
    const QString path = (*m_folder)(q("long.wav"));
    Result<std::unique_ptr<MediaWriter>> writer = openSoundWriter(disk, path, spec, Overwrite::Never);
    QVERIFY(writer);
    constexpr std::int64_t kPiece = 65536;
    const std::vector<float> silence(kPiece * 32, 0.0F);
    std::int64_t frames = 0;
    while (frames * 32 * 4 < (std::int64_t(4) << 30) + 1000) {
        QVERIFY((*writer)->writeAudio(silence, frames));
        frames += kPiece;
    }
    const std::vector<float> end = tone(32, 192000, 1000);
    QVERIFY((*writer)->writeAudio(end, frames));
    const Result<WrittenFile> written = (*writer)->finish(farFuture());
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(contentOf(path, 4), QByteArray("RF64"));
    const SoundReadBack back = readSound(path, frames);
    QCOMPARE(back.error, QString());
    QCOMPARE(back.frames, frames + 1000);
    QVERIFY(back.samples == end);
    const ProcessResult probe =
        runProcess(q("ffprobe"), {q("-v"), q("error"), q("-show_entries"), q("format=duration"), q("-of"),
                                  q("csv=p=0"), path});
    const double seconds = static_cast<double>(frames + 1000) / 192000;
    QVERIFY2(std::abs(probe.out.trimmed().toDouble() - seconds) < 0.01, probe.out.constData());
}

QTEST_GUILESS_MAIN(TestSoundDetails)
#include "test_sound_details.moc"
