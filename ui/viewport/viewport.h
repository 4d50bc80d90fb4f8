// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "ui/viewport/view_look.h"

#include <QRect>
#include <QString>

class QWidget;

namespace reelout {

/// Draws one picture into a widget. Two make it: GlViewport, and RasterViewport where no OpenGL context can
/// be made; both the same pixels, within one code value. Main thread.
///
/// Smoothness is sampling as image/axis_taps.h has it, in the picture's own values; colours are weighed by
/// alpha where it is shown. Light (values tagged linear, or brought there for an exposure) gets the sRGB
/// curve; linear pictures are laid over the checker as light, all others as code values.
class Viewport {
public:
    virtual ~Viewport() = default;

    virtual QWidget* widget() = 0;
    /// The picture, in a format of displayFormats(), or null for an empty view that holds no memory. Its
    /// memory is held until the next call. `stream` tells pictures apart that don't follow each other: only
    /// within one their damage says what has changed.
    virtual void showPicture(PicturePtr picture, std::uint64_t stream) = 0;
    /// `target` is in device pixels of the widget.
    virtual void setPlacement(const QRect& target) = 0;
    virtual void setLook(const ViewLook& look) = 0;
    /// "OpenGL" or "raster", for the log and the tests.
    virtual QString backend() const = 0;
    /// Pictures that were uploaded or painted so far: stands still while nothing is seen.
    virtual std::uint64_t picturesDrawn() const = 0;
    /// How long the main thread was busy with the last picture.
    virtual Duration drawTime() const = 0;
};

/// What the viewport of this machine can show at all.
struct ViewportLimits {
    int greatestSide = 16384; ///< pixels
    bool takesRgba16 = true;  ///< OpenGL ES has no textures of 16-bit whole numbers
};
ViewportLimits viewportLimits();

/// Whether an OpenGL widget can be made here, and is drawn by a graphics card: what the processor has to draw
/// costs less painted by RasterViewport (with REELOUT_OPENGL in the environment it is used all the same).
/// Tried once, with a context of its own: in Qt 6.4 a QOpenGLWidget on a platform without OpenGL ends the
/// program.
bool canUseOpenGl();

/// The fitting one for this machine. `parent` owns the widget, the widget owns the rest.
Viewport* makeViewport(QWidget* parent);

} // namespace reelout
