// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/packet_interleaver.h"

extern "C" {
#include <libavutil/mathematics.h>
}

namespace reelout {

Duration decodingTime(const AVPacket& packet)
{
    return Duration(av_rescale_q(packet.dts, packet.time_base, AVRational{1, 1'000'000'000}));
}

void PacketInterleaver::push(AvPacketPtr packet)
{
    m_queues.at(static_cast<std::size_t>(packet->stream_index)).push_back(std::move(packet));
}

std::deque<AvPacketPtr>* PacketInterleaver::earliest()
{
    std::deque<AvPacketPtr>* result = nullptr;
    for (auto& queue : m_queues) {
        if (queue.empty())
            continue;
        if (result == nullptr || av_compare_ts(queue.front()->dts, queue.front()->time_base,
                                               result->front()->dts, result->front()->time_base) < 0)
            result = &queue;
    }
    return result;
}

AvPacketPtr PacketInterleaver::pop()
{
    bool anyEmpty = false;
    bool anyWaitedEnough = false;
    for (const auto& queue : m_queues) {
        if (queue.empty())
            anyEmpty = true;
        else if (decodingTime(*queue.back()) - decodingTime(*queue.front()) > m_longestWait)
            anyWaitedEnough = true;
    }
    return anyEmpty && !anyWaitedEnough ? AvPacketPtr() : popRest();
}

AvPacketPtr PacketInterleaver::popRest()
{
    std::deque<AvPacketPtr>* queue = earliest();
    if (queue == nullptr)
        return nullptr;
    AvPacketPtr packet = std::move(queue->front());
    queue->pop_front();
    return packet;
}

} // namespace reelout
