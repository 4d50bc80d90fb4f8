// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/fit.h"

#include <QPointF>
#include <QSize>

namespace reelout {

/// Where the picture lies while one zooms and moves it: fitted as Fill Viewer says, or at a scale of its own
/// that a change of the window's size leaves alone. Pure; all places are device pixels of the view.
class PictureView {
public:
    /// What is remembered of one operator while others are looked at.
    struct Place {
        bool isFitted = true;
        QPointF scale{1.0, 1.0};  ///< device pixels per picture pixel, across and down
        QPointF centre{0.5, 0.5}; ///< what of the picture is in the middle of the view, 0..1

        friend bool operator==(const Place&, const Place&) = default;
    };

    static constexpr double kMostScale = 64.0;
    static constexpr double kLeastSide = 16.0;  ///< the picture never gets smaller than this
    static constexpr double kKeptInside = 32.0; ///< as much of it stays inside the view

    void setView(QSize view);
    void setPicture(QSize picture, double pixelAspect);
    void setFillMode(FillMode mode) { m_fill = mode; }
    FillMode fillMode() const { return m_fill; }

    /// Empty while there is no picture or no room.
    QRect target() const;
    QPointF scale() const;
    bool isFitted() const { return m_place.isFitted; }
    Place place() const { return m_place; }
    void setPlace(const Place& place);

    void fit() { m_place = {}; }
    /// One picture pixel on `scale` device pixels; what lies at `at` stays there.
    void zoomTo(double scale, QPointF at);
    /// What lies at `at` stays there.
    void zoomBy(double factor, QPointF at);
    /// To the next of the usual scales above or below (25 %, 50 %, 100 % …).
    void zoomStep(int direction, QPointF at);
    void moveBy(QPointF distance);

    /// Place in the picture, in its pixels.
    QPointF toPicture(QPointF inView) const;
    QPointF toView(QPointF inPicture) const;
    QPointF middle() const { return {m_view.width() / 2.0, m_view.height() / 2.0}; }

private:
    QRectF exactTarget() const;
    void setFree(QPointF scale, QPointF at);
    void keepInside();

    QSize m_view;
    QSize m_picture;
    double m_pixelAspect = 1.0;
    FillMode m_fill = FillMode::Best;
    Place m_place;
};

} // namespace reelout
