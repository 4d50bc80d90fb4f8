// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

std::shared_ptr<const ParamTable> testPatternTable()
{
    ParamRows rows;
    rows.page("Test Pattern");
    rows.menu("pattern", "Pattern")
        .entries({{"bars", "Colour Bars"},
                  {"ramp", "Ramp"},
                  {"noise", "Noise"},
                  {"checker", "Checker"},
                  {"zoneplate", "Zone Plate"},
                  {"black", "Black"},
                  {"white", "White"}})
        .initially("bars")
        .help("The picture beneath number and flash.");
    rows.integerPair("resolution", "Resolution")
        .components("resolutionw", "resolutionh")
        .initially(1920, 1080)
        .between(1, 16384)
        .slider(1, 4096)
        .help("Width and height in pixels.");
    rows.number("fps", "Frame Rate")
        .unit("fps")
        .initially(60)
        .initiallyExpression("project.rate")
        .between(1, 1000)
        .slider(1, 120)
        .help("Pictures a second.");
    rows.toggle("framenumber", "Frame Number")
        .initiallyOn()
        .help("Burns in the number of the frame, for people and as a code that programs read back.");
    rows.toggle("flash", "Flash")
        .initiallyOn()
        .help(
            "Makes the whole picture white for one frame at each whole second, in step with the oscillator's "
            "beep.");
    rows.menu("depth", "Depth")
        .entries({{"8fixed", "8-bit fixed"},
                  {"16fixed", "16-bit fixed"},
                  {"16float", "16-bit float"},
                  {"32float", "32-bit float"}})
        .initially("8fixed")
        .help("Depth of the picture. As float, ramp and noise have values from -0.5 to 1.5.");
    rows.toggle("alpha", "Alpha").help("Goes from transparent at the upper edge to opaque at the lower one.");
    rows.toggle("everyframe", "Every Frame")
        .help(
            "Hands over each picture once, from number 0, as fast as the recorder takes them, instead of in "
            "real time. Recorded without sound; Limit Length or Record ends it.");
    return rows.finish();
}

void playbackRows(ParamRows& rows, const EnableRule& when)
{
    rows.menu("placeunit", "Unit of Places")
        .entries({{"seconds", "Seconds"}, {"pictures", "Pictures"}, {"fraction", "Fraction"}})
        .initially("fraction")
        .when(when)
        .help("What Position, Trim Start and Trim End count: seconds, pictures from 0, or the whole file as "
              "1.");
    rows.number("position", "Position")
        .initially(0)
        .from(0)
        .slider(0, 1)
        .when(when)
        .help(
            "Where it begins. Changing it goes there at once, also while it is recorded: with Play off this "
            "scrubs, picture by picture; an expression or an export can lead it.");
    rows.pulse("cue", "Cue").when(when).help("Goes to Position.");
    rows.toggle("trim", "Trim").when(when).help("Plays only what lies from Trim Start to Trim End.");
    rows.number("trimstart", "Trim Start")
        .initially(0)
        .from(0)
        .slider(0, 1)
        .when(when && isOn("trim"))
        .help("In point: the first of the file that plays.");
    rows.number("trimend", "Trim End")
        .initially(0)
        .from(0)
        .slider(0, 1)
        .when(when && isOn("trim"))
        .help("Out point: the first of the file that doesn't play any more; 0 is the file's end.");
}

std::shared_ptr<const ParamTable> movieFileInTable()
{
    ParamRows rows;
    rows.page("Movie File In");
    rows.file("file", "File")
        .help("Movie, still or first picture of an image sequence, which goes on as long as there is a next "
              "number.");
    rows.toggle("play", "Play").initiallyOn().help("Off holds the picture; on goes on from there.");
    rows.toggle("loop", "Loop")
        .initiallyOn()
        .help("Begins again at the end; off holds the last picture, and Play off and on begins again.");
    rows.number("speed", "Speed")
        .initially(1)
        .between(0, 100)
        .slider(0, 4)
        .when(isOn("play"))
        .help("1 is the file's own speed, in steps of a thousandth.");
    playbackRows(rows, EnableRule());
    rows.pulse("stepback", "Step Back")
        .help("Goes to the picture before. With Play off it stands there: exactly one picture a pulse.");
    rows.pulse("stepforward", "Step Forward").help("Goes to the next picture.");
    rows.number("fps", "Sequence Rate")
        .unit("fps")
        .initially(60)
        .initiallyExpression("project.rate")
        .between(1, 1000)
        .slider(1, 120)
        .help("Pictures a second of an image sequence; a movie has its own.");
    rows.toggle("everyframe", "Every Frame")
        .help(
            "Hands over each picture once, as fast as the recorder takes them, instead of in real time. The "
            "recording is without sound and over at the file's end, or at Trim End.");
    return rows.finish();
}

} // namespace reelout
