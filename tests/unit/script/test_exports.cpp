// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/exports.h"
#include "script/script_engine.h"
#include "support/fake_source.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

/// A project with a microphone the test speaks into. Lives in real time, so it is short.
struct Stage {
    explicit Stage(const QString& folder)
    {
        EngineServices services;
        services.sounds = sounds;
        services.moviesFolder = folder;
        sounds->format = {48000, 1, {q("voice")}};
        engine = std::make_unique<Engine>(project, services);
        exports = std::make_unique<Exports>(*engine);
    }

    Operator& add(const char* type) { return **project.add(q(type)); }
    void set(Operator& op, const char* name, const QVariant& value)
    {
        const Status status = op.params().set(q(name), value);
        QVERIFY2(status.hasValue(), status ? "" : qPrintable(status.error().detail));
    }

    // The microphone hears a tone of this level for a while; `until` ends it earlier.
    bool speak(double level, Duration time, const std::function<bool()>& until)
    {
        const Timestamp end = systemClock().now() + time;
        while (systemClock().now() < end && !until()) {
            QTest::qWait(5);
            if (!sounds->hub)
                continue;
            const Timestamp now = systemClock().now();
            heard = std::max(heard, now - 100ms);
            std::vector<float> block;
            for (; heard + 10ms <= now; heard += 10ms) {
                block.assign(480, 0.0F);
                for (std::size_t i = 0; i < block.size(); ++i)
                    block[i] = static_cast<float>(
                        level * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(i) / 48000));
                sounds->hub->publish(heard, block);
            }
        }
        return until();
    }

    std::shared_ptr<FakeSounds> sounds = std::make_shared<FakeSounds>();
    Project project;
    ScriptEngine script{project, systemClock()};
    std::unique_ptr<Engine> engine;
    std::unique_ptr<Exports> exports;
    Timestamp heard;
};

bool never()
{
    return false;
}

} // namespace

class TestExports : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TempFolder>(); }
    void voiceActivatedRecordingFromASavedProject_data();
    void voiceActivatedRecordingFromASavedProject();
    void whatIsDrivenIsMarkedAndLetGoOf();
    void aTargetThatIsNotThereIsShown();

private:
    std::unique_ptr<TempFolder> m_folder;
};

void TestExports::voiceActivatedRecordingFromASavedProject_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("value");
    QTest::newRow("table by index") << q("datindex") << q("1");
    QTest::newRow("table by name") << q("datname") << q("gate");
    QTest::newRow("channel name") << q("autoname") << QString();
}

void TestExports::voiceActivatedRecordingFromASavedProject()
{
    QFETCH(QString, method);
    QFETCH(QString, value);
    const QString saved = (*m_folder)(q("voice.reelout"));
    {
        Stage stage(m_folder->path());
        Operator& mic = stage.add("audiodevicein");
        Operator& analyze = stage.add("analyze");
        Operator& sink = stage.add("audiofileout");
        Operator& table = stage.add("table");
        QVERIFY(stage.project.connectInput(analyze, 0, &mic));
        QVERIFY(stage.project.connectInput(sink, 0, &mic));
        stage.set(analyze, "threshold", 0.1);
        stage.set(analyze, "hold", 0.2);
        stage.set(analyze, "exportmethod", method);
        if (method == q("autoname")) {
            stage.set(analyze, "gatename", q("audiofileout1:record"));
        } else {
            stage.set(analyze, "exporttable", table.name());
            table.setRows({{q("path"), q("parameter"), q("value"), q("enable")},
                           {q("audiofileout1"), q("record"), value, q("1")}});
        }
        QVERIFY(stage.project.save(saved));
    }
    Stage stage(m_folder->path());
    QStringList problems;
    QVERIFY(stage.project.load(saved, &problems));
    QCOMPARE(problems, QStringList());
    Recorder* recorder = stage.engine->recorder(*stage.project.find(q("audiofileout1")));
    const auto isRecording = [&] { return recorder->state() == RecorderState::Recording; };
    const auto isIdle = [&] { return recorder->state() == RecorderState::Idle; };
    QVERIFY(!stage.speak(0.01, 300ms, isRecording)); // a whisper starts nothing
    for (int take = 0; take < 2; ++take) {
        QVERIFY(stage.speak(0.5, 5s, isRecording));
        stage.speak(0.5, 300ms, never);
        QVERIFY(stage.speak(0.0, 5s, isIdle));
    }
    const QStringList files = QDir(m_folder->path()).entryList({q("*.wav")}, QDir::Files, QDir::Name);
    QCOMPARE(files, QStringList({q("Reelout.0.wav"), q("Reelout.1.wav")}));
    for (const QString& file : files) {
        const MediaProbe probe = probeMedia((*m_folder)(file));
        QVERIFY2(probe.audioDuration > 0.3 && probe.audioDuration < 3,
                 qPrintable(QString::number(probe.audioDuration)));
    }
    QCOMPARE(stage.exports->problems(*stage.project.find(q("analyze1"))), QStringList());
}

void TestExports::whatIsDrivenIsMarkedAndLetGoOf()
{
    Stage stage(m_folder->path());
    Operator& oscillator = stage.add("audiooscillator");
    Operator& analyze = stage.add("analyze");
    Operator& sink = stage.add("audiofileout");
    QVERIFY(stage.project.connectInput(analyze, 0, &oscillator));
    stage.set(analyze, "exportmethod", q("autoname"));
    stage.set(analyze, "autoexportroot", sink.name());
    stage.set(analyze, "gatename", q(":n"));
    stage.set(sink, "n", 7);
    QTRY_COMPARE_WITH_TIMEOUT(sink.params().mode(q("n")), ParamMode::Export, 5000);
    QCOMPARE(sink.params().integer(q("n")), 1);
    QVERIFY(stage.exports->isTied(sink, q("n")));
    analyze.setActive(false);
    QTRY_COMPARE_WITH_TIMEOUT(sink.params().mode(q("n")), ParamMode::Constant, 5000);
    QCOMPARE(sink.params().integer(q("n")), 7);
}

void TestExports::aTargetThatIsNotThereIsShown()
{
    Stage stage(m_folder->path());
    Operator& oscillator = stage.add("audiooscillator");
    Operator& analyze = stage.add("analyze");
    QVERIFY(stage.project.connectInput(analyze, 0, &oscillator));
    stage.set(analyze, "exportmethod", q("autoname"));
    stage.set(analyze, "gatename", q("nobody:record"));
    QTRY_COMPARE_WITH_TIMEOUT(stage.exports->problems(analyze).size(), 1, 5000);
    QVERIFY(stage.exports->problems(analyze).front().contains(q("nobody")));
    QCOMPARE(analyze.params().errorText(q("exportmethod")), stage.exports->problems(analyze).front());
    stage.set(analyze, "gatename", q("audiooscillator1:loudness"));
    QTRY_VERIFY_WITH_TIMEOUT(stage.exports->problems(analyze).join(QString()).contains(q("loudness")), 5000);
    stage.set(analyze, "gatename", q("gate"));
    QTRY_COMPARE_WITH_TIMEOUT(stage.exports->problems(analyze), QStringList(), 5000);
}

QTEST_GUILESS_MAIN(TestExports)
#include "test_exports.moc"
