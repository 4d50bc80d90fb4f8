// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/windows/wasapi_devices.h"

#include <chrono>
#include <span>

namespace reelout {

/// Plays two channels of float samples through one output, until it goes. Owned by one thread, which holds a
/// ComApartment.
class WasapiRender {
public:
    [[nodiscard]] static HRESULT open(const std::wstring& id, int sampleRate,
                                      std::unique_ptr<WasapiRender>& render);
    ~WasapiRender();
    WasapiRender(const WasapiRender&) = delete;
    WasapiRender& operator=(const WasapiRender&) = delete;

    /// Waits up to `wait` for room and says for how many frames there is some.
    [[nodiscard]] HRESULT room(std::chrono::milliseconds wait, std::size_t& frames);
    /// `samples` is interleaved, no more than there is room for.
    [[nodiscard]] HRESULT play(std::span<const float> samples);

private:
    WasapiRender() = default;

    EventHandle m_event;
    ComPtr<IAudioClient> m_client;
    ComPtr<IAudioRenderClient> m_buffer;
    UINT32 m_frames = 0;
};

} // namespace reelout
