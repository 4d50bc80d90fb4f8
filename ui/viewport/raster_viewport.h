// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/raster_picture.h"
#include "ui/viewport/viewport.h"

#include <QImage>
#include <QRegion>
#include <QWidget>

namespace reelout {

/// The viewport without OpenGL: slower, correct everywhere.
class RasterViewport final : public QWidget, public Viewport {
    Q_OBJECT

public:
    explicit RasterViewport(QWidget* parent);

    QWidget* widget() override { return this; }
    void showPicture(PicturePtr picture, std::uint64_t stream) override;
    void setPlacement(const QRect& target) override;
    void setLook(const ViewLook& look) override;
    QString backend() const override { return QStringLiteral("raster"); }
    std::uint64_t picturesDrawn() const override { return m_drawn; }
    Duration drawTime() const override { return m_drawTime; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void outdate();
    /// What has to be drawn anew when `changed` of the picture is another, in device pixels.
    QRect shownPart(const Rect& changed) const;
    bool follows(const Picture& picture, std::uint64_t stream) const;
    /// Paints right where the window's pixels are; false where that can't be done. Otherwise there is
    /// m_image.
    bool paintInPlace(const QPainter& painter, const QRegion& region);
    /// Brings m_image up to date.
    void drawPicture();

    PicturePtr m_picture;
    std::uint64_t m_stream = 0;
    QRect m_target;
    ViewLook m_look;
    RasterPicture m_painter;
    QImage m_image;           ///< what is seen, in device pixels
    bool m_isOutdated = true; ///< all of what is seen
    QRegion m_changed;        ///< otherwise; device pixels
    std::uint64_t m_drawn = 0;
    Duration m_drawTime{};
};

} // namespace reelout
