// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

namespace reelout {

/// The contract's columns: operator page name label kind default range menu enabled_when meaning.
QStringList tsvColumns();
/// One row in these columns, as the contract writes it. Texts hold no tabs or line ends.
QStringList tsvFields(const QString& operatorToken, const ParamDescriptor& row);

/// The same joined by tabs, without a line end. `columns` of them from the left.
QString tsvHeader(int columns = 10);
QString tsvRow(const QString& operatorToken, const ParamDescriptor& row, int columns = 10);

} // namespace reelout
