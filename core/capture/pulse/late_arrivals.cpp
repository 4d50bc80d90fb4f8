// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/late_arrivals.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr double kImprovement = 0.005;
constexpr double kPause = 0.100; ///< without any delivery
constexpr int kMostPauses = 2;   ///< in a row that mean a stall; a server that always has them is that slow

} // namespace

void LateArrivals::add(double now, std::int64_t frames, double late)
{
    if (m_count > 0 && m_late[m_count - 1].frames == frames) {
        // Looked at again, nothing came: the first look knows best.
        return;
    }
    if (m_count > 0 && now - m_late[m_count - 1].time < kOneDelivery) {
        m_late[m_count - 1].frames = frames;
        m_late[m_count - 1].seconds = late;
        return;
    }
    // Full only when nothing has been decided for very long: then the newest stands for what it replaces.
    if (m_count == m_late.size())
        --m_count;
    m_late[m_count++] = {now, frames, late};
}

std::optional<LateArrivals::Gap> LateArrivals::decide(double patience, int fewest, double brief)
{
    if (isEmpty())
        return std::nullopt;
    double least = m_late.front().seconds;
    double improved = m_late.front().time;
    int pauses = 0;
    double best = least; // when it last became better; many small steps are one large one
    for (std::size_t i = 1; i < m_count; ++i) {
        const bool isAfterPause = m_late[i].time - m_late[i - 1].time > kPause && pauses++ < kMostPauses;
        if (m_late[i].seconds < best - kImprovement || isAfterPause) {
            improved = m_late[i].time;
            best = m_late[i].seconds;
        }
        least = std::min(least, m_late[i].seconds);
    }
    std::size_t last = 0;
    int seen = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_late[i].seconds > least + kSame)
            continue;
        last = i;
        ++seen;
    }
    // What follows a second gap proves the first just as well.
    seen = std::max(seen, static_cast<int>(m_count - last));
    if (newest() - improved < patience || seen < fewest)
        return std::nullopt;
    const bool isBrief = last + 1 < m_count && m_late[last].time - since() < brief;
    const Gap gap{isBrief ? 0.0 : least, m_late[last].frames};
    std::copy(m_late.begin() + static_cast<std::ptrdiff_t>(last) + 1,
              m_late.begin() + static_cast<std::ptrdiff_t>(m_count), m_late.begin());
    m_count -= last + 1;
    for (std::size_t i = 0; i < m_count; ++i)
        m_late[i].seconds -= gap.seconds;
    return gap;
}

} // namespace reelout
