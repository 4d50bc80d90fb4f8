// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.h"
#include "support/paths.h"

#include <QProcess>

namespace reelout::test {

ProcessResult runProcess(const QString& program, const QStringList& arguments,
                         const QProcessEnvironment& environment, int seconds)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    ProcessResult result;
    if (!process.waitForStarted()) {
        result.error = QStringLiteral("%1: %2").arg(program, process.errorString()).toUtf8();
        return result;
    }
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(seconds * 1000);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    result.out = process.readAllStandardOutput();
    result.error = process.readAllStandardError();
    if (ended && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    return result;
}

QString builtProgram(const QString& name)
{
    return buildPath(QStringLiteral("app/") + name);
}

} // namespace reelout::test
