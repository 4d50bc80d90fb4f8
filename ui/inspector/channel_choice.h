// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace reelout {

/// Which of the channels a pattern chooses, one each. None when it is no pattern.
QList<bool> chosenChannels(const QString& pattern, const QStringList& names);

/// The shortest pattern that chooses these: "*" for all, else their names, quoted where they have to be.
QString channelPattern(const QStringList& names, const QList<bool>& chosen);

} // namespace reelout
