// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace reelout {

/// What has arrived later than expected, until it is known what that means: only late, or something missing
/// before it. Frames that come later still can't have been delivered earlier than those before them, so the
/// least lateness from some frame on is the part of it that no waiting takes away: where that rises, samples
/// are missing. Pure; no allocation; one thread. Times in seconds.
class LateArrivals {
public:
    /// Lateness that differs by less is the same.
    static constexpr double kSame = 0.010;
    /// What comes within this time is one delivery in several pieces.
    static constexpr double kOneDelivery = 0.003;

    struct Gap {
        double seconds = 0.0;
        std::int64_t until = 0; ///< frames that lie behind it and before the next one, counted as in add()
    };

    bool isEmpty() const { return m_count == 0; }
    std::size_t size() const { return m_count; }
    void clear() { m_count = 0; }
    /// At `now` all frames before number `frames` had arrived, the last of them `late`. In order of time.
    void add(double now, std::int64_t frames, double late);
    /// A gap once deliveries have gone on for `patience` without becoming better, with at least `fewest`
    /// observations of it; a delivery after a pause begins anew, because what was held up may follow it. What
    /// lies before Gap::until is forgotten, and the lateness of the rest is counted from there. A little that
    /// is less late than what follows, for no longer than `brief`, was only late: a gap of no length.
    std::optional<Gap> decide(double patience, int fewest, double brief);
    /// The time since which something has been late, and when something came last.
    double since() const { return m_late.front().time; }
    double newest() const { return m_late[m_count - 1].time; }

private:
    struct Late {
        double time = 0.0;
        std::int64_t frames = 0;
        double seconds = 0.0;
    };
    std::array<Late, 64> m_late{};
    std::size_t m_count = 0;
};

} // namespace reelout
