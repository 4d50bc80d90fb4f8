// SPDX-License-Identifier: GPL-3.0-or-later
#include "recovery/recovery.h"

#include "recovery/still_series.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Recovery", source);
}

bool isSequence(const TakeManifest& manifest)
{
    return manifest.kind == QLatin1String("imagesequence");
}

std::uint64_t sizeOf(FileSystem& files, const QString& path)
{
    const Result<std::unique_ptr<OutputFile>> file = files.open(path, OpenMode::Read);
    const Result<std::uint64_t> size = file ? (*file)->size() : Result<std::uint64_t>(file.error());
    return size ? *size : 0;
}

} // namespace

std::optional<InterruptedTake> Recovery::lookAt(const FoundManifest& found) const
{
    const TakeManifest& manifest = found.manifest();
    InterruptedTake take{found, {}, 0, {}, 0, {}};
    take.id = QFileInfo(found.manifestPath()).baseName().left(8);
    take.reason = manifest.problem.isEmpty()
                      ? sentence("The program ended before the recording was finished.")
                      : manifest.problem;
    if (isSequence(manifest)) {
        const std::optional<StillSeries> series = StillSeries::ofFirst(m_files, manifest.path);
        if (!series)
            return std::nullopt;
        const QStringList stills = series->stills();
        for (const QString& still : stills)
            take.bytes += sizeOf(m_files, still);
        take.stills = static_cast<int>(stills.size());
        return stills.isEmpty() && series->unfinished().isEmpty() ? std::nullopt : std::optional(take);
    }
    if (!m_files.exists(manifest.path))
        return std::nullopt;
    take.bytes = sizeOf(m_files, manifest.path);
    const Result<FinishReport> inspected = inspectRecording(m_files, manifest.path);
    if (inspected && inspected->wasComplete)
        return std::nullopt;
    if (inspected)
        take.duration = inspected->duration;
    else
        take.reason += QLatin1Char(' ') + sentence("Nothing in it can be played.");
    return take;
}

std::vector<InterruptedTake> Recovery::takes() const
{
    std::vector<InterruptedTake> takes;
    for (const FoundManifest& found : interruptedManifests(m_files, m_folder)) {
        if (std::optional<InterruptedTake> take = lookAt(found)) {
            takes.push_back(std::move(*take));
        } else if (const auto claimed = found.claim(); claimed) {
            static_cast<void>((*claimed)->remove());
        }
    }
    return takes;
}

Result<RecoveredTake> Recovery::finish(const InterruptedTake& take) const
{
    const auto claimed = take.found.claim();
    if (!claimed)
        return claimed.error();
    RecoveredTake recovered;
    recovered.path = take.manifest().path;
    if (isSequence(take.manifest())) {
        if (const std::optional<StillSeries> series = StillSeries::ofFirst(m_files, recovered.path)) {
            for (const QString& path : series->unfinished())
                REELOUT_TRY(m_files.remove(path));
            recovered.stills = static_cast<int>(series->stills().size());
        }
    } else {
        const Result<FinishReport> report = repairRecording(m_files, recovered.path, take.found.markers());
        if (!report)
            return report.error();
        recovered.report = *report;
    }
    REELOUT_TRY((*claimed)->remove());
    return recovered;
}

Status Recovery::keep(const InterruptedTake& take) const
{
    const auto claimed = take.found.claim();
    return claimed ? (*claimed)->remove() : Status(claimed.error());
}

Status Recovery::discard(const InterruptedTake& take) const
{
    const auto claimed = take.found.claim();
    if (!claimed)
        return claimed.error();
    QStringList paths{take.manifest().path};
    if (isSequence(take.manifest())) {
        const std::optional<StillSeries> series = StillSeries::ofFirst(m_files, take.manifest().path);
        paths = series ? series->stills() + series->unfinished() : QStringList();
    }
    for (const QString& path : paths) {
        // Somebody may have it open again under the same name: the lock says so.
        const auto file = m_files.open(path, OpenMode::Edit);
        if (!file)
            return file.error();
        REELOUT_TRY(m_files.remove(path));
    }
    return (*claimed)->remove();
}

QString defaultTakesFolder()
{
    // Qt 6.4 knows no state folder.
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!QDir::isAbsolutePath(state))
        state = QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/reelout/takes");
}

} // namespace reelout
