// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/still_style.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QScreen>
#include <QStyleHints>
#include <QWidget>

#include <cmath>

namespace reelout {

namespace {

constexpr double kUsualPointSize = 9.0;

ThemeChoice& chosen()
{
    static ThemeChoice choice;
    return choice;
}

QPalette paletteOf(const ThemeColours& c)
{
    QPalette palette;
    const std::initializer_list<std::pair<QPalette::ColorRole, QColor>> roles{
        {QPalette::Window, c.window},
        {QPalette::Base, c.base},
        {QPalette::AlternateBase, c.alternate},
        {QPalette::Button, c.raised},
        {QPalette::Mid, c.outline},
        {QPalette::Midlight, c.outlineStrong},
        {QPalette::Light, c.outlineStrong},
        {QPalette::Dark, c.stage},
        {QPalette::Shadow, c.stage},
        {QPalette::WindowText, c.text},
        {QPalette::Text, c.text},
        {QPalette::ButtonText, c.text},
        {QPalette::BrightText, c.strong},
        {QPalette::ToolTipBase, c.raised},
        {QPalette::ToolTipText, c.text},
        {QPalette::PlaceholderText, c.faint},
        {QPalette::Link, c.accent},
        {QPalette::LinkVisited, c.accent},
        {QPalette::Highlight, c.selection},
        {QPalette::HighlightedText, c.selectionText},
    };
    for (const auto& [role, colour] : roles)
        palette.setColor(role, colour);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.dim);
    palette.setColor(QPalette::Disabled, QPalette::Base, c.inactive);
    palette.setColor(QPalette::Disabled, QPalette::Button, c.inactive);
    return palette;
}

void applyMotion(bool reduced)
{
    static const int usualFlashTime = QGuiApplication::styleHints()->cursorFlashTime();
    QApplication::setCursorFlashTime(reduced ? 0 : usualFlashTime);
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo,
                                      Qt::UI_AnimateTooltip, Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox}) {
        if (reduced)
            QApplication::setEffectEnabled(effect, false);
    }
}

} // namespace

void applyTheme(QApplication& application, const ThemeChoice& choice)
{
    chosen() = choice;
    application.setStyle(new StillStyle(choice));
    application.setPalette(paletteOf(themeColours(choice.theme)));
    QFont font = application.font();
    font.setPointSizeF(kUsualPointSize * choice.textPercent / 100.0);
    application.setFont(font);
    application.setStyleSheet(styleSheet(choice));
    applyMotion(choice.reducedMotion);
}

const ThemeChoice& themeChoice()
{
    return chosen();
}

const ThemeColours& themeColours()
{
    return themeColours(chosen().theme);
}

int scaled(int pixels)
{
    return static_cast<int>(std::lround(pixels * chosen().textPercent / 100.0));
}

QSize openingSize(const QWidget& window, QSize size)
{
    // What a window manager draws around it has to find room, too.
    constexpr double kShare = 0.92;
    const QScreen* screen = window.screen();
    const QSize room = screen ? screen->availableSize() * kShare : size;
    return QSize(scaled(size.width()), scaled(size.height())).boundedTo(room);
}

QFont figureFont(double pointSize)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(pointSize * chosen().textPercent / 100.0);
    return font;
}

} // namespace reelout
