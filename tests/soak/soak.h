// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <random>
#include <vector>

namespace reelout::soak {

/// A line of the table: a kind of fault, how often it was tried, and how often what was promised came true.
struct Line {
    QString fault;
    int tried = 0;
    int survived = 0;
    QStringList problems; ///< of those that did not

    /// Counts one try; `problem` is empty when it was survived.
    void count(const QString& problem);
};

/// How much of each, and from which random numbers.
struct Effort {
    int rounds = 200;
    unsigned seed = 1;
};

/// The disk refuses a write at a random byte, a sync, the close: with a file that can be finished, or none.
std::vector<Line> diskFaults(const Effort& effort);
/// The power goes at a random moment; of what was not yet put on the disk a random part is there.
std::vector<Line> powerCuts(const Effort& effort);
/// Many recordings, many pauses, a very long one: no growth of memory, descriptors and threads.
std::vector<Line> endurance(const Effort& effort);

/// A take goes on beside floods of packets, endless lines and expressions that never end.
std::vector<Line> hostileRemotes(const Effort& effort);

} // namespace reelout::soak
