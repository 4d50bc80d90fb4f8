// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "app/preference_wiring.h"
#include "preferences/preference_file.h"
#include "recovery/recovery.h"

#include <QJsonArray>
#include <QJsonObject>

namespace reelout {

namespace {

const char* const kHelp =
    R"(Usage: reelout-cli recover [finish|keep|delete] [ID...|all] [--json]

Lists the recordings that were interrupted: by a kill, a crash or a power cut. Then, for those named by
their ID or for all:

  finish  makes an ordinary file of what was recorded
  keep    leaves the file as it is, and does not list it again
  delete  deletes the file

A recording that is still being made is never listed.)";

QString sizeText(const InterruptedTake& take)
{
    const QString size = QStringLiteral("%1 MB").arg(static_cast<double>(take.bytes) / 1e6, 0, 'f', 1);
    if (take.stills > 0)
        return QStringLiteral("%1, %2 images").arg(size).arg(take.stills);
    if (take.duration > Duration::zero())
        return QStringLiteral("%1, %2 s").arg(size).arg(toSeconds(take.duration), 0, 'f', 1);
    return size;
}

QJsonObject toJson(const InterruptedTake& take)
{
    const TakeManifest& manifest = take.manifest();
    return {{QStringLiteral("id"), take.id},
            {QStringLiteral("path"), manifest.path},
            {QStringLiteral("kind"), manifest.kind},
            {QStringLiteral("operator"), manifest.op},
            {QStringLiteral("begun"), manifest.begun.toString(Qt::ISODateWithMs)},
            {QStringLiteral("bytes"), static_cast<qint64>(take.bytes)},
            {QStringLiteral("seconds"), toSeconds(take.duration)},
            {QStringLiteral("images"), take.stills},
            {QStringLiteral("reason"), take.reason}};
}

void printList(const std::vector<InterruptedTake>& takes, bool json)
{
    if (json) {
        QJsonArray list;
        for (const InterruptedTake& take : takes)
            list.append(toJson(take));
        printJson(QJsonDocument(list));
        return;
    }
    for (const InterruptedTake& take : takes) {
        printOut(QStringLiteral("%1  %2  %3  (%4)")
                     .arg(take.id,
                          take.manifest().begun.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                          take.manifest().path, sizeText(take)));
        printError(QStringLiteral("          %1").arg(take.reason));
    }
    if (takes.empty())
        printError(QStringLiteral("No interrupted recordings."));
    else
        printError(QStringLiteral("Next: reelout-cli recover finish|keep|delete ID...|all"));
}

Status act(const Recovery& recovery, const QString& action, const InterruptedTake& take)
{
    if (action == QLatin1String("keep"))
        return recovery.keep(take);
    if (action == QLatin1String("delete"))
        return recovery.discard(take);
    const Result<RecoveredTake> recovered = recovery.finish(take);
    if (!recovered)
        return recovered.error();
    printOut(recovered->path);
    return {};
}

/// The takes that the words name; an error names the word that fits none or several.
Result<std::vector<InterruptedTake>> named(const std::vector<InterruptedTake>& takes,
                                           const QStringList& words)
{
    std::vector<InterruptedTake> chosen;
    for (const QString& word : words) {
        int fitting = 0;
        for (const InterruptedTake& take : takes) {
            if (word == QLatin1String("all") || take.id.startsWith(word)) {
                chosen.push_back(take);
                ++fitting;
            }
        }
        if (word != QLatin1String("all") && fitting != 1) {
            return makeError(fitting == 0 ? ErrorCode::NotFound : ErrorCode::InvalidParameter,
                             QStringLiteral("find recording"),
                             fitting == 0 ? QStringLiteral("no interrupted recording is called %1").arg(word)
                                          : QStringLiteral("%1 fits several recordings").arg(word));
        }
    }
    return chosen;
}

} // namespace

int runRecoverCommand(const QStringList& arguments)
{
    QStringList words = arguments.mid(1);
    if (words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"))) {
        printOut(QString::fromUtf8(kHelp));
        return 0;
    }
    const bool json = words.removeAll(QStringLiteral("--json")) > 0;
    PreferenceStore preferences(defaultPreferencesPath());
    loadPreferences(preferences);
    const Recovery recovery(systemFiles(), takesFolder(preferences));
    const std::vector<InterruptedTake> takes = recovery.takes();
    const QString action = words.value(0);
    if (action.isEmpty()) {
        printList(takes, json);
        return 0;
    }
    const QStringList actions{QStringLiteral("finish"), QStringLiteral("keep"), QStringLiteral("delete")};
    if (!actions.contains(action) || words.size() < 2) {
        printError(QString::fromUtf8(kHelp));
        return kExitUsage;
    }
    const Result<std::vector<InterruptedTake>> chosen = named(takes, words.mid(1));
    if (!chosen)
        return printFailure(chosen.error());
    int exitCode = 0;
    for (const InterruptedTake& take : *chosen) {
        if (const Status done = act(recovery, action, take); !done)
            exitCode = printFailure(done.error());
    }
    return exitCode;
}

} // namespace reelout
