// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_decoder.h"
#include "capture/camera/camera_session.h"
#include "capture/camera/camera_time.h"
#include "capture/v4l2/field_weaver.h"
#include "capture/v4l2/v4l2_buffers.h"
#include "capture/v4l2/v4l2_format.h"
#include "capture/v4l2/v4l2_input.h"
#include "capture/wake_descriptor.h"

#include <functional>

namespace reelout {

/// A video node that streams, and a signal that is followed: when another one comes in, or none, the session
/// goes on with it as soon as it can.
class V4l2Session final : public CameraSession {
public:
    struct Setup {
        CameraSpec spec;
        /// Called when the device offers something else than before: another input or signal. May be empty.
        std::function<void()> offersChanged;
    };
    /// Errors of V4l2Device::open(); NotFound when it has no such input, Unsupported when it has no such
    /// mode; what says that it is in use.
    static Result<std::unique_ptr<CameraSession>> open(std::shared_ptr<VideoKernel> kernel,
                                                       const VideoNode& node, Setup setup, Clock& clock);

    QString label() const override { return m_device->label(); }
    CameraMode mode() const override { return m_mode; }
    Result<Next> next(Duration patience, const std::stop_token& stop) override;
    void apply(const CameraControls& controls) override;

private:
    enum class Opening { First, Again };
    V4l2Session(std::unique_ptr<V4l2Device> device, Setup setup, Clock& clock);
    Status selectInput();
    Status tune(Opening opening);
    Status begin();
    Result<CameraMode> chooseMode(Opening opening) const;
    Result<Next> retune();
    Result<Next> awaitSignal(Duration patience);
    bool hasSourceChanged() const;
    bool hasOtherSignal() const;
    Result<Next> takePicture();
    Result<std::shared_ptr<Picture>> pictureOf(const V4l2Buffers::Taken& taken);
    std::uint64_t missedBefore(std::uint32_t sequence);

    Clock& m_clock;
    const Setup m_setup;
    CameraTime m_time;
    const std::unique_ptr<V4l2Device> m_device;
    std::optional<V4l2Input> m_input;
    bool m_hasEvents = false; ///< the driver says when the signal changes
    V4l2Signal m_signal;
    std::unique_ptr<V4l2Buffers> m_buffers; ///< null: there is no signal
    CameraMode m_mode;
    CameraLayout m_layout = CameraLayout::Nv12;
    V4l2Picture m_format;
    std::unique_ptr<CameraDecoder> m_decoder; ///< of what is compressed
    std::unique_ptr<FieldWeaver> m_weaver;
    PicturePool m_pool;
    WakeDescriptor m_wake;
    QString m_notice;                        ///< still to be said
    QString m_absence;                       ///< what comes is no picture of anything; its reason
    Timestamp m_looked{};                    ///< at the signal
    std::optional<std::uint32_t> m_sequence; ///< of the last picture
    std::uint64_t m_missed = 0;
    int m_emptyLooks = 0; ///< that the system called us for, in a row
};

} // namespace reelout
