// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/picture_view.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

constexpr std::array kUsualScales{1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 1.0,  1.5,  2.0,
                                  3.0,      4.0,     6.0,     8.0,     12.0,    16.0,    24.0, 32.0, 64.0};
constexpr double kNearlySame = 1.0 + 1e-6;

} // namespace

void PictureView::setView(QSize view)
{
    m_view = view;
    keepInside();
}

void PictureView::setPicture(QSize picture, double pixelAspect)
{
    m_picture = picture;
    m_pixelAspect = pixelAspect;
    keepInside();
}

void PictureView::setPlace(const Place& place)
{
    m_place = place;
    keepInside();
}

QRectF PictureView::exactTarget() const
{
    if (m_place.isFitted)
        return fitPicture(m_fill, m_picture, m_pixelAspect, m_view);
    const QSizeF size(m_picture.width() * m_place.scale.x(), m_picture.height() * m_place.scale.y());
    return {QPointF(middle().x() - m_place.centre.x() * size.width(),
                    middle().y() - m_place.centre.y() * size.height()),
            size};
}

QRect PictureView::target() const
{
    if (m_picture.isEmpty() || m_view.isEmpty())
        return {};
    return wholePixels(exactTarget());
}

QPointF PictureView::scale() const
{
    if (!m_place.isFitted)
        return m_place.scale;
    const QRectF place = exactTarget();
    if (place.isEmpty())
        return {1.0, 1.0};
    return {place.width() / m_picture.width(), place.height() / m_picture.height()};
}

void PictureView::setFree(QPointF scale, QPointF at)
{
    if (m_picture.isEmpty() || m_view.isEmpty())
        return;
    const double least = kLeastSide / std::max(m_picture.width(), m_picture.height());
    const double wanted = std::max(scale.x(), scale.y());
    const double allowed = std::clamp(wanted, std::min(least, 1.0), kMostScale);
    scale *= allowed / wanted;
    // By the place before rounding, or each step would drift by half a pixel.
    const QRectF before = exactTarget();
    const QPointF under((at.x() - before.x()) * m_picture.width() / before.width(),
                        (at.y() - before.y()) * m_picture.height() / before.height());
    m_place = {false, scale, {}};
    m_place.centre = {(under.x() + (middle().x() - at.x()) / scale.x()) / m_picture.width(),
                      (under.y() + (middle().y() - at.y()) / scale.y()) / m_picture.height()};
    keepInside();
}

void PictureView::zoomTo(double scale, QPointF at)
{
    setFree({scale, scale}, at);
}

void PictureView::zoomBy(double factor, QPointF at)
{
    const QPointF now = scale();
    QPointF next = now * factor;
    // Passing 100 % stops there, where no pixel is blurred.
    if ((now.y() - 1.0) * (next.y() - 1.0) < 0.0)
        next /= next.y();
    setFree(next, at);
}

void PictureView::zoomStep(int direction, QPointF at)
{
    const double now = scale().y();
    const auto above = std::find_if(kUsualScales.begin(), kUsualScales.end(),
                                    [&](double each) { return each > now * kNearlySame; });
    const auto below = std::find_if(kUsualScales.rbegin(), kUsualScales.rend(),
                                    [&](double each) { return each < now / kNearlySame; });
    const double larger = above == kUsualScales.end() ? kMostScale : *above;
    const double smaller = below == kUsualScales.rend() ? now / 2.0 : *below;
    const double next = direction > 0 ? larger : smaller;
    setFree(scale() * (next / now), at);
}

void PictureView::moveBy(QPointF distance)
{
    if (m_picture.isEmpty() || m_view.isEmpty())
        return;
    setFree(scale(), middle());
    m_place.centre -= QPointF(distance.x() / m_place.scale.x() / m_picture.width(),
                              distance.y() / m_place.scale.y() / m_picture.height());
    keepInside();
}

void PictureView::keepInside()
{
    if (m_place.isFitted || m_picture.isEmpty() || m_view.isEmpty())
        return;
    const auto kept = [](double centre, double view, double size) {
        const double inside = std::min({kKeptInside, size, view}) / size;
        const double half = view / 2.0 / size;
        return std::clamp(centre, inside - half, 1.0 - inside + half);
    };
    m_place.centre = {kept(m_place.centre.x(), m_view.width(), m_picture.width() * m_place.scale.x()),
                      kept(m_place.centre.y(), m_view.height(), m_picture.height() * m_place.scale.y())};
}

QPointF PictureView::toPicture(QPointF inView) const
{
    const QRectF place = target();
    if (place.isEmpty())
        return {};
    return {(inView.x() - place.x()) * m_picture.width() / place.width(),
            (inView.y() - place.y()) * m_picture.height() / place.height()};
}

QPointF PictureView::toView(QPointF inPicture) const
{
    const QRectF place = target();
    if (m_picture.isEmpty())
        return {};
    return {place.x() + inPicture.x() * place.width() / m_picture.width(),
            place.y() + inPicture.y() * place.height() / m_picture.height()};
}

} // namespace reelout
