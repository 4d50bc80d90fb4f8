// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace reelout {

/// Runs reelout-cli with the process's arguments (first = program name) and returns its exit code. Main
/// thread, with a QCoreApplication.
int runCli(const QStringList& arguments);

// The commands. `arguments` begins with the command's name. Each returns the exit code.
int runRecordCommand(const QStringList& arguments);
int runScriptCommand(const QStringList& arguments);
int runRepairCommand(const QStringList& arguments);
int runRecoverCommand(const QStringList& arguments);
int runListCommand(const QStringList& arguments);
int runParamsCommand(const QStringList& arguments);
int runPreferencesCommand(const QStringList& arguments);

/// Exit code of wrong usage.
inline constexpr int kExitUsage = 2;

} // namespace reelout
