// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_decoder.h"
#include "capture/camera/camera_session.h"
#include "capture/camera/camera_time.h"
#include "capture/v4l2/v4l2_buffers.h"
#include "capture/v4l2/v4l2_format.h"
#include "capture/wake_descriptor.h"

namespace reelout {

/// A video node that streams.
class V4l2Session final : public CameraSession {
public:
    /// Errors of V4l2Device::open(); Unsupported when it has no such mode; what says that it is in use.
    static Result<std::unique_ptr<CameraSession>>
    open(std::shared_ptr<VideoKernel> kernel, const VideoNode& node, const CameraSpec& spec, Clock& clock);

    QString label() const override { return m_device->label(); }
    CameraMode mode() const override { return m_mode; }
    Result<Next> next(Duration patience, const std::stop_token& stop) override;
    void apply(const CameraControls& controls) override;

private:
    V4l2Session(std::unique_ptr<V4l2Device> device, CameraMode mode, Clock& clock);
    Status setFormat();
    Status tryFormat(std::uint32_t fourcc, bool& isTaken);
    Status setRate();
    Status begin();
    Result<std::shared_ptr<Picture>> pictureOf(const V4l2Buffers::Taken& taken);
    std::uint64_t missedBefore(std::uint32_t sequence);

    Clock& m_clock;
    CameraTime m_time;
    const std::unique_ptr<V4l2Device> m_device;
    std::unique_ptr<V4l2Buffers> m_buffers;
    CameraMode m_mode;
    CameraLayout m_layout = CameraLayout::Nv12;
    V4l2Picture m_format;
    std::unique_ptr<CameraDecoder> m_decoder; ///< of what is compressed
    PicturePool m_pool;
    WakeDescriptor m_wake;
    std::optional<std::uint32_t> m_sequence; ///< of the last picture
    std::uint64_t m_missed = 0;
    int m_emptyLooks = 0; ///< that the system called us for, in a row
};

} // namespace reelout
