// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/gop_repeating_encoder.h"

#include <algorithm>

namespace reelout {

namespace {

// Two key pictures of H.264 that follow each other must have different names (idr_pic_id, 7.4.3).
constexpr std::size_t kShortestGroup = 2;

AvPacketPtr again(const AvPacketPtr& packet)
{
    return AvPacketPtr(av_packet_clone(packet.get()));
}

Error noMemory()
{
    return outOfMemory(QStringLiteral("encode picture"));
}

} // namespace

Status GopRepeatingEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    const bool isNext = picture == m_last && index == m_lastIndex + 1;
    if (isRepeating() && isNext) {
        m_lastIndex = index;
        ++m_owed;
        return repeatOwed();
    }
    REELOUT_TRY(leaveGroup());
    if (picture != m_last) {
        m_stillSince = index - m_inserted;
        m_isGathering = false;
        m_group.clear();
    }
    m_last = picture;
    m_lastIndex = index;
    return give(picture, index);
}

Status GopRepeatingEncoder::sendEnd()
{
    REELOUT_TRY(leaveGroup());
    m_ended = true;
    m_last.reset();
    m_isGathering = false;
    m_group.clear();
    return m_encoder->sendEnd();
}

Result<AvPacketPtr> GopRepeatingEncoder::receive()
{
    if (m_ready.empty() && !isRepeating())
        REELOUT_TRY(collect());
    if (m_ready.empty())
        return AvPacketPtr();
    AvPacketPtr packet = std::move(m_ready.front());
    m_ready.pop_front();
    return packet;
}

std::int64_t GopRepeatingEncoder::pending() const
{
    return m_encoder->pending() + static_cast<std::int64_t>(m_keptBack.size() + m_ready.size()) + m_owed;
}

Status GopRepeatingEncoder::give(const PicturePtr& picture, std::int64_t index)
{
    REELOUT_TRY(m_encoder->send(picture, index - m_inserted));
    return collect();
}

/// Everything that the encoder has to give.
Status GopRepeatingEncoder::collect()
{
    for (;;) {
        Result<AvPacketPtr> packet = m_encoder->receive();
        if (!packet)
            return packet.error();
        if (!*packet)
            return {};
        REELOUT_TRY(take(std::move(*packet)));
    }
}

Status GopRepeatingEncoder::take(AvPacketPtr packet)
{
    const bool isKey = (packet->flags & AV_PKT_FLAG_KEY) != 0;
    if (isRepeating() || (isKey && completesGroup(*packet))) {
        m_keptBack.push_back(std::move(packet));
        return {};
    }
    if (isKey) {
        m_group.clear();
        // One picture before it shows the same, so that nothing of the motion before has a part in its
        // quality.
        m_isGathering = !m_ended && packet->pts > m_stillSince;
    }
    if (m_isGathering) {
        m_group.push_back(again(packet));
        if (!m_group.back())
            return noMemory();
    }
    ready(std::move(packet), m_inserted);
    return {};
}

/// Whether m_group is one without gaps, from its key picture to this one, that is shown as a whole.
bool GopRepeatingEncoder::completesGroup(const AVPacket& key) const
{
    if (!m_isGathering || m_group.size() < kShortestGroup)
        return false;
    const AVPacket& first = *m_group.front();
    const auto count = static_cast<std::int64_t>(m_group.size());
    if (key.pts != first.pts + count || key.dts != first.dts + count)
        return false;
    std::vector<bool> isThere(m_group.size());
    for (std::int64_t i = 0; i < count; ++i) {
        const AVPacket& packet = *m_group[static_cast<std::size_t>(i)];
        const std::int64_t place = packet.pts - first.pts;
        if (place < 0 || place >= count || isThere[static_cast<std::size_t>(place)] ||
            packet.dts != first.dts + i)
            return false;
        isThere[static_cast<std::size_t>(place)] = true;
    }
    return true;
}

/// The least number of m_group's packets, beyond m_position, that are shown before all others.
std::size_t GopRepeatingEncoder::nextEnd() const
{
    std::int64_t last = 0;
    for (std::size_t i = m_position; i < m_group.size(); ++i) {
        last = std::max(last, m_group[i]->pts - m_group.front()->pts);
        if (last == static_cast<std::int64_t>(i))
            return i + 1;
    }
    return m_group.size();
}

void GopRepeatingEncoder::ready(AvPacketPtr packet, std::int64_t later)
{
    packet->pts += later;
    packet->dts += later;
    m_ready.push_back(std::move(packet));
}

Status GopRepeatingEncoder::repeatOwed()
{
    std::size_t end = nextEnd();
    while (m_owed >= static_cast<std::int64_t>(end - m_position)) {
        // Each turn takes the place of the key picture that is kept back.
        const std::int64_t later = m_keptBack.front()->pts + m_inserted -
                                   static_cast<std::int64_t>(m_position) - m_group.front()->pts;
        for (; m_position < end; ++m_position) {
            AvPacketPtr packet = again(m_group[m_position]);
            if (!packet)
                return noMemory();
            ready(std::move(packet), later);
            ++m_inserted;
            --m_owed;
        }
        m_position %= m_group.size();
        end = nextEnd();
    }
    return {};
}

/// The encoder goes on.
Status GopRepeatingEncoder::leaveGroup()
{
    if (!isRepeating())
        return {};
    m_isGathering = false;
    m_group.clear();
    m_position = 0;
    m_stillSince = m_lastIndex + 1 - m_inserted; // no group can be repeated that is half gone
    std::deque<AvPacketPtr> packets;
    packets.swap(m_keptBack);
    for (AvPacketPtr& packet : packets)
        REELOUT_TRY(take(std::move(packet)));
    for (; m_owed > 0; --m_owed)
        REELOUT_TRY(give(m_last, m_lastIndex + 1 - m_owed));
    return {};
}

} // namespace reelout
