// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace reelout {

/// A still format of the menu `imagefiletype`.
struct StillFormat {
    QString token;
    QString label;
    QStringList extensions; ///< first = default
    bool isLossy = false;
    bool carriesMetadata = false; ///< has a place for the header table
    QString unavailable;
};
const std::vector<StillFormat>& stillFormats();
const StillFormat* stillFormat(const QString& token);
const StillFormat* stillFormatForExtension(const QString& extension);

} // namespace reelout
