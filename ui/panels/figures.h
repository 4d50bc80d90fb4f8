// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/recorder_state.h"
#include "record/report.h"

#include <QString>
#include <QStringList>

namespace reelout {

/// "00:01:02.3"; hours grow as needed.
QString durationText(Duration duration);
/// "1.5 MB", decimal units.
QString bytesText(std::uint64_t bytes);
/// All repeated frames, whatever the cause.
std::int64_t repeatedFrames(const RecordStats& stats);
/// The same by cause, in a line.
QString repeatedText(const RecordStats& stats);
/// Pictures that are not in the file, by cause, in a line.
QString skippedText(const RecordStats& stats);
/// What repeats frames and is a fault, the short words for it.
QStringList repeatCauses();
/// Of those the one that did most of it; empty when there was none: a still screen is no fault.
QString worstRepeatCause(const RecordStats& stats);
/// "12 h 05 m"; from a thousand hours on "> 999 h".
QString roomText(Duration left);
/// How far a recording of known length is and how long it will take: "42 %, 0:01:12 left"; empty for others.
QString progressText(const RecordStats& stats);
/// The state in a word for people.
QString stateText(RecorderState state);
/// One line: what the recording became.
QString reportSentence(const RecordReport& report);
/// Every figure of a report, one a line, for a tooltip.
QString reportDetails(const RecordReport& report);

} // namespace reelout
