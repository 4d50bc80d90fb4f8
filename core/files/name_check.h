// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace reelout {

/// Whose rules for names apply.
enum class NameRules { Posix, Windows };

constexpr NameRules systemNameRules()
{
#ifdef Q_OS_WIN
    return NameRules::Windows;
#else
    return NameRules::Posix;
#endif
}

/// Refuses with InvalidParameter what can't be a file's path, naming the character or the part: nothing at
/// all, a folder ("a/", "a/.."), forbidden characters (Windows also: reserved names, a dot or space at an
/// end), half a surrogate pair, a part above 255 bytes (Windows: 255 UTF-16 units), a path above 4095 bytes.
Status checkFileName(const QString& path, NameRules rules);

/// Absolute and normalised; relative ones are taken from `folder`.
QString absolutePath(const QString& path, const QString& folder);

} // namespace reelout
