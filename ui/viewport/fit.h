// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace reelout {

/// How the picture lies in the viewport: the seven entries of Fill Viewer.
enum class FillMode { UseInput, Fill, Width, Height, Best, Outside, NativeResolution };

/// From a token of `fillmode`; Best for anything else.
FillMode fillModeFromToken(const QString& token);
QString fillModeToken(FillMode mode);

/// Where a picture of `picture` pixels is drawn in a view of `view`, both in device pixels; centred, may
/// reach beyond the view. `pixelAspect` is the width of a pixel divided by its height. UseInput is what a
/// source itself is shown with: Best. NativeResolution knows no pixel aspect.
QRectF fitPicture(FillMode mode, QSizeF picture, double pixelAspect, QSizeF view);

/// The same place in whole device pixels, at least one of them: the size is rounded first, so that moving
/// never changes it, then the upper left corner, halves towards it.
QRect wholePixels(const QRectF& place);

} // namespace reelout
