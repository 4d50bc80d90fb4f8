// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

std::shared_ptr<const ParamTable> audioDeviceInTable()
{
    ParamRows rows;
    rows.page("Audio Device In");
    rows.menu("kind", "Kind")
        .entries(
            {{"microphone", "Microphone"}, {"systemsound", "System Sound"}, {"application", "Application"}})
        .initially("microphone")
        .refills({"device"})
        .help(
            "A microphone or line input, what the computer plays, or what one application plays. What it "
            "needs: on Linux PulseAudio or PipeWire; on Windows the switch in Settings, Privacy & security, "
            "Microphone; on macOS the one in System Settings, Privacy & Security, Microphone, and for what "
            "the "
            "computer plays Screen & System Audio Recording.");
    rows.dynamicMenu("device", "Device")
        .provider(providers::kSoundDevices, "devices of the chosen kind, the default one first")
        .initiallyNote("the default device")
        .help("The device, by its own identity: the same one is taken after replugging. An application is "
              "listed while "
              "it plays, and taken back by its name when it plays again; no other one ever takes its place.");
    rows.integer("rate", "Sample Rate")
        .unit("Hz")
        .between(0, 384000)
        .slider(0, 192000)
        .help("Samples a second; 0 is the device's own rate.");
    rows.integer("channels", "Channels")
        .between(0, 32)
        .slider(0, 8)
        .help("Number of channels; 0 is the device's own.");
    return rows.finish();
}

std::shared_ptr<const ParamTable> audioFileInTable()
{
    ParamRows rows;
    rows.page("Audio File In");
    const EnableRule isOwn = isNotSet("movie");
    const EnableRule isPlaying = isOwn && isOneOf("mode", {"play"});
    rows.file("file", "File").when(isOwn).help("The sound file, or a movie with sound.");
    rows.reference("movie", "Movie")
        .family("TOP")
        .help("A Movie File In whose sound is played, in step with its picture: its File, Play, Loop, Speed, "
              "Position "
              "and Trim count then, and those here don't. Empty: this operator plays File by itself.");
    rows.menu("mode", "Mode")
        .entries({{"play", "Playing"}, {"clip", "Static Clip"}})
        .initially("play")
        .when(isOwn)
        .help("Playing, or the whole file as one block of samples that a recorder with Time Slice off writes "
              "at "
              "once.");
    rows.toggle("play", "Play").initiallyOn().when(isPlaying).help("Off is silence; on goes on from there.");
    rows.toggle("loop", "Loop").initiallyOn().when(isPlaying).help("Begins again at the end.");
    rows.number("speed", "Speed")
        .initially(1)
        .between(0, 100)
        .slider(0, 4)
        .when(isPlaying && isOn("play"))
        .help("1 is the file's own speed, in steps of a thousandth; the pitch goes with it, as with tape.");
    playbackRows(rows, isPlaying);
    rows.number("volume", "Volume").initially(1).between(0, 16).slider(0, 1).help("Factor on every sample.");
    return rows.finish();
}

std::shared_ptr<const ParamTable> audioOscillatorTable()
{
    ParamRows rows;
    rows.page("Oscillator");
    rows.menu("wave", "Wave")
        .entries({{"sine", "Sine"}, {"square", "Square"}, {"noise", "Noise"}, {"beep", "Beep"}})
        .initially("sine")
        .help("Beep: a short tone at each whole second, in step with the test pattern's flash.");
    rows.number("frequency", "Frequency")
        .unit("Hz")
        .initially(440)
        .between(1, 96000)
        .slider(20, 2000)
        .when(isNot("wave", {"noise"}))
        .help("Pitch in hertz.");
    rows.number("amplitude", "Amplitude")
        .initially(0.5)
        .between(0, 1)
        .slider(0, 1)
        .help("Greatest sample value; 1 is full scale.");
    rows.integer("rate", "Sample Rate")
        .unit("Hz")
        .initially(48000)
        .between(1000, 384000)
        .slider(8000, 192000)
        .help("Samples a second.");
    rows.integer("channels", "Channels").initially(2).between(1, 32).slider(1, 8).help("Number of channels.");
    return rows.finish();
}

void exportRows(ParamRows& rows)
{
    rows.page("Common");
    rows.menu("exportmethod", "Export Method")
        .entries({{"datindex", "DAT Table by Index"},
                  {"datname", "DAT Table by Name"},
                  {"autoname", "Channel Name is Path:Parameter"}})
        .initially("datindex")
        .help("How channels are tied to parameters.");
    rows.reference("autoexportroot", "Export Root")
        .initially("..")
        .when(isOneOf("exportmethod", {"autoname"}))
        .help("Where relative paths begin.");
    rows.table("exporttable", "Export Table")
        .family("DAT")
        .when(isOneOf("exportmethod", {"datindex", "datname"}))
        .help("Table with the columns path, parameter, value, enable; value is the channel's index or name.");
}

std::shared_ptr<const ParamTable> analyzeTable()
{
    ParamRows rows;
    rows.page("Analyze");
    rows.menu("function", "Function")
        .entries({{"rms", "RMS Power"}, {"peak", "Peak"}, {"minimum", "Minimum"}, {"maximum", "Maximum"}})
        .initially("rms")
        .help("What of the input's samples is measured.");
    rows.number("threshold", "Gate Threshold")
        .initially(0.05)
        .between(0, 1)
        .slider(0, 1)
        .help("Level from which the channel gate is 1.");
    rows.number("hysteresis", "Gate Hysteresis")
        .initially(0.01)
        .between(0, 1)
        .slider(0, 0.2)
        .help("The gate stays 1 until the level is this much below the threshold, so that it does not "
              "flutter.");
    rows.number("hold", "Gate Hold")
        .unit("s")
        .initially(1)
        .between(0, 3600)
        .slider(0, 10)
        .help("Seconds the gate stays 1 after the level fell.");
    rows.text("gatename", "Gate Name")
        .initially("gate")
        .help("Name of the gate's channel; audiofileout1:record drives that parameter when Export Method is "
              "Channel Name is Path:Parameter.");
    exportRows(rows);
    return rows.finish();
}

std::shared_ptr<const ParamTable> tableTable()
{
    ParamRows rows;
    rows.page("Table");
    rows.file("file", "File").help("A .tsv or .csv file to read the rows from; empty: the rows edited here.");
    rows.pulse("reload", "Reload").when(isSet("file")).help("Reads the file again.");
    return rows.finish();
}

} // namespace reelout
