// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/number_field.h"

#include "ui/inspector/arithmetic.h"
#include "ui/inspector/scrubber.h"
#include "ui/theme/theme.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {
constexpr int kDecimals = 6;
constexpr double kFar = 1e12;          ///< where a range without limit ends in the field
constexpr double kPixelsPerSpan = 200; ///< a drag over the slider's whole range
} // namespace

NumberField::NumberField(Kind kind, const NumberRange& range, const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent),
      m_kind(kind),
      m_unit(unit)
{
    setButtonSymbols(NoButtons);
    setKeyboardTracking(false);
    setCorrectionMode(CorrectToPreviousValue);
    setDecimals(kind == Kind::Whole ? 0 : kDecimals);
    setRange(range.minimum.value_or(-kFar), range.maximum.value_or(kFar));
    showUnit();
    const double span = range.sliderMaximum - range.sliderMinimum;
    if (kind == Kind::Real)
        setSingleStep(span > 0.0 ? std::pow(10.0, std::floor(std::log10(span))) / 100.0 : 0.01);
    m_dragStep = std::max(span / kPixelsPerSpan, kind == Kind::Whole ? 0.2 : 0.0001);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(scaled(60));
    new Scrubber(*lineEdit(), *this);
    connect(this, &QDoubleSpinBox::valueChanged, this, [this](double number) {
        if (m_isShowing)
            return;
        m_isMixed = false;
        m_wasMixed = false;
        Q_EMIT edited(number);
    });
    connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString& text) {
        if (m_isMixed && numberIn(text))
            leaveMixed();
    });
    connect(this, &QAbstractSpinBox::editingFinished, this, &NumberField::finish);
}

void NumberField::showUnit()
{
    setSuffix(m_unit.isEmpty() || m_isMixed ? QString() : QString(QLatin1Char(' ') + m_unit));
}

void NumberField::leaveMixed()
{
    m_isMixed = false;
    m_wasMixed = true;
    lineEdit()->setPlaceholderText({});
}

void NumberField::finish()
{
    lineEdit()->setModified(false);
    if (std::exchange(m_wasMixed, false))
        Q_EMIT edited(value());
}

void NumberField::showNumber(double number)
{
    const QScopedValueRollback<bool> showing(m_isShowing, true);
    const bool wasMixed = std::exchange(m_isMixed, false);
    m_wasMixed = false;
    setValue(number);
    if (wasMixed) {
        showUnit();
        lineEdit()->setText(textFromValue(value()) + suffix());
    }
    lineEdit()->setPlaceholderText({});
}

void NumberField::showMixed(double number)
{
    const QScopedValueRollback<bool> showing(m_isShowing, true);
    setValue(number);
    m_isMixed = true;
    m_wasMixed = false;
    showUnit();
    lineEdit()->setPlaceholderText(tr("several"));
    lineEdit()->clear();
}

void NumberField::dragTo(double number, double stepPerPixel)
{
    const double step =
        m_kind == Kind::Whole ? 1.0 : std::pow(10.0, std::floor(std::log10(stepPerPixel) + 1e-9));
    const bool wasMixed = m_isMixed;
    leaveMixed();
    setValue(std::round(number / step) * step);
    if (wasMixed && m_wasMixed)
        finish();
    m_wasMixed = false;
}

std::optional<double> NumberField::numberIn(QString text) const
{
    text = text.trimmed();
    // Typed, and standing there already.
    while (!m_unit.isEmpty() && text.endsWith(m_unit, Qt::CaseInsensitive))
        text = text.chopped(m_unit.size()).trimmed();
    return evaluateArithmetic(text);
}

QValidator::State NumberField::validate(QString& text, int&) const
{
    return numberIn(text) ? QValidator::Acceptable : QValidator::Intermediate;
}

double NumberField::valueFromText(const QString& text) const
{
    const double number = numberIn(text).value_or(value());
    return m_kind == Kind::Whole ? std::round(number) : number;
}

QString NumberField::textFromValue(double number) const
{
    if (m_isMixed)
        return {};
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    if (m_kind == Kind::Whole)
        return plain.toString(number, 'f', 0);
    QString text = plain.toString(number, 'f', kDecimals);
    while (text.endsWith(plain.zeroDigit()))
        text.chop(plain.zeroDigit().size());
    if (text.endsWith(plain.decimalPoint()))
        text.chop(plain.decimalPoint().size());
    return text == plain.negativeSign() + plain.zeroDigit() ? plain.zeroDigit() : text;
}

void NumberField::stepBy(int steps)
{
    if (m_isMixed)
        leaveMixed();
    QDoubleSpinBox::stepBy(steps);
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace reelout
