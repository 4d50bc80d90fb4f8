// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/guides.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kActionSafe = 0.93;
constexpr double kTitleSafe = 0.90;
constexpr int kFineColumns = 12;

/// The middle of `target`, this part of its sides.
QRect part(const QRect& target, double across, double down)
{
    const int width = static_cast<int>(std::lround(target.width() * across));
    const int height = static_cast<int>(std::lround(target.height() * down));
    return {target.x() + (target.width() - width) / 2, target.y() + (target.height() - height) / 2, width,
            height};
}

QRect ofRatio(const QRect& target, double aspect, double ratio)
{
    return ratio < aspect ? part(target, ratio / aspect, 1.0) : part(target, 1.0, aspect / ratio);
}

void addGrid(GuideShapes& shapes, const QRect& target, int columns, int rows)
{
    for (int column = 1; column < columns; ++column) {
        const int x = target.x() + static_cast<int>(std::lround(double(target.width()) * column / columns));
        shapes.lines.emplace_back(x, target.top(), x, target.bottom());
    }
    for (int row = 1; row < rows; ++row) {
        const int y = target.y() + static_cast<int>(std::lround(double(target.height()) * row / rows));
        shapes.lines.emplace_back(target.left(), y, target.right(), y);
    }
}

void addCross(GuideShapes& shapes, const QRect& target)
{
    const int arm = std::max(8, std::min(target.width(), target.height()) / 16);
    const int x = target.x() + target.width() / 2;
    const int y = target.y() + target.height() / 2;
    shapes.lines.emplace_back(x - arm, y, x + arm, y);
    shapes.lines.emplace_back(x, y - arm, x, y + arm);
}

/// What is in `target` but in none of the frames; they all have its middle and one of its sides.
void addShades(GuideShapes& shapes, const QRect& target, const std::vector<QRect>& ratios)
{
    QRect kept;
    for (const QRect& frame : ratios)
        kept = kept.united(frame);
    if (ratios.empty() || kept == target)
        return;
    const QRect bands[] = {
        {target.x(), target.y(), target.width(), kept.y() - target.y()},
        {target.x(), kept.bottom() + 1, target.width(), target.bottom() - kept.bottom()},
        {target.x(), kept.y(), kept.x() - target.x(), kept.height()},
        {kept.right() + 1, kept.y(), target.right() - kept.right(), kept.height()},
    };
    for (const QRect& band : bands)
        if (!band.isEmpty())
            shapes.shades.push_back(band);
}

} // namespace

GuideShapes guideShapes(Guides guides, const QRect& target, double aspect)
{
    GuideShapes shapes;
    if (target.isEmpty() || !(aspect > 0.0))
        return shapes;
    constexpr std::pair<Guide, double> kRatios[] = {
        {Guide::Ratio4x3, 4.0 / 3.0}, {Guide::Ratio9x16, 9.0 / 16.0}, {Guide::Ratio1x1, 1.0}};
    std::vector<QRect> ratios;
    for (const auto& [guide, ratio] : kRatios)
        if (guides.testFlag(guide))
            ratios.push_back(ofRatio(target, aspect, ratio));
    addShades(shapes, target, ratios);
    shapes.frames = ratios;
    if (guides.testFlag(Guide::ActionSafe))
        shapes.frames.push_back(part(target, kActionSafe, kActionSafe));
    if (guides.testFlag(Guide::TitleSafe))
        shapes.frames.push_back(part(target, kTitleSafe, kTitleSafe));
    if (guides.testFlag(Guide::Thirds))
        addGrid(shapes, target, 3, 3);
    if (guides.testFlag(Guide::Fine))
        addGrid(shapes, target, kFineColumns,
                std::clamp(static_cast<int>(std::lround(kFineColumns / aspect)), 1, 10 * kFineColumns));
    if (guides.testFlag(Guide::Centre))
        addCross(shapes, target);
    return shapes;
}

} // namespace reelout
