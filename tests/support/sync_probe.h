// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace reelout::test {

/// When a recording of FlashBeep flashes and beeps, in seconds of the file.
struct SyncProbe {
    std::vector<double> flashes; ///< middle of the frame interval in which the picture turned white
    std::vector<double> beeps;
    /// Beep minus nearest flash for each flash that has one within half a second; sound late is positive.
    std::vector<double> offsets() const;
    /// Median offset of the flashes between `from` and `to`; NaN when there is none.
    double medianOffset(double from, double to) const;
};

SyncProbe probeSync(const QString& path, double framesPerSecond);

} // namespace reelout::test
