// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage_format.h"

namespace reelout {

namespace {

using Channels = StorageFormat::Channels;
using Depth = StorageFormat::Depth;

struct Special {
    const char* token;
    StorageFormat format;
};

constexpr Special kSpecials[] = {
    {"rgba8fixed", {Channels::Rgba, Depth::Fixed8}},    {"srgba8fixed", {Channels::Rgba, Depth::Srgb8}},
    {"rgba16float", {Channels::Rgba, Depth::Float16}},  {"rgba32float", {Channels::Rgba, Depth::Float32}},
    {"rgb10a2fixed", {Channels::Rgba, Depth::Rgb10A2}}, {"rgba16fixed", {Channels::Rgba, Depth::Fixed16}},
    {"rgba11float", {Channels::Rgb, Depth::Float11}},   {"rgb16float", {Channels::Rgb, Depth::Float16}},
    {"rgb32float", {Channels::Rgb, Depth::Float32}},
};

// The rest of the menu is every one of these with every one of those.
constexpr std::pair<const char*, Channels> kChannels[] = {
    {"mono", Channels::Mono},
    {"rg", Channels::Rg},
    {"a", Channels::Alpha},
    {"monoalpha", Channels::MonoAlpha},
};
constexpr std::pair<const char*, Depth> kDepths[] = {
    {"8fixed", Depth::Fixed8},
    {"16fixed", Depth::Fixed16},
    {"16float", Depth::Float16},
    {"32float", Depth::Float32},
};

} // namespace

std::optional<StorageFormat> storageFormat(const QString& token)
{
    for (const Special& special : kSpecials) {
        if (token == QLatin1String(special.token))
            return special.format;
    }
    for (const auto& [channelsToken, channels] : kChannels) {
        for (const auto& [depthToken, depth] : kDepths) {
            if (token == QLatin1String(channelsToken) + QLatin1String(depthToken))
                return StorageFormat{channels, depth};
        }
    }
    return std::nullopt;
}

} // namespace reelout
