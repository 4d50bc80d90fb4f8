// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace reelout {

/// When a source that is told of changes looks at what it captures: at once on word of a change, so that a
/// picture's time is the change's, and each interval besides, for what nobody tells. However many changes
/// there are, the pictures are one an interval; a change that comes early by up to three quarters of one, as
/// those of a jittery player do, is made up for by the next. Pure; one thread.
class LookSchedule {
public:
    explicit LookSchedule(Duration interval) : m_interval(interval) {}

    void start(Timestamp now);
    /// A look was taken; `onWord`: because of word of a change, or there was one.
    void looked(Timestamp now, bool onWord);

    /// When to look next although there was no word of a change.
    Timestamp regular() const { return m_regular; }
    /// When to look next if there is, or as soon as there is.
    Timestamp onWord() const { return m_due - m_interval / 4 * 3; }

private:
    Duration m_interval;
    Timestamp m_regular{};
    Timestamp m_due{}; ///< of the next change if they came evenly
};

} // namespace reelout
