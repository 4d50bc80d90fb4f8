// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/screen_paint.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRegion>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr int kSeen = 15; // pixels a side in the magnifier
constexpr int kZoom = 8;
constexpr QColor kDim(0, 0, 0, 120);
constexpr QColor kBox(20, 22, 26, 230);

int scaled(int length, double scale)
{
    return static_cast<int>(std::lround(length * scale));
}

QRect keptOn(QRect rect, const QRect& screen)
{
    rect.moveLeft(std::clamp(rect.x(), screen.x(), std::max(screen.x(), screen.right() + 1 - rect.width())));
    rect.moveTop(std::clamp(rect.y(), screen.y(), std::max(screen.y(), screen.bottom() + 1 - rect.height())));
    return rect;
}

} // namespace

void dimAround(QPainter& painter, const QRect& screen, const QRect& clear)
{
    for (const QRect& part : QRegion(screen).subtracted(clear))
        painter.fillRect(part, kDim);
}

void outline(QPainter& painter, const QRect& rect, const QColor& colour, int width)
{
    const QRect outer = rect.adjusted(-width, -width, width, width);
    for (const QRect& part : QRegion(outer).subtracted(rect))
        painter.fillRect(part, colour);
}

void label(QPainter& painter, const QRect& screen, double scale, QPoint at, const QString& text)
{
    scale *= themeChoice().textPercent / 100.0;
    QFont font = painter.font();
    font.setPixelSize(scaled(13, scale));
    painter.setFont(font);
    const int padding = scaled(6, scale);
    QRect box = QFontMetrics(font).boundingRect(QRect(0, 0, scaled(520, scale), screen.height()),
                                                Qt::TextWordWrap, text);
    box.adjust(-padding, -padding, padding, padding);
    box.moveTopLeft(at);
    box = keptOn(box, screen);
    painter.fillRect(box, kBox);
    painter.setPen(Qt::white);
    painter.drawText(box.adjusted(padding, padding, padding, padding), Qt::TextWordWrap, text);
}

void magnifier(QPainter& painter, const QRect& screen, double scale, const QImage& picture, QPoint desktop,
               QPoint at)
{
    if (!screen.contains(at))
        return;
    const int zoom = scaled(kZoom, scale);
    const int side = kSeen * zoom;
    const int away = scaled(24, scale);
    QRect glass(at + QPoint(away, away), QSize(side, side));
    // Never under the pointer.
    if (glass.right() > screen.right())
        glass.moveRight(at.x() - away);
    if (glass.bottom() > screen.bottom())
        glass.moveBottom(at.y() - away);
    painter.fillRect(glass, Qt::black);
    const QRect seen(at - desktop - QPoint(kSeen / 2, kSeen / 2), QSize(kSeen, kSeen));
    const QRect there = seen.intersected(picture.rect());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QRect(glass.topLeft() + (there.topLeft() - seen.topLeft()) * zoom, there.size() * zoom),
                      picture, there);
    const QRect middle(glass.topLeft() + QPoint(kSeen / 2, kSeen / 2) * zoom, QSize(zoom, zoom));
    outline(painter, middle, Qt::white, 1);
    outline(painter, middle.adjusted(-1, -1, 1, 1), Qt::black, 1);
    outline(painter, glass, Qt::white, 1);
    label(painter, screen, scale, glass.bottomLeft() + QPoint(0, 4),
          QStringLiteral("%1, %2").arg(at.x()).arg(at.y()));
}

} // namespace reelout
