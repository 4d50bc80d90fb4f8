// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/encoder_trials.h"

#include "encode/hardware_probe.h"
#include "encode/hardware_trial.h"
#include "ffmpeg/av_log_bridge.h"

#include <QCoreApplication>
#include <QProcess>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>

#if defined(Q_OS_UNIX)
#include <sys/resource.h>
#include <unistd.h>
#elif defined(Q_OS_WIN)
#include "base/windows_api.h"
#endif

namespace reelout {

namespace {

constexpr const char* kArgument = "--probe-encoder";
// Marks the answer among whatever a driver prints.
constexpr const char* kAnswer = "reelout-trial:";
constexpr Duration kLimit = std::chrono::seconds(8);
constexpr int kLookEvery = 50; ///< ms

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::HardwareProbe", source);
}

// A crash here is an answer, not an accident worth a core file; and nobody may be left to kill a hang.
void containAccidents()
{
#if defined(Q_OS_UNIX)
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    alarm(30);
#elif defined(Q_OS_WIN)
    // No dialog of Windows about a driver's crash.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
#endif
}

std::optional<QString> answerIn(const QByteArray& output)
{
    for (const QByteArray& line : output.split('\n')) {
        if (line.startsWith(kAnswer))
            return QString::fromUtf8(line.mid(static_cast<qsizetype>(std::strlen(kAnswer)))).trimmed();
    }
    return std::nullopt;
}

} // namespace

void runEncoderTrialIfAsked(int argc, char** argv)
{
    if (argc != 3 || std::strcmp(argv[1], kArgument) != 0)
        return;
    containAccidents();
    installAvLogBridge();
    const QString reason = tryHardwareEncoder(QString::fromUtf8(argv[2]));
    std::printf("\n%s %s\n", kAnswer, reason.toUtf8().constData());
    std::fflush(stdout);
    // Drivers that fail in their exit handlers have answered already.
    std::_Exit(reason.isEmpty() ? 0 : 1);
}

QString tryEncoderInChild(const QString& program, const QString& encoder, Duration limit,
                          std::stop_token stop)
{
    QProcess child;
    child.setStandardInputFile(QProcess::nullDevice());
    child.setStandardErrorFile(QProcess::nullDevice());
    child.start(program, {QString::fromLatin1(kArgument), encoder});
    const Timestamp deadline = systemClock().now() + limit;
    while (!child.waitForFinished(kLookEvery)) {
        if (child.state() == QProcess::NotRunning)
            return text("It could not be tried: %1.").arg(child.errorString());
        if (!stop.stop_requested() && systemClock().now() < deadline)
            continue;
        child.kill();
        child.waitForFinished();
        return text("Its driver did not answer in time.");
    }
    if (const std::optional<QString> answer = answerIn(child.readAllStandardOutput()))
        return *answer;
    return child.exitStatus() == QProcess::CrashExit ? text("Its driver crashed when it was tried.")
                                                     : text("Its driver ended the trial.");
}

EncoderTrials::EncoderTrials()
{
    HardwareProbe::instance().setTrial(
        [program = QCoreApplication::applicationFilePath()](const QString& encoder, std::stop_token stop) {
            return tryEncoderInChild(program, encoder, kLimit, stop);
        });
}

EncoderTrials::~EncoderTrials()
{
    HardwareProbe::instance().setTrial({});
}

} // namespace reelout
