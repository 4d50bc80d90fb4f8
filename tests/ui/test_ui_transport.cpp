// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/replay_buffer.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/starter_project.h"
#include "ui/transport/arm_light.h"
#include "ui/transport/arm_strip.h"
#include "ui/transport/countdown_overlay.h"
#include "ui/transport/file_line.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/report_window.h"
#include "ui/transport/take_figures.h"
#include "ui/transport/transport_bar.h"
#include "ui/window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace reelout;

namespace {

constexpr int kPatience = 20000; // ms

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Record, Pause and Add Frame of one recorder and of all that are armed, and what people read meanwhile.
class TestUiTransport final : public QObject {
    Q_OBJECT

    using Fixture = test::WindowFixture;
    std::unique_ptr<Fixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    TransportBar& bar() { return window().transport(); }
    RecordCommands& commands() { return bar().commands(); }
    Recorder& recorder(const char* name) { return *m_fixture->engine.recorder(m_fixture->op(name)); }
    QPushButton& button(const char* name)
    {
        return *bar().findChild<QPushButton*>(QStringLiteral("transport-") + QLatin1String(name));
    }
    void click(const char* name) { QTest::mouseClick(&button(name), Qt::LeftButton); }
    Operator& addSoundRecorder()
    {
        Operator* made = *m_fixture->project.add(q("audiofileout"));
        if (!m_fixture->project.connectInput(*made, 0, &m_fixture->op("audiooscillator1")))
            qFatal("can't be wired");
        return *made;
    }
    bool reach(const char* name, RecorderState state)
    {
        return QTest::qWaitFor([&] { return recorder(name).state() == state; }, kPatience);
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<Fixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        QVERIFY(m_fixture->op("testpattern1").params().set(q("resolution"), QVariantList{160, 90}));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1500, 850);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        commands().setCountdownSeconds(0);
    }
    void cleanup() { m_fixture.reset(); }

    void replaysAreKeptAndSaved()
    {
        QToolButton& keep = *bar().findChild<QToolButton*>(q("transport-replay"));
        QToolButton& save = *bar().findChild<QToolButton*>(q("transport-savereplay"));
        const ReplayBuffer& replay = *recorder("moviefileout1").replay();
        QSignalSpy saved(&recorder("moviefileout1"), &Recorder::replaySaved);
        QVERIFY(keep.isEnabled() && !keep.isChecked() && !save.isEnabled());
        QTest::keyClick(&window(), Qt::Key_F4); // there is nothing to save, and it says so
        QVERIFY(window().noticeText().contains(q("replay buffer")));
        QTest::mouseClick(&keep, Qt::LeftButton);
        QVERIFY(replay.isRunning());
        QVERIFY(keep.isChecked() && save.isEnabled());
        QVERIFY(QTest::qWaitFor([&] { return keep.text() == q("1 s"); }, kPatience));
        QTest::mouseClick(&save, Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([&] { return saved.size() == 1; }, kPatience));
        QTest::keyClick(&window(), Qt::Key_F4);
        QVERIFY(QTest::qWaitFor([&] { return saved.size() == 2; }, kPatience));
        const auto report = saved[1][0].value<RecordReport>();
        QVERIFY(report.isComplete);
        QVERIFY(window().noticeText().contains(QFileInfo(report.path).fileName()));
        QCOMPARE(window().reports().list().count(), 2);
        QTest::keyClick(&window(), Qt::Key_F4, Qt::ShiftModifier);
        QVERIFY(!replay.isRunning());
        QVERIFY(!keep.isChecked() && !save.isEnabled());
        // Stills have none.
        QVERIFY(m_fixture->op("moviefileout1").params().set(q("type"), q("image")));
        QVERIFY(!keep.isEnabled());
    }

    void armedRecordersRunTogether()
    {
        addSoundRecorder();
        Operator& off = addSoundRecorder();
        off.setActive(false);
        QSignalSpy movie(&recorder("moviefileout1"), &Recorder::finished);
        QSignalSpy sound(&recorder("audiofileout1"), &Recorder::finished);
        QTest::keyClick(&window(), Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(reach("moviefileout1", RecorderState::Recording));
        QVERIFY(reach("audiofileout1", RecorderState::Recording));
        QCOMPARE(recorder("audiofileout2").state(), RecorderState::Idle);
        QTest::keyClick(&window(), Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(reach("moviefileout1", RecorderState::Paused));
        QVERIFY(reach("audiofileout1", RecorderState::Paused));
        const std::int64_t before = recorder("moviefileout1").stats().framesWritten;
        QTest::keyClick(&window(), Qt::Key_F8, Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(recorder("moviefileout1").stats().framesWritten > before, kPatience);
        QTest::keyClick(&window(), Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(reach("audiofileout1", RecorderState::Recording));
        QTRY_VERIFY_WITH_TIMEOUT(recorder("audiofileout1").stats().audioFrames > 0, kPatience);
        QTest::keyClick(&window(), Qt::Key_F9, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(movie.size(), 1, kPatience);
        QTRY_COMPARE_WITH_TIMEOUT(sound.size(), 1, kPatience);
        QVERIFY(recorder("moviefileout1").lastReport()->isComplete);
        QVERIFY(recorder("audiofileout1").lastReport()->isComplete);
        QVERIFY(!recorder("audiofileout2").lastReport());
        QCOMPARE(window().reports().list().count(), 2);
    }

    void theThreeButtonsMeanAllWhenAsked()
    {
        addSoundRecorder();
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        QVERIFY(button("all").text().contains(QLatin1Char('2')));
        click("all");
        QVERIFY(commands().meansAll());
        click("record");
        QVERIFY(reach("moviefileout1", RecorderState::Recording));
        QVERIFY(reach("audiofileout1", RecorderState::Recording));
        click("all"); // the one that is shown goes on alone
        click("record");
        QVERIFY(reach("moviefileout1", RecorderState::Idle));
        QCOMPARE(recorder("audiofileout1").state(), RecorderState::Recording);
        recorder("audiofileout1").stop();
        QVERIFY(reach("audiofileout1", RecorderState::Idle));
    }

    void aRecorderThatIsNotArmedSaysSo()
    {
        m_fixture->op("moviefileout1").setActive(false);
        QCOMPARE(bar().stateText(), q("Not armed"));
        QTRY_VERIFY(bar().fileLine().text().contains(q("not armed")));
        click("record");
        QTRY_VERIFY(window().noticeText().contains(q("not armed")));
        QCOMPARE(recorder("moviefileout1").state(), RecorderState::Failed);
        QTest::keyClick(&window(), Qt::Key_F9, Qt::ShiftModifier);
        QVERIFY(window().noticeText().contains(q("No recorder is armed")));
        QTest::keyClick(&window(), Qt::Key_F7);
        QVERIFY(m_fixture->op("moviefileout1").isActive());
    }

    void lightsArmByMouseAndKey()
    {
        addSoundRecorder();
        const auto lights = bar().armStrip().lights();
        QCOMPARE(lights.size(), std::size_t{2});
        QVERIFY(lights[0]->isChecked());
        QTest::mouseClick(lights[0], Qt::LeftButton);
        QVERIFY(!m_fixture->op("moviefileout1").isActive());
        lights[0]->setFocus();
        QTest::keyClick(lights[0], Qt::Key_Space);
        QVERIFY(m_fixture->op("moviefileout1").isActive());
        QVERIFY(lights[1]->accessibleName().contains(q("audiofileout1")));
        // In the list the light is at the left of the row.
        OperatorTree& tree = window().operatorList().tree();
        const QRect row = tree.visualItemRect(tree.currentItem());
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, QPoint(lightWidth() / 2, row.center().y()));
        QVERIFY(!m_fixture->op("moviefileout1").isActive());
        QVERIFY(m_fixture->project.rename(m_fixture->op("audiofileout1"), q("voice")));
        QVERIFY(lights[1]->accessibleName().contains(q("voice")));
    }

    void armingIsStoredWithTheProject()
    {
        m_fixture->op("moviefileout1").setActive(false);
        const QString path = m_fixture->folder(q("armed.reelout"));
        QVERIFY(m_fixture->project.save(path));
        m_fixture->op("moviefileout1").setActive(true);
        QVERIFY(window().openProject(path));
        QVERIFY(!m_fixture->op("moviefileout1").isActive());
    }

    void manyRecordersFindRoom()
    {
        for (int i = 0; i < ArmStrip::kMostLights + 2; ++i)
            QVERIFY(m_fixture->project.add(q("audiofileout")));
        QCOMPARE(bar().armStrip().lights().size(), std::size_t{ArmStrip::kMostLights});
        QVERIFY(!bar().armStrip().more().isHidden());
        QCOMPARE(bar().armStrip().more().text(), q("+3"));
        m_fixture->project.remove(m_fixture->op("audiofileout1"));
        QCOMPARE(bar().armStrip().more().text(), q("+2"));
    }

    void countdownIsSeenCancelledAndElapses()
    {
        commands().setCountdownSeconds(3);
        commands().countdown().setSecond(30);
        auto* overlay = window().findChild<CountdownOverlay*>();
        QSignalSpy seen(&commands().countdown(), &Countdown::changed);
        click("record");
        QVERIFY(overlay->isVisible());
        QCOMPARE(bar().stateText(), q("Begins in 3"));
        QCOMPARE(button("record").accessibleName(), q("Cancel the countdown"));
        QTest::keyClick(&window(), Qt::Key_Escape);
        QVERIFY(!overlay->isVisible());
        QVERIFY(!commands().countdown().isRunning());
        QCOMPARE(recorder("moviefileout1").state(), RecorderState::Idle);
        click("record");
        click("record");
        QVERIFY(!commands().countdown().isRunning());
        seen.clear();
        // When it begins, nothing is over the picture any more.
        bool wasHidden = false;
        connect(&recorder("moviefileout1"), &Recorder::stateChanged, this, [&](RecorderState state) {
            if (state == RecorderState::Opening)
                wasHidden = !overlay->isVisible();
        });
        QTest::keyClick(&window(), Qt::Key_F9);
        QVERIFY(reach("moviefileout1", RecorderState::Recording));
        QVERIFY(wasHidden);
        QList<int> figures;
        for (const QVariantList& each : seen)
            figures += each.constFirst().toInt();
        QCOMPARE(figures, (QList<int>{3, 2, 1, 0}));
        recorder("moviefileout1").stop();
        QVERIFY(reach("moviefileout1", RecorderState::Idle));
    }

    void whatCantBeginIsNotWaitedFor()
    {
        commands().setCountdownSeconds(10);
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0, nullptr));
        click("record");
        QVERIFY(!commands().countdown().isRunning());
        QTRY_VERIFY(window().noticeText().contains(q("Nothing is wired to moviefileout1")));
    }

    void figuresSayTheCause()
    {
        RecordStats stats;
        stats.framesWritten = 100;
        stats.repeatedIdle = 40;
        stats.skipped = 3;
        stats.encoderLoad = 0.5;
        stats.bytesPerSecond = 2'500'000;
        stats.audioFrames = 48000;
        stats.audioVideoOffsetMs = 12.34;
        using Figure = TakeFigures::Figure;
        TakeFigures& figures = bar().figures();
        figures.show(stats);
        QCOMPARE(figures.text(Figure::Repeated), q("40"));
        QCOMPARE(figures.caption(Figure::Repeated), q("repeated")); // a still screen is no fault
        QCOMPARE(figures.text(Figure::Load), q("50 %"));
        QCOMPARE(figures.text(Figure::Rate), q("2.5 MB/s"));
        QCOMPARE(figures.text(Figure::Offset), q("+12.3 ms"));
        stats.repeatedBusy = 9;
        stats.repeatedLate = 2;
        stats.framesHeld = 4;
        stats.encoderLoad = 1.3;
        stats.audioVideoOffsetMs = -90;
        stats.roomLeft = std::chrono::seconds(70);
        figures.show(stats);
        QCOMPARE(figures.caption(Figure::Repeated), q("busy encoder"));
        QCOMPARE(figures.text(Figure::Skipped), q("7"));
        QCOMPARE(figures.caption(Figure::Skipped), q("busy encoder"));
        QCOMPARE(figures.caption(Figure::Load), q("too slow"));
        QCOMPARE(figures.caption(Figure::Offset), q("out of sync"));
        QCOMPARE(figures.caption(Figure::Room), q("disk nearly full"));
    }

    void nothingMovesWhileItCounts()
    {
        const auto places = [this] {
            QList<QRect> at;
            for (const QWidget* each : bar().findChildren<QWidget*>())
                if (each->isVisible())
                    at += QRect(each->mapTo(&bar(), QPoint()), each->size());
            return at;
        };
        RecordStats stats;
        bar().figures().show(stats);
        const QList<QRect> before = places();
        stats.framesWritten = 9'999'999;
        stats.repeatedBusy = 999'999;
        stats.skipped = 123'456;
        stats.encoderLoad = 9.99;
        stats.bytes = 999'400'000'000;
        stats.bytesPerSecond = 987'600'000;
        stats.audioFrames = 1;
        stats.audioVideoOffsetMs = -123.4;
        bar().figures().show(stats);
        bar().figures().showRoom(q("999 h 59 m"));
        QCOMPARE(places(), before);
    }

    // What has no room is in a menu, so that nothing is out of reach at any size of text.
    void figuresWithoutRoomAreInAMenu()
    {
        TakeFigures figures;
        figures.QWidget::show();
        const auto hidden = [&] {
            int count = 0;
            for (const QWidget* column :
                 figures.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                count += column->layout() && column->isHidden() ? 1 : 0;
            return count;
        };
        figures.resize(4000, figures.height());
        QVERIFY(figures.more().isHidden());
        const int always = hidden(); // how far a recording of known length is
        figures.resize(figures.more().minimumWidth() + 200, figures.height());
        QVERIFY(!figures.more().isHidden());
        Q_EMIT figures.more().menu()->aboutToShow();
        QCOMPARE(figures.more().menu()->actions().size(), hidden() - always);
        QCOMPARE(figures.more().text(), q("+%1").arg(hidden() - always));
        QVERIFY(figures.more().geometry().right() <= figures.width());
    }

    void pauseIsSeenWhileNothingIsRecorded()
    {
        QTest::keyClick(&window(), Qt::Key_F10);
        QVERIFY(m_fixture->op("moviefileout1").params().toggle(q("pause")));
        QVERIFY(button("pause").isChecked());
        QTest::keyClick(&window(), Qt::Key_F10);
        QVERIFY(!button("pause").isChecked());
        // It is a command: no step of undo and no part of the project.
        QTest::keyClick(&window(), Qt::Key_F10);
        QCoreApplication::processEvents();
        QVERIFY(!window().history().undoStep());
        QVERIFY(!m_fixture->project.toJson().value(q("operators")).toArray().isEmpty());
        QVERIFY(!QJsonDocument(m_fixture->project.toJson()).toJson().contains("pause"));
    }

    void whatCantRecordIsNotReady()
    {
        QTRY_COMPARE(bar().stateText(), q("Ready"));
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0, nullptr));
        QTRY_COMPARE(bar().stateText(), q("Not ready"));
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0,
                                                &m_fixture->op("testpattern1")));
        QTRY_COMPARE(bar().stateText(), q("Ready"));
    }

    void thePathIsCopied()
    {
        QTRY_VERIFY(bar().fileLine().path().endsWith(q("Reelout.0.mp4")));
        for (QToolButton* each : bar().fileLine().findChildren<QToolButton*>())
            if (each->accessibleName() == q("Copy the path"))
                QTest::mouseClick(each, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), bar().fileLine().path());
    }

    void theReportCanBeRead()
    {
        recorder("moviefileout1").record();
        QTRY_VERIFY_WITH_TIMEOUT(recorder("moviefileout1").stats().framesWritten > 2, kPatience);
        recorder("moviefileout1").stop();
        QVERIFY(reach("moviefileout1", RecorderState::Idle));
        QTRY_COMPARE(window().reports().list().count(), 1);
        QToolButton* details = nullptr;
        for (QToolButton* each : window().notice().findChildren<QToolButton*>())
            if (each->accessibleName() == q("Details"))
                details = each;
        QVERIFY(details && details->isVisible());
        QTest::mouseClick(details, Qt::LeftButton);
        QVERIFY(window().reports().isVisible());
        QVERIFY(!window().reports().isModal());
        QVERIFY(window().reports().details().contains(recorder("moviefileout1").lastReport()->path));
        QVERIFY(window().reports().details().contains(q("Skipped:")));
        window().reports().close();
    }
};

QTEST_MAIN(TestUiTransport)
#include "test_ui_transport.moc"
