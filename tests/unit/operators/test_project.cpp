// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"

#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestProject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_project = std::make_unique<Project>(); }
    void namesAreFound();
    void badNames_data();
    void badNames();
    void renameFollowsReferences();
    void renameThatWouldCloseACycle();
    void removeCutsWiresAndReferences();
    void copyHasItsOwnValues();
    void wiring();
    void cyclesAreNamed();
    void referencesAreChecked();
    void firstAudioSourceIsTheDefault();
    void menusOfOperators();
    void hooksGetTheOperator();
    void signalsAndModified();
    void listPulsesFillParameters();
    void activeFlag();
    void noMoreThanTheLimit();

private:
    Operator* add(const char* type, const char* name = "")
    {
        const Result<Operator*> made = m_project->add(str(type), str(name));
        return made ? *made : nullptr;
    }
    std::unique_ptr<Project> m_project;
};

void TestProject::namesAreFound()
{
    QCOMPARE(add("testpattern")->name(), str("testpattern1"));
    QCOMPARE(add("testpattern")->name(), str("testpattern2"));
    m_project->remove(*m_project->find(str("testpattern1")));
    QCOMPARE(add("testpattern")->name(), str("testpattern1"));
    QCOMPARE(add("table", "_Rows9")->name(), str("_Rows9"));
    QCOMPARE(m_project->find(str("/testpattern2"))->name(), str("testpattern2"));
    QVERIFY(!m_project->find(str("testpattern3")));
    QVERIFY(!m_project->find(QString()));
    QCOMPARE(m_project->operators().size(), std::size_t(3));
    QVERIFY(!m_project->add(str("nosuch")));
}

void TestProject::badNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"1a", "a b", "a-b", "a.b", "ü", "taken", "a/b", "a\n", "/a"})
        QTest::newRow(name) << str(name);
    QTest::newRow("long") << QString(200, QLatin1Char('a'));
}

void TestProject::badNames()
{
    QFETCH(QString, name);
    add("table", "taken");
    Operator* other = add("table");
    const Result<Operator*> made = m_project->add(str("table"), name);
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::InvalidParameter);
    QVERIFY(!m_project->rename(*other, name));
    QVERIFY(!m_project->rename(*other, QString()));
    QCOMPARE(other->name(), str("table1"));
    QVERIFY(m_project->rename(*other, str("table1")).hasValue());
}

void TestProject::renameFollowsReferences()
{
    Operator* pattern = add("testpattern");
    Operator* tone = add("audiooscillator");
    Operator* rows = add("table");
    Operator* movie = add("moviefileout");
    ParamSet& params = movie->params();
    QVERIFY(m_project->connectInput(*movie, 0, pattern).hasValue());
    QVERIFY(params.set(str("audiochop"), str("audiooscillator1")).hasValue());
    QVERIFY(params.set(str("headerdat"), str("/table1")).hasValue());
    QVERIFY(params.setFromText(str("input"), str(R"([{"top":"testpattern1"}])")).hasValue());
    QVERIFY(params.setExpression(str("length"), str("op('table1').par.x")).hasValue());
    QSignalSpy renamed(m_project.get(), &Project::operatorRenamed);
    QVERIFY(m_project->rename(*tone, str("tone")).hasValue());
    QVERIFY(m_project->rename(*rows, str("rows")).hasValue());
    QVERIFY(m_project->rename(*pattern, str("bars")).hasValue());
    QCOMPARE(renamed.count(), 3);
    QCOMPARE(params.text(str("audiochop")), str("tone"));
    QCOMPARE(params.text(str("headerdat")), str("/rows"));
    QCOMPARE(params.value(str("input")).toList().first().toMap().value(str("top")).toString(), str("bars"));
    QCOMPARE(params.expression(str("length")), str("op('table1').par.x"));
    QCOMPARE(movie->input(0), pattern);
}

void TestProject::renameThatWouldCloseACycle()
{
    Operator* first = add("moviefileout", "first");
    Operator* second = add("moviefileout", "second");
    QVERIFY(first->params().setFromText(str("input"), str(R"([{"top":"later"}])")).hasValue());
    QVERIFY(m_project->connectInput(*second, 0, first).hasValue());
    const Status renamed = m_project->rename(*second, str("later"));
    QVERIFY(!renamed);
    QVERIFY(renamed.error().detail.contains(str("cycle")));
    QCOMPARE(second->name(), str("second"));
}

void TestProject::removeCutsWiresAndReferences()
{
    Operator* pattern = add("testpattern");
    Operator* tone = add("audiooscillator");
    add("audiooscillator");
    Operator* movie = add("moviefileout");
    QVERIFY(m_project->connectInput(*movie, 0, pattern).hasValue());
    QVERIFY(movie->params().set(str("audiochop"), tone->name()).hasValue());
    QVERIFY(movie->params().setFromText(str("input"), str(R"([{"top":"testpattern1","r":"Z"}])")).hasValue());
    QSignalSpy aboutTo(m_project.get(), &Project::operatorAboutToBeRemoved);
    QSignalSpy wiring(m_project.get(), &Project::wiringChanged);
    m_project->remove(*pattern);
    m_project->remove(*tone);
    QCOMPARE(aboutTo.count(), 2);
    QCOMPARE(wiring.count(), 1);
    QVERIFY(!movie->input(0));
    QCOMPARE(movie->params().value(str("audiochop")).toString(), QString());
    const QVariantMap block = movie->params().value(str("input")).toList().first().toMap();
    QCOMPARE(block.value(str("top")).toString(), QString());
    QCOMPARE(block.value(str("r")).toString(), str("Z"));
    QCOMPARE(m_project->sourcesOf(*movie).size(), std::size_t(0));
}

void TestProject::copyHasItsOwnValues()
{
    Operator* pattern = add("testpattern");
    Operator* movie = add("moviefileout");
    QVERIFY(m_project->connectInput(*movie, 0, pattern).hasValue());
    QVERIFY(movie->params().set(str("quality"), 0.5).hasValue());
    QVERIFY(movie->params().set(str("record"), true).hasValue());
    movie->setActive(false);
    const Result<Operator*> made = m_project->copy(*movie);
    QVERIFY(made.hasValue());
    Operator* copy = *made;
    QCOMPARE(copy->name(), str("moviefileout2"));
    QCOMPARE(copy->input(0), pattern);
    QCOMPARE(copy->params().number(str("quality")), 0.5);
    QVERIFY(!copy->isActive());
    QVERIFY(!copy->params().toggle(str("record")));
    QVERIFY(copy->params().set(str("quality"), 0.7).hasValue());
    QCOMPARE(movie->params().number(str("quality")), 0.5);
    Operator* rows = add("table");
    rows->setRows({{str("a"), str("b")}});
    QCOMPARE(m_project->copy(*rows).value()->rows(), rows->rows());
}

void TestProject::wiring()
{
    Operator* pattern = add("testpattern");
    Operator* tone = add("audiooscillator");
    Operator* movie = add("moviefileout");
    Operator* sound = add("audiofileout");
    QCOMPARE(movie->inputCount(), 1);
    QCOMPARE(sound->inputCount(), 16);
    QVERIFY(m_project->connectInput(*sound, 15, tone).hasValue());
    const Status wrongFamily = m_project->connectInput(*movie, 0, tone);
    QVERIFY(!wrongFamily);
    QCOMPARE(wrongFamily.error().detail, str("moviefileout1 takes a TOP; audiooscillator1 is a CHOP"));
    QVERIFY(!m_project->connectInput(*movie, 1, pattern));
    QVERIFY(!m_project->connectInput(*movie, -1, pattern));
    QVERIFY(!m_project->connectInput(*pattern, 0, pattern));
    QVERIFY(m_project->connectInput(*movie, 0, pattern).hasValue());
    QCOMPARE(movie->input(0), pattern);
    QVERIFY(!movie->input(1));
    QVERIFY(m_project->connectInput(*movie, 0, nullptr).hasValue());
    QVERIFY(!movie->input(0));
    Project other;
    Operator* stranger = other.add(str("testpattern")).value();
    QVERIFY(!m_project->connectInput(*movie, 0, stranger));
}

void TestProject::cyclesAreNamed()
{
    Operator* a = add("moviefileout", "a");
    Operator* b = add("moviefileout", "b");
    Operator* c = add("moviefileout", "c");
    const Status itself = m_project->connectInput(*a, 0, a);
    QVERIFY(!itself);
    QCOMPARE(itself.error().detail, str("that would be a cycle: a reads a"));
    QVERIFY(m_project->connectInput(*b, 0, a).hasValue());
    QVERIFY(c->params().setFromText(str("input"), str(R"([{"top":"b"}])")).hasValue());
    const Status byWire = m_project->connectInput(*a, 0, c);
    QVERIFY(!byWire);
    QCOMPARE(byWire.error().detail, str("that would be a cycle: a reads c reads b reads a"));
    QVERIFY(!a->input(0));
    const Status byReference = a->params().setFromText(str("input"), str(R"([{"top":""},{"top":"/c"}])"));
    QVERIFY(!byReference);
    QCOMPARE(byReference.error().detail, str("that would be a cycle: a reads c reads b reads a"));
    QVERIFY(a->params().isDefault(str("input")));
    QCOMPARE(m_project->sourcesOf(*c), std::vector<Operator*>{b});
}

void TestProject::referencesAreChecked()
{
    add("testpattern");
    Operator* meter = add("analyze");
    Operator* movie = add("moviefileout");
    const Status wrongFamily = movie->params().set(str("audiochop"), str("testpattern1"));
    QVERIFY(!wrongFamily);
    QCOMPARE(wrongFamily.error().detail, str("audiochop takes a CHOP; testpattern1 is a TOP"));
    QVERIFY(movie->params().set(str("audiochop"), str("notyet")).hasValue());
    QVERIFY(movie->params().set(str("audiochop"), meter->name()).hasValue());
    QCOMPARE(m_project->sourcesOf(*movie), std::vector<Operator*>{meter});
    Operator* sound = add("audiofileout");
    // Where relative export paths begin is no source, so it makes no cycle either.
    QVERIFY(sound->params().set(str("autoexportroot"), sound->name()).hasValue());
    QVERIFY(m_project->sourcesOf(*sound).empty());
}

void TestProject::firstAudioSourceIsTheDefault()
{
    Operator* movie = add("moviefileout");
    QCOMPARE(movie->params().text(str("audiochop")), QString());
    QVERIFY(!movie->params().enableState(str("audiocodec")).enabled);
    add("audiofileout");
    add("analyze");
    QCOMPARE(movie->params().text(str("audiochop")), QString());
    QSignalSpy refreshed(&movie->params(), &ParamSet::refreshed);
    Operator* tone = add("audiooscillator");
    QVERIFY(refreshed.count() > 0);
    add("audiodevicein");
    QCOMPARE(movie->params().text(str("audiochop")), str("audiooscillator1"));
    QVERIFY(movie->params().enableState(str("audiocodec")).enabled);
    QCOMPARE(m_project->sourcesOf(*movie), std::vector<Operator*>{tone});
    QVERIFY(m_project->rename(*tone, str("tone")).hasValue());
    QCOMPARE(movie->params().text(str("audiochop")), str("tone"));
    QVERIFY(movie->params().isDefault(str("audiochop")));
    m_project->remove(*tone);
    QCOMPARE(movie->params().text(str("audiochop")), str("audiodevicein1"));
    QVERIFY(movie->params().set(str("audiochop"), str("")).hasValue());
    QCOMPARE(movie->params().text(str("audiochop")), QString());
}

void TestProject::menusOfOperators()
{
    Operator* movie = add("moviefileout");
    add("audiodevicein");
    add("audiofileout");
    add("table");
    const auto tokens = [&](const char* name) {
        QStringList list;
        for (const MenuItem& item : movie->params().menuItems(str(name)))
            list.append(item.token);
        return list;
    };
    QCOMPARE(tokens("audiochop"), QStringList({str("audiodevicein1"), str("audiofileout1")}));
    QCOMPARE(tokens("headerdat"), QStringList({str("table1")}));
}

void TestProject::hooksGetTheOperator()
{
    Operator* movie = add("moviefileout");
    m_project->setMenuProvider([&](Operator& me, const QString& provider) -> std::vector<MenuItem> {
        return {{me.name(), provider, {}}};
    });
    m_project->setFactProvider(
        [&](Operator& me, const QString& fact) { return &me == movie && fact.size() > 3; });
    m_project->setEvaluator([&](Operator& me, const QString& parameter, const QString& expression) {
        return Result<QVariant>(QVariant(me.name() + parameter + expression));
    });
    QCOMPARE(movie->params().text(str("videocodectype")), str("moviefileout1"));
    QCOMPARE(movie->params().menuItems(str("videocodectype")).front().label, str("codectypes"));
    QVERIFY(movie->params().enableState(str("videocodectype")).enabled);
    QVERIFY(movie->params().setExpression(str("file"), str("x")).hasValue());
    QCOMPARE(movie->params().text(str("file")), str("moviefileout1filex"));
}

void TestProject::signalsAndModified()
{
    QSignalSpy added(m_project.get(), &Project::operatorAdded);
    QSignalSpy changed(m_project.get(), &Project::paramChanged);
    QSignalSpy pulsed(m_project.get(), &Project::paramPulsed);
    QSignalSpy modified(m_project.get(), &Project::modifiedChanged);
    Operator* movie = add("moviefileout");
    QCOMPARE(added.count(), 1);
    QVERIFY(m_project->isModified());
    m_project->clear();
    QVERIFY(!m_project->isModified());
    QCOMPARE(modified.count(), 2);
    const QJsonObject empty = m_project->toJson();
    movie = add("moviefileout");
    QVERIFY(m_project->fromJson(m_project->toJson()).hasValue());
    movie = m_project->find(str("moviefileout1"));
    QVERIFY(!m_project->isModified());
    // A command is no change of the project.
    QVERIFY(movie->params().set(str("record"), true).hasValue());
    QVERIFY(!m_project->isModified());
    QCOMPARE(changed.count(), 1);
    QVERIFY(movie->params().set(str("quality"), 0.1).hasValue());
    QVERIFY(m_project->isModified());
    QVERIFY(movie->params().pulse(str("addframe")).hasValue());
    QCOMPARE(pulsed.count(), 1);
    QCOMPARE(pulsed.first().first().value<Operator*>(), movie);
}

void TestProject::listPulsesFillParameters()
{
    Operator* movie = add("moviefileout");
    QVERIFY(movie->params().setFromText(str("resmenu"), str("3840x2160")).hasValue());
    QCOMPARE(movie->params().value(str("resolution")), QVariant(QVariantList({3840LL, 2160LL})));
    QVERIFY(movie->params().pulse(str("armenu"), 4).hasValue());
    QCOMPARE(movie->params().value(str("aspect")), QVariant(QVariantList({21.0, 9.0})));
}

void TestProject::activeFlag()
{
    Operator* pattern = add("testpattern");
    QSignalSpy changed(pattern, &Operator::activeChanged);
    pattern->setActive(false);
    pattern->setActive(false);
    QCOMPARE(changed.count(), 1);
}

void TestProject::noMoreThanTheLimit()
{
    QJsonObject preset = m_project->operatorToJson(*add("table"));
    for (int i = 1; i < Project::kMaximumOperators; ++i)
        QVERIFY(m_project->add(str("table"), QStringLiteral("t%1").arg(i)).hasValue());
    QVERIFY(!m_project->add(str("table")));
    QVERIFY(!m_project->addFromJson(preset));
}

QTEST_GUILESS_MAIN(TestProject)
#include "test_project.moc"
