// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layer_track.h"

#include <algorithm>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kShortestLook = 4ms;
constexpr Duration kLongestLook = 50ms; // a source that stood still may begin to move

} // namespace

void LayerTrack::look(const PictureHub& hub)
{
    if (!m_read)
        m_read = hub.addReader();
    // First: what the source reports with a picture that comes in between is not known without that picture.
    m_reportedUntil = hub.reportedUntil();
    m_isLost = hub.isLost();
    for (PicturePtr& picture : hub.newerThan(m_lastSerial)) {
        if (!m_pictures.empty())
            m_interval = (picture->captured - m_pictures.back()->captured) /
                         static_cast<std::int64_t>(picture->serial - m_lastSerial);
        m_lastSerial = picture->serial;
        if (!m_since)
            m_since = picture->captured;
        m_pictures.push_back(std::move(picture));
    }
    *m_read = m_lastSerial;
}

// The first picture captured at `instant` or later.
std::size_t LayerTrack::firstFrom(Timestamp instant) const
{
    const auto found = std::find_if(m_pictures.begin(), m_pictures.end(),
                                    [&](const PicturePtr& each) { return each->captured >= instant; });
    return static_cast<std::size_t>(found - m_pictures.begin());
}

bool LayerTrack::isKnown(Timestamp instant) const
{
    return !m_pictures.empty() && (m_isLost || m_reportedUntil >= instant);
}

PicturePtr LayerTrack::nearest(Timestamp instant) const
{
    if (m_pictures.empty())
        return nullptr;
    const std::size_t after = firstFrom(instant);
    if (after == m_pictures.size())
        return m_pictures.back();
    if (after == 0)
        return m_pictures.front();
    const Duration since = instant - m_pictures[after - 1]->captured;
    return m_pictures[after]->captured - instant <= since ? m_pictures[after] : m_pictures[after - 1];
}

void LayerTrack::keep(const std::vector<Timestamp>& instants, std::size_t newest)
{
    std::vector<bool> isWanted(m_pictures.size(), false);
    std::fill(isWanted.end() - static_cast<std::ptrdiff_t>(std::min(newest, isWanted.size())), isWanted.end(),
              true);
    for (const Timestamp instant : instants) {
        const std::size_t after = firstFrom(instant);
        if (after < m_pictures.size())
            isWanted[after] = true;
        if (after > 0)
            isWanted[after - 1] = true;
    }
    std::size_t position = 0;
    std::erase_if(m_pictures, [&](const PicturePtr&) { return !isWanted[position++]; });
}

Duration LayerTrack::timeToNextLook() const
{
    return std::clamp<Duration>(3 * m_interval, kShortestLook, kLongestLook);
}

} // namespace reelout
