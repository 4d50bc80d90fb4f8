// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_runner.h"

#include "app/cli_output.h"

namespace reelout {

namespace {

const char* const kUsage =
    R"(Reelout, the recorder, without its window.

Usage:
  reelout-cli record [PROJECT|PRESET] [--video TYPE] [--audio TYPE|none] [--output FILE]
                     [--duration SECONDS] [--set OPERATOR.PARAMETER=VALUE]... [--json]
  reelout-cli run FILE.js [--project PROJECT] [--json]
  reelout-cli repair FILE...
  reelout-cli recover [finish|keep|delete] [ID...|all] [--json]
  reelout-cli list sources|codecs|operators|presets [--json]
  reelout-cli params [TYPE] [--tsv]
  reelout-cli preferences [KEY[=VALUE]...] [--reset KEY|all]... [--json]
  reelout-cli --help | --version

`reelout-cli COMMAND --help` describes a command. Results go to standard output, everything else to
standard error. SIGINT, SIGTERM and SIGHUP stop the recording and finish its file.

Exit codes:
   0  done                                 9  no sound server
   1  recorded, but the report has errors 10  a device has gone
   2  wrong usage or setting              11  codec, format or encoder not supported
   3  not found                           12  data that could not be understood
   4  the file exists already             13  no answer in time
   5  permission denied                   14  cancelled
   6  disk full or file too large         70  internal error
   7  reading or writing failed
   8  no display to capture
)";

struct Command {
    const char* name;
    int (*run)(const QStringList& arguments);
};

constexpr Command kCommands[] = {
    {"record", runRecordCommand},           {"run", runScriptCommand}, {"repair", runRepairCommand},
    {"recover", runRecoverCommand},         {"list", runListCommand},  {"params", runParamsCommand},
    {"preferences", runPreferencesCommand},
};

} // namespace

int runCli(const QStringList& arguments)
{
    const QString command = arguments.value(1);
    if (command == QLatin1String("--version") || command == QLatin1String("-v")) {
        printOut(QStringLiteral("reelout-cli " REELOUT_VERSION));
        return 0;
    }
    if (command == QLatin1String("--help") || command == QLatin1String("-h") ||
        command == QLatin1String("help")) {
        printOut(QString::fromUtf8(kUsage).trimmed());
        return 0;
    }
    for (const Command& candidate : kCommands) {
        if (command == QLatin1String(candidate.name))
            return candidate.run(arguments.mid(1));
    }
    printError(
        command.isEmpty()
            ? QStringLiteral(
                  "reelout-cli: say what to do: record, run, repair, recover, list, params or preferences.")
            : QStringLiteral("reelout-cli: there is no command \"%1\".").arg(command));
    printError(QStringLiteral("Try: reelout-cli --help"));
    return kExitUsage;
}

} // namespace reelout
