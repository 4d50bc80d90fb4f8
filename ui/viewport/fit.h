// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QSizeF>
#include <QString>

namespace reelout {

/// How the picture lies in the viewport: the seven entries of Fill Viewer.
enum class FillMode { UseInput, Fill, Width, Height, Best, Outside, NativeResolution };

/// From a token of `fillmode`; Best for anything else.
FillMode fillModeFromToken(const QString& token);

/// Where a picture of `picture` pixels is drawn in a view of `view`, both in device pixels; centred, may
/// reach beyond the view. `pixelAspect` is the width of a pixel divided by its height. UseInput is what a
/// source itself is shown with: Best. NativeResolution begins on a whole device pixel.
QRectF fitPicture(FillMode mode, QSizeF picture, double pixelAspect, QSizeF view);

/// `fitted` enlarged by `zoom` around the view's centre and moved by `pan` (device pixels).
QRectF zoomed(const QRectF& fitted, QSizeF view, double zoom, QPointF pan);

} // namespace reelout
