// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wave_format.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace reelout {

namespace {

constexpr std::uint16_t kPcm = 1;
constexpr std::uint16_t kFloat = 3;
constexpr std::uint16_t kExtensible = 0xFFFE;
constexpr std::size_t kPlainBytes = 18;
constexpr std::size_t kExtensibleBytes = 40;
constexpr int kMostChannels = 64;
constexpr int kHighestRate = 768000;

// What follows the tag in KSDATAFORMAT_SUBTYPE_PCM and _IEEE_FLOAT.
constexpr std::array<std::uint8_t, 14> kSubtypeTail{0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80,
                                                    0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71};

struct Speaker {
    std::uint32_t bit;
    const char* name;
};
constexpr std::array kSpeakers{
    Speaker{0x1, "front-left"},
    Speaker{0x2, "front-right"},
    Speaker{0x4, "front-center"},
    Speaker{0x8, "lfe"},
    Speaker{0x10, "rear-left"},
    Speaker{0x20, "rear-right"},
    Speaker{0x40, "front-left-of-center"},
    Speaker{0x80, "front-right-of-center"},
    Speaker{0x100, "rear-center"},
    Speaker{0x200, "side-left"},
    Speaker{0x400, "side-right"},
    Speaker{0x800, "top-center"},
    Speaker{0x1000, "top-front-left"},
    Speaker{0x2000, "top-front-center"},
    Speaker{0x4000, "top-front-right"},
    Speaker{0x8000, "top-rear-left"},
    Speaker{0x10000, "top-rear-center"},
    Speaker{0x20000, "top-rear-right"},
};

template <typename Number>
Number read(const std::byte* from)
{
    Number number;
    std::memcpy(&number, from, sizeof number);
    return number;
}

template <typename Number>
void write(std::vector<std::byte>& bytes, std::size_t at, Number number)
{
    std::memcpy(bytes.data() + at, &number, sizeof number);
}

WaveFormat::Samples samplesOf(std::uint16_t tag, int bits)
{
    using Samples = WaveFormat::Samples;
    if (tag == kFloat)
        return bits == 32 ? Samples::F32 : bits == 64 ? Samples::F64 : Samples::Unknown;
    if (tag != kPcm)
        return Samples::Unknown;
    switch (bits) {
    case 8:
        return Samples::U8;
    case 16:
        return Samples::S16;
    case 24:
        return Samples::S24;
    case 32:
        return Samples::S32; // also 24 valid bits of 32, which are the upper ones
    default:
        return Samples::Unknown;
    }
}

template <std::size_t Bytes, typename Convert>
void convert(std::span<const std::byte> from, std::span<float> to, Convert one)
{
    const std::size_t count = std::min(from.size() / Bytes, to.size());
    for (std::size_t i = 0; i < count; ++i)
        to[i] = one(from.data() + i * Bytes);
}

} // namespace

WaveFormat readWaveFormat(std::span<const std::byte> bytes)
{
    WaveFormat format;
    // The oldest form of it ends before the size of what follows.
    if (bytes.size() < kPlainBytes - 2)
        return format;
    std::uint16_t tag = read<std::uint16_t>(bytes.data());
    const int channels = read<std::uint16_t>(bytes.data() + 2);
    const auto rate = read<std::uint32_t>(bytes.data() + 4);
    const int frameBytes = read<std::uint16_t>(bytes.data() + 12);
    const int bits = read<std::uint16_t>(bytes.data() + 14);
    if (tag == kExtensible) {
        if (bytes.size() < kExtensibleBytes || read<std::uint16_t>(bytes.data() + 16) < 22 ||
            std::memcmp(bytes.data() + 26, kSubtypeTail.data(), kSubtypeTail.size()) != 0)
            return format;
        format.speakers = read<std::uint32_t>(bytes.data() + 20);
        tag = read<std::uint16_t>(bytes.data() + 24);
    }
    const bool isSane = channels >= 1 && channels <= kMostChannels && rate >= 1 && rate <= kHighestRate &&
                        frameBytes == channels * bits / 8;
    if (!isSane)
        return {};
    format.samples = samplesOf(tag, bits);
    format.sampleRate = static_cast<int>(rate);
    format.channels = channels;
    format.frameBytes = frameBytes;
    return format;
}

std::vector<std::byte> floatWaveFormat(int sampleRate, int channels, std::uint32_t speakers)
{
    std::vector<std::byte> bytes(kExtensibleBytes);
    const int frameBytes = channels * 4;
    write(bytes, 0, kExtensible);
    write(bytes, 2, static_cast<std::uint16_t>(channels));
    write(bytes, 4, static_cast<std::uint32_t>(sampleRate));
    write(bytes, 8, static_cast<std::uint32_t>(sampleRate * frameBytes));
    write(bytes, 12, static_cast<std::uint16_t>(frameBytes));
    write(bytes, 14, std::uint16_t{32});
    write(bytes, 16, std::uint16_t{22});
    write(bytes, 18, std::uint16_t{32});
    write(bytes, 20, speakers);
    write(bytes, 24, kFloat);
    std::memcpy(bytes.data() + 26, kSubtypeTail.data(), kSubtypeTail.size());
    return bytes;
}

std::uint32_t usualSpeakers(int channels)
{
    switch (channels) {
    case 1:
        return 0x4;
    case 2:
        return 0x3;
    case 4:
        return 0x33;
    case 6:
        return 0x3F;
    case 8:
        return 0x63F;
    default:
        return 0;
    }
}

std::vector<std::string> channelNames(int channels, std::uint32_t speakers)
{
    std::vector<std::string> names;
    if (channels == 1 && (speakers == 0 || speakers == 0x4))
        return {"mono"};
    for (const Speaker& speaker : kSpeakers) {
        if (static_cast<int>(names.size()) < channels && (speakers & speaker.bit) != 0)
            names.emplace_back(speaker.name);
    }
    while (static_cast<int>(names.size()) < channels)
        names.push_back("chan" + std::to_string(names.size() + 1));
    return names;
}

void samplesToFloat(const WaveFormat& format, std::span<const std::byte> frames, std::span<float> out)
{
    switch (format.samples) {
    case WaveFormat::Samples::Unknown:
        break;
    case WaveFormat::Samples::U8:
        convert<1>(frames, out, [](const std::byte* from) {
            return static_cast<float>(std::to_integer<int>(*from) - 128) / 128.0F;
        });
        break;
    case WaveFormat::Samples::S16:
        convert<2>(frames, out, [](const std::byte* from) {
            return static_cast<float>(read<std::int16_t>(from)) / 32768.0F;
        });
        break;
    case WaveFormat::Samples::S24:
        convert<3>(frames, out, [](const std::byte* from) {
            std::uint32_t upper = 0;
            std::memcpy(&upper, from, 3);
            return static_cast<float>(static_cast<std::int32_t>(upper << 8)) / 2147483648.0F;
        });
        break;
    case WaveFormat::Samples::S32:
        convert<4>(frames, out, [](const std::byte* from) {
            return static_cast<float>(read<std::int32_t>(from)) / 2147483648.0F;
        });
        break;
    case WaveFormat::Samples::F32:
        convert<4>(frames, out, [](const std::byte* from) { return read<float>(from); });
        break;
    case WaveFormat::Samples::F64:
        convert<8>(frames, out, [](const std::byte* from) { return static_cast<float>(read<double>(from)); });
        break;
    }
}

} // namespace reelout
