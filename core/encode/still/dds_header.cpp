// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/dds_header.h"

#include <algorithm>
#include <iterator>

namespace reelout {

namespace {

struct PlainFormat {
    StillChannels channels;
    StillSample sample;
    int dxgi;
    int pixelBytes;
};

constexpr PlainFormat kPlain[] = {
    {StillChannels::Rgba, StillSample::Float, 2, 16},  // R32G32B32A32_FLOAT
    {StillChannels::Rgb, StillSample::Float, 6, 12},   // R32G32B32_FLOAT
    {StillChannels::Rgba, StillSample::Half, 10, 8},   // R16G16B16A16_FLOAT
    {StillChannels::Rgba, StillSample::Bits16, 11, 8}, // R16G16B16A16_UNORM
    {StillChannels::Rg, StillSample::Float, 16, 8},    // R32G32_FLOAT
    {StillChannels::Rgba, StillSample::Bits10, 24, 4}, // R10G10B10A2_UNORM
    {StillChannels::Rgb, StillSample::Float11, 26, 4}, // R11G11B10_FLOAT
    {StillChannels::Rgba, StillSample::Bits8, 28, 4},  // R8G8B8A8_UNORM
    {StillChannels::Rg, StillSample::Half, 34, 4},     // R16G16_FLOAT
    {StillChannels::Rg, StillSample::Bits16, 35, 4},   // R16G16_UNORM
    {StillChannels::Mono, StillSample::Float, 41, 4},  // R32_FLOAT
    {StillChannels::Rg, StillSample::Bits8, 49, 2},    // R8G8_UNORM
    {StillChannels::Mono, StillSample::Half, 54, 2},   // R16_FLOAT
    {StillChannels::Mono, StillSample::Bits16, 56, 2}, // R16_UNORM
    {StillChannels::Mono, StillSample::Bits8, 61, 1},  // R8_UNORM
    {StillChannels::Alpha, StillSample::Bits8, 65, 1}, // A8_UNORM
};

struct BlockEntry {
    const char* token;
    BlockFormat block;
    int dxgi;
    int srgb; ///< the same for sRGB textures
    std::uint32_t fourCc;
};

constexpr BlockEntry kBlocks[] = {
    {"bc1", BlockFormat::Bc1, 71, 72, 0x31545844}, // "DXT1"
    {"bc3", BlockFormat::Bc3, 77, 78, 0x35545844}, // "DXT5"
    {"bc4", BlockFormat::Bc4, 80, 80, 0},          {"bc5", BlockFormat::Bc4, 83, 83, 0},
    {"bc6h", BlockFormat::Bc6h, 95, 95, 0},        {"bc7", BlockFormat::Bc7, 98, 99, 0},
};

constexpr int kSrgbRgba8 = 29;

constexpr std::size_t kOldHeaderBytes = 4 + 124;
constexpr std::uint32_t kTexture2d = 3;
constexpr std::uint32_t kStraightAlpha = 1;
constexpr std::uint32_t kOpaque = 3;

} // namespace

DdsFormat ddsFormat(const QString& compression, const StillLayout& layout)
{
    const auto* block = std::find_if(std::begin(kBlocks), std::end(kBlocks), [&](const BlockEntry& row) {
        return compression == QLatin1String(row.token);
    });
    if (block != std::end(kBlocks)) {
        const bool isSrgb = layout.isSrgbTexture && block->srgb != block->dxgi;
        return {isSrgb ? block->srgb : block->dxgi, isSrgb ? 0 : block->fourCc, 0, block->block,
                compression == QLatin1String("bc5")};
    }
    const auto* plain = std::find_if(std::begin(kPlain), std::end(kPlain), [&](const PlainFormat& row) {
        return row.channels == layout.channels && row.sample == layout.sample;
    });
    if (plain == std::end(kPlain)) // stillLayout() gives no other layouts
        return {};
    const bool isSrgb = layout.isSrgbTexture && plain->dxgi == 28;
    return {isSrgb ? kSrgbRgba8 : plain->dxgi, 0, plain->pixelBytes, std::nullopt, false};
}

std::size_t ddsLevelBytes(const DdsFormat& format, Size size)
{
    if (format.block)
        return textureBytes(*format.block, size) * (format.isPair ? 2 : 1);
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
           static_cast<std::size_t>(format.pixelBytes);
}

std::vector<std::byte> ddsHeader(const DdsFormat& format, Size size, int levels, bool hasAlpha)
{
    const bool isOld = format.fourCc != 0;
    std::vector<std::byte> bytes(isOld ? kOldHeaderBytes : kOldHeaderBytes + 20);
    const auto put = [&bytes](std::size_t at, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i)
            bytes[at + i] = static_cast<std::byte>(value >> (8 * i));
    };
    const bool isBlocks = format.block.has_value();
    const Size pitchOf{size.width, isBlocks ? size.height : 1};
    constexpr std::uint32_t kCapsSizesFormat = 0x1007;
    put(0, 0x20534444); // "DDS "
    put(4, 124);
    put(8, kCapsSizesFormat | (isBlocks ? 0x80000U : 0x8U) | (levels > 1 ? 0x20000U : 0U));
    put(12, static_cast<std::uint32_t>(size.height));
    put(16, static_cast<std::uint32_t>(size.width));
    put(20, static_cast<std::uint32_t>(ddsLevelBytes(format, pitchOf)));
    put(28, static_cast<std::uint32_t>(levels));
    put(76, 32);
    put(80, 4); // a four-character code says the format, "DX10" being the header behind this one
    put(84, isOld ? format.fourCc : 0x30315844);
    put(108, 0x1000U | (levels > 1 ? 0x400008U : 0U));
    if (isOld)
        return bytes;
    put(128, static_cast<std::uint32_t>(format.dxgi));
    put(132, kTexture2d);
    put(140, 1); // one texture
    put(144, hasAlpha ? kStraightAlpha : kOpaque);
    return bytes;
}

} // namespace reelout
