// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/number_field.h"

#include "ui/inspector/arithmetic.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QWheelEvent>
#include <QWidget>

#include <cmath>

namespace reelout {

namespace {
constexpr int kDecimals = 6;
constexpr double kFar = 1e12; ///< where a range without limit ends in the field
} // namespace

NumberField::NumberField(Kind kind, const NumberRange& range, QWidget* parent)
    : QDoubleSpinBox(parent),
      m_kind(kind)
{
    setButtonSymbols(NoButtons);
    setKeyboardTracking(false);
    setCorrectionMode(CorrectToPreviousValue);
    setDecimals(kind == Kind::Whole ? 0 : kDecimals);
    setRange(range.minimum.value_or(-kFar), range.maximum.value_or(kFar));
    if (kind == Kind::Real) {
        const double span = range.sliderMaximum - range.sliderMinimum;
        setSingleStep(span > 0.0 ? std::pow(10.0, std::floor(std::log10(span))) / 100.0 : 0.01);
    }
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(60);
}

QValidator::State NumberField::validate(QString& text, int&) const
{
    return evaluateArithmetic(text) ? QValidator::Acceptable : QValidator::Intermediate;
}

double NumberField::valueFromText(const QString& text) const
{
    const double number = evaluateArithmetic(text).value_or(value());
    return m_kind == Kind::Whole ? std::round(number) : number;
}

QString NumberField::textFromValue(double number) const
{
    if (m_kind == Kind::Whole)
        return QString::number(number, 'f', 0);
    QString text = QString::number(number, 'f', kDecimals);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text == QStringLiteral("-0") ? QStringLiteral("0") : text;
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace reelout
