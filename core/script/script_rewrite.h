// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// A script's text with what TouchDesigner's scripts mean by it made JavaScript's, line by line:
///
/// - `a.par.x` is the parameter where it is kept or handed on (`p = a.par.x`, `f(a.par.x)`) and its value
///   everywhere else, so that `if (a.par.record)` and `a.par.x === 3` mean what they say,
/// - conditions of if and while take a parameter in a variable for what its value is,
/// - # begins a comment,
/// - `run(…, delayFrames = 30)` names an argument.
///
/// Texts, comments and regular expressions stay as they are; so does what can't be understood. Pure.
QString rewrittenScript(const QString& source);

} // namespace reelout
