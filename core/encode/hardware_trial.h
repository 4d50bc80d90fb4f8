// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace reelout {

/// Opens a hardware encoder of the catalogue in this process and has it encode a few small pictures. Returns
/// why it can't be used, in a sentence for people; empty when it can. Drivers may crash or hang in here, so
/// it belongs into a process of its own.
QString tryHardwareEncoder(const QString& encoder);

/// What an encoder's refusal means, in plain words where it is known; else the library's own. Pure.
QString plainHardwareReason(const QString& encoder, const QString& detail);

} // namespace reelout
