// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

namespace reelout {

/// resources/style.qss for this choice: "@name" becomes a colour of the theme, "@icon(name,colour)" the file
/// of that icon in that colour, "@px(n)" a length that grows with the text, "@line" the width of outlines.
QString styleSheet(const ThemeChoice& choice);

} // namespace reelout
