// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scripting/script_panel.h"
#include "window_fixture.h"

#include <QAction>
#include <QDockWidget>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>

using namespace reelout;

class TestUiScript : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;

    ScriptPanel& panel() { return m_fixture->window->scriptPanel(); }
    void type(const char* line)
    {
        QTest::keyClicks(panel().line(), QLatin1String(line));
        QTest::keyClick(panel().line(), Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(m_fixture->project.add(QStringLiteral("testpattern")).hasValue());
        QVERIFY(m_fixture->project.add(QStringLiteral("moviefileout")).hasValue());
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        m_fixture->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_fixture->window.get()));
        QVERIFY(!m_fixture->window->scriptDock().isVisible());
        m_fixture->window->scriptDock().toggleViewAction()->trigger();
        QVERIFY(m_fixture->window->scriptDock().isVisible());
    }
    void cleanup() { m_fixture.reset(); }

    void linesAreRun()
    {
        type("6 * 7");
        QTRY_VERIFY(panel().text().endsWith(QStringLiteral("> 6 * 7\n42")));
        type("op('moviefileout1').par.n = 5");
        QTRY_COMPARE(m_fixture->op("moviefileout1").params().integer(QStringLiteral("n")), 5);
        type("nosuch");
        QTRY_VERIFY(panel().text().contains(QStringLiteral("nosuch is not defined")));
        QVERIFY(panel().line()->text().isEmpty());
    }

    void olderLinesComeBack()
    {
        type("a = 1");
        type("b = 2");
        QTest::keyClicks(panel().line(), QStringLiteral("c"));
        QTest::keyClick(panel().line(), Qt::Key_Up);
        QCOMPARE(panel().line()->text(), QStringLiteral("b = 2"));
        QTest::keyClick(panel().line(), Qt::Key_Up);
        QTest::keyClick(panel().line(), Qt::Key_Up);
        QCOMPARE(panel().line()->text(), QStringLiteral("a = 1"));
        QTest::keyClick(panel().line(), Qt::Key_Down);
        QTest::keyClick(panel().line(), Qt::Key_Down);
        QCOMPARE(panel().line()->text(), QStringLiteral("c"));
    }

    void aHangingScriptIsStopped()
    {
        type("while (1);");
        QTRY_VERIFY(panel().runner().isBusy());
        // The window goes on: it takes clicks, this one among them.
        QTest::mouseClick(panel().stopButton(), Qt::LeftButton);
        QVERIFY(QTest::qWaitFor([this] { return !panel().runner().isBusy(); }, 20000));
        type("1 + 1");
        QTRY_VERIFY(panel().text().endsWith(QStringLiteral("2")));
    }

    void filesAreRun()
    {
        const QString path = m_fixture->folder(QStringLiteral("a.js"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("# by TouchDesigner's habits\nx = op('testpattern1')\nx.par.fps = 24\nprint(x.par.fps)");
        file.close();
        panel().runFile(path);
        QTRY_VERIFY(panel().text().endsWith(QStringLiteral("24")));
        panel().runFile(m_fixture->folder(QStringLiteral("nosuch.js")));
        QTRY_VERIFY(panel().text().contains(QStringLiteral("can't be read")));
    }

    void whatAScriptDoesCanBeUndone()
    {
        type("op('testpattern1').par.fps = 24");
        QTRY_COMPARE(m_fixture->op("testpattern1").params().number(QStringLiteral("fps")), 24.0);
        QTRY_VERIFY(m_fixture->window->history().undoStep());
        QVERIFY(m_fixture->window->history().undo().hasValue());
        QCOMPARE(m_fixture->op("testpattern1").params().number(QStringLiteral("fps")), 60.0);
    }
};

QTEST_MAIN(TestUiScript)
#include "test_ui_script.moc"
