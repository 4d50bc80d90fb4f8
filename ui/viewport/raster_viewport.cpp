// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/raster_viewport.h"

#include <QImage>
#include <QPainter>
#include <QWidget>

#include <cmath>

namespace reelout {

namespace {

/// The picture's own memory as an image; the picture must outlive it.
QImage imageOf(const Picture& picture)
{
    QImage::Format format = QImage::Format_Invalid;
    switch (picture.format) {
    case PixelFormat::Bgra8:
        format = QImage::Format_ARGB32;
        break;
    case PixelFormat::Bgrx8:
        format = QImage::Format_RGB32;
        break;
    case PixelFormat::Rgba8:
        format = QImage::Format_RGBA8888;
        break;
    default:
        return {};
    }
    return QImage(picture.planes[0].data, picture.size.width, picture.size.height, picture.planes[0].stride,
                  format);
}

QBrush checkerBrush()
{
    static const QPixmap tile = [] {
        QPixmap pixmap(2 * kCheckerSize, 2 * kCheckerSize);
        pixmap.fill(QColor(82, 82, 82));
        QPainter painter(&pixmap);
        const QColor light(107, 107, 107);
        painter.fillRect(kCheckerSize, 0, kCheckerSize, kCheckerSize, light);
        painter.fillRect(0, kCheckerSize, kCheckerSize, kCheckerSize, light);
        return pixmap;
    }();
    return QBrush(tile);
}

} // namespace

RasterViewport::RasterViewport(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void RasterViewport::showPicture(PicturePtr picture)
{
    m_picture = std::move(picture);
    update();
}

void RasterViewport::setPlacement(const QRectF& target, Smoothness smoothness)
{
    if (target == m_target && smoothness == m_smoothness)
        return;
    m_target = target;
    m_smoothness = smoothness;
    update();
}

void RasterViewport::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
    if (!m_picture || m_target.isEmpty())
        return;
    const QImage image = imageOf(*m_picture);
    if (image.isNull())
        return;
    const double scale = devicePixelRatioF();
    painter.scale(1.0 / scale, 1.0 / scale);
    if (image.hasAlphaChannel())
        painter.fillRect(m_target, checkerBrush());
    const bool shrinks = m_target.width() < image.width() || m_target.height() < image.height();
    if (m_smoothness == Smoothness::Mipmap && shrinks) {
        // Averages every source pixel, which painting with a smooth transform does not.
        const QSize size(std::max(1, static_cast<int>(std::lround(m_target.width()))),
                         std::max(1, static_cast<int>(std::lround(m_target.height()))));
        const QImage small = image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(m_target.topLeft(), small);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_smoothness != Smoothness::Nearest);
    painter.drawImage(m_target, image);
}

} // namespace reelout
