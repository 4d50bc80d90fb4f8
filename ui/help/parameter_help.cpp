// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/parameter_help.h"

#include "params/param_set.h"
#include "params/table_text.h"
#include "ui/inspector/param_text.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

QString entriesOf(const ParamDescriptor& row)
{
    QStringList entries;
    for (const MenuItem& item : row.menu)
        entries += item.token.isEmpty() || item.token == item.label
                       ? tableText(item.label).toHtmlEscaped()
                       : QStringLiteral("%1 (<code>%2</code>)")
                             .arg(tableText(item.label).toHtmlEscaped(), item.token);
    return entries.join(QStringLiteral(", "));
}

} // namespace

QString parameterHelp(const ParamDescriptor& row, const ParamTable& table)
{
    QString html = QStringLiteral("<h3><a name=\"%1\"></a>%2</h3><p>%3</p>")
                       .arg(row.name, tableText(row.label).toHtmlEscaped(), helpText(row).toHtmlEscaped());
    QStringList facts = parameterFacts(row);
    for (QString& fact : facts)
        fact = fact.toHtmlEscaped();
    if (const QString entries = entriesOf(row); !entries.isEmpty())
        facts.prepend(tr("Entries: %1").arg(entries));
    if (QString rule = explainRule(row.enableRule, table); !rule.isEmpty()) {
        rule[0] = rule[0].toUpper();
        facts += rule.toHtmlEscaped();
    }
    return html + QStringLiteral("<p><small>%1</small></p>").arg(facts.join(QStringLiteral("<br>")));
}

} // namespace reelout
