// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/replay_cut.h"
#include "encode/replay_store.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace reelout {

/// The packets of a ReplayStore and when they go. No thread of its own.
class ReplayMemory {
public:
    explicit ReplayMemory(ReplayLimits limits) : m_limits(limits) {}

    void setSounds(std::size_t count) { m_sounds.resize(count); }
    /// Takes a packet; those that had to go for it come out in `left`.
    void add(SharedPacket packet, std::vector<SharedPacket>& left);

    const std::deque<SharedPacket>& pictures() const { return m_pictures; }
    const std::vector<std::deque<SharedPacket>>& sounds() const { return m_sounds; }
    /// All of the sound that belongs to the pictures before `time` has come.
    bool hasSoundUntil(Duration time) const;
    Duration end() const { return m_end; } ///< of the latest picture
    ReplayLevel level() const;

private:
    static Duration timeOf(const AVPacket& packet, std::int64_t pts);
    std::size_t secondKey() const;
    void dropGroup(std::vector<SharedPacket>& left);
    void dropPicture(std::vector<SharedPacket>& left);
    void dropSounds(Duration before, std::vector<SharedPacket>& left);

    const ReplayLimits m_limits;
    std::deque<SharedPacket> m_pictures; ///< in decoding order, the first is a key frame
    std::vector<std::deque<SharedPacket>> m_sounds;
    std::uint64_t m_bytes = 0;
    Duration m_end{}; ///< of the latest picture
    bool m_isCramped = false;
};

} // namespace reelout
