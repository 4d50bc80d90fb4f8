// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "ui/viewport/view_look.h"

#include <QRect>
#include <QString>

#include <optional>
#include <vector>

namespace reelout::test {

/// A picture in a viewport that the golden tests look at.
struct ViewportCase {
    QString name;
    PicturePtr picture;
    QString fill = QStringLiteral("best"); ///< token of Fill Viewer
    ViewLook look;
    /// Where the picture lies in place of what `fill` says, in device pixels.
    std::optional<QRect> target;
};

/// Logical size of the viewport they are shown in. Odd, so that at a scale of 1.5 not all of it lies on whole
/// device pixels.
inline constexpr int kCaseWidth = 161;
inline constexpr int kCaseHeight = 121;

/// All seven fills, three smoothnesses, six kinds of channels, exposures, and every format a viewport takes.
std::vector<ViewportCase> viewportCases();

} // namespace reelout::test
