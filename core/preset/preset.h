// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

namespace reelout {

/// What a person calls a way of setting up an operator: "ProRes 422 HQ master". A value; any thread.
struct Preset {
    QString name;
    QString type;         ///< of the operators it fits ("moviefileout")
    QString description;  ///< what it is good for, one sentence; may be empty
    QString extension;    ///< of the files it makes, without the dot; empty when the type makes none
    QJsonObject settings; ///< as Project::operatorToJson()
    QString path;         ///< of its file; empty as long as it has none

    /// It comes with the program and can't be changed.
    bool isFactory() const { return path.startsWith(QLatin1Char(':')); }
};

/// The settings of an operator as a preset. What belongs to the project stays out of it: references to other
/// operators, the operator's name, and of File everything but the extension. Main thread.
Preset presetOf(const Operator& op, const QString& name, const QString& description = {});

/// Puts a preset's settings on an operator of its type; InvalidParameter for another type. References stay as
/// they are, and so do folder and name of File: a constant gets the preset's extension, and for an image
/// sequence the suffix that numbers it. `problems`: settings this version can't read. Main thread.
Status applyPreset(const Preset& preset, Operator& op, QStringList* problems = nullptr);

/// Format "reelout-operator" with "preset", "description" and "extension" beside the operator's settings; a
/// file without them is named after itself. InvalidData for what is no operator, Unsupported for a newer
/// version.
Result<Preset> readPreset(const QString& path);
/// The same of a file that is read already.
Result<Preset> presetIn(const QJsonObject& json, const QString& path);
Status writePreset(const Preset& preset, const QString& path);

/// Why nothing can be called so; OK when it can: one line of 1 to 80 characters that is not only blanks.
Status checkPresetName(const QString& name);

} // namespace reelout
