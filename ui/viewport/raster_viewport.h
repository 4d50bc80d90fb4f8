// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/viewport.h"

#include <QWidget>

namespace reelout {

/// The viewport without OpenGL: QPainter, slower, correct everywhere.
class RasterViewport final : public QWidget, public Viewport {
    Q_OBJECT

public:
    explicit RasterViewport(QWidget* parent);

    QWidget* widget() override { return this; }
    void showPicture(PicturePtr picture) override;
    void setPlacement(const QRectF& target, Smoothness smoothness) override;
    QString backend() const override { return QStringLiteral("raster"); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PicturePtr m_picture;
    QRectF m_target;
    Smoothness m_smoothness = Smoothness::Linear;
};

} // namespace reelout
