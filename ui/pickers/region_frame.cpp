// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/region_frame.h"

#include "ui/pickers/physical_screens.h"

namespace reelout {

namespace {

constexpr int kWidth = 3; ///< of the line, in device-independent pixels
constexpr int kGap =
    1; ///< physical pixels between line and region, for screens whose scale is no whole number

QWidget* makeSide(const QRect& logical)
{
    auto* side = new QWidget(nullptr, Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint |
                                          Qt::BypassWindowManagerHint | Qt::WindowTransparentForInput |
                                          Qt::WindowDoesNotAcceptFocus | Qt::Tool);
    side->setAttribute(Qt::WA_ShowWithoutActivating);
    side->setAttribute(Qt::WA_QuitOnClose, false);
    side->setAutoFillBackground(true);
    QPalette palette = side->palette();
    palette.setColor(QPalette::Window, QColor(255, 60, 50));
    side->setPalette(palette);
    side->setGeometry(logical);
    return side;
}

} // namespace

QList<QRect> frameSides(const QRect& region, int width)
{
    const QRect outer = region.adjusted(-width, -width, width, width);
    return {QRect(outer.x(), outer.y(), outer.width(), width),
            QRect(outer.x(), region.bottom() + 1, outer.width(), width),
            QRect(outer.x(), region.y(), width, region.height()),
            QRect(region.right() + 1, region.y(), width, region.height())};
}

RegionFrame::RegionFrame(const QRect& region, QObject* parent) : QObject(parent), m_region(region)
{
    const QRect clear = region.adjusted(-kGap, -kGap, kGap, kGap);
    for (const ScreenPlace& place : screenPlaces({})) {
        const int width = static_cast<int>(kWidth * place.scale);
        for (const QRect& side : frameSides(clear, width)) {
            const QRect shown = side.intersected(place.physical);
            const QRect logical = toLogical(shown, place);
            if (!shown.isEmpty())
                m_sides.emplace_back(makeSide(logical));
        }
    }
    for (const auto& side : m_sides)
        side->show();
}

RegionFrame::~RegionFrame() = default;

} // namespace reelout
