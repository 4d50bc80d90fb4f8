// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"
#include "media/picture.h"

#include <QRectF>

class QWidget;

namespace reelout {

/// Draws one picture into a widget. Two make it: GlViewport, and RasterViewport where no OpenGL context can
/// be made. Main thread.
class Viewport {
public:
    virtual ~Viewport() = default;

    virtual QWidget* widget() = 0;
    /// The picture, or null for an empty view. Its memory is held until the next call.
    virtual void showPicture(PicturePtr picture) = 0;
    /// `target` is in device pixels of the widget.
    virtual void setPlacement(const QRectF& target, Smoothness smoothness) = 0;
    /// "OpenGL" or "raster", for the log and the tests.
    virtual QString backend() const = 0;
};

/// Squares behind transparent pixels, in device pixels.
inline constexpr int kCheckerSize = 8;

/// Whether an OpenGL widget can be made here. Tried once, with a context of its own: in Qt 6.4 a
/// QOpenGLWidget on a platform without OpenGL ends the program.
bool canUseOpenGl();

/// The fitting one for this machine. `parent` owns the widget, the widget owns the rest.
Viewport* makeViewport(QWidget* parent);

} // namespace reelout
