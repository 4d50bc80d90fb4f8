// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme_colours.h"

class QApplication;
class QFont;
class QSize;
class QWidget;

namespace reelout {

/// How the program looks, as the preferences say.
struct ThemeChoice {
    QString theme = QStringLiteral("dark"); ///< "dark", "light" or "contrast"
    int textPercent = 100;                  ///< 100..200
    bool reducedMotion = false;

    friend bool operator==(const ThemeChoice&, const ThemeChoice&) = default;
};

/// Fusion in the colours and text size of the choice. Before the first widget; widgets that are there already
/// take over palette, font and style sheet, but not what they keep of colours and sizes (see WindowKeeper).
void applyTheme(QApplication& application, const ThemeChoice& choice = {});

/// The choice in force, and its colours.
const ThemeChoice& themeChoice();
const ThemeColours& themeColours();

/// A length in pixels that text has to fit into, grown with the text: for every fixed size in a layout.
int scaled(int pixels);

/// What a window opens with: `size`, which is for 100 % text, grown with the text as far as its screen has
/// room.
QSize openingSize(const QWidget& window, QSize size);

/// Digits of one width, for figures that change while one looks at them; `pointSize` at 100 % text.
QFont figureFont(double pointSize);

} // namespace reelout
