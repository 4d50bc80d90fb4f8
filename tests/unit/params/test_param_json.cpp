// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_table.h"

#include "params/param_set.h"

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

QJsonObject object(const char* json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestParamJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_set = std::make_unique<ParamSet>(test::sampleTable()); }
    void defaultsAreNotStored();
    void roundTrip_data();
    void roundTrip();
    void everyKindComesBack();
    void unknownKeysAreKept();
    void formerNamesAndTokens();
    void commandsAreNeverStoredNorRead();
    void wrongTypes_data();
    void wrongTypes();
    void readingReplacesEverything();
    void onlyRealChangesAreTold();

private:
    std::unique_ptr<ParamSet> m_set;
};

void TestParamJson::defaultsAreNotStored()
{
    QCOMPARE(m_set->toJson(), QJsonObject());
    QVERIFY(m_set->set(str("count"), 6).hasValue());
    QCOMPARE(m_set->toJson(), object(R"({"count":6})"));
    QVERIFY(m_set->set(str("count"), 5).hasValue());
    QCOMPARE(m_set->toJson(), QJsonObject());
}

void TestParamJson::roundTrip_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("constants") << QByteArray(R"({"codec":"hap","pause":true,"size":[1,2],"mask":3})");
    QTest::newRow("a constant where an expression is the default") << QByteArray(R"({"fps":60})");
    QTest::newRow("an expression") << QByteArray(R"({"count":{"expression":"1+1"}})");
    QTest::newRow("with the constant beneath")
        << QByteArray(R"({"count":{"constant":7,"expression":"1+1"}})");
    QTest::newRow("unknown keys") << QByteArray(R"({"later":{"x":[1,null]},"count":6})");
    QTest::newRow("unknown keys in an expression") << QByteArray(R"({"fps":{"colour":3,"expression":"25"}})");
    QTest::newRow("unknown keys in a block") << QByteArray(R"({"inputs":[{"top":"a","r":"x","depth":2}]})");
    QTest::newRow("reference set to none") << QByteArray(R"({"sound":""})");
    QTest::newRow("menu entry that isn't here") << QByteArray(R"({"flavour":"elsewhere"})");
}

void TestParamJson::roundTrip()
{
    QFETCH(QByteArray, json);
    QStringList problems;
    m_set->fromJson(object(json.constData()), &problems);
    QCOMPARE(problems, QStringList());
    QCOMPARE(m_set->toJson(), object(json.constData()));
}

void TestParamJson::everyKindComesBack()
{
    const std::vector<std::pair<const char*, QVariant>> values{
        {"codec", str("hapq")},
        {"flavour", str("x")},
        {"pause", true},
        {"count", 1},
        {"open", 2000000000},
        {"size", QVariantList({7, 9})},
        {"fps", 59.94},
        {"aspect", QVariantList({16.0, 9.5})},
        {"scope", str("a ^b ünï")},
        {"file", str("/tmp/x.mov")},
        {"sound", str("mic")},
        {"header", str("table1")},
        {"inputs", QVariantList({QVariantMap({{str("top"), str("t")}, {str("r"), str("Z")}})})},
        {"mask", 6},
    };
    for (const auto& [name, value] : values)
        QVERIFY(m_set->set(str(name), value).hasValue());
    ParamSet other(test::sampleTable());
    QStringList problems;
    const QByteArray bytes = QJsonDocument(m_set->toJson()).toJson();
    other.fromJson(QJsonDocument::fromJson(bytes).object(), &problems);
    QCOMPARE(problems, QStringList());
    for (const auto& [name, value] : values) {
        QCOMPARE(other.value(str(name)), m_set->value(str(name)));
        QVERIFY(!other.isDefault(str(name)));
    }
}

void TestParamJson::unknownKeysAreKept()
{
    m_set->fromJson(object(R"({"future":[1,{"a":true}]})"));
    QVERIFY(m_set->set(str("count"), 6).hasValue());
    QCOMPARE(m_set->toJson(), object(R"({"count":6,"future":[1,{"a":true}]})"));
}

void TestParamJson::formerNamesAndTokens()
{
    QStringList problems;
    m_set->fromJson(object(R"({"hold":true,"codec":"h264nvgpu"})"), &problems);
    QCOMPARE(problems, QStringList());
    QVERIFY(m_set->toggle(str("pause")));
    QCOMPARE(m_set->text(str("codec")), str("h264"));
    m_set->fromJson(object(R"({"hold":true,"pause":false})"), &problems);
    QCOMPARE(problems.size(), 1);
    QVERIFY(!m_set->toggle(str("pause")));
}

void TestParamJson::commandsAreNeverStoredNorRead()
{
    QVERIFY(m_set->set(str("record"), true).hasValue());
    QCOMPARE(m_set->toJson(), QJsonObject());
    QStringList problems;
    m_set->fromJson({}, &problems);
    QVERIFY(m_set->toggle(str("record")));
    QVERIFY(m_set->set(str("record"), false).hasValue());
    QSignalSpy pulsed(m_set.get(), &ParamSet::pulsed);
    m_set->fromJson(object(R"({"record":true,"addframe":true,"sizes":1})"), &problems);
    QVERIFY(!m_set->toggle(str("record")));
    QCOMPARE(pulsed.count(), 0);
    QCOMPARE(problems.size(), 3);
    QCOMPARE(m_set->toJson(), QJsonObject());
}

void TestParamJson::wrongTypes_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* name : {"codec", "flavour", "pause", "count", "size", "fps", "aspect", "scope", "file",
                             "sound", "header", "inputs", "mask"}) {
        for (const char* value : {"null", "[[[]]]", "{}", "{\"expression\":5}", "{\"expression\":\"\"}"})
            QTest::addRow("%s %s", name, value) << QByteArray("{\"") + name + "\":" + value + "}";
    }
    QTest::newRow("number for a menu") << QByteArray(R"({"codec":1})");
    QTest::newRow("text for a number") << QByteArray(R"({"count":"7"})");
    QTest::newRow("number for a toggle") << QByteArray(R"({"pause":1})");
    QTest::newRow("pair of texts") << QByteArray(R"({"size":["1","2"]})");
    QTest::newRow("component") << QByteArray(R"({"sizew":7})");
    QTest::newRow("unknown token") << QByteArray(R"({"codec":"zzz"})");
    QTest::newRow("too many blocks") << QByteArray(R"({"inputs":[{},{},{},{}]})");
    QTest::newRow("expression of a sequence") << QByteArray(R"({"inputs":{"expression":"1"}})");
}

void TestParamJson::wrongTypes()
{
    QFETCH(QByteArray, json);
    QVERIFY(!object(json.constData()).isEmpty());
    QStringList problems;
    m_set->fromJson(object(json.constData()), &problems);
    QVERIFY(!problems.isEmpty());
    for (const ParamDescriptor& row : m_set->table().rows())
        QVERIFY2(m_set->isDefault(row.name), qPrintable(row.name));
}

void TestParamJson::readingReplacesEverything()
{
    QVERIFY(m_set->set(str("count"), 9).hasValue());
    QVERIFY(m_set->set(str("fps"), 9).hasValue());
    m_set->fromJson(object(R"({"pause":true})"));
    QVERIFY(m_set->isDefault(str("count")));
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Expression);
    QVERIFY(m_set->toggle(str("pause")));
}

void TestParamJson::onlyRealChangesAreTold()
{
    QVERIFY(m_set->set(str("count"), 9).hasValue());
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    m_set->fromJson(object(R"({"count":9,"pause":true})"));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), str("pause"));
}

QTEST_GUILESS_MAIN(TestParamJson)
#include "test_param_json.moc"
