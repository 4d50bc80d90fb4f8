// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/pulse/capture_timeline.h"
#include "capture/pulse/pulse_connection.h"
#include "media/audio_hub.h"

#include <memory>
#include <optional>
#include <vector>

namespace reelout {

/// One record stream from one device or application, from connecting to its end. Ends for good when the
/// device, the stream or the server goes; it is never moved to another device. Owned by the source's thread.
class PulseSession {
public:
    /// Connects and waits until the stream stands, not for samples. NotFound when the device is not there or
    /// the server gave another one.
    static Result<std::unique_ptr<PulseSession>> open(const QString& device, const AudioFormat& format,
                                                      Timestamp deadline, const std::stop_token& stop);
    ~PulseSession();
    PulseSession(const PulseSession&) = delete;
    PulseSession& operator=(const PulseSession&) = delete;

    /// Waits a moment and publishes what came. DeviceLost when it is over.
    Status pump(AudioHub& hub);

    /// What the server has said since the last call ("suspended"); empty when nothing.
    QString takeNotice();
    const CaptureTimeline& timeline() const { return m_timeline; }

private:
    PulseSession(QString device, const AudioFormat& format, std::unique_ptr<PulseConnection> connection);
    Status connectStream(const AudioFormat& format, Timestamp deadline, const std::stop_token& stop);
    Status findDevice(Timestamp deadline, const std::stop_token& stop);
    Status checkDevice() const;
    Status askTiming();
    Status drain(AudioHub& hub);
    void publish(AudioHub& hub, const float* samples, std::int64_t frames);

    static void onTiming(pa_stream* stream, int success, void* data);
    static void onMoved(pa_stream* stream, void* data);
    static void onSuspended(pa_stream* stream, void* data);
    static void onOverflow(pa_stream* stream, void* data);

    const QString m_device;
    const std::size_t m_channels;
    std::unique_ptr<PulseConnection> m_connection;
    pa_stream* m_stream = nullptr;
    QByteArray m_source; ///< of the server: the device, or the monitor an application is heard through
    std::uint32_t m_playing = PA_INVALID_INDEX; ///< the application's stream
    CaptureTimeline m_timeline;
    std::vector<float> m_silence; ///< preallocated
    bool m_timingAsked = false;
    Timestamp m_timingTime;
    bool m_moved = false;
    bool m_overflowed = false;
    std::optional<bool> m_suspended; ///< a change not told yet
};

} // namespace reelout
