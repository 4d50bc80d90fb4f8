// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// The program that gives an engine what scripts are written with (op, project, absTime, print, run, …): a
/// function of the host object and the global object that returns {callback, describe}.
QString scriptLibrary();

} // namespace reelout
