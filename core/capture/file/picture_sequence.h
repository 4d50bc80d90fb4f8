// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace reelout {

/// The names of an image sequence: what stands before and after the number, which has at least as many digits
/// as the first one's.
struct PictureSequence {
    QString before; ///< with the folder
    QString after;
    std::int64_t first = 0;
    int digits = 1;

    QString path(std::int64_t number) const;
    /// How many files there are, counting up from the first one without a gap.
    std::int64_t length() const;
};

/// The sequence that begins with `path`: the file is a still, the last number in its name counts, and there
/// is one with the next number. Nothing for any other file.
std::optional<PictureSequence> pictureSequence(const QString& path);

/// True for names of files that hold one picture.
bool isStillName(const QString& path);

} // namespace reelout
