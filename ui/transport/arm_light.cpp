// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/arm_light.h"

#include "ui/panels/figures.h"
#include "ui/panels/state_light.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace reelout {

ArmLight::ArmLight(Recorder& recorder, QWidget* parent) : QAbstractButton(parent), m_recorder(recorder)
{
    setCheckable(true);
    setFixedSize(sizeHint());
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    Operator& sink = recorder.sink();
    connect(this, &QAbstractButton::clicked, &sink, &Operator::setActive);
    connect(&sink, &Operator::activeChanged, this, &ArmLight::showState);
    connect(&sink, &Operator::renamed, this, &ArmLight::showState);
    connect(&recorder, &Recorder::stateChanged, this, &ArmLight::showState);
    showState();
}

QSize ArmLight::sizeHint() const
{
    return {scaled(22), scaled(22)};
}

void ArmLight::showState()
{
    const Operator& sink = m_recorder.sink();
    setChecked(sink.isActive());
    setAccessibleName(tr("Armed: %1").arg(sink.name()));
    const QString state = stateText(m_recorder.state());
    setAccessibleDescription(state);
    setToolTip(sink.isActive() ? tr("%1: armed, %2").arg(sink.name(), state.toLower())
                               : tr("%1: not armed. Click to have it recorded.").arg(sink.name()));
    update();
}

void ArmLight::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse()) {
        painter.setPen(hasFocus() ? palette().color(QPalette::Link) : palette().color(QPalette::Mid));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
    paintLight(painter, QRectF(rect()).center(), lightOf(m_recorder), palette());
}

} // namespace reelout
