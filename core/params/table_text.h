// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// A text of the parameters' tables (label, page, menu entry, help, unit …) in the person's language, for
/// showing only: names, labels and tokens that are read or written stay as the tables have them. Any thread.
QString tableText(const QString& source);

} // namespace reelout
