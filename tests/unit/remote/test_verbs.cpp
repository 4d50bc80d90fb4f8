// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/remote_state.h"
#include "remote/verb_values.h"
#include "stage.h"

#include <QJsonArray>
#include <QSet>
#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestVerbs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableIsWhole();
    void unnamedArguments();
    void argumentsOfTheCommandLine();
    void argumentsAreChecked_data();
    void argumentsAreChecked();
    void parameters();
    void aTakeFromBeginningToEnd();
    void withoutANameAllAreMeant();
    void aRefusedStartSaysWhy();
    void presets();
    void windowVerbs();
};

void TestVerbs::theTableIsWhole()
{
    QSet<QString> names;
    QSet<QString> options;
    for (const VerbDescriptor& row : verbTable()) {
        QVERIFY(!names.contains(row.name));
        names.insert(row.name);
        QVERIFY2(!row.help.isEmpty() && row.help.endsWith(QLatin1Char('.')), qPrintable(row.name));
        QVERIFY(row.option.isEmpty() || !options.contains(row.option));
        options.insert(row.option);
        bool wasOptional = false;
        for (const VerbArgument& argument : row.arguments) {
            QVERIFY(!argument.help.isEmpty() && !verbArgumentKindName(argument.kind).isEmpty());
            QVERIFY2(!wasOptional || argument.isOptional, qPrintable(row.name));
            wasOptional = argument.isOptional;
        }
        QCOMPARE(findVerb(row.name.toLower()), &row);
        QCOMPARE(verbRow(row.verb).name, row.name);
    }
    QCOMPARE(findVerb(str("dance")), nullptr);
}

void TestVerbs::unnamedArguments()
{
    const VerbDescriptor& set = verbRow(Verb::SetParameter);
    const QJsonObject made = *namedArguments(set, {str("a"), str("b"), 3});
    QCOMPARE(made,
             QJsonObject({{str("operator"), str("a")}, {str("parameter"), str("b")}, {str("value"), 3}}));
    const QJsonObject pair = *namedArguments(set, {str("a"), str("b"), 3, 4});
    QCOMPARE(pair.value(str("value")), QJsonValue(QJsonArray({3, 4})));
    QVERIFY(!namedArguments(set, {str("a")}));
    QVERIFY(!namedArguments(verbRow(Verb::Start), {str("a"), str("b")}));
    QVERIFY(namedArguments(verbRow(Verb::Start), {str("")})->isEmpty());
    QVERIFY(namedArguments(verbRow(Verb::Start), {})->isEmpty());
    const QJsonObject topics = *namedArguments(verbRow(Verb::Subscribe), {str("state"), str("files")});
    QCOMPARE(topics.value(str("topics")), QJsonValue(QJsonArray({str("state"), str("files")})));
}

void TestVerbs::argumentsOfTheCommandLine()
{
    const QJsonObject made =
        *argumentsFromText(verbRow(Verb::SetParameter), str("moviefileout1.file='a=b' + me.fileSuffix"));
    QCOMPARE(made.value(str("parameter")).toString(), str("file"));
    QCOMPARE(made.value(str("value")).toString(), str("'a=b' + me.fileSuffix"));
    QCOMPARE(argumentsFromText(verbRow(Verb::GetParameter), str("a.b"))->value(str("parameter")).toString(),
             str("b"));
    for (const char* wrong : {"", "a", "a.b", ".b=1", "a=b.c"})
        QVERIFY2(!argumentsFromText(verbRow(Verb::SetParameter), str(wrong)), wrong);
}

void TestVerbs::argumentsAreChecked_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QJsonObject>("arguments");
    const auto row = [](const char* title, const char* verb, const QJsonObject& arguments) {
        QTest::newRow(title) << str(verb) << arguments;
    };
    row("unknown argument", "Start", {{str("speed"), 3}});
    row("operator is no text", "Start", {{str("operator"), 3}});
    row("operator is too long", "Start", {{str("operator"), QString(10000, QLatin1Char('a'))}});
    row("no such operator", "Start", {{str("operator"), str("nosuch")}});
    row("no recorder", "Start", {{str("operator"), str("testpattern1")}});
    row("value is missing", "SetParameter",
        {{str("operator"), str("moviefileout1")}, {str("parameter"), str("n")}});
    row("value is an object", "SetParameter",
        {{str("operator"), str("moviefileout1")},
         {str("parameter"), str("n")},
         {str("value"), QJsonObject()}});
    row("value is a huge text", "SetParameter",
        {{str("operator"), str("moviefileout1")},
         {str("parameter"), str("file")},
         {str("value"), QString(100000, QLatin1Char('a'))}});
    row("value does not fit", "SetParameter",
        {{str("operator"), str("moviefileout1")},
         {str("parameter"), str("type")},
         {str("value"), str("dance")}});
    row("no such parameter", "GetParameter",
        {{str("operator"), str("moviefileout1")}, {str("parameter"), str("nosuch")}});
    row("no such preset", "LoadPreset", {{str("preset"), str("nosuch")}});
    row("topics", "Subscribe", {{str("topics"), QJsonArray({str("gossip")})}});
    row("zeros in texts", "Open", {{str("path"), QString(3, QChar(u'\0'))}});
}

void TestVerbs::argumentsAreChecked()
{
    QFETCH(QString, verb);
    QFETCH(QJsonObject, arguments);
    RemoteStage stage;
    const QJsonObject before = stage.project.toJson();
    const Result<QJsonValue> result = stage.desk.run(*findVerb(verb), arguments);
    QVERIFY(!result);
    QVERIFY(!result.error().detail.isEmpty());
    QCOMPARE(stage.project.toJson(), before);
    QCOMPARE(stage.state(), RecorderState::Idle);
}

void TestVerbs::parameters()
{
    RemoteStage stage;
    const auto set = [&](const char* name, const QJsonValue& value) {
        return stage.desk
            .run(Verb::SetParameter, {{str("operator"), str("moviefileout1")},
                                      {str("parameter"), str(name)},
                                      {str("value"), value}})
            .hasValue();
    };
    const auto get = [&](const char* name) {
        return stage.desk
            .run(Verb::GetParameter, {{str("operator"), str("moviefileout1")}, {str("parameter"), str(name)}})
            .value();
    };
    QVERIFY(set("fps", 25));
    QCOMPARE(get("fps"), QJsonValue(25));
    QVERIFY(set("fps", str("30")));
    QCOMPARE(get("fps"), QJsonValue(30));
    QVERIFY(set("resolution", QJsonArray({320, 240})));
    QCOMPARE(get("resolutionh"), QJsonValue(240));
    QVERIFY(set("pause", true));
    QCOMPARE(get("pause"), QJsonValue(true));
    QVERIFY(set("length", str("=2 * 21")));
    QCOMPARE(stage.recorder->params().mode(str("length")), ParamMode::Expression);
    QVERIFY(set("active", false));
    QCOMPARE(get("active"), QJsonValue(false));
}

void TestVerbs::aTakeFromBeginningToEnd()
{
    RemoteStage stage;
    QSignalSpy told(&stage.desk, &VerbDesk::happened);
    QVERIFY(stage.desk.run(Verb::Start).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Recording));
    const QJsonObject state = stage.desk.run(Verb::GetState).value().toObject();
    QCOMPARE(state.value(str("recording")), QJsonValue(true));
    const QJsonObject recorder = state.value(str("recorders")).toArray().at(0).toObject();
    QCOMPARE(recorder.value(str("operator")).toString(), str("moviefileout1"));
    QCOMPARE(recorder.value(str("state")).toString(), str("recording"));
    QVERIFY(recorder.value(str("path")).toString().endsWith(str("take.0.mov")));
    // Starting what records already changes nothing.
    QVERIFY(stage.desk.run(Verb::Start).hasValue());
    QVERIFY(stage.desk.run(Verb::Pause).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Paused));
    QVERIFY(stage.desk.run(Verb::AddFrame).hasValue());
    QVERIFY(stage.desk.run(Verb::Resume).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Recording));
    QVERIFY(stage.desk.run(Verb::Stop).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Idle));
    QStringList events;
    for (const QVariantList& each : told) {
        const QString event = each[1].toJsonObject().value(str("event")).toString();
        if (event == str("started") || event == str("finished"))
            events.append(event);
    }
    QCOMPARE(events, QStringList({str("started"), str("finished")}));
    const QJsonObject after =
        stage.desk.run(Verb::GetState, {{str("operator"), str("moviefileout1")}}).value().toObject();
    QCOMPARE(after.value(str("report")).toObject().value(str("complete")), QJsonValue(true));
}

void TestVerbs::withoutANameAllAreMeant()
{
    RemoteStage stage;
    Operator* second = stage.project.copy(*stage.recorder).value();
    QVERIFY(second->params().setExpression(str("file"), str("'second' + me.fileSuffix")).hasValue());
    QVERIFY(stage.desk.run(Verb::Toggle, {{str("operator"), second->name()}}).hasValue());
    QVERIFY(stage.desk.run(Verb::Start).hasValue()); // the first is the one that is meant
    QVERIFY(stage.waitFor(RecorderState::Recording));
    QVERIFY(QTest::qWaitFor(
        [&] { return stage.engine.recorder(*second)->state() == RecorderState::Recording; }, 20000));
    QVERIFY(stage.desk.run(Verb::Toggle).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Idle));
    QVERIFY(QTest::qWaitFor([&] { return !stage.engine.isAnyRecording(); }, 20000));
    stage.desk.setPreferredRecorder([&] { return stage.engine.recorder(*second); });
    QVERIFY(stage.desk.run(Verb::Toggle).hasValue());
    QVERIFY(stage.engine.recorder(*second)->state() != RecorderState::Idle);
    QCOMPARE(stage.state(), RecorderState::Idle);
    stage.engine.finishAll(std::chrono::seconds(10));
}

void TestVerbs::aRefusedStartSaysWhy()
{
    RemoteStage stage;
    QVERIFY(stage.project.connectInput(*stage.recorder, 0, nullptr).hasValue());
    const Result<QJsonValue> result = stage.desk.run(Verb::Start);
    QVERIFY(!result);
    QVERIFY(!result.error().detail.isEmpty());
}

void TestVerbs::presets()
{
    RemoteStage stage;
    PresetStore store{QString()};
    const std::vector<Preset> all = store.presets(str("moviefileout"));
    QVERIFY(!all.empty());
    QVERIFY(stage.desk.run(Verb::LoadPreset, {{str("preset"), all.front().name}}).hasValue());
}

void TestVerbs::windowVerbs()
{
    RemoteStage stage;
    QCOMPARE(stage.desk.run(Verb::Show).error().code, ErrorCode::Unsupported);
    QString opened;
    stage.desk.setHandler(Verb::Open, [&](const QJsonObject& arguments) -> Status {
        opened = arguments.value(str("path")).toString();
        return {};
    });
    QVERIFY(stage.desk.run(Verb::Open, {{str("path"), str("/a.reelout")}}).hasValue());
    QCOMPARE(opened, str("/a.reelout"));
}

QTEST_GUILESS_MAIN(TestVerbs)
#include "test_verbs.moc"
