// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/param_text.h"

#include "params/table_text.h"
#include "ui/inspector/file_expression.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QLocale>

namespace reelout {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("reelout", text);
}

/// As people here write it.
QString numberText(const QVariant& value)
{
    QLocale here;
    here.setNumberOptions(QLocale::OmitGroupSeparator);
    return here.toString(value.toDouble(), 'g', 12);
}

/// As expressions have it, everywhere.
QString scriptNumber(const QVariant& value)
{
    return QString::number(value.toDouble(), 'g', 12);
}

QString rangeText(const ParamDescriptor& row)
{
    const auto& [minimum, maximum, sliderMinimum, sliderMaximum] = row.range;
    if (minimum && maximum)
        return tr("%1 to %2").arg(numberText(*minimum), numberText(*maximum));
    if (minimum)
        return tr("%1 or more").arg(numberText(*minimum));
    if (maximum)
        return tr("%1 or less").arg(numberText(*maximum));
    return {};
}

} // namespace

QString displayText(const ParamDescriptor& row, const QVariant& value)
{
    switch (row.kind) {
    case ParamKind::Menu:
        for (const MenuItem& item : row.menu)
            if (item.token == value.toString())
                return tableText(item.label);
        return value.toString();
    case ParamKind::Toggle:
        return value.toBool() ? tr("on") : tr("off");
    case ParamKind::Int:
    case ParamKind::Float:
        return row.unit.isEmpty() ? numberText(value)
                                  : numberText(value) + QLatin1Char(' ') + tableText(row.unit);
    case ParamKind::Int2:
    case ParamKind::Float2: {
        const QVariantList pair = value.toList();
        const QString between = row.kind == ParamKind::Int2 ? QStringLiteral(" × ") : QStringLiteral(" : ");
        return numberText(pair.value(0)) + between + numberText(pair.value(1));
    }
    case ParamKind::Sequence: {
        const int count = static_cast<int>(value.toList().size());
        return QCoreApplication::translate("reelout", "%n block(s)", nullptr, count);
    }
    case ParamKind::Mask: {
        QString letters;
        for (int bit = 0; bit < 4; ++bit)
            if (value.toLongLong() >> bit & 1)
                letters += QStringLiteral("RGBA").at(bit);
        return letters;
    }
    case ParamKind::Pulse:
        return {};
    case ParamKind::DynamicMenu:
    case ParamKind::String:
    case ParamKind::File:
    case ParamKind::OpRef:
    case ParamKind::OpTable:
        return value.toString();
    }
    return {};
}

QString literalText(const ParamDescriptor& row, const QVariant& value)
{
    switch (row.kind) {
    case ParamKind::Toggle:
        return value.toBool() ? QStringLiteral("1") : QStringLiteral("0");
    case ParamKind::Int:
    case ParamKind::Float:
    case ParamKind::Mask:
        return scriptNumber(value);
    case ParamKind::Int2:
    case ParamKind::Float2: {
        const QVariantList pair = value.toList();
        return QStringLiteral("[%1, %2]").arg(scriptNumber(pair.value(0)), scriptNumber(pair.value(1)));
    }
    default:
        return quotedForExpression(value.toString());
    }
}

bool canHaveExpression(const ParamDescriptor& row)
{
    return row.kind != ParamKind::Pulse && row.kind != ParamKind::Sequence;
}

QString severalValuesText()
{
    return tr("several values");
}

QStringList parameterFacts(const ParamDescriptor& row)
{
    QStringList facts;
    if (const QString range = rangeText(row); !range.isEmpty())
        facts += tr("Range: %1").arg(range);
    if (!row.providerNote.isEmpty())
        facts += tr("Entries: %1").arg(providerText(row));
    if (!row.defaultNote.isEmpty())
        facts += tr("Default: %1").arg(tableText(row.defaultNote));
    else if (!row.defaultExpression.isEmpty())
        facts += tr("Default: %1").arg(row.defaultExpression);
    else if (const QString standard = displayText(row, row.defaultValue); !standard.isEmpty())
        facts += tr("Default: %1").arg(standard);
    facts += tr("Script name: %1").arg(row.name);
    return facts;
}

QString tooltipText(const ParamDescriptor& row)
{
    QString text = QStringLiteral("<p><b>%1</b></p>").arg(tableText(row.label).toHtmlEscaped());
    if (!row.help.isEmpty())
        text += QStringLiteral("<p>%1</p>").arg(helpText(row).toHtmlEscaped());
    QStringList facts = parameterFacts(row);
    for (QString& fact : facts)
        fact = fact.toHtmlEscaped();
    return text + QStringLiteral("<p style=\"color:%1\">").arg(themeColours().faint.name()) +
           facts.join(QStringLiteral("<br>")) + QStringLiteral("</p>");
}

} // namespace reelout
