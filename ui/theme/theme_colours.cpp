// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace reelout {

namespace {

enum Theme { kDark, kLight, kContrast, kThemes };

struct Row {
    const char* name; ///< in the style sheet
    QColor ThemeColours::*colour;
    std::array<QRgb, kThemes> value;
};

constexpr Row kRows[] = {
    // name, colour, {dark, light, high contrast}
    {"accent", &ThemeColours::accent, {0x5a9be0, 0x1c5fb0, 0xffe14d}},
    {"recording", &ThemeColours::recording, {0xf47378, 0xb81f26, 0xff7b7b}},
    {"attention", &ThemeColours::attention, {0xe0a03c, 0x7d4a00, 0xffb84d}},
    {"good", &ThemeColours::good, {0x4cb782, 0x14673e, 0x5cff9a}},
    {"failure", &ThemeColours::failure, {0xf27878, 0xa8221b, 0xff8f8f}},
    {"top", &ThemeColours::top, {0xa08cf0, 0x5c40c4, 0xcbbcff}},
    {"chop", &ThemeColours::chop, {0x62c08a, 0x17683c, 0x8dffb0}},
    {"dat", &ThemeColours::dat, {0xd98ac0, 0x94337c, 0xffadea}},
    {"faint", &ThemeColours::faint, {0x9aa1ab, 0x4f5661, 0xe6e6e6}},
    {"text", &ThemeColours::text, {0xd5d8dd, 0x1c1e22, 0xffffff}},
    {"strong", &ThemeColours::strong, {0xffffff, 0x000000, 0xffffff}},
    {"dim", &ThemeColours::dim, {0x757b85, 0x7a8089, 0xa8a8a8}},
    {"selectionText", &ThemeColours::selectionText, {0xffffff, 0xffffff, 0x000000}},
    {"window", &ThemeColours::window, {0x202226, 0xf1f2f4, 0x000000}},
    {"bar", &ThemeColours::bar, {0x1b1d20, 0xe6e8eb, 0x000000}},
    {"base", &ThemeColours::base, {0x17191c, 0xffffff, 0x000000}},
    {"alternate", &ThemeColours::alternate, {0x1c1e22, 0xf7f8f9, 0x141414}},
    {"raised", &ThemeColours::raised, {0x2d3036, 0xfbfbfc, 0x000000}},
    {"hover", &ThemeColours::hover, {0x353940, 0xe9ecf0, 0x2b2b2b}},
    {"menu", &ThemeColours::menu, {0x26282d, 0xfbfbfc, 0x000000}},
    {"selection", &ThemeColours::selection, {0x355f92, 0x2b66ac, 0xffe14d}},
    {"checked", &ThemeColours::checked, {0x3a6ea9, 0x2b66ac, 0xffe14d}},
    {"chosen", &ThemeColours::chosen, {0x24303f, 0xdbe6f4, 0x333300}},
    {"inactive", &ThemeColours::inactive, {0x24262a, 0xebedef, 0x000000}},
    {"outline", &ThemeColours::outline, {0x3a3e45, 0xb9bec5, 0xffffff}},
    {"outlineStrong", &ThemeColours::outlineStrong, {0x50555e, 0x8d949d, 0xffe14d}},
    {"inactiveLine", &ThemeColours::inactiveLine, {0x2a2d32, 0xd8dbdf, 0x8a8a8a}},
    {"gap", &ThemeColours::gap, {0x141518, 0xcdd1d6, 0xffffff}},
    {"stage", &ThemeColours::stage, {0x141518, 0xcdd1d6, 0x000000}},
};

ThemeColours coloursOf(Theme theme)
{
    ThemeColours colours;
    for (const Row& row : kRows)
        colours.*row.colour = QColor(row.value[theme]);
    return colours;
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
    static const std::vector<NamedColour> names = [] {
        std::vector<NamedColour> made;
        for (const Row& row : kRows)
            made.push_back({row.name, row.colour});
        return made;
    }();
    return names;
}

const ThemeColours& themeColours(const QString& token)
{
    static const ThemeColours dark = coloursOf(kDark);
    static const ThemeColours light = coloursOf(kLight);
    static const ThemeColours contrast = coloursOf(kContrast);
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
