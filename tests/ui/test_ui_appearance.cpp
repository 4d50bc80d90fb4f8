// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/starter_project.h"
#include "ui/window_keeper.h"
#include "window_fixture.h"

#include <QApplication>
#include <QEventLoop>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace reelout;
using namespace reelout::preference;

/// Theme, text size and language change while the program runs and records.
class TestUiAppearance final : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::unique_ptr<PreferenceStore> m_preferences;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<WindowKeeper> m_keeper;

    QString firstMenu() const { return m_keeper->window().menuBar()->actions().constFirst()->text(); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_preferences = std::make_unique<PreferenceStore>();
        QVERIFY(m_preferences->set(kLanguage, QStringLiteral("en")));
        m_appearance = std::make_unique<Appearance>(*qApp, *m_preferences);
        m_keeper = std::make_unique<WindowKeeper>(m_fixture->engine, *m_preferences, *m_appearance);
        QVERIFY(makeStarterProject(m_fixture->engine));
        m_keeper->window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_keeper->window()));
    }

    void cleanup()
    {
        m_keeper.reset();
        m_appearance.reset();
        m_fixture.reset();
        QLocale::setDefault(QLocale::c());
    }

    void germanIsThere()
    {
        QStringList codes;
        for (const Language& language : Languages::available())
            codes.append(language.code);
        QVERIFY(codes.contains(QStringLiteral("de")));
        QCOMPARE(codes.constFirst(), QStringLiteral("en"));
        QCOMPARE(codes.count(QStringLiteral("en")), 1);
        QCOMPARE(Languages::resolved(QStringLiteral("de")), QStringLiteral("de"));
        QCOMPARE(Languages::resolved(QStringLiteral("tlh")), QStringLiteral("en"));
    }

    void theLanguageChangesAtOnce()
    {
        QCOMPARE(firstMenu(), QStringLiteral("&File"));
        QSignalSpy made(m_keeper.get(), &WindowKeeper::windowMade);
        QVERIFY(m_preferences->set(kLanguage, QStringLiteral("de")));
        QTRY_COMPARE(made.count(), 1);
        QCOMPARE(firstMenu(), QStringLiteral("&Datei"));
        QVERIFY(m_keeper->window().isVisible());
        QCOMPARE(QLocale().language(), QLocale::German);
        // Labels are translated, the names that scripts hold are not.
        QStringList labels;
        for (const QLabel* label : m_keeper->window().inspector().findChildren<QLabel*>())
            labels.append(label->text());
        QVERIFY(labels.contains(QStringLiteral("Bildformat")));
        QVERIFY(!labels.contains(QStringLiteral("Image File Type")));
        QVERIFY(m_fixture->op("moviefileout1").params().set(QStringLiteral("type"), QStringLiteral("image")));
        QCOMPARE(QCoreApplication::translate("reelout", "%n block(s)", nullptr, 2),
                 QStringLiteral("2 Blöcke"));
        QVERIFY(m_preferences->set(kLanguage, QStringLiteral("en")));
        QTRY_COMPARE(made.count(), 2);
        QCOMPARE(firstMenu(), QStringLiteral("&File"));
        QCOMPARE(QCoreApplication::translate("reelout", "%n block(s)", nullptr, 1),
                 QStringLiteral("1 block"));
    }

    void theWindowStaysWhileSomebodyWaitsInIt()
    {
        QSignalSpy made(m_keeper.get(), &WindowKeeper::windowMade);
        QEventLoop program;
        QEventLoop waiting; // a dialog's, or that of something dragged
        bool isOver = false;
        QTimer::singleShot(0, &program, [&] {
            QVERIFY(m_preferences->set(kLanguage, QStringLiteral("de")));
            QTimer::singleShot(600, &waiting, &QEventLoop::quit);
            waiting.exec();
            QCOMPARE(made.count(), 0);
            isOver = true;
        });
        connect(m_keeper.get(), &WindowKeeper::windowMade, &program, [&] {
            QVERIFY(isOver);
            program.quit();
        });
        program.exec();
        QCOMPARE(made.count(), 1);
        QCOMPARE(firstMenu(), QStringLiteral("&Datei"));
    }

    void themeAndSizeChangeTogetherOnce()
    {
        QSignalSpy made(m_keeper.get(), &WindowKeeper::windowMade);
        QVERIFY(m_preferences->set(kTheme, QStringLiteral("light")));
        QVERIFY(m_preferences->set(kTextSize, 150));
        QTRY_COMPARE(made.count(), 1);
        QCOMPARE(themeChoice().theme, QStringLiteral("light"));
        QCOMPARE(themeChoice().textPercent, 150);
        QCOMPARE(m_keeper->window().palette().color(QPalette::Window),
                 themeColours(QStringLiteral("light")).window);
        QVERIFY(m_preferences->set(kCountdown, 3)); // another preference makes no window
        QCoreApplication::processEvents();
        QCOMPARE(made.count(), 1);
    }

    void selectionUndoAndDialogGoOn()
    {
        Operator& pattern = m_fixture->op("testpattern1");
        m_keeper->window().operatorList().select(&pattern);
        QVERIFY(pattern.params().set(QStringLiteral("pattern"), QStringLiteral("ramp")));
        QCoreApplication::processEvents();
        QVERIFY(m_keeper->window().history().undoStep());
        m_keeper->showPreferences();
        QPointer<PreferencesDialog> former = m_keeper->dialog();
        QVERIFY(former);
        former->pages().setCurrentRow(2);
        const QSize size = m_keeper->window().size();
        QSignalSpy made(m_keeper.get(), &WindowKeeper::windowMade);
        QVERIFY(m_preferences->set(kTheme, QStringLiteral("contrast")));
        QTRY_COMPARE(made.count(), 1);
        QTRY_VERIFY(!former);
        QVERIFY(m_keeper->dialog() && m_keeper->dialog()->isVisible());
        QCOMPARE(m_keeper->dialog()->pages().currentRow(), 2);
        QCOMPARE(m_keeper->window().operatorList().currentOperator(), &pattern);
        QCOMPARE(m_keeper->window().size(), size);
        QVERIFY(m_keeper->window().history().undo());
        QCOMPARE(pattern.params().text(QStringLiteral("pattern")), QStringLiteral("bars"));
        m_keeper->dialog()->close();
        QTRY_VERIFY(!m_keeper->dialog());
    }

    void aRecordingGoesOn()
    {
        Operator& movie = m_fixture->op("moviefileout1");
        QVERIFY(movie.params().set(QStringLiteral("audiochop"), QString()));
        Recorder* recorder = m_fixture->engine.recorder(movie);
        recorder->record();
        QTRY_COMPARE(recorder->state(), RecorderState::Recording);
        QSignalSpy made(m_keeper.get(), &WindowKeeper::windowMade);
        QVERIFY(m_preferences->set(kLanguage, QStringLiteral("de")));
        QTRY_COMPARE(made.count(), 1);
        QCOMPARE(recorder->state(), RecorderState::Recording);
        QTRY_VERIFY(recorder->stats().framesWritten > 3);
        recorder->stop();
        QTRY_COMPARE(recorder->state(), RecorderState::Idle);
        QVERIFY(recorder->lastReport() && !recorder->lastReport()->error);
    }

    void confirmationsAreTaken()
    {
        Operator& pattern = m_fixture->op("testpattern1");
        m_keeper->window().operatorList().select(&pattern);
        m_keeper->window().operatorList().removeCurrent(); // does not ask
        QVERIFY(!m_fixture->project.find(QStringLiteral("testpattern1")));
        QVERIFY(m_fixture->project.isModified());
        QVERIFY(m_preferences->set(kAskDiscarding, false));
        QVERIFY(m_keeper->window().mayReplaceProject()); // neither does this
    }
};

QTEST_MAIN(TestUiAppearance)
#include "test_ui_appearance.moc"
