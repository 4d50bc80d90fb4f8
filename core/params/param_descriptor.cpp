// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/param_descriptor.h"

#include <algorithm>

namespace reelout {

QString paramKindName(ParamKind kind)
{
    switch (kind) {
    case ParamKind::Menu:
        return QStringLiteral("menu");
    case ParamKind::DynamicMenu:
        return QStringLiteral("dynamicmenu");
    case ParamKind::Toggle:
        return QStringLiteral("toggle");
    case ParamKind::Pulse:
        return QStringLiteral("pulse");
    case ParamKind::Int:
        return QStringLiteral("int");
    case ParamKind::Int2:
        return QStringLiteral("int2");
    case ParamKind::Float:
        return QStringLiteral("float");
    case ParamKind::Float2:
        return QStringLiteral("float2");
    case ParamKind::String:
        return QStringLiteral("string");
    case ParamKind::File:
        return QStringLiteral("file");
    case ParamKind::OpRef:
        return QStringLiteral("opref");
    case ParamKind::OpTable:
        return QStringLiteral("optable");
    case ParamKind::Sequence:
        return QStringLiteral("sequence");
    case ParamKind::Mask:
        return QStringLiteral("mask");
    }
    return {};
}

bool isPair(ParamKind kind)
{
    return kind == ParamKind::Int2 || kind == ParamKind::Float2;
}

bool isReference(ParamKind kind)
{
    return kind == ParamKind::OpRef || kind == ParamKind::OpTable;
}

ParamTable::ParamTable(std::vector<ParamDescriptor> rows) : m_rows(std::move(rows)) {}

const ParamDescriptor* ParamTable::find(const QString& name) const
{
    for (const ParamDescriptor& row : m_rows) {
        if (row.name == name)
            return &row;
    }
    // A former name never hides a present one.
    for (const ParamDescriptor& row : m_rows) {
        if (row.components.contains(name) || row.formerNames.contains(name))
            return &row;
    }
    return nullptr;
}

QStringList ParamTable::pages() const
{
    QStringList pages;
    for (const ParamDescriptor& row : m_rows) {
        if (!pages.contains(row.page))
            pages.append(row.page);
    }
    return pages;
}

std::vector<const ParamDescriptor*> ParamTable::shownRows(const QString& page) const
{
    std::vector<const ParamDescriptor*> shown;
    for (const ParamDescriptor& row : m_rows) {
        if (row.page != page)
            continue;
        const auto above = std::find_if(shown.begin(), shown.end(), [&](const ParamDescriptor* each) {
            return !row.shownAfter.isEmpty() && each->name == row.shownAfter;
        });
        shown.insert(above == shown.end() ? above : std::next(above), &row);
    }
    return shown;
}

} // namespace reelout
