// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/guides.h"
#include "ui/viewport/picture_view.h"
#include "ui/viewport/picture_watcher.h"
#include "ui/viewport/view_look.h"

namespace reelout {

/// How one operator is looked at; kept for each while the program runs, and never stored: none of it is part
/// of a project.
struct ViewOptions {
    ViewChannels channels = ViewChannels::OverChecker;
    double stops = 0.0;
    Guides guides;
    PathSide side = PathSide::Input;
    PictureView::Place place;
    /// For operators without the parameters Fill Viewer and Viewer Smoothness.
    FillMode fill = FillMode::Best;
    Smoothness smoothness = Smoothness::Linear;
};

inline constexpr double kMostStops = 20.0;

} // namespace reelout
