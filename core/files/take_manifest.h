// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/marker.h"
#include "files/file_system.h"

#include <QDateTime>

#include <memory>
#include <vector>

namespace reelout {

/// What is written down about a recording before its file opens, so that it can be found again when the
/// program does not live to finish it.
struct TakeManifest {
    QString path; ///< absolute: the movie, the sound file or the first still
    QString kind; ///< "movie", "imagesequence" or "sound"
    QString op;   ///< name of the recorder
    QDateTime begun;
    QString problem; ///< why the recording ended without being finished; empty when nobody lived to say
};

/// The manifest of a recording in progress: one JSON file (format "reelout-take", version 1) in the state
/// folder, readable by its owner alone and locked as long as this lives, so that no other program takes the
/// recording for an interrupted one. One thread.
class OpenManifest {
public:
    /// Writes it and puts it on the disk, name and all. Makes the folder.
    static Result<std::unique_ptr<OpenManifest>> create(FileSystem& files, const QString& folder,
                                                        const TakeManifest& manifest);
    /// Lets go of the lock; the manifest stays.
    ~OpenManifest() = default;
    OpenManifest(const OpenManifest&) = delete;
    OpenManifest& operator=(const OpenManifest&) = delete;

    /// Notes a marker of the recording in a file beside the manifest (".markers", one a line), so that repair
    /// can put it where it belongs, and puts it on the disk.
    Status addMarker(const Marker& marker);
    /// Adds why the recording was not finished.
    Status setProblem(const QString& problem);
    /// The recording is finished, or there is nothing to finish.
    Status remove();

private:
    OpenManifest(FileSystem& files, QString path, TakeManifest manifest, std::unique_ptr<OutputFile> file);
    Status write();

    friend class FoundManifest;
    FileSystem& m_files;
    QString m_path;
    TakeManifest m_manifest;
    std::unique_ptr<OutputFile> m_file;
    std::unique_ptr<OutputFile> m_markers; ///< null without any
    std::uint64_t m_markersEnd = 0;
};

/// The manifest of a recording that nobody is at work on any more.
class FoundManifest {
public:
    const QString& manifestPath() const { return m_path; }
    const TakeManifest& manifest() const { return m_manifest; }
    /// Those that were noted; what was torn while it was written is left out.
    std::vector<Marker> markers() const;

    /// Takes the lock while a file is finished or deleted; PermissionDenied when another program has it.
    Result<std::unique_ptr<OpenManifest>> claim() const;

private:
    friend std::vector<FoundManifest> interruptedManifests(FileSystem& files, const QString& folder);
    FoundManifest(FileSystem& files, QString path, TakeManifest manifest);

    FileSystem* m_files;
    QString m_path;
    TakeManifest m_manifest;
};

/// All of them, oldest first; a folder that is not there has none. What was torn while it was written is
/// removed: its recording never began. Of several about one path the youngest counts. Any thread.
std::vector<FoundManifest> interruptedManifests(FileSystem& files, const QString& folder);

} // namespace reelout
