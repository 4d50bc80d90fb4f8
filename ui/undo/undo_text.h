// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project_history.h"

namespace reelout {

/// A step as the Edit menu names it: "Change of Movie FPS".
QString stepText(const HistoryStep& step);

} // namespace reelout
