// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/warm_up.h"

#include <algorithm>
#include <iterator>

namespace reelout {

namespace {

constexpr int kLookEveryMilliseconds = 5;

} // namespace

WarmUp::WarmUp(Engine& engine, const std::vector<Operator*>& sinks) : m_clock(*engine.services().clock)
{
    for (Operator* sink : sinks) {
        if (Result<std::vector<AudioFeed>> feeds = engine.watchSounds(*sink))
            std::move(feeds->begin(), feeds->end(), std::back_inserter(m_sounds));
        if (sink->type().family != Family::Top)
            continue;
        if (Result<PictureFeed> feed = engine.watchPicture(*sink))
            m_pictures.push_back(std::move(feed).value());
    }
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
}

void WarmUp::start(std::function<void()> ready)
{
    m_ready = std::move(ready);
    m_deadline = m_clock.now() + kPatience;
    m_timer.start(kLookEveryMilliseconds);
}

void WarmUp::look()
{
    const bool isFlowing = std::all_of(m_sounds.begin(), m_sounds.end(), [](const AudioFeed& feed) {
        return feed.hub->framesPublished() > 0 || feed.hub->clip() || feed.hub->isLost();
    });
    if (!isFlowing && m_clock.now() < m_deadline)
        return;
    m_timer.stop();
    m_ready();
}

} // namespace reelout
