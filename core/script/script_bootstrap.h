// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// The program that turns a fresh engine into the sandbox: a function of the host object and the global
/// object that returns {compile, run}. It takes away what an expression must not have, freezes the rest, and
/// keeps the host object where no expression can reach it.
QString scriptBootstrap();

} // namespace reelout
