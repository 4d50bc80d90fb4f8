// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

/// A project file around the text of its operators.
QByteArray withOperators(const QByteArray& operators)
{
    return R"({"format":"reelout-project","version":1,"operators":)" + operators + "}";
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestProjectFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip();
    void onlyWhatDiffersIsStored();
    void unknownThingsAreKept();
    void commandsAreIgnored();
    void problemsThatCanBeLivedWith_data();
    void problemsThatCanBeLivedWith();
    void refused_data();
    void refused();
    void newerVersionIsRefused();
    void saveAndLoad();
    void failedSaveKeepsTheOldFile();
    void failedLoadChangesNothing_data();
    void failedLoadChangesNothing();
    void signalsOfLoading();
    void presets();

private:
    std::unique_ptr<Project> m_project;
    std::unique_ptr<test::TempFolder> m_folder;
};

void TestProjectFile::init()
{
    m_project = std::make_unique<Project>();
    m_folder = std::make_unique<test::TempFolder>();
    Operator* pattern = m_project->add(str("testpattern")).value();
    Operator* movie = m_project->add(str("moviefileout"), str("movie")).value();
    QVERIFY(m_project->connectInput(*movie, 0, pattern).hasValue());
    QVERIFY(movie->params().set(str("quality"), 0.25).hasValue());
    QVERIFY(movie->params().setExpression(str("length"), str("1+1")).hasValue());
    Operator* rows = m_project->add(str("table")).value();
    rows->setRows({{str("key"), str("välue\t1")}, {}});
    pattern->setActive(false);
    m_project->setRate(FrameRate(30000, 1001));
}

void TestProjectFile::roundTrip()
{
    const QJsonObject json = m_project->toJson();
    Project other;
    QStringList problems;
    QVERIFY(other.fromJson(object(QJsonDocument(json).toJson()), &problems).hasValue());
    QCOMPARE(problems, QStringList());
    QCOMPARE(other.toJson(), json);
    QCOMPARE(other.rate(), FrameRate(30000, 1001));
    Operator* movie = other.find(str("movie"));
    QCOMPARE(movie->input(0), other.find(str("testpattern1")));
    QVERIFY(!movie->input(0)->isActive());
    QCOMPARE(movie->params().number(str("quality")), 0.25);
    QCOMPARE(movie->params().expression(str("length")), str("1+1"));
    QCOMPARE(other.find(str("table1"))->rows(), m_project->find(str("table1"))->rows());
    QVERIFY(!other.isModified());
}

void TestProjectFile::onlyWhatDiffersIsStored()
{
    Project project;
    QCOMPARE(project.toJson(), object(withOperators("[]")));
    QVERIFY(project.add(str("moviefileout")).hasValue());
    QCOMPARE(project.toJson(), object(withOperators(R"([{"name":"moviefileout1","type":"moviefileout"}])")));
}

void TestProjectFile::unknownThingsAreKept()
{
    const QJsonObject json = object(
        R"({"format":"reelout-project","version":1,"theme":{"dark":true},"operators":[
            {"name":"a","type":"moviefileout","note":[1],"parameters":{"future":1,"quality":0.5}},
            {"name":"b","type":"hologram","parameters":{"depth":3}}]})");
    QStringList problems;
    QVERIFY(m_project->fromJson(json, &problems).hasValue());
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.first().contains(str("hologram")));
    QCOMPARE(m_project->operators().size(), std::size_t(1));
    QCOMPARE(m_project->toJson(), json);
    // Its name is taken, or the file could not be read again.
    QVERIFY(!m_project->add(str("table"), str("b")));
    m_project->clear();
    QVERIFY(m_project->add(str("table"), str("b")).hasValue());
}

void TestProjectFile::commandsAreIgnored()
{
    QSignalSpy changed(m_project.get(), &Project::paramChanged);
    QSignalSpy pulsed(m_project.get(), &Project::paramPulsed);
    QStringList problems;
    QVERIFY(m_project
                ->fromJson(object(withOperators(R"([{"name":"a","type":"moviefileout","parameters":
                    {"record":true,"addframe":true}},{"name":"b","type":"audiofileout","parameters":
                    {"record":{"expression":"true"}}}])")),
                           &problems)
                .hasValue());
    QCOMPARE(problems.size(), 3);
    QVERIFY(!m_project->find(str("a"))->params().toggle(str("record")));
    QCOMPARE(m_project->find(str("b"))->params().mode(str("record")), ParamMode::Constant);
    QCOMPARE(changed.count(), 0);
    QCOMPARE(pulsed.count(), 0);
}

void TestProjectFile::problemsThatCanBeLivedWith_data()
{
    QTest::addColumn<QByteArray>("operators");
    QTest::newRow("value") << QByteArray(R"([{"name":"a","type":"table","parameters":{"file":5}}])");
    QTest::newRow("source that isn't there")
        << QByteArray(R"([{"name":"a","type":"moviefileout","inputs":["b"]}])");
    QTest::newRow("wrong family") << QByteArray(
        R"([{"name":"a","type":"moviefileout","inputs":["b"]},{"name":"b","type":"table"}])");
    QTest::newRow("too many inputs") << QByteArray(
        R"([{"name":"a","type":"moviefileout","inputs":[null,"b"]},{"name":"b","type":"testpattern"}])");
    QTest::newRow("input of a source") << QByteArray(
        R"([{"name":"a","type":"testpattern","inputs":["b"]},{"name":"b","type":"testpattern"}])");
    QTest::newRow("cycle of wires") << QByteArray(
        R"([{"name":"a","type":"moviefileout","inputs":["b"]},{"name":"b","type":"moviefileout","inputs":["a"]}])");
    QTest::newRow("cycle of references") << QByteArray(
        R"([{"name":"a","type":"moviefileout","parameters":{"input":[{"top":"b"}]}},
            {"name":"b","type":"moviefileout","parameters":{"input":[{"top":"a"}]}}])");
    QTest::newRow("reference to itself")
        << QByteArray(R"([{"name":"a","type":"moviefileout","parameters":{"input":[{"top":"a"}]}}])");
    QTest::newRow("unknown type") << QByteArray(R"([{"name":"a","type":"zzz"}])");
}

void TestProjectFile::problemsThatCanBeLivedWith()
{
    QFETCH(QByteArray, operators);
    QStringList problems;
    QVERIFY(!object(withOperators(operators)).isEmpty());
    QVERIFY(m_project->fromJson(object(withOperators(operators)), &problems).hasValue());
    QCOMPARE(problems.size(), 1);
}

void TestProjectFile::refused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("another format") << QByteArray(R"({"format":"reelout-operator","version":1})");
    QTest::newRow("no version") << QByteArray(R"({"format":"reelout-project"})");
    QTest::newRow("version 0") << QByteArray(R"({"format":"reelout-project","version":0})");
    QTest::newRow("half a version") << QByteArray(R"({"format":"reelout-project","version":0.5})");
    QTest::newRow("version as text") << QByteArray(R"({"format":"reelout-project","version":"1"})");
    for (const char* rate : {"0", "-1", "1e9", "\"fast\"", "[]", "null", "\"0/0\""})
        QTest::addRow("rate %s", rate)
            << QByteArray(R"({"format":"reelout-project","version":1,"rate":)") + rate + "}";
    for (const char* operators :
         {"{}", "5", "[5]", "[{}]", R"([{"name":"a"}])", R"([{"name":"a","type":5}])",
          R"([{"name":"1","type":"table"}])", R"([{"name":5,"type":"table"}])",
          R"([{"name":"a","type":"table"},{"name":"a","type":"table"}])",
          R"([{"name":"a","type":"table"},{"name":"a","type":"zzz"}])",
          R"([{"name":"a","type":"table","active":1}])", R"([{"name":"a","type":"table","parameters":[]}])",
          R"([{"name":"a","type":"table","inputs":{}}])", R"([{"name":"a","type":"table","inputs":[5]}])",
          R"([{"name":"a","type":"table","rows":5}])", R"([{"name":"a","type":"table","rows":[5]}])",
          R"([{"name":"a","type":"table","rows":[[5]]}])"})
        QTest::newRow(operators) << withOperators(operators);
    QByteArray many = "[";
    for (int i = 0; i <= Project::kMaximumOperators; ++i)
        many += QByteArray(i ? "," : "") + R"({"type":"table","name":"t)" + QByteArray::number(i) + "\"}";
    QTest::newRow("too many operators") << withOperators(many + "]");
    QTest::newRow("too many rows") << withOperators(R"([{"name":"a","type":"table","rows":[)" +
                                                    QByteArray("[],").repeated(100000) + "[]]}]");
}

void TestProjectFile::refused()
{
    QFETCH(QByteArray, json);
    const QJsonObject before = m_project->toJson();
    QSignalSpy replaced(m_project.get(), &Project::replaced);
    const Status status = m_project->fromJson(object(json));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::InvalidData);
    QVERIFY(!status.error().detail.isEmpty());
    QCOMPARE(m_project->toJson(), before);
    QCOMPARE(replaced.count(), 0);
}

void TestProjectFile::newerVersionIsRefused()
{
    const Status status = m_project->fromJson(object(R"({"format":"reelout-project","version":2})"));
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::Unsupported);
    QVERIFY(status.error().detail.contains(str("version 2")));
    QVERIFY(m_project->find(str("movie")));
}

void TestProjectFile::saveAndLoad()
{
    const QString path = (*m_folder)(str("mÿ project.v2.reelout"));
    QVERIFY(m_project->isModified());
    QVERIFY(m_project->save(path).hasValue());
    QVERIFY(!m_project->isModified());
    QCOMPARE(m_project->name(), str("mÿ project.v2"));
    QCOMPARE(m_project->path(), path);
    Project other;
    QVERIFY(other.load(path).hasValue());
    QCOMPARE(other.toJson(), m_project->toJson());
    QCOMPARE(other.name(), m_project->name());
    QVERIFY(!other.isModified());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
    other.clear();
    QCOMPARE(other.name(), str("untitled"));
}

void TestProjectFile::failedSaveKeepsTheOldFile()
{
    const QString path = (*m_folder)(str("a.reelout"));
    QVERIFY(m_project->save(path).hasValue());
    m_project->remove(*m_project->find(str("movie")));
    const Status noFolder = m_project->save((*m_folder)(str("no/such/folder/a.reelout")));
    QVERIFY(!noFolder);
    QVERIFY(noFolder.error().detail.contains(str("no/such/folder")));
    QVERIFY(!m_project->save(m_folder->path()));
    QVERIFY(m_project->isModified());
    QCOMPARE(m_project->path(), path);
    Project other;
    QVERIFY(other.load(path).hasValue());
    QVERIFY(other.find(str("movie")));
}

void TestProjectFile::failedLoadChangesNothing_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("nonsense") << QByteArray("\x00\xff\x80garbage", 10);
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("cut short") << QByteArray(
        R"({"format":"reelout-project","version":1,"operators":[{"name")");
    QTest::newRow("deep") << withOperators(QByteArray("[").repeated(100000) +
                                           QByteArray("]").repeated(100000));
    QTest::newRow("deep in an unknown key") << R"({"format":"reelout-project","version":1,"x":)" +
                                                   QByteArray("{\"a\":").repeated(50000) + "1" +
                                                   QByteArray("}").repeated(50000) + "}";
    QTest::newRow("duplicate names") << withOperators(
        R"([{"name":"a","type":"table"},{"name":"a","type":"table"}])");
    QTest::newRow("huge") << QByteArray(65 * 1024 * 1024, ' ');
}

void TestProjectFile::failedLoadChangesNothing()
{
    QFETCH(QByteArray, bytes);
    const QString path = (*m_folder)(str("bad.reelout"));
    write(path, bytes);
    const QJsonObject before = m_project->toJson();
    const Status status = m_project->load(path);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::InvalidData);
    QCOMPARE(m_project->toJson(), before);
    QVERIFY(m_project->path().isEmpty());
    QCOMPARE(m_project->load((*m_folder)(str("absent"))).error().code, ErrorCode::NotFound);
    QVERIFY(!m_project->load(m_folder->path()));
}

void TestProjectFile::signalsOfLoading()
{
    const QJsonObject json = m_project->toJson();
    QStringList order;
    connect(m_project.get(), &Project::operatorAboutToBeRemoved, this,
            [&](Operator* op) { order.append(str("-") + op->name()); });
    connect(m_project.get(), &Project::operatorAdded, this, [&](Operator* op) {
        order.append(str("+") + op->name());
        // Whoever listens sees an operator that is complete.
        if (op->name() == str("movie")) {
            QVERIFY(op->input(0));
            QCOMPARE(op->params().number(str("quality")), 0.25);
        }
    });
    connect(m_project.get(), &Project::replaced, this, [&] { order.append(str("replaced")); });
    QVERIFY(m_project->fromJson(json).hasValue());
    QCOMPARE(order, QStringList({str("-table1"), str("-movie"), str("-testpattern1"), str("+testpattern1"),
                                 str("+movie"), str("+table1"), str("replaced")}));
}

void TestProjectFile::presets()
{
    Operator* movie = m_project->find(str("movie"));
    const QJsonObject preset = m_project->operatorToJson(*movie);
    QVERIFY(!preset.contains(str("inputs")));
    QStringList problems;
    const Result<Operator*> made = m_project->addFromJson(preset, &problems);
    QVERIFY(made.hasValue());
    QCOMPARE((*made)->name(), str("moviefileout1"));
    QCOMPARE((*made)->params().toJson(), movie->params().toJson());
    QCOMPARE(problems, QStringList());

    QVERIFY(movie->params().set(str("quality"), 1.0).hasValue());
    QVERIFY(movie->params().set(str("n"), 4).hasValue());
    QVERIFY(m_project->applyJson(*movie, preset).hasValue());
    QCOMPARE(movie->params().number(str("quality")), 0.25);
    QVERIFY(movie->params().isDefault(str("n")));
    QCOMPARE(movie->name(), str("movie"));
    QVERIFY(movie->input(0));
    QVERIFY(!m_project->applyJson(*m_project->find(str("table1")), preset));
    QVERIFY(!m_project->addFromJson({}));
    QVERIFY(!m_project->addFromJson(m_project->toJson()));
    QJsonObject unknown = preset;
    unknown.insert(str("type"), str("hologram"));
    QCOMPARE(m_project->addFromJson(unknown).error().code, ErrorCode::Unsupported);
    QCOMPARE(m_project->operators().size(), std::size_t(4));
}

QTEST_GUILESS_MAIN(TestProjectFile)
#include "test_project_file.moc"
