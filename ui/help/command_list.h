// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_pages.h"

class QMainWindow;

namespace reelout {

/// Every command of a window that has a key: those of its menus in their order, then those that belong to a
/// part of it.
QList<HelpPages::Command> commandsOf(const QMainWindow& window);

} // namespace reelout
