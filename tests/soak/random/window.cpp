// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/preference_wiring.h"
#include "preferences/preference_file.h"
#include "soak/random/hands.h"
#include "ui/main_window.h"
#include "ui/starter_project.h"
#include "ui/window_keeper.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

// random_window [--seed N] [--steps N] FILE...: the program's window used by somebody who knows nothing of it
// (soak/random/hands.h). The files are dropped and opened; everything else stays in the folder of the last.
// Ends with 0 when the program still ends as it should.

using namespace reelout;

namespace {

/// Home, preferences and state are in `folder`, whoever runs this.
void liveIn(const QString& folder)
{
    for (const auto& [variable, name] :
         {std::pair{"HOME", ""}, std::pair{"XDG_CONFIG_HOME", "config"}, std::pair{"XDG_STATE_HOME", "state"},
          std::pair{"XDG_DATA_HOME", "data"}, std::pair{"XDG_CACHE_HOME", "cache"},
          std::pair{"XDG_RUNTIME_DIR", "runtime"}}) {
        const QString path = QDir(folder).absoluteFilePath(QString::fromLatin1(name));
        QDir().mkpath(path);
        qputenv(variable, path.toLocal8Bit());
    }
    QDir::setCurrent(folder);
}

} // namespace

int main(int argc, char** argv)
{
    runEncoderTrialIfAsked(argc, argv);
    const QFileInfo last(QString::fromLocal8Bit(argv[argc - 1]));
    if (argc < 2 || !last.isFile()) {
        std::fprintf(stderr, "random_window [--seed N] [--steps N] FILE...\n");
        return 2;
    }
    liveIn(last.absolutePath());
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    prepareProgram(application);
    application.setQuitOnLastWindowClosed(false);
    QCommandLineParser parser;
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Of the random numbers."),
                                  QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption steps(QStringLiteral("steps"), QStringLiteral("How many are taken."),
                                   QStringLiteral("N"), QStringLiteral("400"));
    parser.addOptions({seed, steps});
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("files"), QStringLiteral("What is dropped and opened."),
                                 QStringLiteral("FILE..."));
    parser.process(application);

    PreferenceStore preferences(defaultPreferencesPath());
    static_cast<void>(preferences.load());
    Program program(windowServices(preferences));
    followPreferences(program.engine, preferences);
    Appearance appearance(application, preferences);
    WindowKeeper keeper(program.engine, preferences, appearance);
    static_cast<void>(makeStarterProject(program.engine,
                                         FrameRate::fromDouble(preferences.real(preference::kProjectRate))));
    keeper.window().show();
    soak::RandomHands hands(program.engine, keeper, parser.value(seed).toUInt(),
                            parser.positionalArguments());
    for (const char* scheme : {"file", "http", "https"})
        QDesktopServices::setUrlHandler(QString::fromLatin1(scheme), &hands, "openUrl");
    hands.begin(parser.value(steps).toInt(), [&] {
        std::printf("end\n");
        std::fflush(stdout);
        keeper.finishAndQuit();
    });
    return application.exec();
}
