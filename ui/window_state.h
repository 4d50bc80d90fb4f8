// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QMainWindow;
class QSplitter;

namespace reelout {

/// Size, place and splitters of the window in the user's settings.
void storeWindowState(const QMainWindow& window, const QList<QSplitter*>& splitters);
void restoreWindowState(QMainWindow& window, const QList<QSplitter*>& splitters);

} // namespace reelout
