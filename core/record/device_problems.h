// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"
#include "record/device_lists.h"

namespace reelout {

/// Says at the operator's rows that list such devices why there are none, and has the rows look again. Main
/// thread.
void showDeviceProblems(Operator& op, DeviceLists::Kind kind, const DeviceLists& lists);

} // namespace reelout
