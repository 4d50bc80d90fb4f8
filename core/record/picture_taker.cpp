// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/picture_taker.h"

#include <algorithm>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostOrders = 32;
constexpr Duration kShortestLook = 4ms;
constexpr Duration kLongestLastWait = 60ms;

} // namespace

PictureTaker::PictureTaker(FrameRate rate, Bounds bounds, std::optional<std::int64_t> limit)
    : m_rate(rate),
      m_bounds(bounds),
      m_limit(limit),
      m_pacer(rate.interval())
{}

void PictureTaker::order(std::int64_t index, PicturePtr picture)
{
    // A script can ask for more frames than pictures fit in memory: the last one then stands for the rest.
    if (m_orders.size() >= kMostOrders)
        picture = m_orders.back().second;
    m_orders.emplace_back(index, std::move(picture));
}

void PictureTaker::look(const std::vector<PicturePtr>& pictures, const TakeTimeline& timeline)
{
    const std::optional<TakeTimeline::Slot> slot = timeline.slot(m_next);
    const bool isRunning = slot && !slot->isSingle;
    for (const PicturePtr& picture : pictures) {
        m_lastSerial = std::max(m_lastSerial, picture->serial);
        const bool fellIntoPause = !isRunning || (m_isCut && picture->captured < slot->time);
        if (fellIntoPause) {
            m_pacer.observe(picture);
            continue;
        }
        if (m_isCut)
            m_pacer.passOver(picture->serial - 1);
        m_isCut = false;
        m_pacer.offer(picture, slot->time);
    }
}

void PictureTaker::takeDue(const TakeTimeline& timeline, Timestamp now, const SourceReport& report)
{
    while (!isAtLimit()) {
        const std::optional<TakeTimeline::Slot> slot = timeline.slot(m_next);
        if (!slot) {
            m_isCut = true;
            return;
        }
        const bool isDue =
            timeline.isClosed() || slot->isSingle || slot->time + m_pacer.decisionDelay() <= now;
        if (!isDue)
            return;
        m_isCut = false;
        add(choose(*slot, report), slot->time, report);
        ++m_next;
    }
}

Pick PictureTaker::choose(const TakeTimeline::Slot& slot, const SourceReport& report)
{
    while (!m_orders.empty() && m_orders.front().first < m_next)
        m_orders.pop_front();
    if (!m_orders.empty() && m_orders.front().first == m_next) {
        const PicturePtr picture = std::move(m_orders.front().second);
        m_orders.pop_front();
        return m_pacer.pickThis(picture);
    }
    return m_pacer.pick(slot.time, slot.stretchEnd, report);
}

bool PictureTaker::hasRoom() const
{
    return m_waiting.size() < m_bounds.mostWaiting && m_next - m_written < m_bounds.mostBehind;
}

// A picture is of the moment it was captured. One that has stood since is of any moment up to now.
Timestamp PictureTaker::instantOf(const Pick& pick, Timestamp slot, const SourceReport& report) const
{
    const Timestamp captured = pick.picture->captured;
    const bool hasStood = pick.picture->serial == m_lastSerial && report.reportedUntil > captured;
    return pick.cause == PickCause::Idle || hasStood ? std::max(slot, captured) : captured;
}

void PictureTaker::add(const Pick& pick, Timestamp slot, const SourceReport& report)
{
    const bool isRepeat = m_lastTaken && pick.picture == m_lastTaken;
    if (isRepeat && pick.cause == PickCause::Late)
        ++m_repeatedLate;
    else if (isRepeat && pick.cause == PickCause::Lost)
        ++m_repeatedLost;
    else if (isRepeat)
        ++m_repeatedIdle;
    const bool mayDiffer = !isRepeat || (m_bounds.hasLayers && pick.cause == PickCause::Idle);
    if (!m_lastTaken || (mayDiffer && hasRoom())) {
        m_lastInstant = instantOf(pick, slot, report);
        m_waiting.push_back({pick.picture, 1, m_lastInstant});
        m_lastTaken = m_pacer.releaseShown();
        return;
    }
    if (!isRepeat)
        ++m_repeatedBusy;
    if (m_waiting.empty())
        m_waiting.push_back({m_lastTaken, 1, m_lastInstant});
    else
        ++m_waiting.back().count;
}

std::vector<Timestamp> PictureTaker::instants(const TakeTimeline& timeline) const
{
    std::vector<Timestamp> all;
    for (const TakenFrames& frames : m_waiting)
        all.push_back(frames.instant);
    for (const PicturePtr& picture : m_pacer.waiting())
        all.push_back(picture->captured);
    if (const std::optional<TakeTimeline::Slot> slot = timeline.slot(m_next))
        all.push_back(slot->time);
    return all;
}

Timestamp PictureTaker::nextLook(const TakeTimeline& timeline, Timestamp now) const
{
    const std::optional<TakeTimeline::Slot> slot = timeline.slot(m_next);
    if (!slot || isAtLimit())
        return Timestamp::max();
    const Timestamp decision = slot->time + m_pacer.decisionDelay();
    // The hub keeps only a few pictures: a source much faster than the movie is looked at more often.
    const Duration often = std::max(3 * m_pacer.sourceInterval(), kShortestLook);
    return std::min(decision, now + often);
}

} // namespace reelout
