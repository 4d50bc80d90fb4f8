// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project_history.h"

#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

class HandClock final : public Clock {
public:
    Timestamp now() const override { return m_now; }
    bool sleepUntil(Timestamp, std::stop_token) override { return false; }
    std::int64_t wallMilliseconds() const override { return 0; }
    void advance(Duration by) { m_now += by; }

private:
    Timestamp m_now = timestampFromNanoseconds(1'000'000'000);
};

} // namespace

class TestProjectHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_project = std::make_unique<Project>();
        m_clock = HandClock();
        m_picture = add("testpattern");
        m_movie = add("moviefileout");
        QVERIFY(m_project->connectInput(*m_movie, 0, m_picture));
        m_history = std::make_unique<ProjectHistory>(*m_project, m_clock);
    }
    void cleanup()
    {
        m_history.reset();
        m_project.reset();
    }
    void values();
    void modes();
    void whatFollowsIsTheSameStep();
    void scrubbingIsOneStep();
    void numbersInQuickSuccessionAreOneStep();
    void nothingInTheEndIsNoStep();
    void operatorsComeAndGo();
    void removedOperatorComesBackWhole();
    void names();
    void wires();
    void wiresThatWouldCrossOnTheWay();
    void tables();
    void rate();
    void exportsAreNoChange();
    void stepsOfSeveralOperators();
    void newChangesEndRedo();
    void savedStateIsKnown();
    void replacedProjectBeginsAnew();
    void noMoreThanTheLimit();
    void removalCanBeRefused();
    void randomWalk_data();
    void randomWalk();
    void pastedOperators();

private:
    Operator* add(const char* type, const char* name = "")
    {
        const Result<Operator*> made = m_project->add(str(type), str(name));
        return made ? *made : nullptr;
    }
    void set(Operator& op, const char* name, const QVariant& value)
    {
        QVERIFY(op.params().set(str(name), value));
    }
    void set(Operator& op, const char* name, const char* text) { set(op, name, QVariant(str(text))); }
    QJsonObject state() const { return m_project->toJson(); }
    Operator* op(const char* name) const { return m_project->find(str(name)); }

    std::unique_ptr<Project> m_project;
    HandClock m_clock;
    std::unique_ptr<ProjectHistory> m_history;
    Operator* m_picture = nullptr;
    Operator* m_movie = nullptr;
};

void TestProjectHistory::values()
{
    const QJsonObject before = state();
    QVERIFY(!m_history->undoStep());
    set(*m_movie, "fps", 25);
    const QJsonObject after = state();
    QSignalSpy changed(m_history.get(), &ProjectHistory::changed);
    QTRY_COMPARE(changed.size(), 1); // by itself, when control is back in the event loop
    QVERIFY(m_history->undoStep());
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Parameter);
    QCOMPARE(m_history->undoStep()->label, str("Movie FPS"));
    QCOMPARE(m_history->undoStep()->operators, QStringList(str("moviefileout1")));
    QSignalSpy restored(m_history.get(), &ProjectHistory::restored);
    QVERIFY(m_history->undo());
    QCOMPARE(state(), before);
    QCOMPARE(restored.size(), 1);
    QCOMPARE(restored.at(0).at(1).toStringList(), QStringList(str("moviefileout1")));
    QVERIFY(!m_history->undo());
    QVERIFY(m_history->redo());
    QCOMPARE(state(), after);
    QVERIFY(!m_history->redo());
}

void TestProjectHistory::modes()
{
    QVERIFY(m_movie->params().setExpression(str("quality"), str("12*2")));
    m_history->commit();
    QVERIFY(m_movie->params().setExpression(str("quality"), str("12*3")));
    m_history->commit();
    m_movie->params().reset(str("quality"));
    m_history->commit();
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().expression(str("quality")), str("12*3"));
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().expression(str("quality")), str("12*2"));
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().mode(str("quality")), ParamMode::Constant);
    // A sequence's blocks are a value like any other.
    set(*m_movie, "audiosources", QVariantList{QVariantMap{{str("chop"), str("x")}}});
    m_history->commit();
    QVERIFY(m_history->undo());
    QVERIFY(m_movie->params().value(str("audiosources")).toList().isEmpty());
    // A command is none of it.
    QVERIFY(m_movie->params().set(str("record"), true));
    m_history->commit();
    QVERIFY(!m_history->undoStep());
}

void TestProjectHistory::whatFollowsIsTheSameStep()
{
    m_project->setMenuProvider([](Operator&, const QString&) {
        return std::vector<MenuItem>{{QStringLiteral("only"), QStringLiteral("Only"), {}}};
    });
    set(*m_movie, "videocodectype", "elsewhere");
    m_history->commit();
    set(*m_movie, "videocodec", "prores");
    m_history->commit();
    QCOMPARE(m_history->undoStep()->label, str("Video Codec"));
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().constant(str("videocodectype")).toString(), str("elsewhere"));
}

void TestProjectHistory::scrubbingIsOneStep()
{
    m_history->setHeld(true);
    for (int i = 1; i <= 40; ++i) {
        set(*m_movie, "quality", i / 100.0);
        m_history->commit();
        m_clock.advance(std::chrono::seconds(2));
    }
    m_history->setHeld(false);
    // The next drag is another step, however soon it comes.
    m_history->setHeld(true);
    set(*m_movie, "quality", 0.5);
    m_history->setHeld(false);
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().number(str("quality")), 0.4);
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().number(str("quality")), 0.9);
    QVERIFY(!m_history->undoStep());
}

void TestProjectHistory::numbersInQuickSuccessionAreOneStep()
{
    for (const int fps : {24, 25, 26}) {
        set(*m_movie, "fps", fps);
        m_history->commit();
        m_clock.advance(ProjectHistory::kMergeTime / 2);
    }
    m_clock.advance(ProjectHistory::kMergeTime);
    set(*m_movie, "fps", 27);
    m_history->commit();
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().number(str("fps")), 26.0);
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().number(str("fps")), 60.0);
    // Two choices in a menu are two, and so are two numbers.
    set(*m_movie, "type", "image");
    m_history->commit();
    set(*m_movie, "type", "movie");
    m_history->commit();
    set(*m_movie, "fps", 5);
    m_history->commit();
    set(*m_movie, "quality", 0.3);
    m_history->commit();
    for (int step = 0; step < 4; ++step)
        QVERIFY(m_history->undo());
    QVERIFY(!m_history->undoStep());
}

void TestProjectHistory::nothingInTheEndIsNoStep()
{
    m_project->setModified(false);
    set(*m_movie, "quality", 0.3);
    set(*m_movie, "quality", 0.9);
    QVERIFY(m_project->isModified());
    m_history->commit();
    QVERIFY(!m_history->undoStep());
    QVERIFY(!m_project->isModified());
    m_history->setHeld(true);
    set(*m_movie, "quality", 0.2);
    m_history->commit();
    set(*m_movie, "quality", 0.9);
    m_history->setHeld(false);
    QVERIFY(!m_history->undoStep());
    QVERIFY(!m_project->isModified());
}

void TestProjectHistory::operatorsComeAndGo()
{
    const QJsonObject before = state();
    add("audiooscillator");
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Add);
    QCOMPARE(m_history->undoStep()->operators, QStringList(str("audiooscillator1")));
    const QJsonObject after = state();
    QVERIFY(m_history->undo());
    QCOMPARE(state(), before);
    QVERIFY(m_history->redo());
    QCOMPARE(state(), after);
    // What was done to it before it went can be taken back after it returned.
    set(*op("audiooscillator1"), "frequency", 100);
    m_history->commit();
    m_project->remove(*op("audiooscillator1"));
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Remove);
    QVERIFY(m_history->undo());
    QCOMPARE(op("audiooscillator1")->params().number(str("frequency")), 100.0);
    QVERIFY(m_history->undo());
    QCOMPARE(state(), after);
}

void TestProjectHistory::removedOperatorComesBackWhole()
{
    Operator* tone = add("audiooscillator");
    Operator* rows = add("table");
    rows->setRows({{str("title"), str("Dusk")}});
    set(*m_movie, "audiochop", tone->name());
    set(*m_movie, "headerdat", rows->name());
    set(*m_movie, "audiosources", QVariantList{QVariantMap{{str("chop"), tone->name()}}});
    m_picture->setActive(false);
    m_history->commit();
    const QJsonObject before = state();
    m_project->remove(*m_picture);
    m_project->remove(*tone);
    m_project->remove(*rows);
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Remove);
    QCOMPARE(m_history->undoStep()->operators.size(), 3);
    const QJsonObject after = state();
    QVERIFY(m_history->undo());
    QCOMPARE(state(), before); // with the order, the wires and the references
    QVERIFY(m_history->redo());
    QCOMPARE(state(), after);
    QVERIFY(m_history->undo());
    QCOMPARE(state(), before);
}

void TestProjectHistory::names()
{
    set(*m_movie, "audiochop", "voice");
    m_history->commit();
    Operator* tone = add("audiooscillator");
    m_history->commit();
    QVERIFY(m_project->rename(*tone, str("voice")));
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Rename);
    QCOMPARE(m_history->undoStep()->operators, QStringList({str("audiooscillator1"), str("voice")}));
    QVERIFY(m_project->rename(*tone, str("speech")));
    m_history->commit();
    QCOMPARE(m_movie->params().text(str("audiochop")), str("speech"));
    QVERIFY(m_history->undo());
    QCOMPARE(tone->name(), str("voice"));
    QCOMPARE(m_movie->params().text(str("audiochop")), str("voice"));
    QVERIFY(m_history->undo());
    QCOMPARE(tone->name(), str("audiooscillator1"));
    QVERIFY(m_history->redo());
    QCOMPARE(tone->name(), str("voice"));
}

void TestProjectHistory::wires()
{
    QVERIFY(m_project->connectInput(*m_movie, 0, nullptr));
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Wiring);
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->input(0), m_picture);
    m_picture->setActive(false);
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Active);
    QVERIFY(m_history->undo());
    QVERIFY(m_picture->isActive());
}

void TestProjectHistory::wiresThatWouldCrossOnTheWay()
{
    Operator* other = add("moviefileout");
    QVERIFY(m_project->connectInput(*m_movie, 0, other));
    m_history->commit();
    QVERIFY(m_project->connectInput(*m_movie, 0, nullptr));
    QVERIFY(m_project->connectInput(*other, 0, m_movie));
    m_history->commit();
    const QJsonObject after = state();
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->input(0), other);
    QVERIFY(!other->input(0));
    QVERIFY(m_history->redo());
    QCOMPARE(state(), after);
}

void TestProjectHistory::tables()
{
    Operator* rows = add("table");
    m_history->commit();
    rows->setRows({{str("a"), str("b")}});
    m_history->commit();
    rows->setRows({{str("a"), str("c")}});
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Table);
    QVERIFY(m_history->undo());
    QCOMPARE(rows->rows().front().at(1), str("b"));
    QVERIFY(m_history->undo());
    QVERIFY(rows->rows().empty());
    QVERIFY(m_history->redo());
    QCOMPARE(rows->rows().front().at(1), str("b"));
}

void TestProjectHistory::rate()
{
    m_project->setRate(FrameRate::fromDouble(25));
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Rate);
    QVERIFY(m_history->undo());
    QCOMPARE(m_project->rate(), FrameRate());
    QVERIFY(m_history->redo());
    QCOMPARE(m_project->rate(), FrameRate::fromDouble(25));
}

void TestProjectHistory::exportsAreNoChange()
{
    m_project->setModified(false);
    QSignalSpy modified(m_project.get(), &Project::modifiedChanged);
    for (const double sample : {0.1, 0.2, 0.3}) {
        QVERIFY(m_movie->params().setExport(str("quality"), sample));
        m_history->commit();
    }
    QVERIFY(modified.isEmpty());
    QVERIFY(!m_history->undoStep());
    m_movie->params().clearExport(str("quality"));
    m_history->commit();
    QVERIFY(!m_project->isModified());
}

void TestProjectHistory::stepsOfSeveralOperators()
{
    Operator* other = add("moviefileout");
    m_history->commit();
    set(*m_movie, "fps", 24);
    set(*other, "fps", 24);
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Parameter);
    QCOMPARE(m_history->undoStep()->operators.size(), 2);
    QVERIFY(m_history->undo());
    QCOMPARE(m_movie->params().number(str("fps")), 60.0);
    QCOMPARE(other->params().number(str("fps")), 60.0);
    set(*m_movie, "fps", 24);
    set(*m_movie, "quality", 0.1);
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Parameters);
}

void TestProjectHistory::newChangesEndRedo()
{
    set(*m_movie, "type", "image");
    m_history->commit();
    QVERIFY(m_history->undo());
    QVERIFY(m_history->redoStep());
    set(*m_movie, "type", "imagesequence");
    m_history->commit();
    QVERIFY(!m_history->redoStep());
}

void TestProjectHistory::savedStateIsKnown()
{
    set(*m_movie, "type", "image");
    m_project->setModified(false); // as saving does, before the change was a step
    QVERIFY(m_history->undoStep());
    QVERIFY(!m_project->isModified());
    set(*m_movie, "type", "movie");
    m_history->commit();
    QVERIFY(m_project->isModified());
    QVERIFY(m_history->undo());
    QVERIFY(!m_project->isModified());
    QVERIFY(m_history->undo());
    QVERIFY(m_project->isModified());
    QVERIFY(m_history->redo());
    QVERIFY(!m_project->isModified());
    // The saved state is out of reach once another way was taken.
    QVERIFY(m_history->undo());
    set(*m_movie, "type", "imagesequence");
    m_history->commit();
    QVERIFY(m_history->undo());
    QVERIFY(m_project->isModified());
    QVERIFY(m_history->redo());
    QVERIFY(m_project->isModified());
}

void TestProjectHistory::replacedProjectBeginsAnew()
{
    set(*m_movie, "type", "image");
    m_history->commit();
    QVERIFY(m_project->fromJson(m_project->toJson()));
    QVERIFY(!m_history->undoStep());
    QVERIFY(!m_project->isModified());
    set(*op("moviefileout1"), "type", "movie");
    m_history->commit();
    QVERIFY(m_history->undo());
    QCOMPARE(op("moviefileout1")->params().text(str("type")), str("image"));
    QVERIFY(!m_project->isModified());
}

void TestProjectHistory::noMoreThanTheLimit()
{
    for (int i = 0; i < ProjectHistory::kMostSteps + 20; ++i) {
        m_clock.advance(ProjectHistory::kMergeTime);
        set(*m_movie, "n", i + 1);
        m_history->commit();
    }
    int steps = 0;
    while (m_history->undo())
        ++steps;
    QCOMPARE(steps, ProjectHistory::kMostSteps);
    QCOMPARE(m_movie->params().integer(str("n")), 20);
}

void TestProjectHistory::removalCanBeRefused()
{
    m_history->setRemovalGuard([](const Operator& op) -> Status {
        return makeError(ErrorCode::Unsupported, QStringLiteral("undo"), op.name());
    });
    add("moviefileout");
    m_history->commit();
    const QJsonObject before = state();
    QVERIFY(!m_history->undo());
    QCOMPARE(state(), before);
    QVERIFY(m_history->undoStep());
}

void TestProjectHistory::randomWalk_data()
{
    QTest::addColumn<int>("seed");
    for (const int seed : {1, 2, 3, 4, 5, 6})
        QTest::addRow("%d", seed) << seed;
}

// Whatever was done, all of it is taken back exactly, and done again exactly.
void TestProjectHistory::randomWalk()
{
    QFETCH(int, seed);
    std::uint32_t random = static_cast<std::uint32_t>(seed);
    const auto pick = [&random](std::size_t count) {
        random = random * 1664525U + 1013904223U;
        return static_cast<int>((random >> 8) % static_cast<std::uint32_t>(count));
    };
    const char* types[] = {"moviefileout", "testpattern", "audiooscillator", "table", "analyze"};
    std::vector<QJsonObject> states{state()};
    for (int step = 0; step < 60; ++step) {
        m_clock.advance(std::chrono::seconds(1));
        const auto all = m_project->operators();
        Operator* one = all.empty() ? nullptr : all[static_cast<std::size_t>(pick(all.size()))];
        Operator* other = all.empty() ? nullptr : all[static_cast<std::size_t>(pick(all.size()))];
        switch (one ? pick(7) : 0) {
        case 0:
            add(types[pick(std::size(types))]);
            break;
        case 1:
            m_project->remove(*one);
            break;
        case 2:
            std::ignore = m_project->rename(*one, QStringLiteral("op%1").arg(pick(12)));
            break;
        case 3:
            std::ignore = m_project->connectInput(*one, 0, other);
            break;
        case 4:
            std::ignore = one->params().set(str("audiochop"), other->name());
            std::ignore = one->params().set(str("fps"), pick(100) + 1);
            break;
        case 5:
            one->setActive(!one->isActive());
            one->setRows({{other->name()}});
            break;
        default:
            std::ignore = m_project->addOperatorsFromJson(m_project->operatorsToJson({one, other}));
            break;
        }
        m_history->commit();
        if (state() != states.back())
            states.push_back(state());
    }
    QVERIFY(states.size() > 20);
    for (auto expected = states.rbegin() + 1; expected != states.rend(); ++expected) {
        QVERIFY(m_history->undo());
        QCOMPARE(state(), *expected);
    }
    QVERIFY(!m_history->undoStep());
    for (auto expected = states.begin() + 1; expected != states.end(); ++expected) {
        QVERIFY(m_history->redo());
        QCOMPARE(state(), *expected);
    }
    QVERIFY(!m_history->redoStep());
}

void TestProjectHistory::pastedOperators()
{
    Operator* tone = add("audiooscillator");
    set(*m_movie, "audiochop", tone->name());
    m_history->commit();
    const QJsonObject before = state();
    const QJsonObject copied = m_project->operatorsToJson({m_movie, tone});
    m_history->nameNext(HistoryStep::Kind::Paste);
    const auto pasted = m_project->addOperatorsFromJson(copied);
    QVERIFY(pasted);
    m_history->commit();
    QCOMPARE(m_history->undoStep()->kind, HistoryStep::Kind::Paste);
    QCOMPARE(m_history->undoStep()->operators, QStringList({str("moviefileout2"), str("audiooscillator2")}));
    // Among themselves they follow, outwards they stay.
    QCOMPARE(op("moviefileout2")->params().text(str("audiochop")), str("audiooscillator2"));
    QCOMPARE(op("moviefileout2")->input(0), m_picture);
    QVERIFY(m_history->undo());
    QCOMPARE(state(), before);
    // In a project without them the names stay, and wires to what is not there are left out.
    Project elsewhere;
    QVERIFY(elsewhere.addOperatorsFromJson(copied));
    QCOMPARE(elsewhere.operators().size(), std::size_t(2));
    QVERIFY(elsewhere.find(str("moviefileout1")));
    QVERIFY(!elsewhere.find(str("moviefileout1"))->input(0));
    QVERIFY(!elsewhere.addOperatorsFromJson({}));
    QVERIFY(!elsewhere.addOperatorsFromJson(elsewhere.toJson()));
    QCOMPARE(elsewhere.operators().size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TestProjectHistory)
#include "test_project_history.moc"
