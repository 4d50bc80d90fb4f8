// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/take_preparation.h"

namespace reelout {

// The operators of Additional Input TOP before a recording. Main thread.

/// Checks what can be known without starting them: they exist, show pictures, and run in the same kind of
/// time as the recorder's own input.
Status checkLayers(const Operator& sink, const RecordPlan& plan);

/// Starts them. Before the recorder's own input, so that all have something to show when it has.
Status openLayers(Engine& engine, const Operator& sink, PreparedTake& prepared);

/// Checks the sizes of the pictures they show already against that of the own input.
Status checkLayerSizes(const TakeSetup& setup);

} // namespace reelout
