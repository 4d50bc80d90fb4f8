// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/fit.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace reelout {

namespace {

constexpr std::pair<const char*, FillMode> kTokens[] = {{"useinput", FillMode::UseInput},
                                                        {"fill", FillMode::Fill},
                                                        {"width", FillMode::Width},
                                                        {"height", FillMode::Height},
                                                        {"best", FillMode::Best},
                                                        {"outside", FillMode::Outside},
                                                        {"nativeres", FillMode::NativeResolution}};

} // namespace

FillMode fillModeFromToken(const QString& token)
{
    for (const auto& [name, mode] : kTokens)
        if (token == QLatin1String(name))
            return mode;
    return FillMode::Best;
}

QString fillModeToken(FillMode mode)
{
    for (const auto& [name, each] : kTokens)
        if (each == mode)
            return QString::fromLatin1(name);
    return {};
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
    case FillMode::NativeResolution:
        return centred(picture.width(), picture.height());
    case FillMode::UseInput:
    case FillMode::Best:
        break;
    }
    const double scale = std::min(byWidth, byHeight);
    return centred(width * scale, height * scale);
}

QRect wholePixels(const QRectF& place)
{
    const double width = std::max(1.0, std::round(place.width()));
    const double height = std::max(1.0, std::round(place.height()));
    const auto nearest = [](double from) { return static_cast<int>(std::ceil(from - 0.5)); };
    return {nearest(place.center().x() - width / 2.0), nearest(place.center().y() - height / 2.0),
            static_cast<int>(width), static_cast<int>(height)};
}

} // namespace reelout
