// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "app/preference_wiring.h"
#include "container/recording_repair.h"
#include "files/take_manifest.h"
#include "preferences/preference_file.h"

#include <QFileInfo>

namespace reelout {

namespace {

QString summary(const QString& path, const FinishReport& report)
{
    if (report.wasComplete)
        return QStringLiteral("%1: is complete, nothing to do").arg(path);
    QString text = QStringLiteral("%1: finished, %2 s in %3 tracks")
                       .arg(path)
                       .arg(toSeconds(report.duration), 0, 'f', 3)
                       .arg(report.tracks);
    if (report.bytesDropped > 0)
        text += QStringLiteral(", %1 bytes of a torn end given up").arg(report.bytesDropped);
    return text;
}

/// What was noted of the recording while it was made, if this computer made it.
std::vector<Marker> markersOf(const QString& path)
{
    PreferenceStore preferences(defaultPreferencesPath());
    loadPreferences(preferences);
    for (const FoundManifest& found : interruptedManifests(systemFiles(), takesFolder(preferences))) {
        if (found.manifest().path == path)
            return found.markers();
    }
    return {};
}

} // namespace

int runRepairCommand(const QStringList& arguments)
{
    const QStringList paths = arguments.mid(1);
    if (paths.isEmpty() || paths.contains(QStringLiteral("--help"))) {
        const QString usage = QStringLiteral("Usage: reelout-cli repair FILE...\n\n"
                                             "Finishes recordings that were interrupted, in place: MP4, MOV, "
                                             "MKV, WebM, AVI, GIF and sound files, known by their content. "
                                             "A complete file is left alone.");
        if (paths.isEmpty()) {
            printError(usage);
            return kExitUsage;
        }
        printOut(usage);
        return 0;
    }
    int exitCode = 0;
    for (const QString& path : paths) {
        const QString whole = QFileInfo(path).absoluteFilePath();
        const Result<FinishReport> report = repairRecording(systemFiles(), whole, markersOf(whole));
        if (!report) {
            exitCode = printFailure(report.error());
            continue;
        }
        printError(summary(path, *report));
        printOut(path);
    }
    return exitCode;
}

} // namespace reelout
