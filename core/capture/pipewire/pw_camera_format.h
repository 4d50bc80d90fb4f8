// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_format.h"
#include "media/camera.h"

#include <spa/buffer/buffer.h>
#include <spa/pod/builder.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace reelout {

// Cameras in PipeWire's terms. Pure readers and writers of its structures; what comes from the other side is
// checked.

/// The modes one of a node's SPA_PARAM_EnumFormat objects stands for; none for what can't be read here.
std::vector<CameraMode> readCameraModes(const spa_pod* format);

/// What was agreed on.
struct PwCameraFormat {
    CameraLayout layout = CameraLayout::Nv12;
    Size size;
    std::optional<FrameRate> rate; ///< nothing: whenever there is one
    ColourSpec colour;
    bool isColourKnown = false;
};
std::optional<PwCameraFormat> readCameraFormat(const spa_pod* format);

/// Just that mode; the second with any rate, for nodes that have none to name. In `builder`'s memory.
std::uint32_t offerCameraMode(spa_pod_builder& builder, const CameraMode& mode,
                              std::array<const spa_pod*, 4>& params);
std::uint32_t describeCameraBuffers(spa_pod_builder& builder, const PwCameraFormat& format,
                                    std::array<const spa_pod*, 4>& params);

/// What one buffer brings.
struct PwCameraFrame {
    std::array<CameraMemory, 3> memory{};
    std::size_t pieces = 0; ///< 0: nothing, or nothing whole
    std::optional<Timestamp> captured;
    std::optional<std::uint64_t> sequence;
};
PwCameraFrame readCameraFrame(const spa_buffer& buffer, const PwCameraFormat& format);

} // namespace reelout
