// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

class QApplication;
class QFont;

namespace reelout {

/// The few colours that mean something. Everything else comes from the palette.
struct ThemeColours {
    QColor accent;
    QColor recording;
    QColor attention; ///< paused, opening, warnings
    QColor good;
    QColor failure;
    QColor top;   ///< operators of pictures
    QColor chop;  ///< operators of sound
    QColor dat;   ///< tables
    QColor faint; ///< secondary text
};

const ThemeColours& themeColours();

/// Fusion with the dark palette and style sheet of Reelout. Call once, before the first widget.
void applyTheme(QApplication& application);

/// Digits of one width, for figures that change while one looks at them.
QFont figureFont(double pointSize);

} // namespace reelout
