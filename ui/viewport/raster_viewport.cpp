// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/raster_viewport.h"

#include "ui/viewport/device_pixels.h"

#include <QElapsedTimer>
#include <QPaintEngine>
#include <QPaintEvent>
#include <QPainter>
#include <QWidget>

#include <cmath>

namespace reelout {

namespace {

constexpr int kMostParts = 16; ///< drawn one by one; of more, all that lies between them
constexpr int kBytes = 4;      ///< of a pixel

/// The widget's part of the image that its painter paints on, by reference. Null where there is no such image
/// or its pixels are not the widget's.
QImage imageBehind(const QPainter& painter, const QWidget& widget)
{
    QPaintDevice* device = painter.paintEngine()->paintDevice();
    const double scale = widget.devicePixelRatioF();
    if (device->devType() != QInternal::Image || scale != std::floor(scale))
        return {};
    auto& image = *static_cast<QImage*>(device);
    const bool isOpaqueAsItIs =
        image.format() == QImage::Format_RGB32 || image.format() == QImage::Format_ARGB32_Premultiplied;
    const QTransform place = painter.deviceTransform();
    const QRect own(QPointF(place.dx(), place.dy()).toPoint(), deviceSize(widget));
    if (!isOpaqueAsItIs || !image.rect().contains(own))
        return {};
    return QImage(image.scanLine(own.y()) + static_cast<std::ptrdiff_t>(kBytes) * own.x(), own.width(),
                  own.height(), image.bytesPerLine(), QImage::Format_RGB32);
}

QRegion onDevice(const QRegion& region, int scale)
{
    QRegion scaled;
    for (const QRect& part : region)
        scaled += QRect(part.topLeft() * scale, part.size() * scale);
    return scaled;
}

} // namespace

RasterViewport::RasterViewport(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void RasterViewport::outdate()
{
    m_isOutdated = true;
    update();
}

bool RasterViewport::follows(const Picture& picture, std::uint64_t stream) const
{
    return m_picture && !m_isOutdated && stream == m_stream && picture.damageKnown &&
           picture.serial == m_picture->serial + 1 && picture.size == m_picture->size &&
           picture.format == m_picture->format && picture.colour == m_picture->colour;
}

QRect RasterViewport::shownPart(const Rect& changed) const
{
    const double across = double(m_target.width()) / m_picture->size.width;
    const double down = double(m_target.height()) / m_picture->size.height;
    // A sample further on every side, which smoothing takes part of, and a pixel for what is rounded.
    const auto low = [](int from, double scale) {
        return static_cast<int>(std::floor((from - 1) * scale)) - 1;
    };
    const auto high = [](int to, double scale) { return static_cast<int>(std::ceil((to + 1) * scale)) + 1; };
    const QPoint topLeft(low(changed.x, across), low(changed.y, down));
    const QPoint end(high(changed.right(), across), high(changed.bottom(), down));
    return QRect(topLeft, QSize(end.x() - topLeft.x(), end.y() - topLeft.y()))
        .translated(m_target.topLeft())
        .intersected(QRect({}, deviceSize(*this)));
}

void RasterViewport::showPicture(PicturePtr picture, std::uint64_t stream)
{
    const bool isFollowing = picture && follows(*picture, stream);
    m_picture = std::move(picture);
    m_stream = stream;
    if (!m_picture)
        m_image = {};
    if (!isFollowing)
        return outdate();
    for (const Rect& changed : m_picture->damage)
        m_changed += shownPart(changed);
    if (m_changed.rectCount() > kMostParts)
        m_changed = m_changed.boundingRect();
    const double scale = devicePixelRatioF();
    for (const QRect& part : m_changed)
        update(QRectF(part.x() / scale, part.y() / scale, part.width() / scale, part.height() / scale)
                   .toAlignedRect());
}

void RasterViewport::setPlacement(const QRect& target)
{
    if (target == m_target)
        return;
    m_target = target;
    outdate();
}

void RasterViewport::setLook(const ViewLook& look)
{
    if (look == m_look)
        return;
    m_look = look;
    outdate();
}

bool RasterViewport::paintInPlace(const QPainter& painter, const QRegion& region)
{
    QImage seen = imageBehind(painter, *this);
    if (seen.isNull())
        return false;
    QElapsedTimer timer;
    timer.start();
    const QRegion parts = onDevice(region, static_cast<int>(devicePixelRatioF()));
    QPainter around(&seen);
    for (const QRect& part : parts.subtracted(m_target))
        around.fillRect(part, palette().color(QPalette::Dark));
    for (const QRect& part : parts)
        m_painter.paint(*m_picture, m_target, m_look, seen, part);
    if (m_isOutdated || !m_changed.isEmpty()) {
        ++m_drawn;
        m_drawTime = Duration(timer.nsecsElapsed());
    }
    m_image = {};
    m_isOutdated = false;
    m_changed = {};
    return true;
}

void RasterViewport::drawPicture()
{
    QElapsedTimer timer;
    timer.start();
    const QSize view = deviceSize(*this);
    if (m_image.size() != view) {
        m_image = QImage(view, QImage::Format_RGB32);
        m_isOutdated = true;
    }
    m_image.setDevicePixelRatio(1.0);
    if (m_isOutdated) {
        m_image.fill(palette().color(QPalette::Dark));
        m_painter.paint(*m_picture, m_target, m_look, m_image);
    } else {
        for (const QRect& part : m_changed)
            m_painter.paint(*m_picture, m_target, m_look, m_image, part);
    }
    m_image.setDevicePixelRatio(devicePixelRatioF());
    m_isOutdated = false;
    m_changed = {};
    ++m_drawn;
    m_drawTime = Duration(timer.nsecsElapsed());
}

void RasterViewport::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    if (!m_picture) {
        painter.fillRect(rect(), palette().color(QPalette::Dark));
        return;
    }
    if (paintInPlace(painter, event->region()))
        return;
    if (m_isOutdated || !m_changed.isEmpty() || m_image.size() != deviceSize(*this))
        drawPicture();
    painter.drawImage(0, 0, m_image);
}

} // namespace reelout
