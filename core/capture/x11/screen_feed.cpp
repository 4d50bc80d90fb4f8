// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/screen_feed.h"

#include "base/log.h"

namespace reelout {

void ScreenFeed::publish(std::shared_ptr<Picture> picture, const QString& screenName)
{
    if (m_isLost) {
        m_isLost = false;
        say(SourceEventKind::Recovered, screenName + QStringLiteral(" is back"));
    }
    if (hasPublished() && picture->size != m_size)
        say(SourceEventKind::Changed, QStringLiteral("%1 is %2×%3 now")
                                          .arg(screenName)
                                          .arg(picture->size.width)
                                          .arg(picture->size.height));
    m_size = picture->size;
    m_serial = picture->serial;
    m_hub->publish(std::move(picture));
}

void ScreenFeed::lost(const QString& why)
{
    if (m_isLost)
        return;
    m_isLost = true;
    say(SourceEventKind::Lost, why);
}

void ScreenFeed::notice(const QString& text)
{
    say(SourceEventKind::Notice, text);
}

void ScreenFeed::say(SourceEventKind kind, const QString& text)
{
    const QString area = QStringLiteral("x11");
    if (kind == SourceEventKind::Lost)
        logWarning(area, text);
    else
        logInfo(area, text);
    m_hub->publishEvent({kind, m_clock.now(), text});
}

} // namespace reelout
