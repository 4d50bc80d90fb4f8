// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/channel_choice.h"

#include "record/channel_pattern.h"

#include <QRegularExpression>

namespace reelout {

QList<bool> chosenChannels(const QString& pattern, const QStringList& names)
{
    QList<bool> chosen(names.size(), false);
    const Result<ChannelPattern> parsed = ChannelPattern::parse(pattern);
    if (!parsed)
        return chosen;
    for (const int index : parsed->select(names))
        chosen[index] = true;
    return chosen;
}

QString channelPattern(const QStringList& names, const QList<bool>& chosen)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_.:/-]+\\z"));
    if (!chosen.contains(false))
        return QStringLiteral("*");
    QStringList words;
    for (qsizetype index = 0; index < names.size(); ++index) {
        const QString& name = names.at(index);
        if (chosen.value(index))
            words.append(plain.match(name).hasMatch() ? name : QString(u'"' + name + u'"'));
    }
    return words.join(QLatin1Char(' '));
}

} // namespace reelout
