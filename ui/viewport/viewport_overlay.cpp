// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_overlay.h"

#include "ui/theme/theme.h"
#include "ui/viewport/device_pixels.h"

#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

const QColor kLight(255, 255, 255, 150);
const QColor kDark(0, 0, 0, 130);
const QColor kShade(0, 0, 0, 120);
constexpr int kSmallestMark = 9; ///< device pixels

/// The four sides of `frame` as filled strips: exact to the pixel, unlike strokes.
void drawFrame(QPainter& painter, const QRect& frame, int width, const QColor& colour)
{
    painter.fillRect(QRect(frame.x(), frame.y(), frame.width(), width), colour);
    painter.fillRect(QRect(frame.x(), frame.bottom() + 1 - width, frame.width(), width), colour);
    const int height = frame.height() - 2 * width;
    painter.fillRect(QRect(frame.x(), frame.y() + width, width, height), colour);
    painter.fillRect(QRect(frame.right() + 1 - width, frame.y() + width, width, height), colour);
}

} // namespace

ViewportOverlay::ViewportOverlay(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
}

void ViewportOverlay::setGuides(Guides guides)
{
    if (guides == m_guides)
        return;
    m_guides = guides;
    update();
}

void ViewportOverlay::setTarget(const QRect& target, double aspect)
{
    if (target == m_target && aspect == m_aspect)
        return;
    m_target = target;
    m_aspect = aspect;
    if (m_guides || m_mark)
        update();
}

void ViewportOverlay::setMark(const std::optional<QRect>& mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    update();
}

void ViewportOverlay::setFocusShown(bool shown)
{
    if (shown == m_focusShown)
        return;
    m_focusShown = shown;
    update();
}

void ViewportOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const double scale = devicePixelRatioF();
    const int width = std::max(1, static_cast<int>(std::lround(scale)));
    painter.scale(1.0 / scale, 1.0 / scale);
    const GuideShapes shapes = guideShapes(m_guides, m_target, m_aspect);
    for (const QRect& shade : shapes.shades)
        painter.fillRect(shade, kShade);
    // Light beside dark is seen on every picture.
    for (const QRect& frame : shapes.frames) {
        drawFrame(painter, frame, width, kLight);
        drawFrame(painter, frame.adjusted(width, width, -width, -width), width, kDark);
    }
    for (const QLine& line : shapes.lines) {
        const bool isAcross = line.y1() == line.y2();
        const QRect strip = isAcross ? QRect(line.x1(), line.y1(), line.dx() + 1, width)
                                     : QRect(line.x1(), line.y1(), width, line.dy() + 1);
        painter.fillRect(strip, kLight);
        painter.fillRect(isAcross ? strip.translated(0, width) : strip.translated(width, 0), kDark);
    }
    if (m_mark) {
        QRect mark = *m_mark;
        const int grow = std::max(0, (kSmallestMark * width - mark.width()) / 2);
        mark.adjust(-grow - 2 * width, -grow - 2 * width, grow + 2 * width, grow + 2 * width);
        drawFrame(painter, mark, width, Qt::black);
        drawFrame(painter, mark.adjusted(width, width, -width, -width), width, Qt::white);
    }
    if (m_focusShown)
        drawFrame(painter, QRect(QPoint(), deviceSize(*this)), width, themeColours().accent);
}

} // namespace reelout
