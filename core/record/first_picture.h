// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture_hub.h"

#include <functional>

namespace reelout {

/// Waits for a source's first picture, up to `patience` of real time, and as long as it takes while a person
/// is asked for it. Null when `isStopping`. TimedOut; DeviceLost with the source's own words when it has
/// ended. `op`: who records, for the words. Any thread.
Result<PicturePtr> awaitFirstPicture(const PictureHub& hub, const QString& op,
                                     const std::function<bool()>& isStopping,
                                     Duration patience = std::chrono::seconds(5));

} // namespace reelout
