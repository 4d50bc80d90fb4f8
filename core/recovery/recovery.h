// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/recording_repair.h"
#include "files/take_manifest.h"

#include <optional>

namespace reelout {

/// A recording that was begun and not finished, as it lies on the disk.
struct InterruptedTake {
    FoundManifest found;
    QString id;              ///< for the command line: the beginning of the manifest's name
    std::uint64_t bytes = 0; ///< of all its files
    Duration duration{};     ///< that can be saved; 0 when that is not known before finishing
    int stills = 0;          ///< of a sequence
    QString reason;          ///< a sentence for people

    const TakeManifest& manifest() const { return found.manifest(); }
};

/// What became of one.
struct RecoveredTake {
    QString path;
    FinishReport report;
    int stills = 0;
};

/// Finds the recordings that were interrupted (killed program, power cut, hung encoder) and does with them
/// what a person decides. A recording that another program is at work on is never touched. Every call reads
/// or writes the disk: any thread but the main one where there is a window.
class Recovery {
public:
    /// `folder` is the one the manifests are in.
    Recovery(FileSystem& files, QString folder) : m_files(files), m_folder(std::move(folder)) {}

    /// Oldest first. Those whose file is gone, or complete after all, are forgotten on the way.
    std::vector<InterruptedTake> takes() const;

    /// Makes an ordinary file of it (a sequence loses the still that was being written). InvalidData when
    /// nothing in it can be played; it is then kept and listed again.
    Result<RecoveredTake> finish(const InterruptedTake& take) const;
    /// Leaves the file as it is, and does not ask again.
    Status keep(const InterruptedTake& take) const;
    /// Deletes the file or the stills.
    Status discard(const InterruptedTake& take) const;

private:
    std::optional<InterruptedTake> lookAt(const FoundManifest& found) const;

    FileSystem& m_files;
    const QString m_folder;
};

/// Where both programs keep manifests: takes/ in the user's state folder (XDG Base Directory Specification).
QString defaultTakesFolder();

} // namespace reelout
