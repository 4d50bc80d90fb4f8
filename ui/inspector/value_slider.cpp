// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/value_slider.h"

#include "ui/theme/theme.h"

#include <QAbstractSlider>
#include <QMouseEvent>
#include <QPainter>
#include <QSizePolicy>
#include <QWheelEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {
constexpr int kRealSteps = 1000;

/// From an end of the line to that of the widget: the knob has room there.
int margin()
{
    return scaled(5);
}
} // namespace

ValueSlider::ValueSlider(Kind kind, double minimum, double maximum, QWidget* parent)
    : QAbstractSlider(parent),
      m_kind(kind),
      m_minimum(minimum),
      m_maximum(std::max(maximum, minimum + 1e-9))
{
    const bool whole = kind == Kind::Whole;
    setOrientation(Qt::Horizontal);
    setRange(0, whole ? std::max(1, static_cast<int>(std::lround(m_maximum - m_minimum))) : kRealSteps);
    setPageStep(std::max(1, this->maximum() / 10));
    setSingleStep(whole ? 1 : kRealSteps / 100);
    setFocusPolicy(Qt::ClickFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(this, &QAbstractSlider::valueChanged, this, [this](int position) {
        if (!m_showing)
            Q_EMIT moved(numberAt(position));
    });
}

double ValueSlider::numberAt(int position) const
{
    const double number = m_minimum + (m_maximum - m_minimum) * position / std::max(1, maximum());
    return m_kind == Kind::Whole ? std::round(number) : number;
}

void ValueSlider::showNumber(double number)
{
    const double share = std::clamp((number - m_minimum) / (m_maximum - m_minimum), 0.0, 1.0);
    m_showing = true;
    setValue(static_cast<int>(std::lround(share * maximum())));
    m_showing = false;
}

QSize ValueSlider::sizeHint() const
{
    return {scaled(60), scaled(20)};
}

QSize ValueSlider::minimumSizeHint() const
{
    return {scaled(30), scaled(20)};
}

void ValueSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double middle = height() / 2.0;
    const int thickness = scaled(3);
    const double length = width() - 2.0 * margin();
    const double knob = margin() + length * value() / std::max(1, maximum());
    painter.setBrush(palette().color(QPalette::Mid));
    painter.drawRoundedRect(QRectF(margin(), middle - thickness / 2.0, length, thickness), 1.5, 1.5);
    QColor colour = isEnabled() ? themeColours().accent : palette().color(QPalette::Midlight);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(margin(), middle - thickness / 2.0, knob - margin(), thickness), 1.5, 1.5);
    painter.setBrush(isEnabled() ? palette().color(QPalette::Text) : palette().color(QPalette::Midlight));
    if (hasFocus())
        painter.setPen(QPen(themeColours().accent, 2));
    painter.drawEllipse(QPointF(knob, middle), margin() - 0.5, margin() - 0.5);
}

void ValueSlider::moveTo(double x)
{
    const double share = std::clamp((x - margin()) / std::max(1.0, width() - 2.0 * margin()), 0.0, 1.0);
    setValue(static_cast<int>(std::lround(share * maximum())));
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    moveTo(event->position().x());
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        moveTo(event->position().x());
}

void ValueSlider::mouseReleaseEvent(QMouseEvent*)
{
    setSliderDown(false);
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSlider::wheelEvent(event);
    else
        event->ignore();
}

} // namespace reelout
