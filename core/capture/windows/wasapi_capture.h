// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/packet_timeline.h"
#include "capture/windows/qpc_time.h"
#include "capture/windows/wasapi_devices.h"

#include <functional>
#include <span>

namespace reelout {

/// One stream of a microphone, or of what an output plays (loopback), from opening until the device goes.
/// Driven by Windows' events. A loopback has samples only while something plays: so silence is played along,
/// and its events are what it waits for, because a loopback of its own has none before Windows 10 1703.
/// Owned by the source's thread, which holds a ComApartment.
class WasapiCapture {
public:
    struct Request {
        std::wstring id;
        bool isLoopback = false;
        int sampleRate = 0; ///< 0 = the device's
        int channels = 0;   ///< 0 = the device's
    };
    [[nodiscard]] static HRESULT open(const Request& request, std::unique_ptr<WasapiCapture>& capture);
    ~WasapiCapture();
    WasapiCapture(const WasapiCapture&) = delete;
    WasapiCapture& operator=(const WasapiCapture&) = delete;

    int sampleRate() const { return m_format.sampleRate; }
    int channels() const { return m_format.channels; }

    /// `samples` is interleaved and valid during the call.
    using Take = std::function<void(const PacketTimeline::Packet& packet, std::span<const float> samples)>;
    /// Waits up to `wait` and hands over what came. AUDCLNT_E_DEVICE_INVALIDATED when the device went or was
    /// given another format.
    [[nodiscard]] HRESULT pump(std::chrono::milliseconds wait, const QpcTime& time, const Take& take);

private:
    WasapiCapture() = default;
    [[nodiscard]] HRESULT openStream(IMMDevice* device, const Request& request);
    [[nodiscard]] HRESULT openSilence(IMMDevice* device);
    [[nodiscard]] HRESULT playSilence();
    [[nodiscard]] HRESULT drain(const QpcTime& time, const Take& take);

    WaveFormat m_format;
    EventHandle m_event;
    ComPtr<IAudioClient> m_client;
    ComPtr<IAudioCaptureClient> m_capture;
    ComPtr<IAudioClient> m_silence;
    ComPtr<IAudioRenderClient> m_silenceBuffer;
    UINT32 m_silenceFrames = 0;
    std::vector<float> m_samples;
};

} // namespace reelout
