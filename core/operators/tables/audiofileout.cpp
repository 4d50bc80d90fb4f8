// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

std::vector<MenuItem> bitRateEntries()
{
    std::vector<MenuItem> items;
    for (const int rate : {96, 128, 192, 256, 320})
        items.push_back({QStringLiteral("b%1").arg(rate), QStringLiteral("%1 kb/s").arg(rate), {}});
    return items;
}

std::shared_ptr<const ParamTable> audioFileOutTable()
{
    ParamRows rows;
    rows.page("Audio Out");
    rows.menu("filetype", "File Type")
        .entries({{"wav", "WAV"},
                  {"ogg", "OGG"},
                  {"mp3", "MP3"},
                  {"aiff", "AIFF"},
                  {"flac", "FLAC"},
                  {"caf", "CAF"},
                  {"w64", "W64"},
                  {"opus", "Opus (OGG)"}})
        .provider(providers::kSoundFileTypes)
        .initially("wav")
        .help("Container of the audio file.");
    rows.toggle("uniquesuff", "Unique Suffix")
        .initiallyOn()
        .help("As in moviefileout.")
        .shownHelp(
            "me.fileSuffix takes the first index from N upwards whose file does not exist yet, so that "
            "nothing is overwritten.");
    rows.integer("n", "N")
        .initially(0)
        .from(0)
        .slider(0, 10)
        .help("As in moviefileout.")
        .shownHelp("Index in me.fileSuffix; with Unique Suffix on, where the search begins.");
    rows.file("file", "File")
        .initially("Reelout")
        .initiallyExpression("'Reelout' + me.fileSuffix")
        .help("Path and name; an extension that does not match File Type is refused before the start, with "
              "the right one offered.");
    rows.menu("codec", "Codec")
        .entries({{"pcm16", "Uncompressed 16-bit (PCM)"},
                  {"pcm24", "Uncompressed 24-bit (PCM)"},
                  {"pcm32", "Uncompressed 32-bit (PCM)"},
                  {"float32", "32-bit float"},
                  {"ulaw", "u-law"},
                  {"alaw", "A-law"},
                  {"adpcm", "IMA ADPCM"}})
        .provider(providers::kSoundCodecs)
        .initially("pcm16")
        .when(isOneOf("filetype", {"wav", "aiff", "caf", "w64", "flac"}),
              "filetype in wav,aiff,caf,w64,flac (only the entries that type can hold)")
        .help("Sample format.");
    rows.menu("bitrate", "Bit Rate")
        .entries(bitRateEntries())
        .initially("b192")
        .when(isOneOf("filetype", {"mp3", "ogg", "opus"}))
        .help("Target rate of lossy types.");
    rows.toggle("record", "Record")
        .isCommand()
        .help("On opens the file and records; off closes it and lets go of it.");
    rows.toggle("pause", "Pause")
        .isCommand()
        .help("Samples are not written while on; no silence in the file for it.");
    rows.page("Common");
    rows.toggle("timeslice", "Time Slice")
        .initiallyOn()
        .help("On: every sample that passes while recording is written, whatever the program's own frame "
              "rate. Off: the input's block as it stands is written once (a loaded clip goes out whole).");
    rows.text("scope", "Scope")
        .provider(providers::kInputChannels, "names of the input's channels")
        .initially("*")
        .help("Pattern of channel names to write, in input order.");
    rows.menu("srselect", "Sample Rate Match")
        .entries({{"first", "Resample At First Input's Rate"},
                  {"max", "Resample At Maximum Rate"},
                  {"min", "Resample At Minimum Rate"},
                  {"err", "Error If Rates Differ"}})
        .initially("max")
        .help("What happens when the inputs' rates differ.");
    exportRows(rows);
    rows.page("Audio Out");
    rows.toggle("dither", "Dither")
        .initiallyOn()
        .when(isOneOf("codec", {"pcm16", "pcm24"}) &&
              isOneOf("filetype", {"wav", "aiff", "caf", "w64", "flac"}))
        .isOurs()
        .help(
            "Adds the least noise that keeps what is quieter than one step of 16 or 24 bits audible. A clip "
            "that has that depth already is copied bit by bit.");
    rows.toggle("plainwav", "Plain WAV")
        .when(isOneOf("filetype", {"wav"}))
        .isOurs()
        .help(
            "For strict readers: an ordinary RIFF header without extensions from the start. Such a file ends "
            "at 4 GiB; a longer recording goes on in another one (take-2.wav). Off: RF64 of any length, "
            "which "
            "becomes an ordinary WAV when it ends below 4 GiB.");
    rows.table("headerdat", "Header Source DAT")
        .family("DAT")
        .when(isOneOf("filetype", {"wav", "ogg", "mp3", "aiff", "flac", "caf", "opus"}))
        .isOurs()
        .help("Two-column table (key, value) written as metadata of the file: title, artist, album, date, "
              "genre, "
              "track, copyright, comment; WAV also description, originator, originator_reference, "
              "origination_date, origination_time, time_reference and coding_history (bext). Other keys are "
              "added to the comment.");
    rows.toggle("limitlength", "Limit Length").isOurs().help("Stop by itself at Length.");
    rows.number("length", "Length")
        .unit("s")
        .initially(600)
        .from(0.001)
        .slider(1, 1000)
        .when(isOn("limitlength"))
        .isOurs()
        .help("Length in seconds at which the recording ends, exact to the sample.");
    addTakeRows(rows, {}, "length", "pause");
    return rows.finish();
}

} // namespace reelout
