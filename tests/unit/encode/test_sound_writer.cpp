// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/writers.h"
#include "support/fault_files.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTest>
#include <QtEndian>

#include <cerrno>
#include <cmath>
#include <numbers>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

std::vector<float> sine(int channels, std::int64_t firstFrame, std::int64_t frames, double amplitude = 0.5)
{
    std::vector<float> samples;
    for (std::int64_t frame = firstFrame; frame < firstFrame + frames; ++frame) {
        for (int channel = 0; channel < channels; ++channel)
            samples.push_back(
                static_cast<float>(amplitude * std::sin(2 * std::numbers::pi * 300 * (channel + 1) *
                                                        static_cast<double>(frame) / 48000)));
    }
    return samples;
}

Timestamp farFuture()
{
    return systemClock().now() + std::chrono::hours(1);
}

} // namespace

class TestSoundWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyCodecReadsBack_data();
    void everyCodecReadsBack();
    void smallFileIsAnOrdinaryWav();
    void loudSamplesAreClipped();
    void metadataIsKept();
    void refusals_data();
    void refusals();
    void killedFileReadsBack();
    void fullDisk_data();
    void fullDisk();
    void nothingRecordedLeavesNoFile();
    void closeErrorIsReported();

private:
    QStringList left() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<TempFolder> m_folder;
};

void TestSoundWriter::init()
{
    m_folder = std::make_unique<TempFolder>();
}

void TestSoundWriter::everyCodecReadsBack_data()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<int>("channels");
    QTest::addColumn<QString>("named");
    QTest::addColumn<double>("tolerance");
    for (const int channels : {2, 6}) {
        const auto row = [&](const char* codec, const char* named, double tolerance) {
            QTest::addRow("%s %d", codec, channels) << q(codec) << channels << q(named) << tolerance;
        };
        row("pcm16", "pcm_s16le", 1.6 / 32768);
        row("pcm24", "pcm_s24le", 1.6 / 8388608);
        row("pcm32", "pcm_s32le", 1e-7);
        row("float32", "pcm_f32le", 0);
        row("ulaw", "pcm_mulaw", 0.02);
        row("alaw", "pcm_alaw", 0.02);
        if (channels <= 2)
            row("adpcm", "adpcm_ima_wav", 0.05);
    }
}

void TestSoundWriter::everyCodecReadsBack()
{
    QFETCH(QString, codec);
    QFETCH(int, channels);
    QFETCH(QString, named);
    QFETCH(double, tolerance);
    SoundSpec spec;
    spec.codec = codec;
    spec.channels = channels;
    const QString path = (*m_folder)(q("a.wav"));
    Result<std::unique_ptr<MediaWriter>> writer =
        openSoundWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY2(writer.hasValue(), writer ? "" : qPrintable(writer.error().detail));
    std::int64_t frames = 0;
    for (const std::int64_t count : {480, 1, 441, 47078}) {
        QVERIFY((*writer)->writeAudio(sine(channels, frames, count), frames));
        frames += count;
    }
    const Result<WrittenFile> written = (*writer)->finish(farFuture());
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QCOMPARE(written->audioFrames, std::int64_t(48000));
    QCOMPARE(written->path, path);
    QCOMPARE(written->bytes, static_cast<std::uint64_t>(QFile(path).size()));

    const MediaProbe probe = probeMedia(path);
    QCOMPARE(probe.error, QString());
    QCOMPARE(probe.audio.value(q("codec_name")).toString(), named);
    QCOMPARE(probe.audio.value(q("channels")).toInt(), channels);
    const ProcessResult raw =
        runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-i"), path, q("-f"), q("f32le"), q("-")});
    const auto* samples = static_cast<const float*>(static_cast<const void*>(raw.out.constData()));
    const auto count = static_cast<std::size_t>(raw.out.size()) / sizeof(float);
    const std::vector<float> sent = sine(channels, 0, 48000);
    QVERIFY(codec == q("adpcm") ? count >= sent.size() : count == sent.size());
    double worst = 0;
    // ADPCM needs some samples to learn how loud it is.
    for (std::size_t i = codec == q("adpcm") ? 1000 : 0; i < sent.size(); ++i)
        worst = std::max(worst, double(std::abs(samples[i] - sent[i])));
    QVERIFY2(worst <= tolerance, qPrintable(QString::number(worst)));
}

void TestSoundWriter::smallFileIsAnOrdinaryWav()
{
    const QString path = (*m_folder)(q("a.wav"));
    Result<std::unique_ptr<MediaWriter>> writer = openSoundWriter(systemFiles(), path, {}, Overwrite::Never);
    QVERIFY(writer);
    QVERIFY((*writer)->writeAudio(sine(2, 0, 4800), 0));
    QVERIFY((*writer)->finish(farFuture()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray head = file.readAll();
    QCOMPARE(head.left(4), QByteArray("RIFF"));
    QCOMPARE(qint64(qFromLittleEndian<quint32>(head.constData() + 4)) + 8, qint64(head.size()));
    if (QStandardPaths::findExecutable(q("soxi")).isEmpty())
        return;
    const ProcessResult sox = runProcess(q("soxi"), {q("-s"), path});
    QCOMPARE(sox.out.trimmed(), QByteArray("4800"));
    QCOMPARE(sox.error.trimmed(), QByteArray());
}

void TestSoundWriter::loudSamplesAreClipped()
{
    for (const char* codec : {"pcm16", "pcm24", "pcm32", "ulaw", "alaw", "adpcm"}) {
        SoundSpec spec;
        spec.codec = q(codec);
        spec.channels = 1;
        const QString path = (*m_folder)(q("%1.wav").arg(q(codec)));
        Result<std::unique_ptr<MediaWriter>> writer =
            openSoundWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY(writer);
        QVERIFY((*writer)->writeAudio(sine(1, 0, 4800, 3.0), 0));
        QVERIFY((*writer)->finish(farFuture()));
        const std::vector<float> sound = decodeSound(path);
        const std::vector<float> sent = sine(1, 0, 4800, 3.0);
        QVERIFY(sound.size() >= sent.size());
        // A wrapped sample would have the wrong sign.
        for (std::size_t i = 200; i < sent.size(); ++i) {
            if (std::abs(sent[i]) > 1.5F)
                QVERIFY2(sound[i] * sent[i] > 0 && std::abs(sound[i]) > 0.8F, codec);
        }
    }
}

void TestSoundWriter::metadataIsKept()
{
    SoundSpec spec;
    spec.metadata = {{q("title"), QStringLiteral("Öl")}, {q("take"), q("7")}, {q("comment"), q("dry")}};
    const QString path = (*m_folder)(q("a.wav"));
    Result<std::unique_ptr<MediaWriter>> writer =
        openSoundWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    QVERIFY((*writer)->writeAudio(sine(2, 0, 480), 0));
    QVERIFY((*writer)->finish(farFuture()));
    const QJsonObject tags = probeMedia(path).format.value(q("tags")).toObject();
    QCOMPARE(tags.value(q("title")).toString(), QStringLiteral("Öl"));
    QCOMPARE(tags.value(q("comment")).toString(), q("dry; take=7"));
}

void TestSoundWriter::refusals_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("channels");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("named");
    QTest::newRow("type") << q("midi") << q("pcm16") << q("a.wav") << 2 << ErrorCode::InvalidParameter
                          << q("wav");
    QTest::newRow("mp3 channels") << q("mp3") << q("pcm16") << q("a.mp3") << 6 << ErrorCode::Unsupported
                                  << q("6 channels");
    QTest::newRow("flac float") << q("flac") << q("float32") << q("a.flac") << 2
                                << ErrorCode::InvalidParameter << q("pcm24");
    QTest::newRow("extension") << q("wav") << q("pcm16") << q("a.mp3") << 2 << ErrorCode::InvalidParameter
                               << q(".wav");
    QTest::newRow("codec") << q("wav") << q("opus") << q("a.wav") << 2 << ErrorCode::InvalidParameter
                           << q("pcm24");
    QTest::newRow("channels") << q("wav") << q("pcm16") << q("a.wav") << 0 << ErrorCode::Unsupported
                              << q("0 channels");
    QTest::newRow("adpcm channels") << q("wav") << q("adpcm") << q("a.wav") << 6 << ErrorCode::Unsupported
                                    << q("6 channels");
}

void TestSoundWriter::refusals()
{
    QFETCH(QString, type);
    QFETCH(QString, codec);
    QFETCH(QString, name);
    QFETCH(int, channels);
    QFETCH(ErrorCode, code);
    QFETCH(QString, named);
    SoundSpec spec;
    spec.fileType = type;
    spec.codec = codec;
    spec.channels = channels;
    const auto writer = openSoundWriter(systemFiles(), (*m_folder)(name), spec, Overwrite::Never);
    QVERIFY(!writer);
    QCOMPARE(writer.error().code, code);
    QVERIFY2(writer.error().detail.contains(named), qPrintable(writer.error().detail));
    QCOMPARE(left(), QStringList());
}

void TestSoundWriter::killedFileReadsBack()
{
    // The writer is dropped with the header of the last update; libsndfile must not get to write another.
    FaultFiles files;
    const QString path = (*m_folder)(q("a.wav"));
    {
        Result<std::unique_ptr<MediaWriter>> writer = openSoundWriter(files, path, {}, Overwrite::Never);
        QVERIFY(writer);
        const Timestamp start = systemClock().now();
        std::int64_t frames = 0;
        while (systemClock().now() - start < std::chrono::milliseconds(1200)) {
            QVERIFY((*writer)->writeAudio(sine(2, frames, 4800), frames));
            frames += 4800;
        }
        QVERIFY(files.count(FileCall::Sync) >= 1);
        QVERIFY(QFile::copy(path, (*m_folder)(q("copy.wav"))));
    }
    const MediaProbe probe = probeMedia((*m_folder)(q("copy.wav")));
    QCOMPARE(probe.error, QString());
    QVERIFY2(probe.audioDuration > 0.1, qPrintable(QString::number(probe.audioDuration)));
}

void TestSoundWriter::fullDisk_data()
{
    QTest::addColumn<int>("kilobytes");
    for (const int kilobytes : {10, 70, 300})
        QTest::addRow("%d", kilobytes) << kilobytes;
}

void TestSoundWriter::fullDisk()
{
    QFETCH(int, kilobytes);
    FaultFiles files;
    files.failWritesAfter(static_cast<std::uint64_t>(kilobytes) * 1024, ENOSPC);
    const QString path = (*m_folder)(q("a.wav"));
    Result<std::unique_ptr<MediaWriter>> writer = openSoundWriter(files, path, {}, Overwrite::Never);
    if (kilobytes < 64) {
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, ErrorCode::DiskFull);
        QCOMPARE(left(), QStringList());
        return;
    }
    QVERIFY(writer);
    std::int64_t frames = 0;
    Status status;
    while (status && frames < 480000) {
        status = (*writer)->writeAudio(sine(2, frames, 480), frames);
        frames += 480;
    }
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::DiskFull);
    const Result<WrittenFile> finished = (*writer)->finish(farFuture());
    QVERIFY(!finished);
    QCOMPARE(finished.error().code, ErrorCode::DiskFull);
    writer->reset();
    if (!left().isEmpty()) {
        const MediaProbe probe = probeMedia(path);
        QCOMPARE(probe.error, QString());
        QVERIFY(probe.audioDuration > 0);
    }
}

void TestSoundWriter::nothingRecordedLeavesNoFile()
{
    for (const bool finish : {true, false}) {
        Result<std::unique_ptr<MediaWriter>> writer =
            openSoundWriter(systemFiles(), (*m_folder)(q("a.wav")), {}, Overwrite::Never);
        QVERIFY(writer);
        if (finish)
            QVERIFY((*writer)->finish(farFuture())->path.isEmpty());
        writer->reset();
        QCOMPARE(left(), QStringList());
    }
}

void TestSoundWriter::closeErrorIsReported()
{
    for (const FileCall call : {FileCall::Sync, FileCall::Close}) {
        FaultFiles files;
        files.fail(call, EIO);
        Result<std::unique_ptr<MediaWriter>> writer =
            openSoundWriter(files, (*m_folder)(q("a%1.wav").arg(int(call))), {}, Overwrite::Never);
        QVERIFY(writer);
        QVERIFY((*writer)->writeAudio(sine(2, 0, 480), 0));
        const Result<WrittenFile> finished = (*writer)->finish(farFuture());
        QVERIFY(!finished);
        QCOMPARE(finished.error().code, ErrorCode::IoFailed);
    }
}

QTEST_GUILESS_MAIN(TestSoundWriter)
#include "test_sound_writer.moc"
