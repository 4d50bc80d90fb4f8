// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace reelout {

/// How the samples of a Windows sound device lie in memory: what WAVEFORMATEX and WAVEFORMATEXTENSIBLE say of
/// it. Knows no header of Windows; little endian. Pure.
struct WaveFormat {
    enum class Samples { Unknown, U8, S16, S24, S32, F32, F64 };

    Samples samples = Samples::Unknown;
    int sampleRate = 0; ///< frames a second
    int channels = 0;
    int frameBytes = 0;
    std::uint32_t speakers = 0; ///< SPEAKER_ bits, 0 = not said

    bool isUsable() const { return samples != Samples::Unknown; }
    friend bool operator==(const WaveFormat&, const WaveFormat&) = default;
};

/// `bytes` begin with a WAVEFORMATEX; what they claim to have behind it is believed only as far as they
/// reach.
WaveFormat readWaveFormat(std::span<const std::byte> bytes);
/// A WAVEFORMATEXTENSIBLE of 32-bit float samples; 40 bytes.
std::vector<std::byte> floatWaveFormat(int sampleRate, int channels, std::uint32_t speakers);
/// The speakers Windows means by so many channels; 0 where it has no name for them.
std::uint32_t usualSpeakers(int channels);
/// One for each channel: "front-left" … as PulseAudio has them, "chan3" where the device doesn't say.
std::vector<std::string> channelNames(int channels, std::uint32_t speakers);

/// Whole frames to floats, full scale ±1. `out` has a place for each sample of `frames`.
void samplesToFloat(const WaveFormat& format, std::span<const std::byte> frames, std::span<float> out);

} // namespace reelout
