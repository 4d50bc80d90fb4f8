// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/repeating_encoder.h"

namespace reelout {

Status RepeatingEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    const bool isRepeat = picture == m_lastPicture;
    if (!isRepeat)
        REELOUT_TRY(m_encoder->send(picture, index));
    m_lastPicture = picture;
    m_waiting.push_back({index, isRepeat});
    return {};
}

Status RepeatingEncoder::sendEnd()
{
    m_ended = true;
    m_lastPicture.reset();
    return m_encoder->sendEnd();
}

Result<AvPacketPtr> RepeatingEncoder::receive()
{
    if (m_waiting.empty())
        return AvPacketPtr();
    const Waiting next = m_waiting.front();
    AvPacketPtr packet;
    if (next.isRepeat) {
        packet.reset(av_packet_clone(m_lastPacket.get()));
        if (!packet)
            return outOfMemory(QStringLiteral("encode picture"));
        packet->pts = next.index;
        packet->dts = next.index;
    } else {
        Result<AvPacketPtr> encoded = m_encoder->receive();
        if (!encoded)
            return encoded.error();
        if (!*encoded) {
            // An encoder that ends without all its packets ends the repeats with them.
            if (m_encoder->isDrained())
                m_waiting.clear();
            return AvPacketPtr();
        }
        packet = std::move(encoded).value();
        m_lastPacket.reset(av_packet_clone(packet.get()));
        if (!m_lastPacket)
            return outOfMemory(QStringLiteral("encode picture"));
    }
    m_waiting.pop_front();
    return packet;
}

} // namespace reelout
