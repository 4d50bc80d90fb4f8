// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_memory.h"

#include <algorithm>

extern "C" {
#include <libavutil/mathematics.h>
}

namespace reelout {

namespace {

// Longer than any decoder's lead (leadOf()) and any packet.
constexpr Duration kSoundLead = std::chrono::milliseconds(500);

// What the library needs for a packet beside its bytes, about.
constexpr std::uint64_t kOverhead = 256;

std::uint64_t sizeOf(const AVPacket& packet)
{
    return static_cast<std::uint64_t>(packet.size) + kOverhead;
}

bool isKey(const AVPacket& packet)
{
    return (packet.flags & AV_PKT_FLAG_KEY) != 0;
}

bool isSameData(const AVPacket& one, const AVPacket& other)
{
    return one.data == other.data && one.size == other.size;
}

} // namespace

Duration ReplayMemory::timeOf(const AVPacket& packet, std::int64_t pts)
{
    return Duration(av_rescale_q(pts, packet.time_base, AVRational{1, 1'000'000'000}));
}

void ReplayMemory::add(SharedPacket packet, std::vector<SharedPacket>& left)
{
    if (packet->stream_index > 0) {
        m_bytes += sizeOf(*packet);
        m_sounds.at(static_cast<std::size_t>(packet->stream_index) - 1).push_back(std::move(packet));
    } else {
        m_end = std::max(m_end, timeOf(*packet, packet->pts + 1));
        // Nothing can be shown without the key frame before it.
        if (m_pictures.empty() && !isKey(*packet))
            return;
        if (m_pictures.empty() || !isSameData(*m_pictures.back(), *packet))
            m_bytes += sizeOf(*packet);
        m_pictures.push_back(std::move(packet));
    }
    // What the second group shows must be enough before the first may go.
    for (std::size_t key = secondKey(); key > 0; key = secondKey()) {
        const AVPacket& second = *m_pictures[key];
        if (m_end - timeOf(second, second.pts) < m_limits.length)
            break;
        dropGroup(left);
        m_isCramped = false;
    }
    while (m_bytes > m_limits.bytes && !m_pictures.empty()) {
        dropGroup(left);
        m_isCramped = true;
    }
    if (m_pictures.empty())
        dropSounds(m_end - kSoundLead, left);
}

// 0 = there is none.
std::size_t ReplayMemory::secondKey() const
{
    for (std::size_t i = 1; i < m_pictures.size(); ++i) {
        if (isKey(*m_pictures[i]))
            return i;
    }
    return 0;
}

void ReplayMemory::dropPicture(std::vector<SharedPacket>& left)
{
    const SharedPacket first = std::move(m_pictures.front());
    m_pictures.pop_front();
    if (m_pictures.empty() || !isSameData(*first, *m_pictures.front()))
        m_bytes -= sizeOf(*first);
    left.push_back(first);
}

void ReplayMemory::dropGroup(std::vector<SharedPacket>& left)
{
    const std::size_t key = secondKey();
    std::size_t count = key > 0 ? key : m_pictures.size();
    while (count-- > 0)
        dropPicture(left);
    const Duration begin = m_pictures.empty() ? m_end : timeOf(*m_pictures.front(), m_pictures.front()->pts);
    dropSounds(begin - kSoundLead, left);
}

void ReplayMemory::dropSounds(Duration before, std::vector<SharedPacket>& left)
{
    for (std::deque<SharedPacket>& sound : m_sounds) {
        while (!sound.empty() && timeOf(*sound.front(), sound.front()->pts) < before) {
            m_bytes -= sizeOf(*sound.front());
            left.push_back(std::move(sound.front()));
            sound.pop_front();
        }
    }
}

bool ReplayMemory::hasSoundUntil(Duration time) const
{
    return std::all_of(m_sounds.begin(), m_sounds.end(), [&](const std::deque<SharedPacket>& sound) {
        return !sound.empty() && timeOf(*sound.back(), sound.back()->pts + sound.back()->duration) >= time;
    });
}

ReplayLevel ReplayMemory::level() const
{
    ReplayLevel level;
    level.bytes = m_bytes;
    level.isCramped = m_isCramped;
    if (!m_pictures.empty())
        level.length =
            std::max(m_end - timeOf(*m_pictures.front(), m_pictures.front()->pts), Duration::zero());
    return level;
}

} // namespace reelout
