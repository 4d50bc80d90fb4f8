// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "app/stop_signals.h"
#include "recovery/recovery.h"
#include "script/script_runner.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

namespace reelout {

namespace {

constexpr qint64 kLongestScript = 16 * 1024 * 1024; ///< bytes

/// One run of `reelout-cli run`: ends when the script has nothing more to do and its takes are complete.
class ScriptRun final : public QObject {
public:
    explicit ScriptRun(Program& program) : m_program(program), m_runner(program.engine)
    {
        connect(&m_runner, &ScriptRunner::printed, this, [](const QString& text) { printOut(text); });
        connect(&m_runner, &ScriptRunner::failed, this, [](const QString& text) { printError(text); });
        connect(&m_runner, &ScriptRunner::busyChanged, this, &ScriptRun::endWhenDone);
        connect(&m_signals, &StopSignals::stopRequested, this, &ScriptRun::stop);
        connect(&program.engine, &Engine::recorderAdded, this,
                [this](Recorder* recorder) { follow(*recorder); });
        for (Recorder* recorder : program.engine.recorders())
            follow(*recorder);
    }

    void start(const QString& source, const QString& file) { m_runner.run(source, file); }

    int exitCode() const
    {
        if (m_isStopping)
            return exitCodeFor(ErrorCode::Cancelled);
        return m_runner.failures() > 0 ? kExitUsage : m_exitCode;
    }
    const QJsonArray& reports() const { return m_reports; }

private:
    void follow(Recorder& recorder)
    {
        connect(&recorder, &Recorder::finished, this, [this](const RecordReport& report) {
            m_reports.append(report.toJson());
            if (report.error)
                m_exitCode = std::max(m_exitCode, report.isComplete ? 1 : exitCodeFor(report.error->code));
        });
        connect(&recorder, &Recorder::noticed, this, [&recorder](const QString& text) {
            printError(QStringLiteral("%1: %2").arg(recorder.sink().name(), text));
        });
        // After what the script does about it.
        connect(&recorder, &Recorder::finished, this, &ScriptRun::endWhenDone, Qt::QueuedConnection);
    }

    void stop()
    {
        m_isStopping = true;
        m_runner.stop();
        m_program.exports.stop();
        for (Recorder* recorder : m_program.engine.recorders())
            recorder->stop();
        endWhenDone();
    }

    bool isWaitingForChannel() const
    {
        const auto all = m_program.engine.recorders();
        return !m_isStopping && std::any_of(all.begin(), all.end(), [this](const Recorder* recorder) {
            return m_program.exports.isTied(recorder->sink(), QStringLiteral("record"));
        });
    }

    void endWhenDone()
    {
        if (!m_runner.isBusy() && !m_program.engine.isAnyRecording() && !isWaitingForChannel())
            QCoreApplication::quit();
    }

    Program& m_program;
    StopSignals m_signals;
    ScriptRunner m_runner;
    QJsonArray m_reports;
    int m_exitCode = 0;
    bool m_isStopping = false;
};

Result<QString> readScript(const QString& path)
{
    QFile file(path);
    const bool isOpen =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    const QString step = QStringLiteral("read script");
    if (!isOpen)
        return makeError(file.exists() ? ErrorCode::PermissionDenied : ErrorCode::NotFound, step,
                         QStringLiteral("%1: %2").arg(path, file.errorString()));
    const QByteArray bytes = file.read(kLongestScript + 1);
    if (file.error() != QFileDevice::NoError)
        return makeError(ErrorCode::IoFailed, step, QStringLiteral("%1: %2").arg(path, file.errorString()));
    if (bytes.size() > kLongestScript)
        return makeError(ErrorCode::InvalidData, step, QStringLiteral("%1 is no script").arg(path));
    return QString::fromUtf8(bytes);
}

} // namespace

int runScriptCommand(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Runs a script (JavaScript with op(), ops(), project, run(), wait(), print() …) and ends when it and "
        "its recordings are done. Ctrl-C stops it and finishes the files."));
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QStringLiteral("The script; - reads standard input."),
                                 QStringLiteral("FILE.js"));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Shows this."));
    const QCommandLineOption project({QStringLiteral("p"), QStringLiteral("project")},
                                     QStringLiteral("Opens a project first; default is an empty one."),
                                     QStringLiteral("PROJECT"));
    const QCommandLineOption json(
        QStringLiteral("json"),
        QStringLiteral("Prints the reports of all recordings as a JSON list at the end."));
    const QCommandLineOption verbose(QStringLiteral("verbose"), QStringLiteral("Logs more."));
    parser.addOptions({help, project, json, verbose});
    if (!parser.parse(arguments)) {
        printError(QStringLiteral("reelout-cli: %1").arg(parser.errorText()));
        printError(QStringLiteral("Try: reelout-cli run --help"));
        return kExitUsage;
    }
    if (parser.isSet(help)) {
        printOut(parser.helpText());
        return 0;
    }
    if (parser.positionalArguments().size() != 1) {
        printError(QStringLiteral("reelout-cli: give one script."));
        printError(QStringLiteral("Try: reelout-cli run --help"));
        return kExitUsage;
    }
    const QString path = parser.positionalArguments().constFirst();
    const Result<QString> source = readScript(path);
    if (!source)
        return printFailure(source.error());

    const LogPrinter log(parser.isSet(verbose) ? LogLevel::Debug : LogLevel::Warning);
    EngineServices services;
    services.takesFolder = defaultTakesFolder();
    Program program(std::move(services));
    if (parser.isSet(project)) {
        QStringList problems;
        if (const Status loaded = program.project.load(parser.value(project), &problems); !loaded)
            return printFailure(loaded.error());
        for (const QString& problem : problems)
            printError(QStringLiteral("reelout-cli: %1").arg(problem));
    }
    ScriptRun run(program);
    run.start(*source, path == QLatin1String("-") ? path : QFileInfo(path).fileName());
    QCoreApplication::exec();
    if (parser.isSet(json))
        printJson(QJsonDocument(run.reports()));
    return run.exitCode();
}

} // namespace reelout
