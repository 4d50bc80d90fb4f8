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

using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

ProcessResult run(const QStringList& arguments)
{
    return runProcess(builtProgram(q("reelout-cli")), arguments);
}

QJsonArray listed()
{
    return QJsonDocument::fromJson(run({q("list"), q("presets"), q("--json")}).out).array();
}

} // namespace

/// Recording by preset, by those of the program and by a file.
class TestCliPresets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachOfTheProgramMakesAFileThatOpens_data();
    void eachOfTheProgramMakesAFileThatOpens();
    void aPresetFile();
    void noSuchPreset();
    void brokenPresetFile();

private:
    TempFolder m_folder;
};

void TestCliPresets::eachOfTheProgramMakesAFileThatOpens_data()
{
    QTest::addColumn<QJsonObject>("preset");
    for (const QJsonValue& preset : listed())
        QTest::newRow(qPrintable(preset[q("preset")].toString())) << preset.toObject();
}

void TestCliPresets::eachOfTheProgramMakesAFileThatOpens()
{
    QFETCH(QJsonObject, preset);
    const QString type = preset[q("type")].toString();
    const QString stem = m_folder.path() + QLatin1Char('/') + preset[q("extension")].toString() + q(" take");
    QStringList arguments{q("record"),
                          preset[q("preset")].toString(),
                          q("--audio"),
                          q("audiooscillator"),
                          q("--duration"),
                          q("0.6"),
                          q("--json"),
                          q("--set"),
                          QStringLiteral("%1.file=='%2' + me.fileSuffix").arg(type + q("1"), stem)};
    if (type == q("moviefileout"))
        arguments << q("--video") << q("testpattern") << q("--set") << q("testpattern1.resolution=320 180");
    const ProcessResult result = run(arguments);
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const QJsonObject report = QJsonDocument::fromJson(result.out).object();
    const QString path = report[q("path")].toString();
    QVERIFY2(path.endsWith(QLatin1Char('.') + preset[q("extension")].toString()), qPrintable(path));
    const MediaProbe probe = probeMedia(path);
    QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
    QCOMPARE(decodeErrors(path), QString());
    QCOMPARE(probe.video.isEmpty(), type == q("audiofileout"));
    const bool isSilent = preset[q("extension")] == q("gif") || preset[q("extension")] == q("exr");
    QCOMPARE(probe.audio.isEmpty(), isSilent);
}

void TestCliPresets::aPresetFile()
{
    QJsonObject preset = listed().at(0).toObject()[q("settings")].toObject();
    preset[q("parameters")] =
        QJsonObject{{q("fps"), 12}, {q("videocodec"), q("ffv1")}, {q("file"), q("/etc/passwd")}};
    const QString path = m_folder.path() + q("/of mine.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(preset).toJson());
    file.close();
    const QString output = m_folder.path() + q("/by preset.mkv");
    const ProcessResult result =
        run({q("record"), path, q("--video"), q("testpattern"), q("--audio"), q("none"), q("--duration"),
             q("1"), q("--set"), q("testpattern1.resolution=320 180"), q("--output"), output});
    QVERIFY2(result.exitCode == 0, result.error.constData());
    const MediaProbe probe = probeMedia(output);
    QCOMPARE(probe.video[q("codec_name")].toString(), q("ffv1"));
    QCOMPARE(probe.videoTimes.size(), std::size_t(12));
}

void TestCliPresets::noSuchPreset()
{
    const ProcessResult result = run({q("record"), q("Nothing of the kind")});
    QVERIFY(result.exitCode != 0);
    QVERIFY2(result.error.contains("list presets"), result.error.constData());
}

void TestCliPresets::brokenPresetFile()
{
    const QString path = m_folder.path() + q("/broken.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\":\"reelout-operator\",\"version\":1,\"type\":\"moviefileout\",\"parameters\":[]}");
    file.close();
    const ProcessResult result = run({q("record"), path, q("--video"), q("testpattern")});
    QVERIFY(result.exitCode != 0);
    QVERIFY2(result.error.contains("not an object"), result.error.constData());
}

QTEST_GUILESS_MAIN(TestCliPresets)
#include "test_cli_presets.moc"
