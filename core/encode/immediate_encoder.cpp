// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/immediate_encoder.h"

namespace reelout {

ImmediateEncoder::ImmediateEncoder(FrameRate rate)
    : m_timeBase{static_cast<int>(rate.denominator()), static_cast<int>(rate.numerator())}
{}

Status ImmediateEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    Result<AvPacketPtr> encoded = encode(picture);
    if (!encoded)
        return encoded.error();
    AvPacketPtr packet = std::move(encoded).value();
    packet->pts = index;
    packet->dts = index;
    packet->duration = 1;
    packet->time_base = m_timeBase;
    packet->flags |= AV_PKT_FLAG_KEY;
    m_packets.push_back(std::move(packet));
    return {};
}

Status ImmediateEncoder::sendEnd()
{
    m_ended = true;
    return {};
}

Result<AvPacketPtr> ImmediateEncoder::receive()
{
    if (m_packets.empty())
        return AvPacketPtr();
    AvPacketPtr packet = std::move(m_packets.front());
    m_packets.pop_front();
    return packet;
}

} // namespace reelout
