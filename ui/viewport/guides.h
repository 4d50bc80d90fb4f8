// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QLine>
#include <QRect>
#include <QString>

#include <vector>

namespace reelout {

/// Lines over the picture to frame by. Safe areas are those of SMPTE ST 2046-1 (93 % and 90 % of both sides).
enum class Guide {
    ActionSafe = 0x01,
    TitleSafe = 0x02,
    Ratio4x3 = 0x04,
    Ratio9x16 = 0x08,
    Ratio1x1 = 0x10,
    Thirds = 0x20,
    Fine = 0x40,   ///< a grid of near squares, 12 across
    Centre = 0x80, ///< a cross
};
Q_DECLARE_FLAGS(Guides, Guide)
Q_DECLARE_OPERATORS_FOR_FLAGS(Guides)

struct GuideShapes {
    std::vector<QRect> frames; ///< outlines; the last pixels inside them are drawn
    std::vector<QLine> lines;  ///< across or down
    std::vector<QRect> shades; ///< what the chosen ratios leave out
};

/// The lines for a picture that is shown at `target`. `aspect` is its display aspect: width divided by height
/// as people see it, pixel aspect included.
GuideShapes guideShapes(Guides guides, const QRect& target, double aspect);

} // namespace reelout
