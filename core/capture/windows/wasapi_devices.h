// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/windows/com.h"
#include "capture/windows/wave_format.h"

#include <mmdeviceapi.h>

// What audioclient.h says again, mmdeviceapi.h has said: this order alone compiles everywhere.
#include <audioclient.h>

#include <functional>
#include <vector>

namespace reelout {

/// A microphone, or an output whose sound can be heard.
struct SoundEndpoint {
    std::wstring id;   ///< of Windows, stable
    std::wstring name; ///< "Microphone (USB Audio)"
    bool isOutput = false;
    bool isDefault = false;
    WaveFormat mix; ///< in which Windows mixes it
};

/// What is plugged in and switched on, microphones first. A ComApartment is held.
[[nodiscard]] HRESULT listSoundEndpoints(std::vector<SoundEndpoint>& endpoints);
/// HRESULT_FROM_WIN32(ERROR_NOT_FOUND) when it is not there now.
[[nodiscard]] HRESULT findSoundEndpoint(const std::wstring& id, ComPtr<IMMDevice>& device);
/// The format in which Windows mixes for the device of this client.
[[nodiscard]] HRESULT readMixFormat(IAudioClient* client, ComMemory<WAVEFORMATEX>& format, WaveFormat& read);

/// Calls `changed`, on a thread of Windows, when sound devices came, went or were made the default, as long
/// as it lives. A ComApartment is held by the thread that makes it and the one that drops it.
class SoundDeviceWatch {
public:
    [[nodiscard]] static HRESULT begin(std::function<void()> changed,
                                       std::unique_ptr<SoundDeviceWatch>& watch);
    ~SoundDeviceWatch();
    SoundDeviceWatch(const SoundDeviceWatch&) = delete;
    SoundDeviceWatch& operator=(const SoundDeviceWatch&) = delete;

private:
    SoundDeviceWatch() = default;
    ComPtr<IMMDeviceEnumerator> m_enumerator;
    ComPtr<IMMNotificationClient> m_client;
};

} // namespace reelout
