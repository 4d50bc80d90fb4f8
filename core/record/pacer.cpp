// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/pacer.h"

#include <algorithm>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kDeliveryMargin = 5ms; // from a picture's capture to its arrival in the hub
constexpr Duration kMostStickiness = 4ms;
constexpr std::size_t kGapsKept = 9;

Duration distance(const PicturePtr& picture, Timestamp time)
{
    return picture->captured > time ? picture->captured - time : time - picture->captured;
}

} // namespace

bool isSamePicture(const PicturePtr& one, const PicturePtr& other)
{
    if (one == other)
        return true;
    return one && other && one->serial == other->serial && one->captured == other->captured;
}

PicturePtr withoutMemory(const Picture& picture)
{
    auto name = std::make_shared<Picture>();
    name->format = picture.format;
    name->size = picture.size;
    name->pixelAspect = picture.pixelAspect;
    name->captured = picture.captured;
    name->serial = picture.serial;
    return name;
}

Pacer::Pacer(Duration frameInterval)
    : m_interval(frameInterval),
      m_tolerance(frameInterval / 2 + std::min(frameInterval / 4, kMostStickiness))
{}

Duration Pacer::decisionDelay() const
{
    return m_tolerance + kDeliveryMargin;
}

Duration Pacer::sourceInterval() const
{
    if (m_gaps.empty())
        return m_interval;
    std::deque<Duration> sorted = m_gaps;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return *middle;
}

bool Pacer::isFasterSource() const
{
    return sourceInterval() < m_interval * 4 / 5;
}

void Pacer::offer(PicturePtr picture, Timestamp nextSlot)
{
    if (picture->serial <= m_lastSerial)
        return;
    const auto steps = static_cast<std::int64_t>(picture->serial - m_lastSerial);
    if (m_lastSerial > 0) {
        m_skipped += steps - 1; // left the hub before anybody looked
        m_delivered += steps;
        // Pictures that only come when something changes say nothing about the source's speed.
        const Duration gap = (picture->captured - m_lastCaptured) / steps;
        if (gap > 0ns && gap < 4 * m_interval)
            m_gaps.push_back(gap);
        if (m_gaps.size() > kGapsKept)
            m_gaps.pop_front();
    } else {
        ++m_delivered;
    }
    m_lastSerial = picture->serial;
    m_countedSerial = picture->serial;
    m_lastCaptured = picture->captured;
    m_waiting.push_back(std::move(picture));
    prune(nextSlot);
}

// What waits stays bounded: of a fast source the one before the next frame, the one after it and the newest.
void Pacer::prune(Timestamp nextSlot)
{
    const auto drop = [this](std::size_t position) {
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(position));
        ++m_skipped;
    };
    if (isFasterSource()) {
        while (m_waiting.size() >= 2 && m_waiting[1]->captured <= nextSlot)
            drop(0);
        const std::size_t after = m_waiting.front()->captured <= nextSlot ? 2 : 1;
        while (m_waiting.size() > after + 1)
            drop(after);
    }
    constexpr std::size_t kMostWaiting = 8;
    while (m_waiting.size() > kMostWaiting)
        drop(0);
}

void Pacer::observe(PicturePtr picture)
{
    if (picture->serial <= m_lastSerial)
        return;
    m_lastSerial = picture->serial;
    m_lastCaptured = picture->captured;
    m_waiting.clear();
    m_waiting.push_back(std::move(picture));
}

void Pacer::passOver(std::uint64_t serial)
{
    m_lastSerial = std::max(m_lastSerial, serial);
}

PickCause Pacer::causeOfRepeat(Timestamp slot, const SourceReport& report) const
{
    if (report.isLost)
        return PickCause::Lost;
    // An idle source has lately said so; one that is merely slow has not.
    return m_unchangedUntil + m_interval >= slot ? PickCause::Idle : PickCause::Late;
}

Pick Pacer::use(std::size_t position)
{
    m_skipped += static_cast<std::int64_t>(position);
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(position));
    m_shown = std::move(m_waiting.front());
    m_waiting.pop_front();
    return {m_shown, PickCause::Fresh};
}

Pick Pacer::pick(Timestamp slot, Timestamp notAfter, const SourceReport& report)
{
    if (report.reportedUntil > m_lastCaptured && m_lastSerial > 0)
        m_unchangedUntil = report.reportedUntil;

    std::size_t usable = 0;
    while (usable < m_waiting.size() && m_waiting[usable]->captured <= notAfter)
        ++usable;
    if (!m_shown && usable == 0 && !m_waiting.empty())
        return use(0);
    if (usable == 0)
        return {m_shown, causeOfRepeat(slot, report)};

    std::size_t best = 0;
    if (!m_shown || isFasterSource()) {
        while (best + 1 < usable && distance(m_waiting[best + 1], slot) <= distance(m_waiting[best], slot))
            ++best;
        if (m_shown && distance(m_shown, slot) < distance(m_waiting[best], slot))
            return {m_shown, causeOfRepeat(slot, report)};
        return use(best);
    }

    if (m_waiting[0]->captured > slot + m_tolerance)
        return {m_shown, causeOfRepeat(slot, report)};
    while (best + 1 < usable && m_waiting[best]->captured < slot - m_tolerance &&
           distance(m_waiting[best + 1], slot) < distance(m_waiting[best], slot))
        ++best;
    return use(best);
}

PicturePtr Pacer::releaseShown()
{
    m_shown = withoutMemory(*m_shown);
    return m_shown;
}

Pick Pacer::pickThis(const PicturePtr& picture)
{
    if (isSamePicture(picture, m_shown))
        return {m_shown, PickCause::Idle};
    while (!m_waiting.empty() && m_waiting.front()->serial <= picture->serial) {
        if (m_waiting.front() != picture && m_waiting.front()->serial <= m_countedSerial)
            ++m_skipped;
        m_waiting.pop_front();
    }
    if (picture->serial > m_countedSerial) {
        ++m_delivered;
        m_countedSerial = picture->serial;
    }
    if (picture->serial > m_lastSerial) {
        m_lastSerial = picture->serial;
        m_lastCaptured = picture->captured;
    }
    m_shown = picture;
    return {m_shown, PickCause::Fresh};
}

} // namespace reelout
