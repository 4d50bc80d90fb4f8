// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_capture.h"

#include "capture/windows/screen_grabber.h"

namespace reelout {

namespace {

constexpr REFERENCE_TIME kBuffer = 2000000; // 200 ms, in 100 ns: what a busy machine may be late

HRESULT activate(IMMDevice* device, ComPtr<IAudioClient>& client)
{
    return device->Activate(__uuidof(IAudioClient), CLSCTX_ALL, nullptr,
                            reinterpret_cast<void**>(client.GetAddressOf()));
}

} // namespace

HRESULT WasapiCapture::open(const Request& request, std::unique_ptr<WasapiCapture>& capture)
{
    ComPtr<IMMDevice> device;
    if (const HRESULT failed = findSoundEndpoint(request.id, device); FAILED(failed))
        return failed;
    std::unique_ptr<WasapiCapture> opened(new WasapiCapture);
    if (opened->m_event.get() == nullptr)
        return E_OUTOFMEMORY;
    if (const HRESULT failed = opened->openStream(device.Get(), request); FAILED(failed))
        return failed;
    if (request.isLoopback) {
        if (const HRESULT failed = opened->openSilence(device.Get()); FAILED(failed))
            return failed;
    }
    if (const HRESULT failed = opened->m_client->Start(); FAILED(failed))
        return failed;
    capture = std::move(opened);
    return S_OK;
}

WasapiCapture::~WasapiCapture()
{
    // Fails only when the device has gone.
    if (m_client)
        (void)m_client->Stop();
    if (m_silence)
        (void)m_silence->Stop();
}

HRESULT WasapiCapture::openStream(IMMDevice* device, const Request& request)
{
    if (const HRESULT failed = activate(device, m_client); FAILED(failed))
        return failed;
    ComMemory<WAVEFORMATEX> mix;
    if (const HRESULT failed = readMixFormat(m_client.Get(), mix, m_format); FAILED(failed))
        return failed;
    const int rate = request.sampleRate > 0 ? request.sampleRate : m_format.sampleRate;
    const int channels = request.channels > 0 ? request.channels : m_format.channels;
    const bool isAsItIs = m_format.isUsable() && rate == m_format.sampleRate && channels == m_format.channels;
    DWORD flags = request.isLoopback ? AUDCLNT_STREAMFLAGS_LOOPBACK : AUDCLNT_STREAMFLAGS_EVENTCALLBACK;
    std::vector<std::byte> wanted;
    const WAVEFORMATEX* format = mix.get();
    if (!isAsItIs) {
        // Windows converts, with the better of its two resamplers.
        flags |= AUDCLNT_STREAMFLAGS_AUTOCONVERTPCM | AUDCLNT_STREAMFLAGS_SRC_DEFAULT_QUALITY;
        wanted = floatWaveFormat(rate, channels, usualSpeakers(channels));
        m_format = readWaveFormat(wanted);
        format = reinterpret_cast<const WAVEFORMATEX*>(wanted.data());
    }
    if (const HRESULT failed =
            m_client->Initialize(AUDCLNT_SHAREMODE_SHARED, flags, kBuffer, 0, format, nullptr);
        FAILED(failed))
        return failed;
    if (!request.isLoopback) {
        if (const HRESULT failed = m_client->SetEventHandle(m_event.get()); FAILED(failed))
            return failed;
    }
    return m_client->GetService(IID_PPV_ARGS(&m_capture));
}

HRESULT WasapiCapture::openSilence(IMMDevice* device)
{
    if (const HRESULT failed = activate(device, m_silence); FAILED(failed))
        return failed;
    ComMemory<WAVEFORMATEX> mix;
    WaveFormat read;
    if (const HRESULT failed = readMixFormat(m_silence.Get(), mix, read); FAILED(failed))
        return failed;
    if (const HRESULT failed = m_silence->Initialize(
            AUDCLNT_SHAREMODE_SHARED, AUDCLNT_STREAMFLAGS_EVENTCALLBACK, kBuffer, 0, mix.get(), nullptr);
        FAILED(failed))
        return failed;
    if (const HRESULT failed = m_silence->SetEventHandle(m_event.get()); FAILED(failed))
        return failed;
    if (const HRESULT failed = m_silence->GetBufferSize(&m_silenceFrames); FAILED(failed))
        return failed;
    if (const HRESULT failed = m_silence->GetService(IID_PPV_ARGS(&m_silenceBuffer)); FAILED(failed))
        return failed;
    if (const HRESULT failed = playSilence(); FAILED(failed))
        return failed;
    return m_silence->Start();
}

HRESULT WasapiCapture::playSilence()
{
    UINT32 waiting = 0;
    if (const HRESULT failed = m_silence->GetCurrentPadding(&waiting); FAILED(failed))
        return failed;
    const UINT32 room = m_silenceFrames - waiting;
    BYTE* memory = nullptr;
    if (room == 0)
        return S_OK;
    if (const HRESULT failed = m_silenceBuffer->GetBuffer(room, &memory); FAILED(failed))
        return failed;
    return m_silenceBuffer->ReleaseBuffer(room, AUDCLNT_BUFFERFLAGS_SILENT);
}

HRESULT WasapiCapture::pump(std::chrono::milliseconds wait, const QpcTime& time, const Take& take)
{
    if (WaitForSingleObject(m_event.get(), static_cast<DWORD>(wait.count())) == WAIT_FAILED)
        return lastFailure();
    if (m_silence) {
        if (const HRESULT failed = playSilence(); FAILED(failed))
            return failed;
    }
    return drain(time, take);
}

HRESULT WasapiCapture::drain(const QpcTime& time, const Take& take)
{
    for (;;) {
        UINT32 next = 0;
        if (const HRESULT failed = m_capture->GetNextPacketSize(&next); FAILED(failed))
            return failed;
        if (next == 0)
            return S_OK;
        BYTE* data = nullptr;
        UINT32 frames = 0;
        DWORD flags = 0;
        UINT64 position = 0;
        UINT64 counter = 0;
        const HRESULT got = m_capture->GetBuffer(&data, &frames, &flags, &position, &counter);
        if (FAILED(got))
            return got;
        if (got == AUDCLNT_S_BUFFER_EMPTY)
            return S_OK;
        const std::size_t samples =
            static_cast<std::size_t>(frames) * static_cast<std::size_t>(m_format.channels);
        m_samples.assign(samples, 0.0F);
        // What is said to be silent is not written.
        if ((flags & AUDCLNT_BUFFERFLAGS_SILENT) == 0)
            samplesToFloat(m_format,
                           {reinterpret_cast<const std::byte*>(data),
                            static_cast<std::size_t>(frames) * static_cast<std::size_t>(m_format.frameBytes)},
                           m_samples);
        PacketTimeline::Packet packet;
        packet.position = static_cast<std::int64_t>(position);
        packet.frames = frames;
        packet.isTimeKnown = (flags & AUDCLNT_BUFFERFLAGS_TIMESTAMP_ERROR) == 0 && counter != 0;
        packet.isDiscontinuous = (flags & AUDCLNT_BUFFERFLAGS_DATA_DISCONTINUITY) != 0;
        packet.time =
            packet.isTimeKnown ? time.ofHundredNanoseconds(counter) : time.ofTicks(performanceTicks());
        if (const HRESULT released = m_capture->ReleaseBuffer(frames); FAILED(released))
            return released;
        take(packet, m_samples);
    }
}

} // namespace reelout
