// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/verbs.h"

#include <algorithm>

namespace reelout {

namespace {

QString text(const char* words)
{
    return QString::fromUtf8(words);
}

VerbArgument recorder(const char* help)
{
    return {text("operator"), VerbArgumentKind::Recorder, true, text(help)};
}

VerbArgument needed(const char* name, VerbArgumentKind kind, const char* help)
{
    return {text(name), kind, false, text(help)};
}

std::vector<VerbDescriptor> makeTable()
{
    using Kind = VerbArgumentKind;
    std::vector<VerbDescriptor> rows;
    const auto add = [&](Verb verb, const char* name, const char* option, const char* help,
                         std::vector<VerbArgument> arguments) -> VerbDescriptor& {
        VerbDescriptor row;
        row.verb = verb;
        row.name = text(name);
        row.option = text(option);
        row.help = text(help);
        row.arguments = std::move(arguments);
        rows.push_back(std::move(row));
        return rows.back();
    };
    add(Verb::Start, "Start", "start", "Starts recording.",
        {recorder("The recorder; without it the one the window shows.")});
    add(Verb::Stop, "Stop", "stop", "Stops recording and finishes the file.",
        {recorder("The recorder; without it all that record.")});
    add(Verb::Toggle, "Toggle", "toggle", "Stops what records; starts when nothing does.",
        {recorder("The recorder; without it all, or the one the window shows.")});
    add(Verb::Pause, "Pause", "pause", "Pauses recording.",
        {recorder("The recorder; without it all that record.")});
    add(Verb::Resume, "Resume", "resume", "Goes on after a pause.",
        {recorder("The recorder; without it all that are paused.")});
    add(Verb::AddFrame, "AddFrame", "add-frame", "Adds one frame while paused.",
        {recorder("The recorder; without it all that are paused.")});
    add(Verb::Split, "Split", "split", "Goes on in another file, without a gap.",
        {recorder("The recorder; without it all that record.")});
    add(Verb::Marker, "Marker", "marker", "Marks this moment of the recording.",
        {{text("name"), Kind::Name, true, text("What the marker is called; without it numbered.")},
         recorder("The recorder; without it all that record.")});
    add(Verb::StartReplay, "StartReplay", "start-replay", "Keeps the last seconds in memory from now on.",
        {recorder("The recorder; without it the one the window shows.")});
    add(Verb::StopReplay, "StopReplay", "stop-replay", "Keeps them no longer.",
        {recorder("The recorder; without it all whose replay buffer runs.")});
    add(Verb::SaveReplay, "SaveReplay", "save-replay", "Makes a file of the last seconds.",
        {recorder("The recorder; without it all whose replay buffer runs.")});
    add(Verb::SetParameter, "SetParameter", "set", "Sets a parameter.",
        {needed("operator", Kind::Operator, "The operator."),
         needed("parameter", Kind::Parameter, "Its parameter, or one number of a pair."),
         needed("value", Kind::Value, "The value; a text that begins with = is an expression.")});
    add(Verb::GetParameter, "GetParameter", "get", "Reads a parameter.",
        {needed("operator", Kind::Operator, "The operator."),
         needed("parameter", Kind::Parameter, "Its parameter, or one number of a pair.")})
        .givesValue = true;
    add(Verb::LoadPreset, "LoadPreset", "load-preset", "Puts a preset on an operator.",
        {needed("preset", Kind::Preset, "Name of the preset."),
         {text("operator"), Kind::Operator, true,
          text("The operator; without it the recorder the window shows.")}});
    add(Verb::GetState, "GetState", "state", "Tells what is recorded, where to, and the last report.",
        {recorder("The recorder; without it all.")})
        .givesState = true;
    add(Verb::Subscribe, "Subscribe", "", "Has events told from now on.",
        {{text("topics"), Kind::Topics, true, text("Any of state, files, statistics; without them all.")}})
        .needsListener = true;
    add(Verb::Open, "Open", "", "Opens a project in the window.",
        {needed("path", Kind::Path, "The project's file, absolute.")})
        .needsWindow = true;
    add(Verb::Show, "Show", "show", "Brings the window to the front.", {}).needsWindow = true;
    return rows;
}

} // namespace

const std::vector<VerbDescriptor>& verbTable()
{
    static const std::vector<VerbDescriptor> table = makeTable();
    return table;
}

const VerbDescriptor* findVerb(const QString& name)
{
    const auto& table = verbTable();
    const auto found = std::find_if(table.begin(), table.end(), [&](const VerbDescriptor& row) {
        return row.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == table.end() ? nullptr : &*found;
}

const VerbDescriptor& verbRow(Verb verb)
{
    const auto& table = verbTable();
    return *std::find_if(table.begin(), table.end(),
                         [verb](const VerbDescriptor& row) { return row.verb == verb; });
}

QString verbArgumentKindName(VerbArgumentKind kind)
{
    switch (kind) {
    case VerbArgumentKind::Recorder:
        return text("recorder");
    case VerbArgumentKind::Operator:
        return text("operator");
    case VerbArgumentKind::Parameter:
        return text("parameter");
    case VerbArgumentKind::Value:
        return text("value");
    case VerbArgumentKind::Preset:
        return text("preset");
    case VerbArgumentKind::Path:
        return text("path");
    case VerbArgumentKind::Name:
        return text("name");
    case VerbArgumentKind::Topics:
        return text("topics");
    }
    return {};
}

} // namespace reelout
