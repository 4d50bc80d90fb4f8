// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/starter_project.h"
#include "ui/theme/theme.h"
#include "ui/window_fixture.h"

#include <QSettings>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <numeric>

using namespace reelout;

/// How quick the window is with two hundred operators. Prints, and asserts nothing about time.
class BenchUiInspector : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;

    static void report(const char* what, std::vector<double> times)
    {
        std::sort(times.begin(), times.end());
        const double mean =
            std::accumulate(times.begin(), times.end(), 0.0) / static_cast<double>(times.size());
        qInfo("%s: mean %.1f ms, median %.1f ms, slowest %.1f ms of %zu", what, mean, times[times.size() / 2],
              times.back(), times.size());
    }
    template <typename Action>
    static double timed(const Action& action)
    {
        const double before = busy();
        action();
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        return busy() - before;
    }
    /// Milliseconds the main thread has worked: what else the machine does is not counted.
    static double busy()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e6;
    }

private Q_SLOTS:
    void initTestCase()
    {
        static const test::TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
        applyTheme(*qApp);
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        const char* types[] = {"moviefileout", "testpattern", "audiofileout", "audiooscillator", "table"};
        for (int index = 0; index < 197; ++index)
            QVERIFY(m_fixture->project.add(QLatin1String(types[index % 5])));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        m_fixture->window->resize(1600, 900);
        m_fixture->window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_fixture->window.get()));
        // As a person finds it who has looked at the window for a second.
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture->window->inspector().isPrepared(), 60000);
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void switching_data()
    {
        QTest::addColumn<bool>("sameType");
        QTest::addRow("from recorder to recorder") << true;
        QTest::addRow("from type to type") << false;
    }
    void switching()
    {
        QFETCH(bool, sameType);
        OperatorList& list = m_fixture->window->operatorList();
        std::vector<double> times;
        for (Operator* op : m_fixture->project.operators()) {
            if (sameType && op->type().token != QStringLiteral("moviefileout"))
                continue;
            times.push_back(timed([&] { list.select(op); }));
            QCOMPARE(m_fixture->window->inspector().subject(), &op->params());
        }
        report(sameType ? "recorder to recorder" : "type to type", times);
    }

    void choosingAll()
    {
        OperatorTree& tree = m_fixture->window->operatorList().tree();
        report("choosing all", {timed([&] { tree.selectAll(); })});
        report("choosing one again", {timed([&] { tree.select(m_fixture->project.operators().front()); })});
    }

    void changingAValue()
    {
        Operator& movie = m_fixture->op("moviefileout1");
        m_fixture->window->operatorList().select(&movie);
        std::vector<double> times;
        for (int step = 0; step < 100; ++step)
            times.push_back(timed([&] {
                QVERIFY(movie.params().set(QStringLiteral("quality"), step / 100.0));
                m_fixture->window->history().commit();
            }));
        report("changing a value", times);
    }
};

QTEST_MAIN(BenchUiInspector)
#include "bench_ui_inspector.moc"
