// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "remote/verbs.h"

#include <QJsonObject>

#include <optional>
#include <vector>

class QCommandLineParser;

namespace reelout {

/// A verb the command line asks the running program for.
struct RemoteCommand {
    const VerbDescriptor* verb = nullptr;
    QJsonObject arguments;
};

/// Adds an option for each verb of the table that has one, and --operator.
void addRemoteOptions(QCommandLineParser& parser);
/// What was asked for, in the order it was written. InvalidParameter names the option.
Result<std::vector<RemoteCommand>> remoteCommands(const QCommandLineParser& parser);
/// True when one of them may start the program when it doesn't run yet.
bool mayStartProgram(const std::vector<RemoteCommand>& commands);

/// Has the program that listens at `path` do them, one after the other until one fails, and prints what they
/// give. The exit code, or nothing when no program listens. Blocks.
std::optional<int> tellRunningProgram(const std::vector<RemoteCommand>& commands, const QString& path);

} // namespace reelout
