// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace reelout {

/// The one place where an Error becomes sentences for people: what happened, and what to do about it.
/// A detail that ends with a full stop is a sentence for people already and stands for itself; what libraries
/// say follows a word on the class of the error. Translated; main thread or any other.
QString describe(const Error& error);
/// The same with the step that failed, for the log and the report of a fault.
QString describeForLog(const Error& error);

/// Process exit code of an error class; documented in `reelout-cli --help`. Never 0.
int exitCodeFor(ErrorCode code);

} // namespace reelout
