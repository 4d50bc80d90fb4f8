// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_render.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

constexpr int kChannels = 2;
constexpr REFERENCE_TIME kBuffer = 1000000; // 100 ms, in 100 ns: short enough to listen by

} // namespace

HRESULT WasapiRender::open(const std::wstring& id, int sampleRate, std::unique_ptr<WasapiRender>& render)
{
    ComPtr<IMMDevice> device;
    if (const HRESULT failed = findSoundEndpoint(id, device); FAILED(failed))
        return failed;
    std::unique_ptr<WasapiRender> opened(new WasapiRender);
    if (opened->m_event.get() == nullptr)
        return E_OUTOFMEMORY;
    if (const HRESULT failed = device->Activate(__uuidof(IAudioClient), CLSCTX_ALL, nullptr,
                                                reinterpret_cast<void**>(opened->m_client.GetAddressOf()));
        FAILED(failed))
        return failed;
    const std::vector<std::byte> format = floatWaveFormat(sampleRate, kChannels, usualSpeakers(kChannels));
    constexpr DWORD kFlags = AUDCLNT_STREAMFLAGS_EVENTCALLBACK | AUDCLNT_STREAMFLAGS_AUTOCONVERTPCM |
                             AUDCLNT_STREAMFLAGS_SRC_DEFAULT_QUALITY;
    if (const HRESULT failed =
            opened->m_client->Initialize(AUDCLNT_SHAREMODE_SHARED, kFlags, kBuffer, 0,
                                         reinterpret_cast<const WAVEFORMATEX*>(format.data()), nullptr);
        FAILED(failed))
        return failed;
    if (const HRESULT failed = opened->m_client->SetEventHandle(opened->m_event.get()); FAILED(failed))
        return failed;
    if (const HRESULT failed = opened->m_client->GetBufferSize(&opened->m_frames); FAILED(failed))
        return failed;
    if (const HRESULT failed = opened->m_client->GetService(IID_PPV_ARGS(&opened->m_buffer)); FAILED(failed))
        return failed;
    if (const HRESULT failed = opened->m_client->Start(); FAILED(failed))
        return failed;
    render = std::move(opened);
    return S_OK;
}

WasapiRender::~WasapiRender()
{
    // Fails only when the device has gone.
    if (m_client)
        (void)m_client->Stop();
}

HRESULT WasapiRender::room(std::chrono::milliseconds wait, std::size_t& frames)
{
    frames = 0;
    if (WaitForSingleObject(m_event.get(), static_cast<DWORD>(wait.count())) == WAIT_FAILED)
        return lastFailure();
    UINT32 waiting = 0;
    if (const HRESULT failed = m_client->GetCurrentPadding(&waiting); FAILED(failed))
        return failed;
    frames = m_frames - std::min(waiting, m_frames);
    return S_OK;
}

HRESULT WasapiRender::play(std::span<const float> samples)
{
    const auto frames = static_cast<UINT32>(samples.size() / kChannels);
    if (frames == 0)
        return S_OK;
    BYTE* memory = nullptr;
    if (const HRESULT failed = m_buffer->GetBuffer(frames, &memory); FAILED(failed))
        return failed;
    std::memcpy(memory, samples.data(), static_cast<std::size_t>(frames) * kChannels * sizeof(float));
    return m_buffer->ReleaseBuffer(frames, 0);
}

} // namespace reelout
