// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/sound_rate.h"
#include "sound_fixture.h"
#include "support/fault_files.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <cmath>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

/// What one coding does to the tone of the fixture, and where it can be used.
struct Coding {
    const char* codec;
    int subtype;
    double tolerance; ///< of a sample, after the first thousand
    int mostChannels;
};

std::vector<Coding> codingsOf(const SoundFileType& type)
{
    const int most = type.token == q("flac") ? 8 : 64;
    const std::vector<Coding> all{
        {"pcm16", SF_FORMAT_PCM_16, 2.0 / 32768, most}, {"pcm24", SF_FORMAT_PCM_24, 2.0 / 8388608, most},
        {"pcm32", SF_FORMAT_PCM_32, 1e-7, most},        {"float32", SF_FORMAT_FLOAT, 0, most},
        {"ulaw", SF_FORMAT_ULAW, 0.02, most},           {"alaw", SF_FORMAT_ALAW, 0.02, most},
        {"adpcm", SF_FORMAT_IMA_ADPCM, 0.06, 2}};
    if (type.token == q("ogg"))
        return {{"", SF_FORMAT_VORBIS, 0.1, 64}};
    if (type.token == q("opus"))
        return {{"", SF_FORMAT_OPUS, 0.1, 64}};
    if (type.token == q("mp3"))
        return {{"", SF_FORMAT_MPEG_LAYER_III, 0.1, 2}};
    std::vector<Coding> held;
    for (const Coding& coding : all) {
        if (type.codecs.contains(q(coding.codec)))
            held.push_back(coding);
    }
    return held;
}

/// Debian's sox reads no MP3, no compressed AIFF, no ADPCM in W64, and plays
/// the pre-skip of Opus.
bool isReadBySox(const SoundSpec& spec)
{
    const bool isCompressed = spec.codec == q("ulaw") || spec.codec == q("alaw") || spec.codec == q("adpcm");
    return spec.fileType != q("opus") && spec.fileType != q("mp3") &&
           !(spec.fileType == q("aiff") && isCompressed) &&
           !(spec.fileType == q("w64") && spec.codec == q("adpcm"));
}

/// Half a second of each sound, as other programs see them.
void soxReads(const QStringList& paths, int channels)
{
    const ProcessResult counts = runProcess(q("soxi"), QStringList{q("-c")} + paths);
    QCOMPARE(counts.out.split('\n').count(QByteArray::number(channels)), paths.size());
    static const QRegularExpression length(q("Length \\(seconds\\): +([0-9.]+)"));
    for (const QString& path : paths) {
        const ProcessResult sox = runProcess(q("sox"), {path, q("-n"), q("stat")});
        const double seconds = length.match(QString::fromUtf8(sox.error)).captured(1).toDouble();
        QVERIFY2(sox.exitCode == 0 && !sox.error.contains("FAIL") && std::abs(seconds - 0.5) < 0.06,
                 qPrintable(QFileInfo(path).fileName() + QString::fromUtf8(sox.error)));
    }
}

void ffprobeReads(const QString& path, const SoundSpec& spec)
{
    const ProcessResult result =
        runProcess(q("ffprobe"), {q("-v"), q("error"), q("-show_entries"),
                                  q("stream=channels,sample_rate,duration"), q("-of"), q("csv=p=0"), path});
    const QList<QByteArray> answer = result.out.trimmed().split(',');
    QCOMPARE(answer.size(), 3);
    // Opus is decoded at 48 kHz whatever it was made from.
    QCOMPARE(answer[0].toInt(), spec.fileType == q("opus") ? 48000 : spec.sampleRate);
    QCOMPARE(answer[1].toInt(), spec.channels);
    QVERIFY2(std::abs(answer[2].toDouble() - 0.5) < 0.09, answer[2].constData());
}

double levelOf(const std::vector<float>& samples)
{
    double sum = 0;
    for (const float sample : samples)
        sum += static_cast<double>(sample) * static_cast<double>(sample);
    return std::sqrt(sum / static_cast<double>(std::max<std::size_t>(samples.size(), 1)));
}

} // namespace

/// Every file type with every codec it holds.
class TestSoundTypes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TempFolder>(); }
    void readsBack_data();
    void readsBack();
    void othersReadIt_data();
    void othersReadIt();
    void bitRateIsReached_data();
    void bitRateIsReached();
    void vorbisFollowsItsTables();

private:
    std::unique_ptr<TempFolder> m_folder;
};

void TestSoundTypes::readsBack_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("coding");
    QTest::addColumn<int>("channels");
    for (const SoundFileType& type : soundFileTypes()) {
        const std::vector<Coding> codings = codingsOf(type);
        QCOMPARE(type.unavailable, QString());
        QCOMPARE(codings.size(), std::max<std::size_t>(1, static_cast<std::size_t>(type.codecs.size())));
        for (std::size_t i = 0; i < codings.size(); ++i) {
            for (const int channels : {1, 2, 6, 8, 32})
                QTest::addRow("%s %s %d", qPrintable(type.token), codings[i].codec, channels)
                    << type.token << static_cast<int>(i) << channels;
        }
    }
}

// At all the rates: read back by libsndfile, sample by sample where the coding allows, else by level.
void TestSoundTypes::readsBack()
{
    QFETCH(QString, type);
    QFETCH(int, coding);
    QFETCH(int, channels);
    const SoundFileType& row = *soundFileType(type);
    const Coding how = codingsOf(row)[static_cast<std::size_t>(coding)];
    FaultFiles files;
    files.skipSyncs();
    for (const int rate : {8000, 44100, 48000, 96000, 192000}) {
        const SoundSpec spec = soundSpec(type, q(how.codec), channels, rate);
        const QString path = soundPath(m_folder->path(), spec);
        const std::int64_t frames = rate / 8 + 7;
        const std::vector<float> sent = tone(channels, rate, frames);
        const Result<WrittenFile> written = writeSound(files, path, spec, sent);
        const bool isLegalRate =
            row.sampleRates.empty() || std::count(row.sampleRates.begin(), row.sampleRates.end(), rate) > 0;
        if (!isLegalRate)
            continue; // Sample Rate Match sees to that before a file is opened
        if (channels > how.mostChannels) {
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::Unsupported);
            QVERIFY(!QFile::exists(path));
            continue;
        }
        QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
        QCOMPARE(written->bytes, static_cast<std::uint64_t>(QFile(path).size()));
        const SoundReadBack back = readSound(path);
        QCOMPARE(back.error, QString());
        QCOMPARE(back.format & SF_FORMAT_SUBMASK, how.subtype);
        QCOMPARE(back.channels, channels);
        QCOMPARE(back.sampleRate, rate);
        // ADPCM and MP3 end with a whole block.
        const bool pads = how.subtype == SF_FORMAT_IMA_ADPCM || how.subtype == SF_FORMAT_MPEG_LAYER_III;
        QVERIFY2(pads ? back.frames >= frames : back.frames == frames,
                 qPrintable(QString::number(back.frames)));
        QVERIFY(back.samples.size() >= sent.size());
        if (row.codecs.isEmpty()) {
            QVERIFY(std::abs(levelOf(back.samples) - levelOf(sent)) < how.tolerance);
            continue;
        }
        const std::size_t settled = pads ? static_cast<std::size_t>(channels) * 1000 : 0;
        double worst = 0;
        for (std::size_t i = settled; i < sent.size(); ++i)
            worst = std::max(worst, double(std::abs(back.samples[i] - sent[i])));
        QVERIFY2(worst <= how.tolerance, qPrintable(QString::number(worst)));
    }
}

void TestSoundTypes::othersReadIt_data()
{
    readsBack_data();
}

// Programs that share no code with libsndfile: ffprobe always, sox and flac where they are installed.
void TestSoundTypes::othersReadIt()
{
    QFETCH(QString, type);
    QFETCH(int, coding);
    QFETCH(int, channels);
    const SoundFileType& row = *soundFileType(type);
    const Coding how = codingsOf(row)[static_cast<std::size_t>(coding)];
    if (channels > how.mostChannels)
        return;
    FaultFiles files;
    files.skipSyncs();
    QStringList paths;
    bool isReadable = false;
    for (const int rate : {8000, 44100, 48000, 96000, 192000}) {
        if (!row.sampleRates.empty() && std::count(row.sampleRates.begin(), row.sampleRates.end(), rate) == 0)
            continue;
        const SoundSpec spec = soundSpec(type, q(how.codec), channels, rate);
        const QString path =
            m_folder->path() + QStringLiteral("/%1.%2").arg(rate).arg(row.extensions.front());
        QVERIFY(writeSound(files, path, spec, tone(channels, rate, rate / 2)));
        ffprobeReads(path, spec);
        isReadable = isReadBySox(spec);
        paths << path;
        if (type == q("flac") && !QStandardPaths::findExecutable(q("flac")).isEmpty()) {
            const ProcessResult flac = runProcess(q("flac"), {q("-t"), q("-s"), q("-w"), path});
            QVERIFY2(flac.exitCode == 0, flac.error.constData());
        }
    }
    if (isReadable && !QStandardPaths::findExecutable(q("sox")).isEmpty())
        soxReads(paths, channels);
    for (const QString& path : paths)
        QVERIFY(QFile::remove(path));
}

void TestSoundTypes::bitRateIsReached_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("kilobits");
    for (const char* type : {"mp3", "opus"}) {
        for (const int kilobits : {96, 128, 192, 256, 320})
            QTest::addRow("%s %d", type, kilobits) << q(type) << kilobits;
    }
}

void TestSoundTypes::bitRateIsReached()
{
    QFETCH(QString, type);
    QFETCH(int, kilobits);
    static const std::vector<float> sound = music(2, 48000, 10);
    SoundSpec spec = soundSpec(type, {}, 2, 48000);
    spec.bitRate = kilobits * 1000;
    const Result<WrittenFile> written =
        writeSound(systemFiles(), soundPath(m_folder->path(), spec), spec, sound);
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    const double reached = static_cast<double>(written->bytes) * 8 / 10 / 1000;
    QVERIFY2(std::abs(reached / kilobits - 1) < 0.05, qPrintable(QString::number(reached)));
}

// Vorbis has a quality, not a rate. Xiph's tables say what that comes to on average; music of a kind may need
// more or less.
void TestSoundTypes::vorbisFollowsItsTables()
{
    QCOMPARE(vorbisQuality(128000, 2), 0.4);
    QCOMPARE(vorbisQuality(192000, 2), 0.6);
    QCOMPARE(vorbisQuality(320000, 2), 0.9);
    QCOMPARE(vorbisQuality(1000, 2), 0.0);
    QCOMPARE(vorbisQuality(9000000, 6), 1.0);
    static const std::vector<float> sound = music(2, 48000, 10);
    double before = 0;
    for (const int kilobits : {96, 128, 192, 256, 320}) {
        SoundSpec spec = soundSpec(q("ogg"), {}, 2, 48000);
        spec.bitRate = kilobits * 1000;
        const QString path = (*m_folder)(q("%1.ogg").arg(kilobits));
        const Result<WrittenFile> written = writeSound(systemFiles(), path, spec, sound);
        QVERIFY(written);
        const double reached = static_cast<double>(written->bytes) * 8 / 10 / 1000;
        QVERIFY2(std::abs(reached / kilobits - 1) < 0.2, qPrintable(QString::number(reached)));
        QVERIFY(reached > before);
        before = reached;
    }
}

QTEST_GUILESS_MAIN(TestSoundTypes)
#include "test_sound_types.moc"
