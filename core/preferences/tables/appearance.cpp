// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/tables/tables.h"

namespace reelout {

using namespace preference;

void addAppearancePreferences(PreferenceRows& rows)
{
    rows.page("Appearance");
    rows.choice(kTheme, "Theme")
        .entry("dark", "Dark")
        .entry("light", "Light")
        .entry("contrast", "High Contrast")
        .entry("system", "As the System")
        .help(
            "The colours of the window. High Contrast is black and white with strong outlines; As the System "
            "is dark or light as the desktop is.");
    rows.whole(kTextSize, "Text Size")
        .initially(100)
        .between(100, 200)
        .unit("%")
        .help("The size of all text, in percent of the usual one. Everything around it grows with it.");
    rows.toggle(kReducedMotion, "Reduced Motion")
        .help("Nothing fades, slides or blinks: menus and tool tips appear at once, and what would blink is "
              "steady.");
    rows.listed(kLanguage, "Language")
        .provider("languages")
        .whenEmpty("the system's language")
        .help("The language of the window. The names that scripts and presets use stay as they are.");

    rows.page("Window");
    rows.toggle(kPreview, "Preview")
        .initiallyOn()
        .help("Shows the picture of the selected operator in the viewport. Without it the viewport does no "
              "work "
              "at all; recordings are the same either way.");
    rows.whole(kPreviewRate, "Preview Rate")
        .initially(60)
        .between(1, 240)
        .unit("fps")
        .needs(kPreview)
        .help("How many pictures a second the viewport shows at most. Recordings don't depend on it.");
    rows.toggle(kStartInTray, "Start in the Tray")
        .atNextStart()
        .help(
            "The program begins without its window, in the desktop's tray. Where there is no tray the window "
            "is shown.");
    rows.toggle(kMinimiseToTray, "Minimise to the Tray")
        .help("A window that is minimised goes into the desktop's tray and leaves the list of windows.");
    rows.toggle(kNotifications, "Notifications")
        .initiallyOn()
        .help("The desktop tells when a recording has ended or a problem has come up while the window is not "
              "in "
              "front.");
    rows.toggle(kAskClosing, "Ask before Closing while Recording")
        .initiallyOn()
        .help("Without it, closing the window during a recording finishes the file and ends the program.");
    rows.toggle(kAskRemoving, "Ask before Removing Operators")
        .help("Removing can be undone, so there is usually no need to ask.");
    rows.toggle(kAskDiscarding, "Ask about Unsaved Changes")
        .initiallyOn()
        .help("Without it, another project takes the place of this one and its unsaved changes are lost.");
}

} // namespace reelout
