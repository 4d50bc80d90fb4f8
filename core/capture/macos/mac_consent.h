// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace reelout {

/// Whether macOS may put its question to the person: not for a list that is looked up in the background.
enum class Consent { Look, Ask };

/// OK when macOS lets this program see the screen and hear the system; else PermissionDenied with the way to
/// the switch. Asks once in the program's life on a machine; the person has to start it again after that.
Status requireScreenConsent(Consent consent);

/// The same for microphones. The first call has macOS ask; it is waited for, up to 4 s.
Status requireMicrophoneConsent();

} // namespace reelout
