// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/hotkey.h"

#include <QStringList>

#include <algorithm>

namespace reelout {

namespace {

struct NamedKey {
    const char* name;
    std::uint32_t keysym;
};

constexpr std::uint32_t kF1 = 0xffbe;
constexpr int kFunctionKeys = 35;
constexpr int kConsoles = 12;

constexpr NamedKey kKeys[] = {
    {"Space", 0x20},
    {"Home", 0xff50},
    {"Left", 0xff51},
    {"Up", 0xff52},
    {"Right", 0xff53},
    {"Down", 0xff54},
    {"PgUp", 0xff55},
    {"PgDown", 0xff56},
    {"End", 0xff57},
    {"Print", 0xff61},
    {"Ins", 0xff63},
    {"Menu", 0xff67},
    {"NumLock", 0xff7f},
    {"ScrollLock", 0xff14},
    {"Pause", 0xff13},
    {"Backspace", 0xff08},
    {"Tab", 0xff09},
    {"Return", 0xff0d},
    {"Enter", 0xff8d},
    {"Esc", 0xff1b},
    {"Del", 0xffff},
    {"Media Play", 0x1008ff14},
    {"Media Stop", 0x1008ff15},
    {"Media Previous", 0x1008ff16},
    {"Media Next", 0x1008ff17},
    {"Media Record", 0x1008ff1c},
    {"Media Pause", 0x1008ff31},
};

Error invalid(const QString& text, const QString& why)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read hotkey"),
                     QStringLiteral("%1: %2").arg(text.left(80), why));
}

Error kept(const QString& text, const QString& why)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("read hotkey"),
                     QStringLiteral("%1: %2").arg(text.left(80), why));
}

/// 0 for none.
std::uint32_t keysymOf(const QString& name)
{
    for (const NamedKey& key : kKeys) {
        if (name.compare(QLatin1String(key.name), Qt::CaseInsensitive) == 0)
            return key.keysym;
    }
    if (name.size() > 1 && name.startsWith(QLatin1Char('F'), Qt::CaseInsensitive)) {
        bool isNumber = false;
        const int number = name.mid(1).toInt(&isNumber);
        return isNumber && number >= 1 && number <= kFunctionKeys
                   ? kF1 + static_cast<std::uint32_t>(number - 1)
                   : 0;
    }
    // The keysyms of Latin-1 are its code points.
    const char16_t letter = name.size() == 1 ? name.at(0).toLower().unicode() : u'\0';
    return letter > 0x20 && letter <= 0xff && letter != 0x7f ? letter : 0;
}

} // namespace

Result<Hotkey> Hotkey::parse(const QString& text)
{
    if (text.contains(QLatin1String(", ")))
        return invalid(text, QStringLiteral("one key at a time"));
    // The plus itself is a key, too.
    QString rest = text;
    QString name;
    if (rest == QLatin1String("+") || rest.endsWith(QLatin1String("++"))) {
        name = QStringLiteral("+");
        rest.chop(rest.size() > 1 ? 2 : 1);
    } else {
        name = rest.section(QLatin1Char('+'), -1);
        rest = rest.section(QLatin1Char('+'), 0, -2);
    }
    Hotkey key;
    for (const QString& modifier : rest.split(QLatin1Char('+'), Qt::SkipEmptyParts)) {
        bool* flag = modifier == QLatin1String("Shift")  ? &key.shift
                     : modifier == QLatin1String("Ctrl") ? &key.control
                     : modifier == QLatin1String("Alt")  ? &key.alt
                     : modifier == QLatin1String("Meta") ? &key.meta
                                                         : nullptr;
        if (!flag)
            return invalid(text, QStringLiteral("there is no modifier \"%1\"").arg(modifier));
        *flag = true;
    }
    key.keysym = keysymOf(name);
    if (key.keysym == 0)
        return invalid(text, QStringLiteral("there is no key \"%1\"").arg(name));
    const bool isConsole = key.control && key.alt && key.keysym >= kF1 && key.keysym < kF1 + kConsoles;
    if (isConsole)
        return kept(text, QStringLiteral("Ctrl+Alt with F1 to F12 switches consoles and does not arrive"));
    const bool isTyped = key.keysym <= 0xff || key.keysym == 0xff09 || key.keysym == 0xff0d ||
                         key.keysym == 0xff1b || key.keysym == 0xff08 || key.keysym == 0xffff;
    if (isTyped && !key.control && !key.alt && !key.meta)
        return kept(text, QStringLiteral("add Ctrl, Alt or Meta: the key alone is what people type with"));
    return key;
}

} // namespace reelout
