// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_buffers.h"

#include <algorithm>
#include <cerrno>

#include <linux/videodev2.h>

namespace reelout {

namespace {

constexpr std::uint32_t kBuffers = 6; // a fifth of a second at 30 fps, for a thread that comes late
constexpr std::uint32_t kMostPieces = 3;

/// A v4l2_buffer with its planes.
struct Request {
    Request(const V4l2Device& device, std::uint32_t index)
    {
        buffer.type = device.bufferType();
        buffer.memory = V4L2_MEMORY_MMAP;
        buffer.index = index;
        if (device.isMultiPlanar()) {
            buffer.m.planes = planes.data();
            buffer.length = kMostPieces;
        }
    }
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    v4l2_buffer buffer{};
    std::array<v4l2_plane, kMostPieces> planes{};
};

QString step()
{
    return QStringLiteral("start camera");
}

std::optional<Timestamp> stampOf(const v4l2_buffer& buffer)
{
    if ((buffer.flags & V4L2_BUF_FLAG_TIMESTAMP_MASK) != V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
        return std::nullopt;
    return Timestamp(std::chrono::seconds(buffer.timestamp.tv_sec) +
                     std::chrono::microseconds(buffer.timestamp.tv_usec));
}

} // namespace

Result<std::unique_ptr<V4l2Buffers>> V4l2Buffers::start(const V4l2Device& device, int pieces)
{
    std::unique_ptr<V4l2Buffers> buffers(new V4l2Buffers(device, pieces));
    REELOUT_TRY(buffers->request());
    for (std::uint32_t index = 0; index < buffers->m_mappings.size(); ++index)
        REELOUT_TRY(buffers->giveBack(index));
    auto type = static_cast<int>(device.bufferType());
    if (const int result = device.control(VIDIOC_STREAMON, &type); result < 0)
        return device.failure(result, step());
    buffers->m_isStreaming = true;
    return buffers;
}

V4l2Buffers::~V4l2Buffers()
{
    auto type = static_cast<int>(m_device.bufferType());
    if (m_isStreaming)
        static_cast<void>(m_device.control(VIDIOC_STREAMOFF, &type));
    for (const auto& pieces : m_mappings) {
        for (const Mapping& piece : pieces) {
            if (piece.memory)
                m_device.kernel().unmap(piece.memory, piece.bytes);
        }
    }
    v4l2_requestbuffers none{};
    none.type = m_device.bufferType();
    none.memory = V4L2_MEMORY_MMAP;
    static_cast<void>(m_device.control(VIDIOC_REQBUFS, &none));
}

Status V4l2Buffers::request()
{
    v4l2_requestbuffers wanted{};
    wanted.count = kBuffers;
    wanted.type = m_device.bufferType();
    wanted.memory = V4L2_MEMORY_MMAP;
    if (const int result = m_device.control(VIDIOC_REQBUFS, &wanted); result < 0)
        return m_device.failure(result, step());
    constexpr std::uint32_t kFewest = 2;
    if (wanted.count < kFewest)
        return outOfMemory(step());
    m_mappings.resize(wanted.count);
    for (std::uint32_t index = 0; index < wanted.count; ++index)
        REELOUT_TRY(map(index));
    return {};
}

Status V4l2Buffers::map(std::uint32_t index)
{
    Request request(m_device, index);
    if (const int result = m_device.control(VIDIOC_QUERYBUF, &request.buffer); result < 0)
        return m_device.failure(result, step());
    const int pieces = m_device.isMultiPlanar() ? m_pieces : 1;
    for (std::size_t piece = 0; piece < static_cast<std::size_t>(pieces); ++piece) {
        const std::size_t bytes =
            m_device.isMultiPlanar() ? request.planes[piece].length : request.buffer.length;
        const std::int64_t offset =
            m_device.isMultiPlanar() ? request.planes[piece].m.mem_offset : request.buffer.m.offset;
        void* memory = m_device.kernel().map(m_device.descriptor(), bytes, offset);
        if (!memory)
            return outOfMemory(step());
        m_mappings[index][piece] = {memory, bytes};
    }
    return {};
}

Status V4l2Buffers::giveBack(std::uint32_t index)
{
    Request request(m_device, index);
    const int result = m_device.control(VIDIOC_QBUF, &request.buffer);
    return result < 0 ? Status(m_device.failure(result, QStringLiteral("read camera"))) : Status();
}

Result<std::optional<V4l2Buffers::Taken>> V4l2Buffers::take()
{
    Request request(m_device, 0);
    v4l2_buffer& buffer = request.buffer;
    const int result = m_device.control(VIDIOC_DQBUF, &buffer);
    if (result == -EAGAIN)
        return std::optional<Taken>();
    if (result < 0)
        return m_device.failure(result, QStringLiteral("read camera"));
    if (buffer.index >= m_mappings.size())
        return makeError(ErrorCode::InvalidData, QStringLiteral("read camera"),
                         QStringLiteral("a buffer nobody handed out"));
    Taken taken;
    taken.index = buffer.index;
    taken.sequence = buffer.sequence;
    taken.captured = stampOf(buffer);
    taken.isDamaged = (buffer.flags & V4L2_BUF_FLAG_ERROR) != 0;
    taken.isBottomField = buffer.field == V4L2_FIELD_BOTTOM;
    taken.pieces = m_device.isMultiPlanar() ? m_pieces : 1;
    for (std::size_t piece = 0; piece < static_cast<std::size_t>(taken.pieces); ++piece) {
        const Mapping& mapping = m_mappings[buffer.index][piece];
        std::size_t begin = 0;
        std::size_t end = buffer.bytesused;
        if (m_device.isMultiPlanar()) {
            begin = std::min<std::size_t>(request.planes[piece].data_offset, mapping.bytes);
            end = request.planes[piece].bytesused;
        }
        end = std::clamp<std::size_t>(end, begin, mapping.bytes);
        taken.memory[piece].data = static_cast<const std::uint8_t*>(mapping.memory) + begin;
        taken.memory[piece].bytes = end - begin;
    }
    return std::optional<Taken>(taken);
}

} // namespace reelout
