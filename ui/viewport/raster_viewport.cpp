// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/raster_viewport.h"

#include "ui/viewport/device_pixels.h"

#include <QElapsedTimer>
#include <QPainter>
#include <QWidget>

namespace reelout {

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

void RasterViewport::showPicture(PicturePtr picture, std::uint64_t)
{
    m_picture = std::move(picture);
    if (!m_picture)
        m_image = {};
    outdate();
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

void RasterViewport::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor background = palette().color(QPalette::Dark);
    if (!m_picture) {
        painter.fillRect(rect(), background);
        return;
    }
    const QSize view = deviceSize(*this);
    if (m_isOutdated || m_image.size() != view) {
        QElapsedTimer timer;
        timer.start();
        if (m_image.size() != view)
            m_image = QImage(view, QImage::Format_RGB32);
        m_image.fill(background);
        m_image.setDevicePixelRatio(1.0);
        m_painter.paint(*m_picture, m_target, m_look, m_image);
        m_isOutdated = false;
        ++m_drawn;
        m_drawTime = Duration(timer.nsecsElapsed());
    }
    m_image.setDevicePixelRatio(devicePixelRatioF());
    painter.drawImage(0, 0, m_image);
}

} // namespace reelout
