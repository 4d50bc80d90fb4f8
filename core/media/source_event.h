// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

namespace reelout {

/// What a running source has to say besides pictures and samples.
enum class SourceEventKind {
    Lost,      ///< the device went; the last picture holds, sound is silence
    Ended,     ///< the same for good, as far as a recording goes: its takes end here
    Recovered, ///< the same device is back
    Changed,   ///< size or format changed; what follows has the new one
    Asking,    ///< a person is asked what may be shown: the first picture comes when they have answered
    Notice,    ///< something a person should know, nothing was lost
};

struct SourceEvent {
    SourceEventKind kind = SourceEventKind::Notice;
    Timestamp when;
    QString text; ///< which device, and the system's words
};

} // namespace reelout
