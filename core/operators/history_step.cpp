// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/history_step.h"

#include "base/log.h"
#include "operators/project_file.h"

#include <algorithm>

namespace reelout {

namespace {

using Kind = HistoryStep::Kind;

const ParamTable* tableOf(const OperatorState& state)
{
    const OperatorType* type = operatorType(state.settings.value(QLatin1String("type")).toString());
    return type ? type->table.get() : nullptr;
}

/// What changed of operators that are there before and after.
struct Differences {
    QStringList parameters;
    const ParamTable* table = nullptr; ///< of the first operator
    bool wires = false;
    bool rows = false;
    bool name = false;
    bool flags = false;
};

Differences differencesOf(const std::vector<OperatorChange>& changes)
{
    Differences all;
    for (const OperatorChange& change : changes) {
        if (!change.before || !change.after)
            continue;
        const OperatorState& before = *change.before;
        const OperatorState& after = *change.after;
        all.parameters += before.differingParameters(after);
        if (!all.table)
            all.table = tableOf(after);
        all.wires = all.wires || before.inputs != after.inputs;
        all.rows = all.rows || before.rows != after.rows;
        all.name = all.name || before.name() != after.name();
        all.flags = all.flags || before.settings.value(QLatin1String("active")) !=
                                     after.settings.value(QLatin1String("active"));
    }
    all.parameters.removeDuplicates();
    return all;
}

/// The parameter the others follow from, or null.
const ParamDescriptor* leadingParameter(const Differences& found, const QStringList& order)
{
    for (const QString& name : order) {
        const ParamDescriptor* row = found.table ? found.table->find(name) : nullptr;
        if (!row || !found.parameters.contains(row->name))
            continue;
        const bool leads =
            std::all_of(found.parameters.begin(), found.parameters.end(), [&](const QString& other) {
                return other == row->name || row->refills.contains(other);
            });
        return leads ? row : nullptr;
    }
    return nullptr;
}

QStringList namesOf(const std::vector<OperatorChange>& changes, bool added, bool removed)
{
    QStringList names;
    for (const OperatorChange& change : changes) {
        const bool isAdded = !change.before;
        const bool isRemoved = !change.after;
        if (isAdded == added && isRemoved == removed)
            names.append((change.after ? change.after : change.before)->name());
    }
    return names;
}

HistoryStep describeChange(const std::vector<OperatorChange>& changes, const Differences& found,
                           const QStringList& order)
{
    HistoryStep step;
    step.operators = namesOf(changes, false, false);
    if (found.name) {
        step.kind = Kind::Rename;
        for (const OperatorChange& change : changes) {
            if (change.before && change.after && change.before->name() != change.after->name())
                step.operators = {change.before->name(), change.after->name()};
        }
        return step;
    }
    // The rows of a table follow from its file.
    const int sorts = int(!found.parameters.isEmpty()) + int(found.wires) + int(found.flags) +
                      int(found.rows && found.parameters.isEmpty());
    if (sorts != 1)
        return step;
    if (found.wires)
        step.kind = Kind::Wiring;
    else if (found.flags)
        step.kind = Kind::Active;
    else if (found.parameters.isEmpty())
        step.kind = Kind::Table;
    else if (const ParamDescriptor* row = leadingParameter(found, order)) {
        step.kind = Kind::Parameter;
        step.parameter = row->name;
        step.label = row->label;
    } else {
        step.kind = Kind::Parameters;
    }
    return step;
}

} // namespace

HistoryStep describeStep(const std::vector<OperatorChange>& changes, bool isRate, const QStringList& order,
                         std::optional<HistoryStep::Kind> kind)
{
    HistoryStep step;
    const QStringList added = namesOf(changes, true, false);
    const QStringList removed = namesOf(changes, false, true);
    if (!added.isEmpty() && removed.isEmpty()) {
        step.kind = Kind::Add;
        step.operators = added;
    } else if (!removed.isEmpty() && added.isEmpty()) {
        step.kind = Kind::Remove;
        step.operators = removed;
    } else if (changes.empty()) {
        step.kind = isRate ? Kind::Rate : Kind::Other;
    } else if (added.isEmpty() && !isRate) {
        step = describeChange(changes, differencesOf(changes), order);
    }
    if (kind)
        step.kind = *kind;
    return step;
}

bool isOfOneNumber(const HistoryStep& step, const std::vector<OperatorChange>& changes)
{
    if (step.kind != Kind::Parameter)
        return false;
    return std::all_of(changes.begin(), changes.end(), [&](const OperatorChange& change) {
        const ParamTable* table = change.after ? tableOf(*change.after) : nullptr;
        const ParamDescriptor* row = table ? table->find(step.parameter) : nullptr;
        const bool isNumber =
            row && (row->kind == ParamKind::Int || row->kind == ParamKind::Float || isPair(row->kind));
        const auto isConstant = [&](const OperatorState& state) {
            return !state.settings.value(QLatin1String("parameters"))
                        .toObject()
                        .value(step.parameter)
                        .isObject();
        };
        return isNumber && change.before && isConstant(*change.before) && isConstant(*change.after);
    });
}

bool concernSame(const std::vector<OperatorChange>& a, const std::vector<OperatorChange>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const OperatorChange& x, const OperatorChange& y) {
                          return x.index == y.index && x.before && x.after && y.before && y.after;
                      });
}

void Restorer::rename(Operator& op, const OperatorState& wanted)
{
    if (const Status renamed = m_project.rename(op, wanted.name()); !renamed)
        logWarning(op.name(), renamed.error().detail);
}

void Restorer::add(const OperatorState& wanted)
{
    QJsonObject settings = wanted.settings;
    settings.remove(QLatin1String("parameters")); // they may refer to what is not there yet
    const auto added = m_project.addFromJson(ProjectFile::stampedOperator(settings));
    if (!added)
        logWarning(wanted.name(), added.error().detail);
}

void Restorer::plan(Operator& op, const OperatorState& wanted)
{
    m_plan.emplace_back(&op, wanted);
}

void Restorer::fill()
{
    constexpr int kTries = 3;
    bool isDone = false;
    for (int attempt = 0; attempt < kTries && !isDone; ++attempt) {
        isDone = true;
        for (const auto& [op, wanted] : m_plan)
            isDone = (!op || fill(*op, wanted)) && isDone;
    }
}

bool Restorer::fill(Operator& op, const OperatorState& wanted)
{
    Result<OperatorRecord> record = ProjectFile::parseOperator(wanted.settings);
    if (!record)
        return true;
    record->rows.assign(wanted.rows.begin(), wanted.rows.end());
    QStringList problems;
    ProjectFile::apply(*record, op, problems);
    bool isWired = true;
    for (int input = 0; input < op.inputCount(); ++input) {
        const QString source = wanted.inputs.value(input);
        isWired =
            m_project.connectInput(op, input, source.isEmpty() ? nullptr : m_project.find(source)) && isWired;
    }
    return isWired && OperatorState::of(op) == wanted;
}

} // namespace reelout
