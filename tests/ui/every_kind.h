// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"

#include <memory>

namespace reelout::test {

/// A table no operator has: one row of every kind on two pages, one row that is available only when another
/// is on.
std::shared_ptr<const ParamTable> everyKindTable();

/// A set over it whose dynamic menu has the entries of `*entries`, and whose expressions know "6*7", names in
/// quotes and nothing else.
std::unique_ptr<ParamSet> makeEveryKindSet(std::shared_ptr<QStringList> entries);

} // namespace reelout::test
