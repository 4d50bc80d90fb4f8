// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_decoder.h"
#include "capture/camera/camera_queue.h"
#include "capture/camera/camera_session.h"
#include "capture/camera/camera_time.h"
#include "capture/pipewire/pw_camera_format.h"
#include "capture/pipewire/pw_camera_list.h"
#include "capture/pipewire/pw_stream.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout {

/// A camera's node that streams to us. PipeWire's thread takes pictures where they lie, or copies them out of
/// the node's buffers; the source's thread decodes them and hands them on.
class PwCameraSession final : public CameraSession, private PwStream::Taker {
public:
    /// Returns when a format has been agreed on. Unsupported when it has no such mode; DeviceLost, TimedOut.
    static Result<std::unique_ptr<CameraSession>> open(const PwCameraNode& node, const CameraSpec& spec,
                                                       Clock& clock);
    ~PwCameraSession() override;

    QString label() const override { return m_node.label; }
    CameraMode mode() const override { return m_mode; }
    Result<Next> next(Duration patience, const std::stop_token& stop) override;
    /// PipeWire's nodes have no controls that all of them know.
    void apply(const CameraControls&) override {}
    /// Source's thread.
    PwLender::Statistics statistics() const { return m_stream->statistics(); }

private:
    PwCameraSession(PwCameraNode node, CameraMode mode, Clock& clock);
    Status begin();
    std::uint32_t offerFormats(spa_pod_builder& builder, PwStream::Params& params) override;
    bool agree(const spa_pod* format) override;
    std::uint32_t describeBuffers(spa_pod_builder& builder, PwStream::Params& params) override;
    void take(PwLender::Arrival& buffer) override;
    void ended(const QString& error) override;
    std::uint64_t missedBefore(const std::optional<std::uint64_t>& sequence);
    CameraArrival arrivalOf(const PwCameraFrame& frame, PwLender::Arrival& buffer);
    std::shared_ptr<Picture> pictureOf(const PwCameraFrame& frame, PwLender::Arrival& buffer);

    const PwCameraNode m_node;
    CameraMode m_mode;
    std::unique_ptr<CameraDecoder> m_decoder; ///< source's thread

    // PipeWire's thread
    CameraTime m_time;
    PicturePool m_pool;
    std::optional<PwCameraFormat> m_format;
    std::optional<std::uint64_t> m_sequence;

    CameraQueue m_queue;
    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    bool m_hasFormat = false;
    std::optional<QString> m_end;

    std::unique_ptr<PwStream> m_stream; ///< the first to go
};

} // namespace reelout
