// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/fit.h"

#include <algorithm>
#include <cmath>

namespace reelout {

FillMode fillModeFromToken(const QString& token)
{
    if (token == QStringLiteral("useinput"))
        return FillMode::UseInput;
    if (token == QStringLiteral("fill"))
        return FillMode::Fill;
    if (token == QStringLiteral("width"))
        return FillMode::Width;
    if (token == QStringLiteral("height"))
        return FillMode::Height;
    if (token == QStringLiteral("outside"))
        return FillMode::Outside;
    if (token == QStringLiteral("nativeres"))
        return FillMode::NativeResolution;
    return FillMode::Best;
}

QRectF fitPicture(FillMode mode, QSizeF picture, double pixelAspect, QSizeF view)
{
    if (picture.isEmpty() || view.isEmpty())
        return {};
    const double width = picture.width() * (pixelAspect > 0.0 ? pixelAspect : 1.0);
    const double height = picture.height();
    const double byWidth = view.width() / width;
    const double byHeight = view.height() / height;
    const auto centred = [&view](double w, double h) {
        return QRectF((view.width() - w) / 2.0, (view.height() - h) / 2.0, w, h);
    };
    switch (mode) {
    case FillMode::Fill:
        return QRectF(QPointF(0, 0), view);
    case FillMode::Width:
        return centred(width * byWidth, height * byWidth);
    case FillMode::Height:
        return centred(width * byHeight, height * byHeight);
    case FillMode::Outside: {
        const double scale = std::max(byWidth, byHeight);
        return centred(width * scale, height * scale);
    }
    case FillMode::NativeResolution: {
        const QRectF rect = centred(picture.width(), picture.height());
        return {std::floor(rect.x()), std::floor(rect.y()), rect.width(), rect.height()};
    }
    case FillMode::UseInput:
    case FillMode::Best:
        break;
    }
    const double scale = std::min(byWidth, byHeight);
    return centred(width * scale, height * scale);
}

QRectF zoomed(const QRectF& fitted, QSizeF view, double zoom, QPointF pan)
{
    const QPointF centre(view.width() / 2.0, view.height() / 2.0);
    return {centre + (fitted.topLeft() - centre) * zoom + pan, fitted.size() * zoom};
}

} // namespace reelout
