// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QStringList>

namespace reelout {

/// What is wrong with an operator as it is set now, in sentences: a missing input, an expression that fails,
/// a reference to nothing, why Record would be refused. Starts no source.
QStringList operatorWarnings(const Engine& engine, const Operator& op);

} // namespace reelout
