// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/osc_message.h"

namespace reelout {

bool hasOsc()
{
    return false;
}

Result<std::vector<OscMessage>> parseOsc(const QByteArray&)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("read OSC"),
                     QStringLiteral("built without liblo"));
}

QByteArray oscPacket(const OscMessage&)
{
    return {};
}

} // namespace reelout
