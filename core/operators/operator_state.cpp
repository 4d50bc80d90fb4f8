// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator_state.h"

#include "operators/project_file.h"

namespace reelout {

OperatorState OperatorState::of(const Operator& op)
{
    OperatorState state;
    state.settings = ProjectFile::writeSettings(op);
    for (int input = 0; input < op.inputCount(); ++input)
        state.inputs.append(op.input(input) ? op.input(input)->name() : QString());
    state.rows = QList<QStringList>(op.rows().begin(), op.rows().end());
    return state;
}

QString OperatorState::name() const
{
    return settings.value(QLatin1String("name")).toString();
}

QStringList OperatorState::differingParameters(const OperatorState& other) const
{
    const QJsonObject mine = settings.value(QLatin1String("parameters")).toObject();
    const QJsonObject theirs = other.settings.value(QLatin1String("parameters")).toObject();
    QStringList names = mine.keys() + theirs.keys();
    names.removeDuplicates();
    names.sort();
    names.removeIf([&](const QString& name) { return mine.value(name) == theirs.value(name); });
    return names;
}

} // namespace reelout
