// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

void addTakeRows(ParamRows& rows, const EnableRule& when, const char* afterLength, const char* afterCommands)
{
    rows.number("splittime", "Split Every")
        .isOurs()
        .shownAfter(afterLength)
        .unit("min")
        .initially(0)
        .from(0)
        .slider(0, 120)
        .when(when)
        .help(
            "Minutes after which the recording goes on in another file; 0 = never. No frame and no sample is "
            "missing or doubled between the files, and each has a name of its own.");
    rows.number("splitsize", "Split at Size")
        .isOurs()
        .shownAfter("splittime")
        .unit("GB")
        .initially(0)
        .from(0)
        .slider(0, 16)
        .when(when)
        .help("Gigabytes (10^9 bytes) before which the recording goes on in another file; 0 = never. A disk "
              "formatted as FAT32 holds files below 4.");
    rows.pulse("split", "Split")
        .isOurs()
        .shownAfter(afterCommands)
        .when(when)
        .help("Goes on in another file from the next picture (of a sound file: the next sample) on.");
    rows.pulse("marker", "Marker")
        .isOurs()
        .shownAfter("split")
        .when(when)
        .help("Marks this moment of the recording. Markers are chapters in MP4, MOV and MKV and cues in WAV "
              "and "
              "AIFF; other files hold none, the report lists them.");
}

} // namespace reelout
