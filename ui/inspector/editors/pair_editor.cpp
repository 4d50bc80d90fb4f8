// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/pair_editor.h"

#include "params/table_text.h"
#include "ui/inspector/number_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

PairEditor::PairEditor(const ParamDescriptor& row, QWidget* parent) : ParamEditor(row, parent)
{
    const bool whole = row.kind == ParamKind::Int2;
    const auto kind = whole ? NumberField::Kind::Whole : NumberField::Kind::Real;
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (std::size_t index = 0; index < m_fields.size(); ++index) {
        auto* field = new NumberField(kind, row.range, tableText(row.unit), this);
        if (index > 0)
            layout->addWidget(new QLabel(whole ? QStringLiteral("×") : QStringLiteral(":"), this));
        layout->addWidget(field, 1);
        m_fields[index] = field;
        connect(field, &NumberField::edited, this, [this, whole, index](double number) {
            Q_EMIT componentEdited(static_cast<int>(index),
                                   whole ? QVariant::fromValue(static_cast<qlonglong>(std::llround(number)))
                                         : QVariant(number));
        });
    }
}

void PairEditor::showValue(const QVariant& value)
{
    for (std::size_t index = 0; index < m_fields.size(); ++index)
        m_fields[index]->showNumber(value.toList().value(static_cast<qsizetype>(index)).toDouble());
}

void PairEditor::showMixed(const QVariantList& values)
{
    for (std::size_t index = 0; index < m_fields.size(); ++index) {
        const auto number = [index](const QVariant& value) {
            return value.toList().value(static_cast<qsizetype>(index)).toDouble();
        };
        const double first = number(values.constFirst());
        const bool same = std::all_of(values.begin(), values.end(),
                                      [&](const QVariant& value) { return number(value) == first; });
        if (same)
            m_fields[index]->showNumber(first);
        else
            m_fields[index]->showMixed(first);
    }
}

QList<QWidget*> PairEditor::controls() const
{
    return {m_fields.begin(), m_fields.end()};
}

} // namespace reelout
