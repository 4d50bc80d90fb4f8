// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_file_reader.h"
#include "capture/source.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/virtual_clock.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <numbers>
#include <thread>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

constexpr int kRate = 8000;

float sampleAt(std::int64_t frame)
{
    return static_cast<float>(
               std::lround(16000 * std::sin(2 * std::numbers::pi * 0.01 * static_cast<double>(frame))) + 1) /
           32768;
}

SoundFileSpec specOf(const QString& path)
{
    SoundFileSpec spec;
    spec.path = path;
    return spec;
}

// A mono 16-bit WAV of `frames` frames, by hand.
void writeWav(const QString& path, int frames)
{
    QByteArray bytes("RIFF");
    const auto number = [&](quint32 value, int size) {
        for (int i = 0; i < size; ++i)
            bytes.append(static_cast<char>((value >> (8 * i)) & 0xFFU));
    };
    number(static_cast<quint32>(36 + 2 * frames), 4);
    bytes += "WAVEfmt ";
    number(16, 4);
    number(1, 2);
    number(1, 2);
    number(kRate, 4);
    number(2 * kRate, 4);
    number(2, 2);
    number(16, 2);
    bytes += "data";
    number(static_cast<quint32>(2 * frames), 4);
    for (int i = 0; i < frames; ++i)
        number(static_cast<quint32>(static_cast<qint16>(sampleAt(i) * 32768)), 2);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestSoundFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TempFolder>(); }

    void clipIsTheWholeFileExactly()
    {
        const QString path = (*m_folder)(q("a.wav"));
        writeWav(path, 12345);
        VirtualClock clock;
        SoundFileSpec spec = specOf(path);
        spec.isClip = true;
        Result<std::unique_ptr<AudioSource>> source = makeSoundFile(spec, clock);
        QVERIFY2(source.hasValue(), source ? "" : qPrintable(source.error().detail));
        QCOMPARE((*source)->format().sampleRate, kRate);
        QCOMPARE((*source)->format().channels, 1);
        auto hub = std::make_shared<AudioHub>((*source)->format(), 1s);
        QVERIFY((*source)->start(hub));
        QVERIFY(hub->clip());
        QCOMPARE(hub->clip()->size(), 12345U);
        for (std::size_t i = 0; i < 12345; ++i)
            QCOMPARE((*hub->clip())[i], sampleAt(static_cast<std::int64_t>(i)));
    }

    void everythingFfmpegReads_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("flac") << q("a.flac") << QStringList();
        QTest::newRow("mp3") << q("a.mp3") << QStringList();
        QTest::newRow("aac in mp4") << q("a.m4a") << QStringList{q("-c:a"), q("aac")};
        QTest::newRow("opus in mkv") << q("a.mka") << QStringList{q("-c:a"), q("libopus")};
        QTest::newRow("movie") << q("a.mkv") << QStringList{q("-f"),   q("lavfi"),
                                                            q("-i"),   q("color=size=64x64:duration=1"),
                                                            q("-c:v"), q("mpeg4"),
                                                            q("-c:a"), q("pcm_s24le")};
    }

    void everythingFfmpegReads()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, options);
        writeWav((*m_folder)(q("source.wav")), 2 * kRate);
        const QString path = (*m_folder)(name);
        QStringList arguments{q("-v"), q("error"), q("-i"), (*m_folder)(q("source.wav"))};
        arguments += options;
        arguments += path;
        const ProcessResult made = runProcess(q("ffmpeg"), arguments);
        QVERIFY2(made.exitCode == 0, made.error.constData());
        Result<std::unique_ptr<SoundFileReader>> reader = SoundFileReader::open(path);
        QVERIFY2(reader.hasValue(), reader ? "" : qPrintable(reader.error().detail));
        std::vector<float> samples;
        QVERIFY((*reader)->read(100 * kRate, samples));
        const AudioFormat format = (*reader)->format();
        const double seconds = static_cast<double>(samples.size()) / format.channels / format.sampleRate;
        QVERIFY2(std::fabs(seconds - 2.0) < 0.05, qPrintable(QString::number(seconds)));
    }

    void playsInTimeAndLoopsWithoutASeam()
    {
        const QString path = (*m_folder)(q("a.wav"));
        writeWav(path, 1000);
        for (const bool loops : {true, false}) {
            VirtualClock clock;
            SoundFileSpec spec = specOf(path);
            spec.volume = 0.5;
            spec.playback.loops = loops;
            Result<std::unique_ptr<AudioSource>> source = makeSoundFile(spec, clock);
            QVERIFY(source);
            auto hub = std::make_shared<AudioHub>((*source)->format(), 2s);
            AudioHub::Reader reader = hub->readerFromNow();
            const Timestamp start = clock.now();
            QVERIFY((*source)->start(hub));
            std::vector<float> heard;
            AudioBlock block;
            for (int i = 0; i < 50; ++i) {
                while (!clock.isSettled(1))
                    std::this_thread::sleep_for(10us);
                clock.advance(10ms);
                while (!clock.isSettled(1))
                    std::this_thread::sleep_for(10us);
                while (reader.read(block)) {
                    QCOMPARE(block.captured, start + fromSeconds(static_cast<double>(heard.size()) / kRate));
                    heard.insert(heard.end(), block.samples.begin(), block.samples.end());
                }
            }
            QCOMPARE(heard.size(), 4000U);
            for (std::size_t i = 0; i < heard.size(); ++i)
                QCOMPARE(heard[i],
                         loops || i < 1000 ? 0.5F * sampleAt(static_cast<std::int64_t>(i % 1000)) : 0.0F);
        }
    }

    void refusals()
    {
        VirtualClock clock;
        const auto missing = makeSoundFile(specOf((*m_folder)(q("none.wav"))), clock);
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        const QString path = (*m_folder)(q("text.wav"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no sound at all, whatever its name may say");
        file.close();
        const auto text = makeSoundFile(specOf(path), clock);
        QVERIFY(!text);
        QCOMPARE(text.error().code, ErrorCode::InvalidData);
        const ProcessResult made =
            runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-f"), q("lavfi"), q("-i"),
                                     q("color=size=64x64:duration=1"), (*m_folder)(q("mute.mkv"))});
        QCOMPARE(made.exitCode, 0);
        const auto mute = makeSoundFile(specOf((*m_folder)(q("mute.mkv"))), clock);
        QVERIFY(!mute);
        QCOMPARE(mute.error().code, ErrorCode::Unsupported);
    }

private:
    std::unique_ptr<TempFolder> m_folder;
};

QTEST_GUILESS_MAIN(TestSoundFile)
#include "test_sound_file.moc"
