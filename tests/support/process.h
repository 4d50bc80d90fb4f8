// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcessEnvironment>
#include <QStringList>

namespace reelout::test {

/// What a program that has ended said.
struct ProcessResult {
    int exitCode = -1; ///< -1: did not start, crashed, or was still running at the time limit
    QByteArray out;
    QByteArray error;
};

/// Runs a program to its end, at most `seconds`; then it is killed.
ProcessResult runProcess(const QString& program, const QStringList& arguments,
                         const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment(),
                         int seconds = 120);

/// Path of one of our own programs ("reelout-cli") in the build folder.
QString builtProgram(const QString& name);

} // namespace reelout::test
