// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_server.h"
#include "ui/main_window.h"
#include "ui/starter_project.h"
#include "ui/theme/theme.h"
#include "ui/viewport/picture_watcher.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QSettings>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>

using namespace reelout;
using namespace reelout::test;

// What the preview costs the program: CPU time with the picture of a 1080p source at 30 a second in the
// viewport, with the preview off and with the window hidden, in turns, while the picture is recorded and
// while its source just runs. The X server's part of drawing comes on top. bench_preview
// little|all|recording: one of the three.

namespace {

enum Way { kOff, kOn, kHidden, kWays };
constexpr int kRounds = 7;
constexpr int kSeconds = 3;

double cpuSeconds()
{
    timespec spent{};
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) != 0)
        return 0.0;
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

void show(MainWindow& window, Way way)
{
    window.setVisible(way != kHidden);
    window.viewportPanel().setPreviewOn(way != kOff);
    QTest::qWait(700); // the viewport's own start and end are no part of it
}

/// CPU seconds a second.
double measure(MainWindow& window, Way way)
{
    show(window, way);
    QElapsedTimer watch;
    watch.start();
    const double before = cpuSeconds();
    QTest::qWait(kSeconds * 1000);
    return (cpuSeconds() - before) / (static_cast<double>(watch.nsecsElapsed()) * 1e-9);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void compare(MainWindow& window, const char* name)
{
    std::array<std::vector<double>, kWays> loads;
    std::array<std::vector<double>, kWays> more; ///< than with the preview off, in the same round
    std::array<std::vector<double>, kWays> ratios;
    for (int round = 0; round < kRounds; ++round) {
        std::array<double, kWays> load{};
        for (int turn = 0; turn < kWays; ++turn) {
            const int way = (round % 2 == 0) ? turn : kWays - 1 - turn;
            load[static_cast<std::size_t>(way)] = measure(window, static_cast<Way>(way));
        }
        for (std::size_t way = 0; way < kWays; ++way) {
            loads[way].push_back(load[way]);
            more[way].push_back(load[way] - load[kOff]);
            ratios[way].push_back(load[way] / load[kOff]);
        }
    }
    std::printf("%s: off %.1f %% of a core\n", name, 100.0 * median(loads[kOff]));
    for (const auto& [way, words] : {std::pair{kOn, "on"}, std::pair{kHidden, "hidden"}}) {
        std::printf(
            "  %-6s %.1f %%, %+.1f points, ratio %.2f (medians of %d rounds; points %+.1f to %+.1f)\n", words,
            100.0 * median(loads[way]), 100.0 * median(more[way]), median(ratios[way]), kRounds,
            100.0 * *std::min_element(more[way].begin(), more[way].end()),
            100.0 * *std::max_element(more[way].begin(), more[way].end()));
    }
    std::fflush(stdout);
}

int run(const char* wanted)
{
    WindowFixture fixture;
    Project& project = fixture.project;
    if (!makeStarterProject(fixture.engine))
        return 1;
    Operator& movie = fixture.op("moviefileout1");
    Operator& pattern = fixture.op("testpattern1");
    const bool isSet = pattern.params().set(QStringLiteral("resolution"), QVariantList{1920, 1080}) &&
                       pattern.params().set(QStringLiteral("fps"), 30) &&
                       movie.params().set(QStringLiteral("fps"), 30) &&
                       movie.params().set(QStringLiteral("audiochop"), QString());
    if (!isSet)
        return 1;
    fixture.window = std::make_unique<MainWindow>(fixture.engine);
    MainWindow& window = *fixture.window;
    window.viewportPanel().setPreviewRate(30.0);
    window.resize(1600, 900);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    // Somebody else keeps the source running, so that its own cost is in all ways.
    const Result<PictureFeed> kept = fixture.engine.watchPicture(pattern);
    if (!kept)
        return 1;
    std::printf("picture of %s, %d × %d on the screen\n",
                qPrintable(project.find(QStringLiteral("testpattern1"))->name()),
                window.viewportPanel().width(), window.viewportPanel().height());
    if (!wanted || std::strcmp(wanted, "little") == 0)
        compare(window, "source runs, little moves");
    if (!pattern.params().set(QStringLiteral("pattern"), QStringLiteral("noise")))
        return 1;
    if (!wanted || std::strcmp(wanted, "all") == 0)
        compare(window, "source runs, everything moves");
    if (wanted && std::strcmp(wanted, "recording") != 0)
        return 0;
    if (!pattern.params().set(QStringLiteral("pattern"), QStringLiteral("bars")))
        return 1;
    Recorder* recorder = fixture.engine.recorder(movie);
    recorder->record();
    if (!QTest::qWaitFor([&] { return recorder->state() == RecorderState::Recording; }, 20000))
        return 1;
    compare(window, "recording H.264, little moves");
    recorder->stop();
    if (!QTest::qWaitFor([&] { return recorder->state() == RecorderState::Idle; }, 20000))
        return 1;
    window.hide();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    constexpr const char* kHere = "--here";
    if (argc < 2 || std::strcmp(argv[1], kHere) != 0) {
        // A display is there before the program that draws on it.
        QCoreApplication starter(argc, argv);
        XServer server(XServer::Kind::Xvfb, {{1920, 1080}, 24, {}});
        if (!server.start()) {
            std::fprintf(stderr, "%s\n", qPrintable(server.error()));
            return 1;
        }
        qputenv("DISPLAY", server.display().toLatin1());
        qputenv("QT_QPA_PLATFORM", "xcb");
        return QProcess::execute(QCoreApplication::applicationFilePath(),
                                 QStringList(QLatin1String(kHere)) + QCoreApplication::arguments().mid(1));
    }
    QApplication application(argc, argv);
    static const TempFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    applyTheme(application);
    return run(argc > 2 ? argv[2] : nullptr);
}
