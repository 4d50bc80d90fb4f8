// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/engine.h"
#include "support/fake_source.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

#include <sndfile.h>

#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

struct SoundFile {
    SF_INFO info{};
    std::vector<short> samples;
};

SoundFile readFile(const QString& path)
{
    SoundFile sound;
    SNDFILE* file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &sound.info);
    if (file == nullptr)
        return sound;
    sound.samples.resize(static_cast<std::size_t>(sound.info.frames * sound.info.channels));
    sf_read_short(file, sound.samples.data(), static_cast<sf_count_t>(sound.samples.size()));
    sf_close(file);
    return sound;
}

void writeFile(const QString& path, int format, int channels, int rate, const std::vector<short>& samples)
{
    SF_INFO info{};
    info.format = format;
    info.channels = channels;
    info.samplerate = rate;
    SNDFILE* file = sf_open(QFile::encodeName(path).constData(), SFM_WRITE, &info);
    QVERIFY(file != nullptr);
    QCOMPARE(sf_write_short(file, samples.data(), static_cast<sf_count_t>(samples.size())),
             static_cast<sf_count_t>(samples.size()));
    sf_close(file);
}

std::vector<short> noise(std::size_t count)
{
    std::vector<short> samples;
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525U + 1013904223U;
        samples.push_back(static_cast<short>(state >> 16U));
    }
    return samples;
}

} // namespace

/// Audio File Out with real files, through the engine as the program runs it.
class TestSoundRecording : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TempFolder>();
        m_project = std::make_unique<Project>();
        EngineServices services;
        services.sounds = m_sounds;
        services.moviesFolder = m_folder->path();
        m_engine = std::make_unique<Engine>(*m_project, services);
        m_sink = *m_project->add(q("audiofileout"));
    }
    void cleanup()
    {
        m_engine.reset();
        m_project.reset();
    }

    void clipGoesOutWholeBitByBit_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("channels");
        for (const char* type : {"wav", "flac", "aiff", "caf", "w64"}) {
            for (const int channels : {1, 2, 8})
                QTest::addRow("%s %d", type, channels) << q(type) << channels;
        }
    }

    void clipGoesOutWholeBitByBit()
    {
        QFETCH(QString, type);
        QFETCH(int, channels);
        const QString source = (*m_folder)(q("source.wav"));
        const std::vector<short> samples = noise(static_cast<std::size_t>(channels) * 70001);
        writeFile(source, SF_FORMAT_WAV | SF_FORMAT_PCM_16, channels, 44100, samples);
        Operator& clip = addClip(source);
        QVERIFY(m_project->connectInput(*m_sink, 0, &clip));
        set("filetype", type);
        set("timeslice", false);
        set("file", q("out.%1").arg(type));
        const RecordReport report = recordToTheEnd();
        QVERIFY2(report.isComplete, report.error ? qPrintable(report.error->detail) : "");
        const SoundFile back = readFile((*m_folder)(q("out.%1").arg(type)));
        QCOMPARE(back.info.samplerate, 44100);
        QCOMPARE(back.info.channels, channels);
        QVERIFY(back.samples == samples);
        QVERIFY(!m_sink->params().toggle(q("record")));
    }

    void clipsOfTwoRatesLieSideBySide()
    {
        writeFile((*m_folder)(q("one.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, 24000,
                  std::vector<short>(24000, 8000));
        writeFile((*m_folder)(q("two.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 48000,
                  std::vector<short>(2 * 24000, -4000));
        QVERIFY(m_project->connectInput(*m_sink, 0, &addClip((*m_folder)(q("one.wav")))));
        QVERIFY(m_project->connectInput(*m_sink, 1, &addClip((*m_folder)(q("two.wav")))));
        set("timeslice", false);
        set("file", q("out.wav"));
        set("codec", q("pcm24"));
        QVERIFY(recordToTheEnd().isComplete);
        const SoundFile back = readFile((*m_folder)(q("out.wav")));
        QCOMPARE(back.info.samplerate, 48000);
        QCOMPARE(back.info.channels, 3);
        QCOMPARE(back.info.frames, 48000);
        // The first is twice as long; the filter's edges aside it is what it was.
        QVERIFY(std::abs(back.samples[3 * 24000] - 8000) <= 2);
        QCOMPARE(back.samples[3 * 1000 + 1], short(-4000));
        QCOMPARE(back.samples[3 * 30000 + 2], short(0));
        set("file", q("err.wav"));
        set("srselect", q("err"));
        const RecordReport refused = recordToTheEnd();
        QVERIFY(refused.error.has_value());
        QCOMPARE(refused.error->code, ErrorCode::InvalidParameter);
        QVERIFY(!QFile::exists((*m_folder)(q("err.wav"))));
    }

    void scopeChoosesInInputOrder()
    {
        std::vector<short> samples;
        for (int frame = 0; frame < 100; ++frame) {
            for (int channel = 1; channel <= 64; ++channel)
                samples.push_back(static_cast<short>(channel * 100 + frame));
        }
        writeFile((*m_folder)(q("many.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 64, 48000, samples);
        QVERIFY(m_project->connectInput(*m_sink, 0, &addClip((*m_folder)(q("many.wav")))));
        set("timeslice", false);
        set("scope", q("chan64 chan[2-6:2] ^chan4"));
        set("file", q("out.wav"));
        QVERIFY(recordToTheEnd().isComplete);
        const SoundFile back = readFile((*m_folder)(q("out.wav")));
        QCOMPARE(back.info.channels, 3);
        for (int frame = 0; frame < 100; ++frame) {
            const auto at = static_cast<std::size_t>(3 * frame);
            QCOMPARE(back.samples[at], short(200 + frame));
            QCOMPARE(back.samples[at + 1], short(600 + frame));
            QCOMPARE(back.samples[at + 2], short(6400 + frame));
        }
        set("scope", q("*"));
        set("file", q("all.wav"));
        QVERIFY(recordToTheEnd().isComplete);
        QVERIFY(readFile((*m_folder)(q("all.wav"))).samples == samples);
    }

    void clipThatShouldPassIsRefusedWithAdvice()
    {
        writeFile((*m_folder)(q("one.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, 48000,
                  std::vector<short>(100, 1));
        QVERIFY(m_project->connectInput(*m_sink, 0, &addClip((*m_folder)(q("one.wav")))));
        set("file", q("out.wav"));
        const RecordReport report = recordToTheEnd();
        QVERIFY(report.error.has_value());
        QVERIFY2(report.error->detail.contains(q("Time Slice")), qPrintable(report.error->detail));
    }

    void lossyTypesGetARateTheyHave()
    {
        writeFile((*m_folder)(q("low.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, 22050,
                  std::vector<short>(22050, 100));
        QVERIFY(m_project->connectInput(*m_sink, 0, &addClip((*m_folder)(q("low.wav")))));
        set("timeslice", false);
        for (const auto& [type, rate] : {std::pair{"mp3", 32000}, {"opus", 48000}, {"ogg", 22050}}) {
            const QString name = q("out.%1").arg(q(type));
            set("filetype", q(type));
            set("file", name);
            const RecordReport report = recordToTheEnd();
            QVERIFY2(report.isComplete, report.error ? qPrintable(report.error->detail) : "");
            QCOMPARE(readFile((*m_folder)(name)).info.samplerate, rate);
        }
    }

    void metadataComesFromTheHeaderTable()
    {
        writeFile((*m_folder)(q("one.wav")), SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, 48000,
                  std::vector<short>(4800, 1));
        QVERIFY(m_project->connectInput(*m_sink, 0, &addClip((*m_folder)(q("one.wav")))));
        Operator& table = **m_project->add(q("table"));
        table.setRows({{q("title"), q("Rain")}, {q("artist"), q("Ann")}});
        set("headerdat", table.name());
        set("timeslice", false);
        set("filetype", q("flac"));
        set("file", q("out.flac"));
        QVERIFY(recordToTheEnd().isComplete);
        const ProcessResult probe =
            runProcess(q("ffprobe"), {q("-v"), q("error"), q("-show_entries"), q("format_tags"), q("-of"),
                                      q("csv=p=0"), (*m_folder)(q("out.flac"))});
        QVERIFY2(probe.out.contains("Rain") && probe.out.contains("Ann"), probe.out.constData());
    }

    void aSilentInputIsSaidOnce()
    {
        m_sounds->format = {8000, 1, {q("voice")}};
        Operator& mic = **m_project->add(q("audiodevicein"));
        QVERIFY(m_project->connectInput(*m_sink, 0, &mic));
        set("file", q("out.wav"));
        Recorder* recorder = m_engine->recorder(*m_sink);
        recorder->record();
        const Timestamp start = systemClock().now();
        Timestamp next = start;
        const auto speak = [&](Duration time, float level) {
            while (systemClock().now() < start + time) {
                QTest::qWait(5);
                for (; m_sounds->hub && next + 10ms < systemClock().now(); next += 10ms)
                    m_sounds->hub->publish(next, std::vector<float>(80, level));
            }
        };
        speak(300ms, 0.1F);
        speak(6500ms, 0.00001F);
        recorder->stop();
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Idle, 5000);
        const QStringList warnings = recorder->lastReport()->warnings;
        QCOMPARE(warnings.filter(q("No signal")).size(), 1);
    }

private:
    Operator& addClip(const QString& path)
    {
        Operator& clip = **m_project->add(q("audiofilein"));
        const auto set = [&](const char* name, const QString& value) {
            QVERIFY(clip.params().set(q(name), value));
        };
        set("file", path);
        set("mode", q("clip"));
        return clip;
    }
    void set(const char* name, const QVariant& value)
    {
        const Status status = m_sink->params().set(q(name), value);
        QVERIFY2(status.hasValue(), status ? "" : qPrintable(status.error().detail));
    }
    RecordReport recordToTheEnd()
    {
        RecordReport made;
        bool isOver = false;
        Recorder* recorder = m_engine->recorder(*m_sink);
        const auto connection = connect(recorder, &Recorder::finished, this, [&](const RecordReport& report) {
            made = report;
            isOver = true;
        });
        recorder->record();
        if (!QTest::qWaitFor([&] { return isOver; }, 20000))
            made.warnings << q("did not end");
        disconnect(connection);
        return made;
    }

    std::unique_ptr<TempFolder> m_folder;
    std::shared_ptr<FakeSounds> m_sounds = std::make_shared<FakeSounds>();
    std::unique_ptr<Project> m_project;
    std::unique_ptr<Engine> m_engine;
    Operator* m_sink = nullptr;
};

QTEST_GUILESS_MAIN(TestSoundRecording)
#include "test_sound_recording.moc"
