// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/screen_feed.h"

#include "base/log.h"

namespace reelout {

void ScreenFeed::publish(std::shared_ptr<Picture> picture, const QString& screenName)
{
    m_name = screenName;
    if (m_isLost) {
        m_isLost = false;
        m_hasEnded = false;
        say(SourceEventKind::Recovered, screenName + QStringLiteral(" is back"));
    }
    if (!hasPublished())
        m_saidSize = picture->size;
    if (picture->size != m_size)
        m_sizeSince = m_clock.now();
    m_size = picture->size;
    m_serial = picture->serial;
    saySize();
    m_hub->publish(std::move(picture));
}

void ScreenFeed::unchanged(Timestamp when)
{
    saySize();
    m_hub->publishUnchanged(when);
}

void ScreenFeed::saySize()
{
    constexpr Duration kSettled = std::chrono::seconds(1);
    if (m_size == m_saidSize || (m_sizesSettle && m_clock.now() < m_sizeSince + kSettled))
        return;
    m_saidSize = m_size;
    say(SourceEventKind::Changed,
        QStringLiteral("%1 is %2×%3 now").arg(m_name).arg(m_size.width).arg(m_size.height));
}

void ScreenFeed::lost(const QString& why)
{
    if (m_isLost)
        return;
    m_isLost = true;
    say(SourceEventKind::Lost, why);
}

void ScreenFeed::ended(const QString& why)
{
    if (m_hasEnded)
        return;
    m_isLost = true;
    m_hasEnded = true;
    say(SourceEventKind::Ended, why);
}

void ScreenFeed::asking(const QString& text)
{
    say(SourceEventKind::Asking, text);
}

void ScreenFeed::notice(const QString& text)
{
    say(SourceEventKind::Notice, text);
}

void ScreenFeed::say(SourceEventKind kind, const QString& text)
{
    if (kind == SourceEventKind::Lost || kind == SourceEventKind::Ended)
        logWarning(m_area, text);
    else
        logInfo(m_area, text);
    m_hub->publishEvent({kind, m_clock.now(), text});
}

} // namespace reelout
