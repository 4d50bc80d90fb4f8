// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/sound_library.h"

namespace reelout {

/// Gives a sound file its metadata and the names of its channels, as far as the type can hold them; before
/// the first sample. What has no place of its own travels in the comment as "key=value". WAV gets INFO, and a
/// bext chunk (EBU Tech 3285) when one of its fields is named: description, originator,
/// originator_reference, origination_date, origination_time, time_reference, coding_history. Channel names
/// go into WAV as iXML; known ones make the channel mask of WAV, AIFF and CAF. Returns what was left out, in
/// sentences for people.
Result<QStringList> describeSoundFile(SoundLibrary& library, const SoundFormat& format,
                                      const SoundSpec& spec);

} // namespace reelout
