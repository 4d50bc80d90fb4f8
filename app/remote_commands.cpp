// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/remote_commands.h"

#include "base/error_text.h"
#include "remote/local_remote.h"
#include "remote/verb_values.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace reelout {

namespace {

QString operatorOption()
{
    return QStringLiteral("operator");
}

/// How a verb's option is followed by what it needs; empty = it stands alone.
QString valueName(const VerbDescriptor& verb)
{
    switch (verb.verb) {
    case Verb::SetParameter:
        return QStringLiteral("OPERATOR.PARAMETER=VALUE");
    case Verb::GetParameter:
        return QStringLiteral("OPERATOR.PARAMETER");
    case Verb::LoadPreset:
        return QStringLiteral("PRESET");
    case Verb::Marker:
        return QStringLiteral("NAME");
    default:
        return {};
    }
}

/// Whether --operator says which one the verb is for.
bool takesOperator(const VerbDescriptor& verb)
{
    return std::any_of(verb.arguments.begin(), verb.arguments.end(), [](const VerbArgument& argument) {
        return argument.isOptional && argument.name == operatorOption();
    });
}

const VerbDescriptor* verbOfOption(const QString& option)
{
    const auto& table = verbTable();
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const VerbDescriptor& row) { return row.option == option; });
    return option.isEmpty() || found == table.end() ? nullptr : &*found;
}

QByteArray printed(const QJsonValue& value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Indented).trimmed();
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return value.isString() ? value.toString().toUtf8() : value.toVariant().toString().toUtf8();
}

} // namespace

void addRemoteOptions(QCommandLineParser& parser)
{
    for (const VerbDescriptor& verb : verbTable()) {
        if (!verb.option.isEmpty())
            parser.addOption(
                {verb.option,
                 QCoreApplication::translate("Main", "Tells the running program: %1").arg(verb.help),
                 valueName(verb)});
    }
    parser.addOption({operatorOption(),
                      QCoreApplication::translate("Main", "The operator that these options are about."),
                      QStringLiteral("NAME")});
}

Result<std::vector<RemoteCommand>> remoteCommands(const QCommandLineParser& parser)
{
    std::vector<RemoteCommand> commands;
    QHash<QString, int> seen;
    const QString target = parser.value(operatorOption());
    for (const QString& option : parser.optionNames()) {
        const VerbDescriptor* verb = verbOfOption(option);
        if (!verb)
            continue;
        const QString value = parser.values(option).value(seen[option]++);
        Result<QJsonObject> arguments = argumentsFromText(*verb, value);
        if (!arguments)
            return arguments.error();
        if (!target.isEmpty() && takesOperator(*verb))
            arguments->insert(operatorOption(), target);
        commands.push_back({verb, std::move(arguments).value()});
    }
    return commands;
}

bool mayStartProgram(const std::vector<RemoteCommand>& commands)
{
    return std::any_of(commands.begin(), commands.end(), [](const RemoteCommand& command) {
        return command.verb->verb == Verb::Start || command.verb->verb == Verb::Toggle ||
               command.verb->verb == Verb::Show;
    });
}

std::optional<int> tellRunningProgram(const std::vector<RemoteCommand>& commands, const QString& path)
{
    for (const RemoteCommand& command : commands) {
        const Result<QJsonValue> result = askLocalRemote(path, *command.verb, command.arguments);
        const bool isNobody =
            !result && result.error().code == ErrorCode::NotFound && result.error().detail == path;
        if (isNobody)
            return std::nullopt;
        if (!result) {
            std::fprintf(stderr, "reelout: %s\n", qPrintable(describe(result.error())));
            return exitCodeFor(result.error().code);
        }
        if (!result->isNull() && !result->isUndefined())
            std::printf("%s\n", printed(*result).constData());
    }
    return 0;
}

} // namespace reelout
