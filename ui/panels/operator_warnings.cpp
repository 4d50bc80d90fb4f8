// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_warnings.h"

#include "base/error_text.h"
#include "params/table_text.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

void addParameterProblems(const Operator& op, QStringList& warnings)
{
    for (const ParamDescriptor& row : op.type().table->rows()) {
        const QString problem = op.params().errorText(row.name);
        if (!problem.isEmpty())
            warnings.append(tr("%1: %2").arg(tableText(row.label), problem));
        if (!isReference(row.kind) || row.family.isEmpty())
            continue;
        const QString name = op.params().settledValue(row.name).toString();
        if (!name.isEmpty() && !op.project().find(name))
            warnings.append(tr("%1: there is no operator “%2”.").arg(tableText(row.label), name));
    }
}

} // namespace

QStringList operatorWarnings(const Engine& engine, const Operator& op)
{
    QStringList warnings;
    for (int input = 0; input < op.type().minimumInputs; ++input) {
        if (!op.input(input))
            warnings.append(op.inputCount() == 1 ? tr("Nothing is wired to its input.")
                                                 : tr("Nothing is wired to its input %1.").arg(input));
    }
    addParameterProblems(op, warnings);
    const Recorder* recorder = engine.recorder(op);
    if (!recorder || !op.isActive())
        return warnings;
    if (recorder->state() == RecorderState::Failed && recorder->lastError())
        warnings.append(describe(*recorder->lastError()));
    else if (recorder->state() == RecorderState::Idle && warnings.isEmpty()) {
        if (const Status ready = recorder->checkReady(); !ready)
            warnings.append(describe(ready.error()));
    }
    return warnings;
}

} // namespace reelout
