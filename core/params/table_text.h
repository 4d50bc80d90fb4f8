// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

struct ParamDescriptor;

/// A text of the parameters' tables (label, page, menu entry, help, unit …) in the person's language, for
/// showing only: names, labels and tokens that are read or written stay as the tables have them. Any thread.
QString tableText(const QString& source);

/// What a parameter means and what its provider lists, in the same way.
QString helpText(const ParamDescriptor& row);
QString providerText(const ParamDescriptor& row);

} // namespace reelout
