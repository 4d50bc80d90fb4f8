// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/v4l2_device.h"
#include "media/frame_rate.h"
#include "media/geometry.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace reelout {

/// A plug of a device (VIDIOC_ENUMINPUT).
struct V4l2Input {
    std::uint32_t index = 0;
    QString name;                ///< unlike the others of the device
    bool hasTimings = false;     ///< HDMI, SDI: size and rate are those of what is plugged in
    std::uint64_t standards = 0; ///< of analog television: a v4l2_std_id
    bool isCurrent = false;
    QString absence; ///< why nothing comes in, for people; known of the current one only
};

/// Empty where the driver knows no inputs.
std::vector<V4l2Input> v4l2Inputs(const V4l2Device& device);

/// Sets the device to the input of that name, or of that number counted from 0; empty leaves it as it is. The
/// one it is set to then; nothing where the driver knows none. NotFound, with those that are there; what says
/// that the device is in use. Where there is no choice what is wanted doesn't count.
Result<std::optional<V4l2Input>> selectV4l2Input(const V4l2Device& device, const QString& wanted);

/// What comes in at an input.
struct V4l2Signal {
    QString absence; ///< why nothing does, for people; empty when something does, or nobody can say
    Size size;       ///< of whole pictures; empty = not told
    std::optional<FrameRate> rate; ///< of whole pictures
    bool isBottomFirst = false;    ///< of two fields the lower one is the earlier: 525 lines

    friend bool operator==(const V4l2Signal&, const V4l2Signal&) = default;
};
enum class SignalLock {
    Look, ///< only looks
    Set,  ///< sets the device to what it sees; nothing may be streaming
};
V4l2Signal readV4l2Signal(const V4l2Device& device, const std::optional<V4l2Input>& input, SignalLock lock);
/// A quick look, also while it streams: why nothing comes in, if so.
QString v4l2Absence(const V4l2Device& device, const V4l2Input& input);

} // namespace reelout
