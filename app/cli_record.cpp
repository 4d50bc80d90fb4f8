// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bootstrap.h"
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "app/preference_wiring.h"
#include "app/record_project.h"
#include "app/stop_signals.h"
#include "app/warm_up.h"
#include "preferences/preference_file.h"
#include "record/schedule_runner.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace reelout {

namespace {

/// Parameters of the two recorders that make no sense as an option.
const QSet<QString>& commandParameters()
{
    static const QSet<QString> names{QStringLiteral("record"), QStringLiteral("pause"),
                                     QStringLiteral("addframe")};
    return names;
}

QStringList addRecorderOptions(QCommandLineParser& parser)
{
    QStringList names;
    for (const OperatorType& type : operatorTypes()) {
        if (!type.isSink)
            continue;
        for (const ParamDescriptor& row : type.table->rows()) {
            if (row.kind == ParamKind::Pulse || commandParameters().contains(row.name) ||
                names.contains(row.name))
                continue;
            names += row.name;
            QStringList tokens;
            for (const MenuItem& item : row.menu)
                tokens += item.token;
            const QString value = tokens.isEmpty() || tokens.size() > 9 ? paramKindName(row.kind)
                                                                        : tokens.join(QLatin1Char('|'));
            parser.addOption({row.name, row.help, value});
        }
    }
    return names;
}

/// How far a recording of known length is.
QString progressText(const RecordStats& stats)
{
    QString text = QStringLiteral(" of %1 (%2 %)")
                       .arg(stats.framesTotal)
                       .arg(100 * std::min(stats.framesWritten, stats.framesTotal) / stats.framesTotal);
    if (stats.timeLeft)
        text += QStringLiteral("  %1 s left").arg(std::ceil(toSeconds(*stats.timeLeft)), 0, 'f', 0);
    return text;
}

/// One run of `reelout-cli record`: starts the recorders, shows progress, ends when all of them have.
class RecordRun final : public QObject {
public:
    /// `duration`: seconds after which a run that something else starts and stops is over; 0 = when told to.
    RecordRun(Program& program, std::vector<Operator*> sinks, bool overwrite, double duration)
        : m_program(program),
          m_sinks(std::move(sinks)),
          m_showProgress(isErrorTerminal()),
          m_duration(fromSeconds(duration))
    {
        for (Operator* sink : m_sinks) {
            Recorder* recorder = program.engine.recorder(*sink);
            recorder->setOverwriteAllowed(overwrite);
            connect(recorder, &Recorder::finished, this,
                    [this](const RecordReport& report) { onFinished(report); });
            connect(recorder, &Recorder::noticed, this, [this, sink](const QString& text) {
                m_said += QStringLiteral("%1: %2").arg(sink->name(), text);
                printError(m_said.back());
            });
        }
        connect(&m_signals, &StopSignals::stopRequested, this, [this] { stopAll(); });
        connect(&m_progress, &QTimer::timeout, this, [this] { showProgress(); });
    }

    /// Every recorder must be ready before the first one starts, so that nothing is half made.
    Status checkReady() const
    {
        for (Operator* sink : m_sinks)
            REELOUT_TRY(m_program.engine.recorder(*sink)->checkReady());
        return {};
    }

    /// Starts the recorders as soon as the sources run.
    void start()
    {
        m_warmUp = std::make_unique<WarmUp>(m_program.engine, m_sinks);
        m_warmUp->start([this] { record(); });
    }

    void stop() { stopAll(); }

    /// False when it was stopped before the recorders could start.
    bool hasStarted() const { return m_hasStarted; }
    const std::vector<RecordReport>& reports() const { return m_reports; }
    /// Lines printed while it recorded.
    const QStringList& said() const { return m_said; }

private:
    void record()
    {
        m_hasStarted = true;
        m_program.exports.tick();
        for (Operator* sink : m_sinks) {
            // What a channel or an expression starts and stops waits for it, until the time is over or the
            // program is told to stop.
            const QString name = QStringLiteral("record");
            const bool isExpression = sink->params().mode(name) == ParamMode::Expression;
            const bool isDriven = isExpression || m_program.exports.isTied(*sink, name);
            m_hasDriven = m_hasDriven || isDriven;
            if (!isDriven || (isExpression && sink->params().toggle(name)))
                m_program.engine.recorder(*sink)->record();
        }
        if (m_hasDriven && m_duration > Duration::zero())
            QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(m_duration), this,
                               [this] { stopAll(); });
        if (m_showProgress)
            m_progress.start(200);
    }

    void onFinished(const RecordReport& report)
    {
        m_reports.push_back(report);
        const bool isOver = m_hasDriven ? m_isStopping && !m_program.engine.isAnyRecording()
                                        : m_reports.size() == m_sinks.size();
        if (isOver)
            end();
    }

    void end()
    {
        m_progress.stop();
        if (m_showProgress)
            std::fputs("\n", stderr);
        QCoreApplication::quit();
    }

    void stopAll()
    {
        m_isStopping = true;
        m_program.exports.stop();
        if (!m_hasStarted) {
            QCoreApplication::quit();
            return;
        }
        for (Operator* sink : m_sinks)
            m_program.engine.recorder(*sink)->stop();
        if (m_hasDriven && !m_program.engine.isAnyRecording())
            end();
    }

    void showProgress()
    {
        RecordStats total;
        for (Operator* sink : m_sinks) {
            const RecordStats stats = m_program.engine.recorder(*sink)->stats();
            total.recorded = std::max(total.recorded, stats.recorded);
            total.framesWritten += stats.framesWritten;
            total.repeatedLate += stats.repeatedLate;
            total.repeatedBusy += stats.repeatedBusy;
            total.skipped += stats.skipped;
            total.bytes += stats.bytes;
            total.framesTotal += stats.framesTotal;
            if (stats.timeLeft)
                total.timeLeft = std::max(total.timeLeft.value_or(Duration::zero()), *stats.timeLeft);
        }
        QString text = QStringLiteral("\r%1 s  %2 frames")
                           .arg(toSeconds(total.recorded), 0, 'f', 1)
                           .arg(total.framesWritten);
        if (total.framesTotal > 0)
            text += progressText(total);
        else
            text += QStringLiteral("  %1 repeated late  %2 repeated busy  %3 skipped")
                        .arg(total.repeatedLate)
                        .arg(total.repeatedBusy)
                        .arg(total.skipped);
        text += QStringLiteral("  %1 MB ").arg(static_cast<double>(total.bytes) / 1e6, 0, 'f', 1);
        const QByteArray line = text.toUtf8();
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
        std::fflush(stderr);
    }

    Program& m_program;
    std::vector<Operator*> m_sinks;
    bool m_showProgress;
    const Duration m_duration;
    bool m_hasDriven = false; ///< some recorder is started and stopped by a channel or an expression
    bool m_isStopping = false;
    StopSignals m_signals;
    QTimer m_progress;
    std::unique_ptr<WarmUp> m_warmUp; ///< keeps the sources running until the end
    bool m_hasStarted = false;
    std::vector<RecordReport> m_reports;
    QStringList m_said;
};

/// --start-at and --stop-at; nothing when neither is given.
Result<std::optional<Schedule>> plannedTimes(const QString& startAt, const QString& stopAt)
{
    if (startAt.isEmpty() && stopAt.isEmpty())
        return std::optional<Schedule>();
    Schedule schedule;
    const Result<QTime> start =
        startAt.isEmpty() ? Result<QTime>(QTime::currentTime()) : parseTimeOfDay(startAt);
    if (!start)
        return start.error();
    schedule.start = *start;
    if (!stopAt.isEmpty()) {
        const Result<QTime> stop = parseTimeOfDay(stopAt);
        if (!stop)
            return stop.error();
        schedule.stop = *stop;
    }
    return std::optional(schedule);
}

int printReports(const std::vector<RecordReport>& reports, const QStringList& said, bool json)
{
    int exitCode = 0;
    QJsonArray list;
    for (const RecordReport& report : reports) {
        list.append(report.toJson());
        for (const QString& warning : report.warnings) {
            const QString line = QStringLiteral("%1: %2").arg(report.op, warning);
            if (!said.contains(line))
                printError(line);
        }
        if (report.error) {
            // The log has said it. A file that was finished in spite of it is a result, with a blemish.
            exitCode = std::max(exitCode, report.isComplete ? 1 : exitCodeFor(report.error->code));
        }
        if (json)
            continue;
        if (report.files.size() > 1) {
            for (const FileReport& file : report.files)
                printOut(file.path);
        } else if (!report.path.isEmpty()) {
            printOut(report.path);
        }
    }
    if (json)
        printJson(list.size() == 1 ? QJsonDocument(list[0].toObject()) : QJsonDocument(list));
    return exitCode;
}

} // namespace

int runRecordCommand(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Records until the duration is over or the program is interrupted (Ctrl-C). The kind of "
        "recording follows from the extension of --output: a movie, a still or a sound file."));
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QStringLiteral("Project (.reelout) or preset: a file, or a name of `reelout-cli list presets`."),
        QStringLiteral("[PROJECT|PRESET]"));
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  QStringLiteral("Shows this."));
    const QCommandLineOption video(QStringLiteral("video"),
                                   QStringLiteral("Source of the picture; default screengrab."),
                                   QStringLiteral("TYPE"));
    const QCommandLineOption audio(
        QStringLiteral("audio"),
        QStringLiteral("Source of the sound, or none; default the system's sound with a screen. Repeatable: "
                       "see --audiotracks; a sound file has them side by side."),
        QStringLiteral("TYPE|none"));
    const QCommandLineOption output({QStringLiteral("o"), QStringLiteral("output")},
                                    QStringLiteral("File to write; never overwritten without --overwrite."),
                                    QStringLiteral("FILE"));
    const QCommandLineOption duration({QStringLiteral("t"), QStringLiteral("duration")},
                                      QStringLiteral("Length of the recording."), QStringLiteral("SECONDS"));
    const QCommandLineOption startAt(
        QStringLiteral("start-at"),
        QStringLiteral("Waits for that time of day (14:00, 14:00:30) before it records."),
        QStringLiteral("TIME"));
    const QCommandLineOption stopAt(QStringLiteral("stop-at"),
                                    QStringLiteral("Stops at that time of day, today or tomorrow."),
                                    QStringLiteral("TIME"));
    const QCommandLineOption set(QStringLiteral("set"),
                                 QStringLiteral("Sets a parameter; operators are named TYPE1. Repeatable."),
                                 QStringLiteral("OPERATOR.PARAMETER=VALUE"));
    const QCommandLineOption json(QStringLiteral("json"),
                                  QStringLiteral("Prints the report as JSON instead of the path."));
    const QCommandLineOption overwrite(QStringLiteral("overwrite"),
                                       QStringLiteral("Allows the file named by --output to be replaced."));
    const QCommandLineOption verbose(QStringLiteral("verbose"), QStringLiteral("Logs more."));
    parser.addOptions({help, video, audio, output, duration, startAt, stopAt, set, json, overwrite, verbose});
    const QStringList recorderOptions = addRecorderOptions(parser);

    if (!parser.parse(arguments)) {
        printError(QStringLiteral("reelout-cli: %1").arg(parser.errorText()));
        printError(QStringLiteral("Try: reelout-cli record --help"));
        return kExitUsage;
    }
    if (parser.isSet(help)) {
        printOut(parser.helpText());
        return 0;
    }

    RecordRequest request;
    request.file = parser.positionalArguments().value(0);
    request.video = parser.value(video);
    request.audio = parser.values(audio);
    request.output = parser.value(output);
    request.settings = parser.values(set);
    if (parser.isSet(duration)) {
        bool isNumber = false;
        request.duration = parser.value(duration).toDouble(&isNumber);
        if (!isNumber || !(request.duration > 0.0 && request.duration < 1e9)) {
            printError(QStringLiteral("reelout-cli: --duration %1: give a number of seconds above 0")
                           .arg(parser.value(duration)));
            return kExitUsage;
        }
    }
    const Result<std::optional<Schedule>> planned = plannedTimes(parser.value(startAt), parser.value(stopAt));
    if (!planned) {
        printError(QStringLiteral("reelout-cli: %1").arg(planned.error().detail));
        return kExitUsage;
    }
    if (parser.positionalArguments().size() > 1) {
        printError(QStringLiteral("reelout-cli: one project or preset at a time, not %1")
                       .arg(parser.positionalArguments().join(QLatin1Char(' '))));
        return kExitUsage;
    }
    for (const QString& name : recorderOptions) {
        if (parser.isSet(name))
            request.recorderOptions[name] = parser.value(name);
    }

    const LogPrinter log(parser.isSet(verbose) ? LogLevel::Debug : LogLevel::Warning);
    EngineServices services;
    PreferenceStore preferences(defaultPreferencesPath());
    loadPreferences(preferences);
    static_cast<RecordingDefaults&>(services) = recordingDefaults(preferences);
    services.takesFolder = takesFolder(preferences);
    Program program(std::move(services));
    program.project.setRate(FrameRate::fromDouble(preferences.real(preference::kProjectRate)));
    QStringList notices;
    Result<std::vector<Operator*>> sinks = prepareRecording(program.engine, request, &notices);
    for (const QString& notice : notices)
        printError(QStringLiteral("reelout-cli: %1").arg(notice));
    if (!sinks)
        return printFailure(sinks.error());

    RecordRun run(program, *sinks, parser.isSet(overwrite), request.duration);
    if (Status ready = run.checkReady(); !ready)
        return printFailure(ready.error());
    ScheduleRunner times(systemClock());
    QObject::connect(&times, &ScheduleRunner::startDue, &run, [&run] { run.start(); });
    QObject::connect(&times, &ScheduleRunner::stopDue, &run, [&run] { run.stop(); });
    QObject::connect(&times, &ScheduleRunner::noticed, &run, [](const QString& text) { printError(text); });
    QTimer::singleShot(0, &run, [&] {
        if (!*planned) {
            run.start();
            return;
        }
        times.setSchedule(*planned, parser.isSet(startAt) ? ScheduleRunner::Begin::Next
                                                          : ScheduleRunner::Begin::AlsoNow);
        if (!times.isOn())
            printError(QStringLiteral("reelout-cli: waiting for %1").arg(times.nextText()));
    });
    QCoreApplication::exec();
    if (!run.hasStarted())
        return printFailure(makeError(ErrorCode::Cancelled, QStringLiteral("start recording"),
                                      QStringLiteral("stopped before the sources were ready")));
    return printReports(run.reports(), run.said(), parser.isSet(json));
}

} // namespace reelout
