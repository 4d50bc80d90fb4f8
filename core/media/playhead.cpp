// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/playhead.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace reelout {

namespace {

constexpr std::int64_t kNormal = 1000; // thousandths

// Whole parts and rest by themselves: a clock's nanoseconds times a speed don't fit 64 bits.
Duration scaled(Duration time, std::int64_t numerator, std::int64_t denominator)
{
    return time / denominator * numerator + time % denominator * numerator / denominator;
}

std::int64_t floorDivided(Duration time, Duration by)
{
    const std::int64_t quotient = time.count() / by.count();
    return time.count() % by.count() < 0 ? quotient - 1 : quotient;
}

} // namespace

Duration placeOf(double value, Playback::Unit unit, const FileTimeline& timeline)
{
    constexpr double kLongest = 1e9; // seconds
    const double wanted = std::clamp(value, 0.0, kLongest);
    switch (unit) {
    case Playback::Unit::Seconds:
        break;
    case Playback::Unit::Pictures:
        return timeline.rate.timeOf(std::llround(wanted));
    case Playback::Unit::Fraction:
        return fromSeconds(toSeconds(timeline.length) * std::min(wanted, 1.0));
    }
    return fromSeconds(wanted);
}

Playhead::Course::Place Playhead::Course::at(Timestamp when) const
{
    if (thousandths == 0 || when <= since)
        return {0, from};
    const Duration position = from + scaled(when - since, thousandths, kNormal);
    if (!end || position < *end)
        return {0, position};
    const Duration span = *end - in;
    if (!loops || span <= Duration::zero())
        return {0, *end};
    const std::int64_t round = floorDivided(position - in, span);
    return {round, position - round * span};
}

Timestamp Playhead::Course::timeOf(const Place& place) const
{
    const Duration span = end ? *end - in : Duration::zero();
    const Duration way = place.position + place.round * span - from;
    return since + scaled(way, kNormal, std::max<std::int64_t>(thousandths, 1));
}

Playhead::Playhead(const Playback& playback) : m_playback(playback)
{
    apply();
    m_course.from = clamped(placeOf(m_playback.position, m_playback.unit, m_timeline));
}

Duration Playhead::clamped(Duration position) const
{
    position = std::max(position, m_course.in);
    return m_course.end ? std::min(position, *m_course.end) : position;
}

// What follows from settings and file, but the position.
void Playhead::apply()
{
    m_course.loops = m_playback.loops;
    m_course.thousandths =
        m_playback.plays ? std::llround(std::clamp(m_playback.speed, 0.0, 100.0) * kNormal) : 0;
    m_course.in = Duration::zero();
    m_course.end = m_fileEnd;
    if (!m_playback.isTrimmed)
        return;
    m_course.in = placeOf(m_playback.in, m_playback.unit, m_timeline);
    const Duration out = placeOf(m_playback.out, m_playback.unit, m_timeline);
    if (out > Duration::zero() && !(m_fileEnd && *m_fileEnd < out))
        m_course.end = out;
    // Points that leave nothing are taken as the place they name.
    if (m_course.end && m_course.in >= *m_course.end)
        m_course.in = std::max(Duration::zero(), *m_course.end - m_timeline.rate.interval());
}

void Playhead::rebase(Timestamp now)
{
    m_course.from = m_course.at(now).position;
    m_course.since = now;
    ++m_course.change;
}

void Playhead::set(const Playback& playback, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    if (playback == m_playback)
        return;
    if (m_hasStarted)
        rebase(now);
    const Playback before = std::exchange(m_playback, playback);
    const bool wasAtEnd = m_course.end && m_course.from >= *m_course.end;
    apply();
    if (before.position != playback.position || before.unit != playback.unit || !m_hasStarted) {
        m_course.from = placeOf(playback.position, playback.unit, m_timeline);
        m_hasMoved = m_hasStarted;
    } else if (wasAtEnd && playback.plays && (!before.plays || (playback.loops && !before.loops))) {
        m_course.from = m_course.in; // Play at the end begins again
    }
    m_course.from = clamped(m_course.from);
}

void Playhead::cue(Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    rebase(now);
    m_course.from = clamped(placeOf(m_playback.position, m_playback.unit, m_timeline));
}

void Playhead::step(int pictures)
{
    const std::scoped_lock lock(m_mutex);
    m_steps += pictures;
}

int Playhead::takeSteps()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_steps, 0);
}

void Playhead::start(Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_hasStarted, true))
        return;
    m_course.since = now;
}

void Playhead::setTimeline(const FileTimeline& timeline, Authority whose)
{
    const std::scoped_lock lock(m_mutex);
    if (whose < m_timelineOf || timeline == m_timeline)
        return;
    m_timelineOf = whose;
    m_timeline = timeline;
    apply();
    ++m_course.change;
    // What was named in pictures or fractions is known only now.
    if (!m_hasStarted || (m_playback.unit != Playback::Unit::Seconds && !m_hasMoved))
        m_course.from = clamped(placeOf(m_playback.position, m_playback.unit, m_timeline));
}

void Playhead::learnEnd(Duration end, Authority whose)
{
    const std::scoped_lock lock(m_mutex);
    if (whose < m_timelineOf)
        return;
    m_fileEnd = end;
    apply();
}

void Playhead::moveTo(Duration position, Timestamp now)
{
    const std::scoped_lock lock(m_mutex);
    rebase(now);
    m_hasMoved = true;
    m_course.from = clamped(position);
}

Playhead::Course Playhead::course() const
{
    const std::scoped_lock lock(m_mutex);
    Course course = m_course;
    if (!m_hasStarted)
        course.thousandths = 0;
    return course;
}

} // namespace reelout
