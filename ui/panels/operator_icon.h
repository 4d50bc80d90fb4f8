// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"

#include <QIcon>

namespace reelout {

/// The icon of an operator type in the colour of its family.
QIcon operatorIcon(const OperatorType& type);

} // namespace reelout
