// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_colours.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

ThemeColours darkColours()
{
    ThemeColours c;
    c.accent = 0x5a9be0;
    c.recording = 0xf47378;
    c.attention = 0xe0a03c;
    c.good = 0x4cb782;
    c.failure = 0xf27878;
    c.top = 0xa08cf0;
    c.chop = 0x62c08a;
    c.dat = 0xd98ac0;
    c.faint = 0x9aa1ab;
    c.text = 0xd5d8dd;
    c.strong = 0xffffff;
    c.dim = 0x757b85;
    c.selectionText = 0xffffff;
    c.window = 0x202226;
    c.bar = 0x1b1d20;
    c.base = 0x17191c;
    c.alternate = 0x1c1e22;
    c.raised = 0x2d3036;
    c.hover = 0x353940;
    c.menu = 0x26282d;
    c.selection = 0x355f92;
    c.checked = 0x3a6ea9;
    c.chosen = 0x24303f;
    c.inactive = 0x24262a;
    c.outline = 0x3a3e45;
    c.outlineStrong = 0x50555e;
    c.inactiveLine = 0x2a2d32;
    c.gap = 0x141518;
    return c;
}

ThemeColours lightColours()
{
    ThemeColours c;
    c.accent = 0x1c5fb0;
    c.recording = 0xb81f26;
    c.attention = 0x7d4a00;
    c.good = 0x14673e;
    c.failure = 0xa8221b;
    c.top = 0x5c40c4;
    c.chop = 0x17683c;
    c.dat = 0x94337c;
    c.faint = 0x4f5661;
    c.text = 0x1c1e22;
    c.strong = Qt::black;
    c.dim = 0x7a8089;
    c.selectionText = 0xffffff;
    c.window = 0xf1f2f4;
    c.bar = 0xe6e8eb;
    c.base = 0xffffff;
    c.alternate = 0xf7f8f9;
    c.raised = 0xfbfbfc;
    c.hover = 0xe9ecf0;
    c.menu = 0xfbfbfc;
    c.selection = 0x2b66ac;
    c.checked = 0x2b66ac;
    c.chosen = 0xdbe6f4;
    c.inactive = 0xebedef;
    c.outline = 0xb9bec5;
    c.outlineStrong = 0x8d949d;
    c.inactiveLine = 0xd8dbdf;
    c.gap = 0xcdd1d6;
    return c;
}

ThemeColours contrastColours()
{
    ThemeColours c;
    c.accent = 0xffe14d;
    c.recording = 0xff7b7b;
    c.attention = 0xffb84d;
    c.good = 0x5cff9a;
    c.failure = 0xff8f8f;
    c.top = 0xcbbcff;
    c.chop = 0x8dffb0;
    c.dat = 0xffadea;
    c.faint = 0xe6e6e6;
    c.text = 0xffffff;
    c.strong = 0xffffff;
    c.dim = 0xa8a8a8;
    c.selectionText = Qt::black;
    c.window = Qt::black;
    c.bar = Qt::black;
    c.base = Qt::black;
    c.alternate = 0x141414;
    c.raised = Qt::black;
    c.hover = 0x2b2b2b;
    c.menu = Qt::black;
    c.selection = 0xffe14d;
    c.checked = 0xffe14d;
    c.chosen = 0x333300;
    c.inactive = Qt::black;
    c.outline = 0xffffff;
    c.outlineStrong = 0xffe14d;
    c.inactiveLine = 0x8a8a8a;
    c.gap = 0xffffff;
    return c;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

} // namespace

const std::vector<NamedColour>& namedColours()
{
    static const std::vector<NamedColour> names{
        {"accent", &ThemeColours::accent},
        {"recording", &ThemeColours::recording},
        {"attention", &ThemeColours::attention},
        {"good", &ThemeColours::good},
        {"failure", &ThemeColours::failure},
        {"top", &ThemeColours::top},
        {"chop", &ThemeColours::chop},
        {"dat", &ThemeColours::dat},
        {"faint", &ThemeColours::faint},
        {"text", &ThemeColours::text},
        {"strong", &ThemeColours::strong},
        {"dim", &ThemeColours::dim},
        {"selectionText", &ThemeColours::selectionText},
        {"window", &ThemeColours::window},
        {"bar", &ThemeColours::bar},
        {"base", &ThemeColours::base},
        {"alternate", &ThemeColours::alternate},
        {"raised", &ThemeColours::raised},
        {"hover", &ThemeColours::hover},
        {"menu", &ThemeColours::menu},
        {"selection", &ThemeColours::selection},
        {"checked", &ThemeColours::checked},
        {"chosen", &ThemeColours::chosen},
        {"inactive", &ThemeColours::inactive},
        {"outline", &ThemeColours::outline},
        {"outlineStrong", &ThemeColours::outlineStrong},
        {"inactiveLine", &ThemeColours::inactiveLine},
        {"gap", &ThemeColours::gap},
    };
    return names;
}

const ThemeColours& themeColours(const QString& token)
{
    static const ThemeColours dark = darkColours();
    static const ThemeColours light = lightColours();
    static const ThemeColours contrast = contrastColours();
    if (token == QLatin1String("light"))
        return light;
    return token == QLatin1String("contrast") ? contrast : dark;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace reelout
