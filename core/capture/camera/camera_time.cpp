// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_time.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kBelievable = std::chrono::seconds(1);
constexpr int kDriftShift = 13; // a device's clock is at most an 8192nd slower than ours

} // namespace

Timestamp CameraTime::of(std::optional<Timestamp> stamp)
{
    const Timestamp now = m_clock.now();
    if (stamp && m_kind == Kind::Unknown) {
        m_kind = *stamp <= now && now - *stamp < kBelievable ? Kind::Ours : Kind::Foreign;
        m_offset = now - *stamp;
        m_placedAt = now;
    }
    Timestamp when = now;
    if (stamp && m_kind == Kind::Foreign)
        when = placed(*stamp, now);
    else if (stamp && *stamp <= now && now - *stamp < kBelievable)
        when = *stamp;
    m_last = std::max(when, m_last + Duration(1));
    return m_last;
}

// The quickest arrival says where the device's clock is; later ones were on the way for longer.
Timestamp CameraTime::placed(Timestamp stamp, Timestamp arrival)
{
    const Duration leeway = (arrival - m_placedAt).count() > 0
                                ? Duration((arrival - m_placedAt).count() >> kDriftShift)
                                : Duration(0);
    m_placedAt = arrival;
    const Duration delay = arrival - (stamp + m_offset);
    if (delay < Duration(0) || delay > kBelievable)
        m_offset = arrival - stamp;
    else
        m_offset += std::min(delay, leeway);
    return stamp + m_offset;
}

} // namespace reelout
