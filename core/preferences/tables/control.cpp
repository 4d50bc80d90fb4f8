// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/tables/tables.h"

namespace reelout {

using namespace preference;

void addControlPreferences(PreferenceRows& rows)
{
    rows.page("Hotkeys");
    rows.toggle(kHotkeysOn, "Global Hotkeys")
        .initiallyOn()
        .help("The keys below work while another program has the keyboard. Where the desktop refuses them, "
              "the log "
              "says so.");
    rows.keys(kHotkeyRecord, "Record or Stop")
        .initially("Ctrl+Shift+F9")
        .needs(kHotkeysOn)
        .help("Starts the selected recorder, or stops it.");
    rows.keys(kHotkeyPause, "Pause or Go On")
        .initially("Ctrl+Shift+F10")
        .needs(kHotkeysOn)
        .help("Pauses the selected recorder, or goes on.");
    rows.keys(kHotkeyAddFrame, "Add Frame")
        .initially("Ctrl+Shift+F11")
        .needs(kHotkeysOn)
        .help("Adds one frame to a stop-frame movie, or one more image while Pause is on.");
    rows.keys(kHotkeySplit, "Split")
        .needs(kHotkeysOn)
        .help("All recordings go on in another file, without a gap.");
    rows.keys(kHotkeyMarker, "Marker").needs(kHotkeysOn).help("Marks this moment in all recordings.");
    rows.keys(kHotkeySaveReplay, "Save Replay")
        .needs(kHotkeysOn)
        .help("Makes files of what all replay buffers that run hold.");
    rows.keys(kHotkeyReplay, "Replay Buffer On or Off")
        .needs(kHotkeysOn)
        .help("Switches the replay buffer of the selected recorder on; where one runs, all off.");
    rows.keys(kHotkeyRecordAll, "Record All").needs(kHotkeysOn).help("Starts all recorders that are active.");
    rows.keys(kHotkeyStopAll, "Stop All").needs(kHotkeysOn).help("Stops all recordings.");
    rows.keys(kHotkeyShowWindow, "Show the Window")
        .needs(kHotkeysOn)
        .help("Brings the window to the front, or back from the tray.");

    rows.page("Schedule");
    rows.toggle(kScheduleOn, "Scheduled Recording")
        .help(
            "Records at the times below, also while the window is in the tray. The program must be running; "
            "a computer that wakes up while it is time begins late and says so.");
    rows.text(kScheduleStart, "Start At")
        .initially("14:00")
        .needs(kScheduleOn)
        .help("Time of day at which the recording begins: 14:00 or 14:00:30.");
    rows.text(kScheduleStop, "Stop At")
        .needs(kScheduleOn)
        .help(
            "Time of day at which it ends, of the next day when it is not later than the start. Empty: it is "
            "stopped by hand, or by Limit Length.");
    rows.text(kScheduleDays, "Days")
        .initially("once")
        .needs(kScheduleOn)
        .help("once, daily, or days as mon,wed,fri.");
    rows.text(kScheduleRecorder, "Recorder")
        .needs(kScheduleOn)
        .help("Name of the recorder; empty: the one the window shows. When it ends, all that record are "
              "stopped "
              "where none is named.");

    rows.page("Remote Control");
    rows.toggle(kRemoteSocket, "Local Socket")
        .initiallyOn()
        .help("Programs of the same user may control this one through its socket, as reelout --toggle does.");
    rows.toggle(kRemoteDBus, "D-Bus")
        .initiallyOn()
        .help("The program is on the session bus as org.reelout.Reelout.");
    rows.toggle(kRemoteOsc, "OSC")
        .help("Control by Open Sound Control over the network (UDP). OSC knows no passwords: leave it off "
              "where you "
              "don't know who is on the network.");
    rows.whole(kOscPort, "OSC Port")
        .initially(9000)
        .between(1, 65535)
        .needs(kRemoteOsc)
        .help("The UDP port that is listened to.");
    rows.text(kOscBind, "OSC Address")
        .initially("127.0.0.1")
        .needs(kRemoteOsc)
        .help(
            "The address of this computer that is listened to: 127.0.0.1 for programs on this computer only, "
            "0.0.0.0 for all networks.");
    rows.textList(kOscAllow, "OSC Senders")
        .initially("127.0.0.1")
        .needs(kRemoteOsc)
        .help("Addresses or networks (192.168.1.0/24) that may send, separated by spaces. Everybody else is "
              "ignored "
              "and named in the log.");
    rows.textList(kAfterFile, "Program after Each File")
        .help("A program that is run when a file is complete, with its arguments, separated by spaces. The "
              "page on "
              "remote control says what is handed to it.");
}

} // namespace reelout
