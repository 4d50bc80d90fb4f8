// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/encoder_trials.h"
#include "app/preference_wiring.h"
#include "app/stop_signals.h"
#include "base/error_text.h"
#include "preferences/preference_file.h"
#include "recovery/recovery.h"
#include "ui/panels/notice_line.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/starter_project.h"
#include "ui/tray.h"
#include "ui/window_keeper.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QPointer>
#include <QTimer>

#include <cstdio>
#include <cstring>

namespace {

using namespace reelout;

constexpr Duration kFinishTimeout = std::chrono::seconds(15);

QString translated(const char* text)
{
    return QCoreApplication::translate("Main", text);
}

void describeArguments(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        translated("Reelout, a desktop recorder. Without a display, reelout-cli records."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"), translated("A project to open (.reelout)."),
                                 QStringLiteral("[project]"));
}

/// Help and version need no display, so they must not wait for one.
bool asksForText(int argc, char** argv)
{
    for (int index = 1; index < argc; ++index) {
        for (const char* wanted : {"-h", "--help", "--help-all", "-v", "--version"})
            if (std::strcmp(argv[index], wanted) == 0)
                return true;
    }
    return false;
}

bool hasDisplay()
{
#if defined(Q_OS_LINUX)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int runWindow(QApplication& application, const QStringList& arguments)
{
    PreferenceStore preferences(defaultPreferencesPath());
    const Status loaded = preferences.load();
    EngineServices services;
    services.looksForHardware = true;
    static_cast<RecordingDefaults&>(services) = recordingDefaults(preferences);
    services.takesFolder = takesFolder(preferences);
    const QString takes = services.takesFolder;
    Program program(std::move(services));
    followPreferences(program.engine, preferences);
    Appearance appearance(application, preferences);
    WindowKeeper keeper(program.engine, preferences, appearance);
    MainWindow& window = keeper.window();
    if (!loaded)
        window.notice().show(NoticeLine::Tone::Problem, describe(loaded.error()));
    if (!arguments.isEmpty()) {
        if (!window.openProject(arguments.constFirst()))
            std::fprintf(stderr, "%s\n", qPrintable(window.noticeText()));
    } else {
        const Status made = makeStarterProject(
            program.engine, FrameRate::fromDouble(preferences.real(preference::kProjectRate)));
        if (!made)
            std::fprintf(stderr, "%s\n", qPrintable(describe(made.error())));
    }
    StopSignals signals;
    QObject::connect(&signals, &StopSignals::stopRequested, &keeper, &WindowKeeper::finishAndQuit);
    // A session that ends waits for this: the files are finished before the program is told to go.
    QObject::connect(&application, &QGuiApplication::commitDataRequest, &keeper,
                     [&program] { program.engine.finishAll(kFinishTimeout); });
    if (!preferences.isOn(preference::kStartInTray) || !Tray::isAvailable())
        window.show();
    QPointer<RecoveryDialog> recovery = new RecoveryDialog(Recovery(systemFiles(), takes), &window);
    recovery->offer();
    // The dialog goes with its window; what is still to be decided then is offered again.
    QObject::connect(&keeper, &WindowKeeper::windowMade, &keeper, [&](MainWindow& made) {
        if (!recovery || !recovery->isVisible())
            return;
        recovery = new RecoveryDialog(Recovery(systemFiles(), takes), &made);
        recovery->offer();
    });
    const int exitCode = application.exec();
    if (const Status saved = preferences.flush(); !saved)
        std::fprintf(stderr, "%s\n", qPrintable(describe(saved.error())));
    return exitCode;
}

} // namespace

int main(int argc, char* argv[])
{
    runEncoderTrialIfAsked(argc, argv);
    QCommandLineParser parser;
    if (asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        prepareProgram(application);
        describeArguments(parser);
        parser.process(application);
        return 0;
    }
    if (!hasDisplay()) {
        const Error error = makeError(ErrorCode::NoDisplay, QStringLiteral("open window"), {});
        std::fprintf(stderr, "reelout: %s\n%s\n", qPrintable(describe(error)),
                     qPrintable(translated("Without a display, reelout-cli records.")));
        return exitCodeFor(ErrorCode::NoDisplay);
    }
    QApplication application(argc, argv);
    prepareProgram(application);
    application.setDesktopFileName(QStringLiteral("org.reelout.Reelout"));
    describeArguments(parser);
    parser.process(application);
    return runWindow(application, parser.positionalArguments());
}
