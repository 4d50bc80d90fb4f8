// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace reelout {

/// What can be asked of the program from outside.
enum class Verb {
    Start,
    Stop,
    Toggle,
    Pause,
    Resume,
    AddFrame,
    Split,
    Marker,
    StartReplay,
    StopReplay,
    SaveReplay,
    SetParameter,
    GetParameter,
    LoadPreset,
    GetState,
    Subscribe,
    Open,
    Show,
};

enum class VerbArgumentKind {
    Recorder,  ///< name of an operator that records
    Operator,  ///< name of any operator
    Parameter, ///< name of a parameter of that operator
    Value,     ///< truth, number, text or list of numbers; a text that begins with = is an expression
    Preset,    ///< name of a preset
    Path,      ///< of a file
    Name,      ///< a text for people; may be empty
    Topics,    ///< list of "state", "files", "statistics"; empty = all
};

struct VerbArgument {
    QString name; ///< as JSON has it ("operator")
    VerbArgumentKind kind = VerbArgumentKind::Recorder;
    bool isOptional = false;
    QString help;
};

/// One row: everything about a verb is here, and every remote (socket, command line, D-Bus, OSC, hotkeys,
/// tray) is made from these rows.
struct VerbDescriptor {
    Verb verb = Verb::Start;
    QString name;   ///< "SetParameter"
    QString option; ///< of the program's command line, without dashes ("set"); empty = none
    QString help;
    std::vector<VerbArgument> arguments; ///< in the order of remotes that don't name them
    bool givesState = false;             ///< answers with an object
    bool givesValue = false;             ///< answers with a value
    bool needsListener = false;          ///< makes sense only for who can be told of events later
    bool needsWindow = false;
};

/// All verbs, in the order people see them. Read-only, any thread.
const std::vector<VerbDescriptor>& verbTable();
/// By name, letter case aside; null when there is none.
const VerbDescriptor* findVerb(const QString& name);
const VerbDescriptor& verbRow(Verb verb);
QString verbArgumentKindName(VerbArgumentKind kind);

} // namespace reelout
