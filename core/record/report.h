// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/marker.h"
#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// Figures of a running take, handed to the main thread at most ten times a second.
struct RecordStats {
    Duration recorded{};       ///< on the recording's clock, pauses left out
    std::int64_t framesIn = 0; ///< pictures the source delivered during the take
    std::int64_t framesWritten = 0;
    std::int64_t framesWaiting = 0; ///< on their way to the encoder
    std::int64_t framesHeld =
        0; ///< not written: the encoder was far behind, the picture before stays on show
    std::int64_t repeatedIdle = 0;   ///< nothing changed on the source
    std::int64_t repeatedLate = 0;   ///< the source was late
    std::int64_t repeatedBusy = 0;   ///< the encoder or the disk was behind
    std::int64_t repeatedLost = 0;   ///< the source was gone
    std::int64_t skipped = 0;        ///< pictures the source delivered faster than Movie FPS
    std::int64_t audioFrames = 0;    ///< sample frames written
    std::int64_t audioGapFrames = 0; ///< of which silence in place of lost samples
    int audioGaps = 0;
    double audioDriftPpm = 0.0;      ///< the device's clock against ours, filtered
    double audioVideoOffsetMs = 0.0; ///< sound later than picture is positive
    std::uint64_t bytes = 0;
    double bytesPerSecond = 0.0;      ///< of the file, over the last ten seconds; 0 = not known yet
    std::optional<Duration> roomLeft; ///< how long the disk lasts as it fills now; nothing = not known yet
    double meanEncodeMs = 0.0;        ///< conversion and encoding of one frame
    double encoderLoad = 0.0;         ///< share of a frame's time, 1 = just keeping up
    std::int64_t framesTotal = 0;     ///< of a source read picture by picture, or its limit; 0 = not known
    std::optional<Duration> timeLeft; ///< until framesTotal, at the speed held so far
};

/// What one file of a recording became.
struct FileReport {
    QString path;
    Duration begin{}; ///< where in the recording it begins
    Duration duration{};
    std::int64_t frames = 0;      ///< pictures
    std::int64_t audioFrames = 0; ///< sample frames
    std::uint64_t bytes = 0;
    std::vector<Marker> markers; ///< in the file's own time
    QStringList warnings;
    std::optional<Error> error;
    bool isComplete = false; ///< trailer written and file closed without an error

    QJsonObject toJson() const;
};

/// What one recording became. Shown in the window, printed by the command line.
struct RecordReport {
    QString op;   ///< name of the recorder
    QString path; ///< empty in Encode Test Mode and when nothing was made
    Duration duration{};
    RecordStats stats;
    QStringList warnings;                ///< anything that changes the result, in order of time
    std::optional<Error> error;          ///< the first one that ended or harmed the take
    bool isComplete = false;             ///< trailer written and file closed without an error
    double encodedFramesPerSecond = 0.0; ///< what the encoder held (Encode Test Mode's answer)
    std::vector<FileReport> files;       ///< in order; more than one when it was split
    std::vector<Marker> markers;         ///< in the recording's time

    /// The report of file `index` alone.
    RecordReport ofFile(std::size_t index) const;

    QJsonObject toJson() const;
};

} // namespace reelout
