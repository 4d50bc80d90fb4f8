// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"

class QMimeData;

namespace reelout {

/// Values of some rows for the clipboard: as JSON, and as text what people would type (one row) or the JSON
/// (several). Commands and pulses are left out; null when nothing is left.
QMimeData* copyValues(const ParamSet& set, const std::vector<const ParamDescriptor*>& rows);

/// Whether pasteValues() may find something.
bool holdsValues(const QMimeData* mime);

/// Gives values from the clipboard to sets. A single value, or plain text, goes to the rows of `targets` (of
/// the same kind), others to the rows of their names. InvalidParameter when nothing fits.
Status pasteValues(const QMimeData& mime, const std::vector<ParamSet*>& sets,
                   const std::vector<const ParamDescriptor*>& targets);

} // namespace reelout
