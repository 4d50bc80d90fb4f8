// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/still_style.h"

namespace reelout {

StillStyle::StillStyle(bool reducedMotion)
    : QProxyStyle(QStringLiteral("Fusion")),
      m_reducedMotion(reducedMotion)
{}

int StillStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const
{
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
