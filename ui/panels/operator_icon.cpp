// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/operator_icon.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace reelout {

QIcon operatorIcon(const OperatorType& type)
{
    const ThemeColours& colours = themeColours();
    const QColor colour = type.family == Family::Top    ? colours.top
                          : type.family == Family::Chop ? colours.chop
                                                        : colours.dat;
    if (type.isSink)
        return icon(QStringLiteral("sink"), colour);
    return icon(familyName(type.family).toLower(), colour);
}

} // namespace reelout
