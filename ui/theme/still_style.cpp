// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/still_style.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QStyleFactory>

#include <cmath>

namespace reelout {

StillStyle::StillStyle(const ThemeChoice& choice)
    : QProxyStyle(QStringLiteral("Fusion")),
      m_plain(QStyleFactory::create(QStringLiteral("Fusion"))),
      m_growth(choice.textPercent / 100.0),
      m_reducedMotion(choice.reducedMotion)
{}

int StillStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_LineEditIconSize:
    case PM_ListViewIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_TabBarScrollButtonWidth:
    case PM_ToolBarIconSize:
    case PM_SliderLength:
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_DockWidgetTitleMargin:
        // Fusion itself, as it asks its proxy for what one metric takes from another: both would grow.
        return static_cast<int>(std::lround(m_plain->pixelMetric(metric, option, widget) * m_growth));
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QIcon StillStyle::standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const
{
    const ThemeColours& colours = themeColours();
    switch (which) {
    case SP_MessageBoxQuestion:
    case SP_MessageBoxInformation:
        return icon(QStringLiteral("why"), colours.accent);
    case SP_MessageBoxWarning:
        return icon(QStringLiteral("warning"), colours.attention);
    case SP_MessageBoxCritical:
        return icon(QStringLiteral("warning"), colours.failure);
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

int StillStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
    // Its icons are drawn for a theme that is none of ours.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    if (m_reducedMotion) {
        switch (hint) {
        case SH_Widget_Animation_Duration:
        case SH_Widget_Animate:
        case SH_Menu_FadeOutOnHide:
        case SH_Menu_FlashTriggeredItem:
        case SH_ScrollBar_Transient:
            return 0;
        default:
            break;
        }
    }
    return QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace reelout
