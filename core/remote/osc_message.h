// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QVariantList>

#include <vector>

namespace reelout {

/// One message of Open Sound Control 1.0: an address and numbers, texts or truths.
struct OscMessage {
    QString address;
    QVariantList arguments; ///< int, qlonglong, double, QString, bool
};

/// True where this build speaks OSC.
bool hasOsc();

/// The messages of a packet, in order; a bundle's are taken at once, whatever its time. InvalidData for what
/// is no OSC or holds more than 64 messages; Unsupported without hasOsc(). Any thread.
Result<std::vector<OscMessage>> parseOsc(const QByteArray& packet);

/// Doubles go as float32, as receivers expect it. Empty for what can't be said.
QByteArray oscPacket(const OscMessage& message);

} // namespace reelout
