// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

#include <QString>

namespace reelout {

/// The entry of a parameter in the help, from its row alone: an anchor with its name, label, meaning,
/// entries, range, default, and when it is available. HTML.
QString parameterHelp(const ParamDescriptor& row, const ParamTable& table);

} // namespace reelout
