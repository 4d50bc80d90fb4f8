// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "capture/v4l2/video_kernel.h"
#include "media/camera.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace reelout {

struct V4l2Signal;

/// An open video node that captures. One thread.
class V4l2Device {
public:
    /// PermissionDenied that names the group; NotFound; Unsupported for a node that doesn't capture pictures.
    static Result<std::unique_ptr<V4l2Device>> open(std::shared_ptr<VideoKernel> kernel,
                                                    const VideoNode& node);
    ~V4l2Device();
    V4l2Device(const V4l2Device&) = delete;
    V4l2Device& operator=(const V4l2Device&) = delete;

    VideoKernel& kernel() const { return *m_kernel; }
    int descriptor() const { return m_descriptor; }
    const QByteArray& path() const { return m_node.path; }
    QString label() const { return m_label; }
    /// Of the multi-planar interface: V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE.
    bool isMultiPlanar() const { return m_isMultiPlanar; }
    std::uint32_t bufferType() const;

    /// 0, or the negative number of an error.
    int control(unsigned long request, void* argument) const
    {
        return m_kernel->control(m_descriptor, request, argument);
    }
    /// The error of a call that failed: DeviceLost when the device has gone; busy with who uses it.
    Error failure(int number, const QString& step) const;

    /// All it offers, at the input it is set to, of what can be read here. Devices that offer ranges have the
    /// sizes and rates people know, but none that is larger than the `signal`; those that don't say have the
    /// signal's.
    std::vector<CameraMode> modes(const V4l2Signal& signal) const;

private:
    V4l2Device(std::shared_ptr<VideoKernel> kernel, VideoNode node, int descriptor);
    Status readCapabilities();

    const std::shared_ptr<VideoKernel> m_kernel;
    const VideoNode m_node;
    const int m_descriptor;
    QString m_label;
    bool m_isMultiPlanar = false;
};

/// What stands in the way of opening a node, for people; `number` is the error's.
Error cannotOpenVideo(int number, const QString& label, const QByteArray& path);

} // namespace reelout
