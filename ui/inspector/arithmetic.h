// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace reelout {

/// The value of a sum as people type it into a number field: "1920/2", "(3 + 4.5) * -2", decimal point or
/// comma. Nothing when it is not one, or not finite.
std::optional<double> evaluateArithmetic(const QString& text);

} // namespace reelout
