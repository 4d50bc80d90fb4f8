// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/state_light.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPalette>

namespace reelout {

StateLight lightOf(RecorderState state)
{
    switch (state) {
    case RecorderState::Idle:
        return StateLight::Ready;
    case RecorderState::Recording:
        return StateLight::Recording;
    case RecorderState::Paused:
        return StateLight::Paused;
    case RecorderState::Opening:
    case RecorderState::Finalising:
        return StateLight::Busy;
    case RecorderState::Failed:
        break;
    }
    return StateLight::Failed;
}

StateLight lightOf(const Recorder& recorder)
{
    const bool rests = recorder.state() == RecorderState::Idle || recorder.state() == RecorderState::Failed;
    return rests && !recorder.sink().isActive() ? StateLight::Off : lightOf(recorder.state());
}

void paintLight(QPainter& painter, QPointF at, StateLight light, const QPalette& palette)
{
    const ThemeColours& colours = themeColours();
    const double growth = themeChoice().textPercent / 100.0;
    painter.save();
    painter.translate(at);
    painter.scale(growth, growth);
    painter.setPen(Qt::NoPen);
    switch (light) {
    case StateLight::Off:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette.color(QPalette::Midlight), 1.4));
        painter.drawEllipse(QPointF(), 3.3, 3.3);
        break;
    case StateLight::Ready:
        painter.setBrush(colours.good);
        painter.drawEllipse(QPointF(), 3.2, 3.2);
        break;
    case StateLight::Busy:
        painter.setBrush(colours.attention);
        painter.drawPie(QRectF(-4.5, -4.5, 9, 9), 90 * 16, -270 * 16);
        break;
    case StateLight::Recording:
        painter.setBrush(colours.recording);
        painter.drawEllipse(QPointF(), 5.2, 5.2);
        break;
    case StateLight::Paused:
        painter.setBrush(colours.attention);
        painter.drawRect(QRectF(-4, -5, 3, 10));
        painter.drawRect(QRectF(1, -5, 3, 10));
        break;
    case StateLight::Failed:
        painter.setPen(QPen(colours.failure, 2.2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(-3.5, -3.5), QPointF(3.5, 3.5));
        painter.drawLine(QPointF(-3.5, 3.5), QPointF(3.5, -3.5));
        break;
    }
    painter.restore();
}

} // namespace reelout
