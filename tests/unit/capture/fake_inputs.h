// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include <linux/videodev2.h>

namespace reelout::test {

/// A plug of a capture card, and what is plugged into it.
struct FakeInput {
    QString name;
    bool hasTimings = false;   ///< HDMI
    v4l2_std_id standards = 0; ///< of television
    Size signal{};             ///< HDMI: empty = nothing is plugged in
    int rate = 60;             ///< of the signal
    int timingsError = 0;      ///< in place of a signal
    v4l2_std_id seen = 0;      ///< television: what is plugged in
    std::uint32_t status = 0;
    std::vector<Size> sizes{}; ///< that the card has for it; empty = as for the others
};

/// What the kernel says of them. Its owner guards it.
class FakeInputs {
public:
    std::vector<FakeInput> all;
    int current = 0;
    bool hasEvents = true;     ///< the driver says when a signal changes
    std::vector<Size> sizes{}; ///< the card has now; empty = as before
    v4l2_std_id standard = V4L2_STD_NTSC;
    std::deque<v4l2_event> events{};

    /// Nothing for a call that is about something else.
    std::optional<int> handle(unsigned long request, void* argument);
    /// True when someone is told.
    bool change(std::size_t index, FakeInput now);

private:
    int describe(v4l2_input& entry) const;
    int select(int index);
    int look(v4l2_dv_timings& timings) const;
    int takeEvent(v4l2_event& event);
    const FakeInput& now() const { return all[static_cast<std::size_t>(current)]; }

    bool m_isSubscribed = false;
};

} // namespace reelout::test
