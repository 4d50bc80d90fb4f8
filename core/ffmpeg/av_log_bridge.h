// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// Sends what FFmpeg and the encoders inside it say to logBuffer(), one entry a line, area "ffmpeg". Their
/// errors and warnings keep their level, what they call information becomes Debug, chattier levels are
/// dropped. Once at program start; further calls do nothing. Any thread.
void installAvLogBridge();

/// The last error line FFmpeg logged on the calling thread since this was last called; empty when there was
/// none. Needs the bridge.
QString takeLastAvErrorLine();

} // namespace reelout
