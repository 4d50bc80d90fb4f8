// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_format.h"
#include "capture/v4l2/v4l2_device.h"

#include <array>
#include <optional>
#include <vector>

namespace reelout {

/// The memory that a driver writes pictures into, and the stream that runs through it. Held by one session;
/// its device must outlive it.
class V4l2Buffers {
public:
    struct Taken {
        std::uint32_t index = 0;
        std::uint32_t sequence = 0;
        std::optional<Timestamp> captured; ///< on CLOCK_MONOTONIC
        bool isDamaged = false;
        bool isBottomField = false;
        int pieces = 1;
        std::array<CameraMemory, 3> memory{}; ///< bytes are those filled; strides are the format's business
    };

    /// Gets memory, hands it to the driver and starts the stream. Whatever stands in the way.
    static Result<std::unique_ptr<V4l2Buffers>> start(const V4l2Device& device, int pieces);
    ~V4l2Buffers();
    V4l2Buffers(const V4l2Buffers&) = delete;
    V4l2Buffers& operator=(const V4l2Buffers&) = delete;

    /// A filled one, if there is any; to be given back. DeviceLost.
    Result<std::optional<Taken>> take();
    Status giveBack(std::uint32_t index);

private:
    struct Mapping {
        void* memory = nullptr;
        std::size_t bytes = 0;
    };
    V4l2Buffers(const V4l2Device& device, int pieces) : m_device(device), m_pieces(pieces) {}
    Status request();
    Status map(std::uint32_t index);

    const V4l2Device& m_device;
    const int m_pieces;
    std::vector<std::array<Mapping, 3>> m_mappings;
    bool m_isStreaming = false;
};

} // namespace reelout
