// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/encoder_trials.h"
#include "app/preference_wiring.h"
#include "app/remote_controls.h"
#include "app/scheduled_recording.h"
#include "app/stop_signals.h"
#include "base/error_text.h"
#include "capture/qtmultimedia/qt_camera_backend.h"
#include "preferences/preference_file.h"
#include "recovery/recovery.h"
#include "ui/main_window.h"
#include "ui/panels/notice_line.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/starter_project.h"
#include "ui/transport/transport_bar.h"
#include "ui/tray.h"
#include "ui/window_keeper.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <cstdio>
#include <cstring>
#include <optional>

namespace {

using namespace reelout;

constexpr Duration kFinishTimeout = std::chrono::seconds(15);

QString translated(const char* text)
{
    return QCoreApplication::translate("Main", text);
}

QString newInstance()
{
    return QStringLiteral("new-instance");
}

void describeArguments(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        translated("Reelout, a desktop recorder. Without a display, reelout-cli records."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"), translated("A project to open (.reelout)."),
                                 QStringLiteral("[project]"));
    parser.addOption({newInstance(), translated("Starts another program even when one runs already.")});
    addRemoteOptions(parser);
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

/// The exit code when a program that runs already did what was asked for; nothing when this one has to.
/// Needs no display: a shell elsewhere may ask.
std::optional<int> askRunningProgram(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    describeArguments(parser);
    if (!parser.parse(application.arguments()))
        return std::nullopt; // the window's own start says what is wrong
    const Result<std::vector<RemoteCommand>> commands = remoteCommands(parser);
    if (!commands) {
        std::fprintf(stderr, "reelout: %s\n", qPrintable(describe(commands.error())));
        return exitCodeFor(commands.error().code);
    }
    if (parser.isSet(newInstance()))
        return std::nullopt;
    if (!commands->empty()) {
        const std::optional<int> exitCode = tellRunningProgram(*commands, localRemotePath());
        if (exitCode || mayStartProgram(*commands))
            return exitCode;
        std::fprintf(stderr, "reelout: %s\n", qPrintable(translated("Reelout is not running.")));
        return exitCodeFor(ErrorCode::NotFound);
    }
    RemoteCommand command{&verbRow(Verb::Show), {}};
    if (const QString project = parser.positionalArguments().value(0); !project.isEmpty())
        command = {&verbRow(Verb::Open), {{QStringLiteral("path"), QFileInfo(project).absoluteFilePath()}}};
    return tellRunningProgram({command}, localRemotePath());
}

/// What the window has to do with remotes. The keeper makes a new one when language or text size change.
void joinRemotes(RemoteControls& remotes, WindowKeeper& keeper)
{
    QObject::connect(&remotes, &RemoteControls::problem, &keeper, [&keeper](const QString& text) {
        keeper.window().notice().show(NoticeLine::Tone::Problem, text);
    });
    VerbDesk& desk = remotes.desk();
    desk.setPreferredRecorder([&keeper] { return keeper.window().transport().recorder(); });
    desk.setHandler(Verb::Show, [&keeper](const QJsonObject&) -> Status {
        keeper.window().tray().showWindow();
        return {};
    });
    // Later: it may ask about unsaved changes, and who asked for it must not wait for that.
    desk.setHandler(Verb::Open, [&keeper](const QJsonObject& arguments) -> Status {
        const QString path = arguments.value(QLatin1String("path")).toString();
        const auto open = [&keeper, path] {
            MainWindow& window = keeper.window();
            window.tray().showWindow();
            if (window.mayReplaceProject())
                window.openProject(path);
        };
        QMetaObject::invokeMethod(&keeper, open, Qt::QueuedConnection);
        return {};
    });
    const auto fillTray = [&remotes](MainWindow& window) { remotes.fillTrayMenu(window.tray().menu()); };
    fillTray(keeper.window());
    QObject::connect(&keeper, &WindowKeeper::windowMade, &keeper, fillTray);
}

/// The transport says when a scheduled recording begins, the notice line what became of it.
void joinSchedule(ScheduledRecording& scheduled, WindowKeeper& keeper)
{
    QObject::connect(&scheduled, &ScheduledRecording::noticed, &keeper, [&keeper](const QString& text) {
        keeper.window().notice().show(NoticeLine::Tone::Problem, text);
    });
    const auto show = [&scheduled](MainWindow& window) {
        window.transport().setScheduleText(scheduled.nextText());
    };
    QObject::connect(&scheduled, &ScheduledRecording::changed, &keeper,
                     [&keeper, show] { show(keeper.window()); });
    QObject::connect(&keeper, &WindowKeeper::windowMade, &keeper, show);
}

int runWindow(QApplication& application, const QStringList& arguments,
              const std::vector<RemoteCommand>& commands)
{
    PreferenceStore preferences(defaultPreferencesPath());
    const Status loaded = preferences.load();
    EngineServices services = windowServices(preferences);
    if (qEnvironmentVariable("REELOUT_CAMERAS") == QLatin1String("qtmultimedia"))
        services.cameras = makeQtCameraBackend(systemClock(), {});
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
    RemoteControls remotes(program.engine);
    joinRemotes(remotes, keeper);
    remotes.apply(remoteSettings(preferences));
    QObject::connect(&preferences, &PreferenceStore::changed, &remotes,
                     [&] { remotes.apply(remoteSettings(preferences)); });
    ScheduledRecording scheduled(remotes.desk(), preferences, systemClock());
    joinSchedule(scheduled, keeper);
    if (!preferences.isOn(preference::kStartInTray) || !Tray::isAvailable())
        window.show();
    QTimer::singleShot(0, &remotes, [&remotes, &commands] {
        if (const Status done = remotes.run(commands); !done)
            Q_EMIT remotes.problem(describe(done.error()));
    });
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
    if (const std::optional<int> exitCode = askRunningProgram(argc, argv))
        return *exitCode;
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
    const Result<std::vector<RemoteCommand>> commands = remoteCommands(parser);
    return runWindow(application, parser.positionalArguments(),
                     commands ? *commands : std::vector<RemoteCommand>());
}
