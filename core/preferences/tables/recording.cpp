// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/tables/tables.h"

namespace reelout {

using namespace preference;

void addRecordingPreferences(PreferenceRows& rows)
{
    rows.page("Folders");
    rows.folder(kMoviesFolder, "Movies")
        .whenEmpty("the system's Videos folder")
        .atNextTake()
        .help("Where movies go whose File is no full path.");
    rows.folder(kStillsFolder, "Stills")
        .whenEmpty("the same as Movies")
        .atNextTake()
        .help("Where images and image sequences go whose File is no full path.");
    rows.folder(kSoundFolder, "Sound")
        .whenEmpty("the same as Movies")
        .atNextTake()
        .help("Where sound files go whose File is no full path.");
    rows.folder(kStateFolder, "State")
        .whenEmpty("the system's folder for the state of programs")
        .atNextStart()
        .help("Where the program notes which recordings are under way, so that an interrupted one is found "
              "again. Recordings noted in another folder are not found any more.");

    rows.page("Recording");
    rows.real(kResolutionMultiplier, "Global Res Multiplier")
        .initially(1.0)
        .between(0.01, 16.0)
        .atNextTake()
        .help(
            "What the resolution of a recording is multiplied by where Use Global Res Multiplier is on. 0.5 "
            "makes test recordings of half the size.");
    rows.real(kProjectRate, "Project Rate")
        .initially(60.0)
        .between(1.0, 1000.0)
        .unit("fps")
        .help("The rate of new projects: how often a second expressions are evaluated and exports applied.");
    rows.whole(kCountdown, "Countdown")
        .initially(0)
        .between(0, 60)
        .unit("s")
        .help("How long the window counts down before a recording starts. 0 starts at once. Scripts, exports "
              "and the command line never count down.");
    rows.whole(kWarnBelow, "Warn at Room for")
        .initially(60)
        .between(10, 86400)
        .unit("s")
        .atNextTake()
        .help("A recording warns when the disk has room for less than this many seconds more, at the rate at "
              "which it fills up.");
    rows.whole(kStopBelow, "Stop at Room for")
        .initially(5)
        .between(2, 3600)
        .unit("s")
        .atNextTake()
        .help("A recording ends when the disk has room for less than this many seconds more, so that its "
              "file can be "
              "finished.");

    rows.page("Monitoring");
    rows.toggle(kMonitoring, "Monitor Sound")
        .help("Listens to the sound of the selected operator as soon as the window opens; the button below "
              "the meters does so for the moment. The sound of the system is never played back into "
              "itself.");
    rows.listed(kMonitoringDevice, "Output Device")
        .provider("soundOutputs")
        .whenEmpty("the system's output")
        .needs(kMonitoring)
        .help("Where the sound is played.");
    rows.whole(kMonitoringVolume, "Volume")
        .initially(100)
        .between(0, 100)
        .unit("%")
        .needs(kMonitoring)
        .help("How loud it is played. Recordings don't depend on it.");
}

} // namespace reelout
