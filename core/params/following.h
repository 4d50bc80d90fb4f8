// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"

namespace reelout {

/// Says changed() for a value that follows from others (an expression gives something else), and marks it as
/// such for who listens: no setting has changed. Main thread.
void tellFollowed(ParamSet& set, const QString& name);
/// True while changed() is said by tellFollowed().
bool isFollowing(const ParamSet& set);

} // namespace reelout
