// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editors/number_editor.h"

#include "params/table_text.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/value_slider.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QWidget>

#include <cmath>

namespace reelout {

NumberEditor::NumberEditor(const ParamDescriptor& row, QWidget* parent) : ParamEditor(row, parent)
{
    const bool whole = row.kind == ParamKind::Int;
    m_field = new NumberField(whole ? NumberField::Kind::Whole : NumberField::Kind::Real, row.range,
                              tableText(row.unit), this);
    m_slider = new ValueSlider(whole ? ValueSlider::Kind::Whole : ValueSlider::Kind::Real,
                               row.range.sliderMinimum, row.range.sliderMaximum, this);
    m_field->setFixedWidth(scaled(82));
    // The keyboard does it all in the field; Tab need not stop twice.
    m_slider->setProperty("twin", QVariant::fromValue<QWidget*>(m_field));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_slider, 1);
    connect(m_field, &NumberField::edited, this, [this](double number) {
        m_slider->showNumber(number);
        Q_EMIT edited(typed(number));
    });
    connect(m_slider, &ValueSlider::moved, this, [this](double number) {
        // Three digits are all a slider of a few hundred pixels can mean.
        m_field->showNumber(this->row().kind == ParamKind::Int ? number
                                                               : std::round(number * 1000.0) / 1000.0);
        Q_EMIT edited(typed(m_field->value()));
    });
}

QVariant NumberEditor::typed(double number) const
{
    if (row().kind == ParamKind::Int)
        return QVariant::fromValue(static_cast<qlonglong>(std::llround(number)));
    return number;
}

void NumberEditor::showValue(const QVariant& value)
{
    m_field->showNumber(value.toDouble());
    m_slider->showNumber(value.toDouble());
}

void NumberEditor::showMixed(const QVariantList& values)
{
    m_field->showMixed(values.constFirst().toDouble());
    m_slider->showNumber(values.constFirst().toDouble());
}

QList<QWidget*> NumberEditor::controls() const
{
    return {m_field, m_slider};
}

} // namespace reelout
