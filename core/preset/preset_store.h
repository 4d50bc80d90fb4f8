// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preset/preset.h"

namespace reelout {

enum class ExistingPreset { Keep, Replace };

/// The presets there are: those that come with the program, for the common jobs, and the person's own, each a
/// file in one folder; and which of them new operators begin with. Reads the folder anew each time, as
/// another program may have written into it. Main thread.
class PresetStore {
public:
    /// The folder is made with the first preset.
    explicit PresetStore(QString folder);

    const QString& folder() const { return m_folder; }
    /// Those of the program in their order, then the person's own by name. An empty type means all.
    /// `problems`: files that can't be read.
    std::vector<Preset> presets(const QString& type = {}, QStringList* problems = nullptr) const;
    /// By name, letter case aside; the person's own first. NotFound.
    Result<Preset> find(const QString& name, const QString& type = {}) const;

    /// Gives it a file. AlreadyExists when one of that name and type is there, or comes with the program.
    Result<Preset> save(const Preset& preset, ExistingPreset existing = ExistingPreset::Keep);
    /// A preset of the program can't be renamed or removed (PermissionDenied).
    Result<Preset> rename(const Preset& preset, const QString& name);
    Status remove(const Preset& preset);
    /// A copy of a file from elsewhere, under the next free name when its own is taken.
    Result<Preset> import(const QString& path);

    /// Name of the preset a new operator of this type begins with; empty = the parameters' own defaults.
    QString initialName(const QString& type) const;
    Status setInitialName(const QString& type, const QString& name);

private:
    QString pathFor(const Preset& preset) const;
    QString initialsPath() const;

    QString m_folder;
};

/// By name, letter case aside, the last of them (the person's own come after the program's); null when there
/// is none.
const Preset* presetNamed(const std::vector<Preset>& presets, const QString& name);

/// Puts the preset on it that new operators of its type begin with; nothing when there is none. NotFound when
/// it is gone.
Status applyInitialPreset(const PresetStore& store, Operator& op);

/// Where the person's own presets are: "presets" in the program's data folder.
QString defaultPresetsFolder();

} // namespace reelout
