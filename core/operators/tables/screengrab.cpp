// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

namespace {

void areaRows(ParamRows& rows)
{
    const EnableRule isMonitor = isOneOf("area", {"monitor"});
    const EnableRule isRegion = isOneOf("area", {"region"});
    const EnableRule hasSize = isOneOf("area", {"region", "followmouse"});
    rows.menu("area", "Area")
        .entries({{"monitor", "Monitor"},
                  {"allmonitors", "All Monitors"},
                  {"region", "Region"},
                  {"window", "Window"},
                  {"followmouse", "Follow Mouse"},
                  {"virtual", "Virtual Monitor"}})
        .provider(providers::kScreenAreas, "what this desktop lets be captured")
        .initially("monitor")
        .help(
            "What of the desktop is captured. Always in physical pixels, whatever the desktop's scaling. "
            "Virtual "
            "Monitor: one more monitor that only the recording sees; windows can be moved there. What it "
            "needs: "
            "on Wayland the desktop's portal (xdg-desktop-portal), which asks in a dialog of its own; on "
            "macOS "
            "the switch in System Settings, Privacy & Security, Screen & System Audio Recording; on X11 and "
            "Windows nothing.");
    rows.pulse("chooseagain", "Choose Again")
        .when(fact(facts::kDesktopAsks, "the desktop itself asks what may be recorded"))
        .help("Has the desktop show its dialog once more, to record something else. Without it what was "
              "chosen the last time is taken, and no dialog comes.");
    rows.dynamicMenu("monitor", "Monitor")
        .provider(providers::kMonitors, "monitors of this desktop, the primary one first")
        .initiallyNote("the primary monitor")
        .when(isMonitor)
        .help("The monitor, by its own identity: the same one is taken after replugging, also at another "
              "socket.");
    rows.pulse("pickregion", "Draw Region")
        .picker(pickers::kRegion, {"position", "size"})
        .when(isRegion &&
              fact(facts::kCanPickOnScreen, "this desktop shows where its windows and monitors are"))
        .help(
            "Draw the region on the screen: drag it, move it and its handles, with a magnifier, snapping to "
            "windows and monitors. Enter takes it, Escape doesn't.");
    rows.integerPair("position", "Position")
        .components("positionx", "positiony")
        .between(-65536, 65536)
        .slider(0, 4096)
        .when(isRegion)
        .help("Left upper corner of the region in pixels of the whole desktop.");
    rows.integerPair("size", "Size")
        .components("sizew", "sizeh")
        .initially(1280, 720)
        .between(1, 16384)
        .slider(1, 4096)
        .when(hasSize)
        .help("Width and height of the region, also of the one that follows the mouse, in pixels.");
}

void windowRows(ParamRows& rows)
{
    const EnableRule isWindow = isOneOf("area", {"window"});
    rows.pulse("pickwindow", "Pick Window")
        .picker(pickers::kWindow, {"window"})
        .when(isWindow &&
              fact(facts::kCanPickOnScreen, "this desktop shows where its windows and monitors are"))
        .help("Choose the window from pictures of all, or with a click on it.");
    rows.dynamicMenu("window", "Window")
        .provider(providers::kWindows, "windows of this desktop, the one in front first")
        .initiallyNote("the window in front")
        .when(isWindow)
        .help("The window, as application|title|number. The very window is taken while it exists, else one "
              "of the same application with the same title, or whose title fits: * stands for anything "
              "(firefox|*Invoice*). It is captured whole also when others cover it, and followed when it "
              "moves and changes its size; a recording keeps the size it began with, and the window is "
              "fitted into it. A minimised window holds its last picture.");
    rows.toggle("ownwindows", "Own Windows").when(isWindow).help("Lists windows of this program, too.");
    rows.toggle("windowframe", "Window Frame")
        .when(isWindow && fact(facts::kScreenHasWindowFrames, "frames can be told from windows here"))
        .help("Captures the title bar and border that the desktop draws around the window as well.");
    rows.menu("windowclosed", "When Closed")
        .entries({{"end", "End Recording"}, {"hold", "Hold Last Picture"}})
        .initially("end")
        .when(isWindow)
        .help("What becomes of a recording when the window is closed: it ends and its file is finished, or "
              "the last picture holds until the window is opened again or the recording stopped.");
}

void followRows(ParamRows& rows)
{
    const EnableRule follows = isOneOf("area", {"followmouse"});
    rows.menu("follow", "Follow")
        .entries({{"centre", "Pointer in the Middle"}, {"edge", "Move at the Edge"}})
        .initially("centre")
        .when(follows)
        .help("Keeps the pointer in the middle of the region, or lets the region stand until the pointer "
              "comes near its edge. The region stays inside the monitor.");
    rows.number("followtime", "Follow Time")
        .unit("s")
        .initially(0.3)
        .between(0, 5)
        .slider(0, 1)
        .when(follows)
        .help("How long the region takes to come after the pointer; 0 is at once.");
}

void pointerRows(ParamRows& rows)
{
    const EnableRule seesInput = fact(facts::kScreenSeesInput, "this desktop lets clicks and keys be seen");
    rows.page("Pointer and Keys");
    rows.toggle("cursor", "Cursor").initiallyOn().help("Shows the mouse pointer in the picture.");
    rows.number("cursorscale", "Cursor Size")
        .unit("×")
        .initially(1)
        .between(0.5, 8)
        .slider(1, 4)
        .when(isOn("cursor"))
        .help("Size of the pointer in the picture; 1 is as on the screen. Its tip stays where it points.");
    rows.toggle("clicks", "Show Clicks")
        .when(seesInput)
        .help("Draws a ring around the pointer when a mouse button is pressed: yellow for the left, blue for "
              "the right, green for the middle one.");
    rows.menu("keys", "Show Keys")
        .entries({{"off", "Off"}, {"shortcuts", "Shortcuts"}, {"all", "All Keys"}})
        .initially("off")
        .when(seesInput)
        .help("Writes pressed keys into the lower part of the picture. Shortcuts: only keys together with "
              "Ctrl, Alt or Super, and keys that write nothing (Enter, arrows, F1): what is typed, and so "
              "any password, is never shown. All Keys shows what is typed as well, passwords too, in "
              "whatever window: nobody can tell a recorder where a password is asked for.");
}

} // namespace

std::shared_ptr<const ParamTable> screenGrabTable()
{
    ParamRows rows;
    rows.page("Screen Grab");
    areaRows(rows);
    windowRows(rows);
    followRows(rows);
    rows.number("fps", "Frame Rate")
        .unit("fps")
        .initially(60)
        .initiallyExpression("project.rate")
        .between(1, 1000)
        .slider(1, 120)
        .help("Most pictures a second that are taken; a screen that does not change costs nothing. More than "
              "the monitor shows is not to be had.");
    pointerRows(rows);
    return rows.finish();
}

} // namespace reelout
