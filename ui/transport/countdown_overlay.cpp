// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/countdown_overlay.h"

#include "ui/transport/countdown.h"

#include <QAccessible>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QShortcut>

#include <algorithm>

namespace reelout {

CountdownOverlay::CountdownOverlay(Countdown& countdown, QWidget& over)
    : QWidget(&over),
      m_countdown(countdown),
      m_over(over),
      m_escape(new QShortcut(Qt::Key_Escape, &over))
{
    setAccessibleName(tr("Countdown"));
    setCursor(Qt::PointingHandCursor);
    m_escape->setContext(Qt::WindowShortcut);
    m_escape->setEnabled(false);
    connect(m_escape, &QShortcut::activated, &countdown, &Countdown::cancel);
    connect(&countdown, &Countdown::changed, this, &CountdownOverlay::show);
    over.installEventFilter(this);
    hide();
}

void CountdownOverlay::show(int seconds)
{
    m_seconds = seconds;
    m_escape->setEnabled(seconds > 0);
    if (seconds == 0) {
        hide();
        return;
    }
    setAccessibleDescription(tr("Recording begins in %n seconds. Escape cancels.", nullptr, seconds));
    setGeometry(m_over.rect());
    raise();
    setVisible(true);
    update();
    QAccessibleEvent told(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&told);
}

bool CountdownOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_over && event->type() == QEvent::Resize && isVisible())
        setGeometry(m_over.rect());
    return QWidget::eventFilter(watched, event);
}

void CountdownOverlay::mousePressEvent(QMouseEvent*)
{
    m_countdown.cancel();
}

void CountdownOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double side = std::clamp(std::min(width(), height()) * 0.5, 80.0, 360.0);
    const QRectF disc(rect().center().x() - side / 2, rect().center().y() - side / 2, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawEllipse(disc);
    // White with a dark rim: it can be read on any picture, whatever the theme.
    QFont font = this->font();
    font.setPixelSize(static_cast<int>(side * 0.56));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(disc, Qt::AlignCenter, QString::number(m_seconds));
    font.setPixelSize(static_cast<int>(std::max(side * 0.065, 11.0)));
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    const QString hint = tr("Esc cancels");
    const QFontMetricsF metrics(font);
    painter.drawText(
        QPointF(disc.center().x() - metrics.horizontalAdvance(hint) / 2, disc.bottom() - side * 0.12), hint);
}

} // namespace reelout
