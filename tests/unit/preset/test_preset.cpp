// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_file.h"
#include "preset/preset_store.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

Operator* added(Project& project, const char* type)
{
    const Result<Operator*> op = project.add(q(type));
    if (!op)
        qFatal("no such operator");
    return *op;
}

void set(Operator& op, const char* name, const QVariant& value)
{
    if (!op.params().set(q(name), value))
        qFatal("%s can't be set", name);
}

} // namespace

class TestPreset final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPresetSetsUpAnotherOperator();
    void whatBelongsToTheProjectStays();
    void folderAndNameStay_data();
    void folderAndNameStay();
    void anImageSequenceIsNumbered();
    void anotherTypeIsRefused();
    void thoseOfTheProgramCanBeRead();
    void savedFoundRenamedRemoved();
    void thoseOfTheProgramCantBeChanged();
    void anyNameHasAFile();
    void namesThatAreNone();
    void importedUnderAFreeName();
    void brokenFilesAreNamedAndNothingElse();
    void newOperatorsBeginWithIt();

private:
    TempFolder m_folder;
    int m_count = 0;
    PresetStore store() { return PresetStore(m_folder.path() + q("/store%1").arg(++m_count)); }
};

void TestPreset::aPresetSetsUpAnotherOperator()
{
    Project project;
    Operator* first = added(project, "moviefileout");
    set(*first, "videocodec", q("prores"));
    set(*first, "quality", 0.25);
    QVERIFY(first->params().setExpression(q("n"), q("3 + 4")));
    const Preset preset = presetOf(*first, q("Mine"), q("For me."));
    QCOMPARE(preset.type, q("moviefileout"));

    Operator* second = added(project, "moviefileout");
    set(*second, "fps", 12); // not in the preset: back to its default
    QStringList problems;
    QVERIFY(applyPreset(preset, *second, &problems));
    QVERIFY(problems.isEmpty());
    QCOMPARE(second->params().text(q("videocodec")), q("prores"));
    QCOMPARE(second->params().number(q("quality")), 0.25);
    QCOMPARE(second->params().expression(q("n")), q("3 + 4"));
    QVERIFY(second->params().isDefault(q("fps")));
    QCOMPARE(second->name(), q("moviefileout2"));
}

void TestPreset::whatBelongsToTheProjectStays()
{
    Project project;
    Operator* tone = added(project, "audiooscillator");
    Operator* other = added(project, "audiooscillator");
    Operator* first = added(project, "moviefileout");
    Operator* second = added(project, "moviefileout");
    set(*first, "audiochop", tone->name());
    set(*second, "audiochop", other->name());
    set(*second, "audiosources", QVariantList{QVariantMap{{q("chop"), tone->name()}}});
    second->setActive(false);
    const Preset preset = presetOf(*first, q("Mine"));
    QVERIFY(!preset.settings.value(q("parameters")).toObject().contains(q("audiochop")));
    QVERIFY(applyPreset(preset, *second));
    QCOMPARE(second->params().text(q("audiochop")), other->name());
    QCOMPARE(second->params().value(q("audiosources")).toList().size(), 1);
    QVERIFY(!second->isActive());
}

void TestPreset::folderAndNameStay_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("movie") << q("/movies/take one.mp4") << q("/movies/take one.gif");
    QTest::newRow("no extension") << q("/movies/take") << q("/movies/take.gif");
    QTest::newRow("dots in the folder") << q("/v1.2/take") << q("/v1.2/take.gif");
    QTest::newRow("dots in the name") << q("a.b.mov") << q("a.b.gif");
    QTest::newRow("none yet") << QString() << QString();
}

void TestPreset::folderAndNameStay()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    Project project;
    Operator* maker = added(project, "moviefileout");
    set(*maker, "videocodec", q("gif"));
    set(*maker, "file", q("/elsewhere/other.gif"));
    const Preset preset = presetOf(*maker, q("Clips"));
    QCOMPARE(preset.extension, q("gif"));

    Operator* op = added(project, "moviefileout");
    set(*op, "file", before);
    QVERIFY(applyPreset(preset, *op));
    QCOMPARE(op->params().text(q("file")), after);

    QVERIFY(op->params().setExpression(q("file"), q("'/movies/mine' + me.fileSuffix")));
    QVERIFY(applyPreset(preset, *op));
    QCOMPARE(op->params().expression(q("file")), q("'/movies/mine' + me.fileSuffix"));
}

void TestPreset::anImageSequenceIsNumbered()
{
    Project project;
    Operator* maker = added(project, "moviefileout");
    set(*maker, "type", q("imagesequence"));
    set(*maker, "imagefiletype", q("png"));
    set(*maker, "file", q("x.png"));
    Operator* op = added(project, "moviefileout");
    set(*op, "file", q("/it's/take.mov"));
    QVERIFY(applyPreset(presetOf(*maker, q("Stills")), *op));
    QCOMPARE(op->params().expression(q("file")), q("'/it\\'s/take' + me.fileSuffix"));
}

void TestPreset::anotherTypeIsRefused()
{
    Project project;
    const Preset preset = presetOf(*added(project, "audiofileout"), q("Sound"));
    Operator* movie = added(project, "moviefileout");
    set(*movie, "quality", 0.5);
    const Status applied = applyPreset(preset, *movie);
    QVERIFY(!applied);
    QCOMPARE(applied.error().code, ErrorCode::InvalidParameter);
    QCOMPARE(movie->params().number(q("quality")), 0.5);
}

void TestPreset::thoseOfTheProgramCanBeRead()
{
    QStringList problems;
    const std::vector<Preset> all = store().presets({}, &problems);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(q("; "))));
    QVERIFY(all.size() >= 6);
    for (const Preset& preset : all) {
        QVERIFY(preset.isFactory());
        QVERIFY2(!preset.description.isEmpty() && !preset.extension.isEmpty(), qPrintable(preset.name));
        Project project;
        Operator* op = *project.add(preset.type);
        QVERIFY(applyPreset(preset, *op, &problems));
        QVERIFY2(problems.isEmpty(), qPrintable(preset.name + q(": ") + problems.join(q("; "))));
    }
    QCOMPARE(store().presets(q("audiofileout")).front().name, q("Voice memo"));
}

void TestPreset::savedFoundRenamedRemoved()
{
    PresetStore store = this->store();
    const std::size_t before = store.presets().size();
    Project project;
    Operator* op = added(project, "moviefileout");
    set(*op, "n", 5);
    const Result<Preset> saved = store.save(presetOf(*op, q("  Mine "), q("Why.")));
    QVERIFY(saved);
    QCOMPARE(store.presets().size(), before + 1);
    Result<Preset> found = store.find(q("mine"));
    QVERIFY(found);
    QCOMPARE(found->name, q("Mine"));
    QCOMPARE(found->description, q("Why."));
    QCOMPARE(found->settings, saved->settings);

    const Result<Preset> again = store.save(presetOf(*op, q("MINE")));
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
    set(*op, "n", 6);
    QVERIFY(store.save(presetOf(*op, q("MINE")), ExistingPreset::Replace));
    QCOMPARE(store.presets().size(), before + 1);

    found = store.find(q("Mine"));
    QVERIFY(found);
    const Result<Preset> renamed = store.rename(*found, q("Yours"));
    QVERIFY(renamed);
    QVERIFY(!store.find(q("mine")));
    QVERIFY(store.rename(*renamed, q("YOURS")));
    QCOMPARE(store.find(q("yours"))->name, q("YOURS"));
    QCOMPARE(store.find(q("yours"))->settings.value(q("parameters")).toObject().value(q("n")).toInt(), 6);
    QVERIFY(store.remove(*store.find(q("yours"))));
    QCOMPARE(store.presets().size(), before);
}

void TestPreset::thoseOfTheProgramCantBeChanged()
{
    PresetStore store = this->store();
    const Preset preset = store.presets().front();
    QCOMPARE(store.rename(preset, q("Other")).error().code, ErrorCode::PermissionDenied);
    QCOMPARE(store.remove(preset).error().code, ErrorCode::PermissionDenied);
    QCOMPARE(store.save(preset, ExistingPreset::Replace).error().code, ErrorCode::AlreadyExists);
}

void TestPreset::anyNameHasAFile()
{
    PresetStore store = this->store();
    const std::size_t before = store.presets().size();
    Project project;
    Operator* op = added(project, "moviefileout");
    const QStringList names{q("../../etc/passwd"),
                            q("a/b"),
                            q(".."),
                            q("CON"),
                            q("100 % \"good\" <x>|?*"),
                            QString::fromUtf8("Größe 映画"),
                            QString(80, QLatin1Char('x')),
                            q("~"),
                            q("-rf")};
    for (const QString& name : names) {
        const Result<Preset> saved = store.save(presetOf(*op, name));
        QVERIFY2(saved.hasValue(), qPrintable(name));
        QVERIFY2(QFile::exists(saved->path) && QFileInfo(saved->path).path() == store.folder(),
                 qPrintable(name));
        QCOMPARE(store.find(name)->name, name);
    }
    QCOMPARE(store.presets().size(), before + static_cast<std::size_t>(names.size()));
}

void TestPreset::namesThatAreNone()
{
    for (const QString& name : {QString(), q("  "), q("two\nlines"), QString(81, QLatin1Char('x'))})
        QCOMPARE(checkPresetName(name).error().code, ErrorCode::InvalidParameter);
}

void TestPreset::importedUnderAFreeName()
{
    PresetStore store = this->store();
    Project project;
    const QString elsewhere = m_folder.path() + q("/from a friend.json");
    QVERIFY(writePreset(presetOf(*added(project, "audiofileout"), q("Voice memo")), elsewhere));
    QCOMPARE(store.import(elsewhere)->name, q("Voice memo 2"));
    QCOMPARE(store.import(elsewhere)->name, q("Voice memo 3"));

    // What the clipboard holds of an operator is a preset too, named after its file.
    QVERIFY(writeJsonFile(elsewhere, project.operatorToJson(*added(project, "moviefileout")), q("test")));
    QCOMPARE(store.import(elsewhere)->name, q("from a friend"));
}

void TestPreset::brokenFilesAreNamedAndNothingElse()
{
    PresetStore store = this->store();
    Project project;
    QVERIFY(store.save(presetOf(*added(project, "moviefileout"), q("Good"))));
    const QList<QByteArray> broken{
        "",
        "{",
        "[]",
        "\xff\xfe",
        "{\"format\":\"reelout-operator\"}",
        "{\"format\":\"reelout-operator\",\"version\":99,\"type\":\"moviefileout\"}",
        "{\"format\":\"reelout-operator\",\"version\":1,\"type\":\"hologram\"}",
        "{\"format\":\"reelout-operator\",\"version\":1,\"type\":\"moviefileout\",\"parameters\":7}"};
    for (qsizetype i = 0; i < broken.size(); ++i) {
        QFile file(store.folder() + q("/broken%1.preset").arg(i));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(broken[i]);
    }
    QStringList problems;
    const std::size_t count = store.presets({}, &problems).size();
    QCOMPARE(problems.size(), broken.size());
    QVERIFY(store.find(q("Good")));
    QCOMPARE(count, PresetStore(m_folder.path() + q("/nothing")).presets().size() + 1);
}

void TestPreset::newOperatorsBeginWithIt()
{
    PresetStore store = this->store();
    QVERIFY(store.initialName(q("moviefileout")).isEmpty());
    QVERIFY(store.setInitialName(q("moviefileout"), q("GIF clip")));
    QVERIFY(store.setInitialName(q("audiofileout"), q("Voice memo")));
    QCOMPARE(store.initialName(q("moviefileout")), q("GIF clip"));
    Project project;
    Operator* op = added(project, "moviefileout");
    QVERIFY(applyInitialPreset(store, *op));
    QCOMPARE(op->params().text(q("videocodec")), q("gif"));
    QVERIFY(applyInitialPreset(store, *added(project, "testpattern")));
    QVERIFY(store.setInitialName(q("moviefileout"), q("gone")));
    QCOMPARE(applyInitialPreset(store, *op).error().code, ErrorCode::NotFound);
    QVERIFY(store.setInitialName(q("moviefileout"), QString()));
    QVERIFY(store.initialName(q("moviefileout")).isEmpty());
    QCOMPARE(store.initialName(q("audiofileout")), q("Voice memo"));
}

QTEST_GUILESS_MAIN(TestPreset)
#include "test_preset.moc"
