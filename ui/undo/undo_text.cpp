// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/undo/undo_text.h"

#include "params/table_text.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

/// "moviefileout1", or how many there are.
QString operatorsText(const QStringList& operators)
{
    const int count = static_cast<int>(operators.size());
    return count == 1 ? operators.constFirst()
                      : QCoreApplication::translate("reelout", "%n Operators", nullptr, count);
}

} // namespace

QString stepText(const HistoryStep& step)
{
    using Kind = HistoryStep::Kind;
    const QString operators = operatorsText(step.operators);
    switch (step.kind) {
    case Kind::Add:
        return tr("Adding of %1").arg(operators);
    case Kind::Paste:
        return tr("Paste of %1").arg(operators);
    case Kind::Duplicate:
        return tr("Duplication to %1").arg(operators);
    case Kind::Remove:
        return tr("Deletion of %1").arg(operators);
    case Kind::Rename:
        return tr("Renaming of %1 to %2").arg(step.operators.value(0), step.operators.value(1));
    case Kind::Parameter:
        return step.operators.size() > 1 ? tr("Change of %1 in %2").arg(tableText(step.label), operators)
                                         : tr("Change of %1").arg(tableText(step.label));
    case Kind::Parameters:
        return tr("Change of Several Parameters");
    case Kind::Wiring:
        return tr("Wiring of %1").arg(operators);
    case Kind::Active:
        return tr("Switching of %1").arg(operators);
    case Kind::Table:
        return tr("Change of Table %1").arg(operators);
    case Kind::Rate:
        return tr("Change of the Project's Rate");
    case Kind::Other:
        break;
    }
    return tr("Several Changes");
}

} // namespace reelout
