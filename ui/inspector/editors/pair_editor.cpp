// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/pair_editor.h"

#include "ui/inspector/number_field.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QWidget>

#include <cmath>

namespace reelout {

PairEditor::PairEditor(const ParamDescriptor& row, QWidget* parent) : ParamEditor(row, parent)
{
    const bool whole = row.kind == ParamKind::Int2;
    const auto kind = whole ? NumberField::Kind::Whole : NumberField::Kind::Real;
    m_first = new NumberField(kind, row.range, this);
    m_second = new NumberField(kind, row.range, this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_first, 1);
    layout->addWidget(new QLabel(whole ? QStringLiteral("×") : QStringLiteral(":"), this));
    layout->addWidget(m_second, 1);
    for (NumberField* field : {m_first, m_second})
        connect(field, &QDoubleSpinBox::valueChanged, this, [this] { report(); });
}

void PairEditor::report()
{
    const auto typed = [this](double number) {
        return row().kind == ParamKind::Int2
                   ? QVariant::fromValue(static_cast<qlonglong>(std::llround(number)))
                   : QVariant(number);
    };
    Q_EMIT edited(QVariantList{typed(m_first->value()), typed(m_second->value())});
}

void PairEditor::showValue(const QVariant& value)
{
    const QVariantList pair = value.toList();
    const QSignalBlocker first(m_first);
    const QSignalBlocker second(m_second);
    m_first->setValue(pair.value(0).toDouble());
    m_second->setValue(pair.value(1).toDouble());
}

QList<QWidget*> PairEditor::controls() const
{
    return {m_first, m_second};
}

} // namespace reelout
