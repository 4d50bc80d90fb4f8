// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/recording_file.h"
#include "encode/sound_format.h"

namespace reelout {

/// libsndfile 1.2 tells a wrong number of frames where the samples do not say it by themselves: stereo ADPCM
/// is divided by the channels once too often, and AIFF counts the pad byte of an odd length. Puts the number
/// right in a file that is otherwise complete (RIFF and W64: "fact"; AIFF and AIFF-C: "COMM", in which a
/// frame of ima4 is a packet of 64, and the size of "SSND").
Status correctFrameCount(RecordingFile& file, const SoundFormat& format, std::int64_t frames);

/// Tells of a W64 in progress that its sound is longer than it is, so that it lasts until the end of the file
/// whatever comes before the header is brought up to date again: players take what follows the told length
/// for chunks, and refuse the whole file when it makes none. Other types go on as they are.
Status leaveSoundOpen(RecordingFile& file, const SoundFormat& format);

} // namespace reelout
