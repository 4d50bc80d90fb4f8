// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_tsv.h"

#include "params/param_value.h"

namespace reelout {

namespace {

QString defaultText(const ParamDescriptor& row)
{
    if (!row.defaultNote.isEmpty())
        return QStringLiteral("(%1)").arg(row.defaultNote);
    const QString value = valueToText(row, row.defaultValue);
    if (row.defaultExpression.isEmpty())
        return value;
    const QString expression = QStringLiteral("expression: ") + row.defaultExpression;
    const bool isNumber = row.kind == ParamKind::Int || row.kind == ParamKind::Float;
    return isNumber ? QString(expression + QStringLiteral(" (") + value + QLatin1Char(')')) : expression;
}

QString blocksText(const ParamDescriptor& row)
{
    QStringList parts;
    QStringList names;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const SequenceField& field = row.fields[i];
        names.append(field.name);
        const bool isLastOfKind = i + 1 == row.fields.size() || row.fields[i + 1].kind != field.kind;
        if (!isLastOfKind)
            continue;
        const QString note = field.kind == ParamKind::OpRef
                                 ? QString(paramKindName(field.kind) + QLatin1Char(' ') + field.family)
                                 : field.note;
        parts.append(QStringLiteral("%1 (%2)").arg(names.join(QStringLiteral(", ")), note));
        names.clear();
    }
    return QStringLiteral("blocks 0..%1; each: %2")
        .arg(row.maximumBlocks)
        .arg(parts.join(QStringLiteral(", ")));
}

QString rangeText(const ParamDescriptor& row)
{
    switch (row.kind) {
    case ParamKind::Int:
    case ParamKind::Int2:
    case ParamKind::Float:
    case ParamKind::Float2: {
        QString hard;
        if (row.range.minimum || row.range.maximum) {
            hard = (row.range.minimum ? numberText(*row.range.minimum) : QString()) + QStringLiteral("..") +
                   (row.range.maximum ? numberText(*row.range.maximum) : QString()) + QLatin1Char(' ');
        }
        return QStringLiteral("%1[%2..%3]")
            .arg(hard, numberText(row.range.sliderMinimum), numberText(row.range.sliderMaximum));
    }
    case ParamKind::OpRef:
    case ParamKind::OpTable:
        return row.family.isEmpty() ? QString() : QString(QStringLiteral("family ") + row.family);
    case ParamKind::Sequence:
        return blocksText(row);
    case ParamKind::Mask:
        return QStringLiteral("0..15 (R1 G2 B4 A8)");
    default:
        return {};
    }
}

QString menuText(const ParamDescriptor& row)
{
    if (row.kind == ParamKind::DynamicMenu)
        return QStringLiteral("provider: ") + row.providerNote;
    if (row.kind == ParamKind::String && !row.provider.isEmpty())
        return QStringLiteral("strmenu: ") + row.providerNote;
    QStringList entries;
    for (const MenuItem& item : row.menu)
        entries.append(row.kind == ParamKind::Pulse ? item.label
                                                    : QString(item.token + QLatin1Char('=') + item.label));
    return entries.join(QStringLiteral(" | "));
}

} // namespace

QStringList tsvColumns()
{
    return {QStringLiteral("operator"), QStringLiteral("page"), QStringLiteral("name"),
            QStringLiteral("label"),    QStringLiteral("kind"), QStringLiteral("default"),
            QStringLiteral("range"),    QStringLiteral("menu"), QStringLiteral("enabled_when"),
            QStringLiteral("meaning")};
}

QStringList tsvFields(const QString& operatorToken, const ParamDescriptor& row)
{
    return {operatorToken,
            row.page,
            row.name,
            row.label,
            paramKindName(row.kind),
            defaultText(row),
            rangeText(row),
            menuText(row),
            row.enableNote.isEmpty() ? row.enableRule.toText() : row.enableNote,
            row.help};
}

QString tsvHeader(int columns)
{
    return tsvColumns().mid(0, columns).join(QLatin1Char('\t'));
}

QString tsvRow(const QString& operatorToken, const ParamDescriptor& row, int columns)
{
    return tsvFields(operatorToken, row).mid(0, columns).join(QLatin1Char('\t'));
}

} // namespace reelout
