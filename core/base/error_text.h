// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace reelout {

/// The one place where an Error becomes sentences for people: what happened, and what to do about it.
/// Translated; main thread or any other.
QString describe(const Error& error);

/// Process exit code of an error class; documented in `reelout-cli --help`. Never 0.
int exitCodeFor(ErrorCode code);

} // namespace reelout
