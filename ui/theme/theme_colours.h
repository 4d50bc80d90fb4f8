// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>

#include <vector>

namespace reelout {

/// Every colour of a theme. Text of any of them is read on the surfaces its comment names with a contrast of
/// at least 4.5:1, signs and outlines of focus with 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); a test computes it.
struct ThemeColours {
    // What means something.
    QColor accent;    ///< what is active, links, focus; on all surfaces
    QColor recording; ///< on all surfaces
    QColor attention; ///< paused, opening, warnings; on all surfaces
    QColor good;      ///< on all surfaces
    QColor failure;   ///< on all surfaces
    QColor top;       ///< operators of pictures
    QColor chop;      ///< operators of sound
    QColor dat;       ///< tables
    QColor faint;     ///< secondary text; on all surfaces

    // Text.
    QColor text;
    QColor strong;        ///< text that stands out
    QColor dim;           ///< disabled text, and signs that are there when looked for
    QColor selectionText; ///< on selection and checked

    // Surfaces.
    QColor window;
    QColor bar;       ///< headers, menu bar, lists
    QColor base;      ///< fields
    QColor alternate; ///< every other row
    QColor raised;    ///< buttons, tool tips
    QColor hover;     ///< the same under the mouse
    QColor menu;      ///< menus and lists that open
    QColor selection;
    QColor checked;  ///< check boxes that are on
    QColor chosen;   ///< rows of the inspector that are chosen
    QColor inactive; ///< fields and buttons that are disabled

    // Lines.
    QColor outline;       ///< of fields and buttons
    QColor outlineStrong; ///< the same under the mouse, scroll bars
    QColor inactiveLine;  ///< of what is disabled
    QColor gap;           ///< between panels
};

/// A colour with the name that the style sheet has for it ("@accent").
struct NamedColour {
    const char* name;
    QColor ThemeColours::*colour;
};
const std::vector<NamedColour>& namedColours();

/// By the tokens of the preference Theme; "system" is not among them. An unknown one is the dark theme.
const ThemeColours& themeColours(const QString& token);

/// Contrast of two opaque colours, 1..21 (WCAG 2.2, contrast ratio).
double contrastRatio(const QColor& a, const QColor& b);

} // namespace reelout
