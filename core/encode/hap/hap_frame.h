// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace reelout {

// The layout of Hap frames, after "Hap Video" (Vidvox, documentation/HapVideoDRAFT.md): sections with a size
// and a type, in them textures, whole or cut into chunks.

/// Low half of a texture section's type.
enum class HapTexture : std::uint8_t {
    Bc4 = 0x1,
    Bc6hUnsigned = 0x2,
    Bc1 = 0xB,
    Bc7 = 0xC,
    Bc3 = 0xE,
    YCoCg = 0xF,
};

/// Second-stage compressors; the high half of a texture section's type.
enum class HapCompressor : std::uint8_t { None = 0xA, Snappy = 0xB };

/// A piece of a texture as it goes into the frame.
struct HapChunk {
    HapCompressor compressor = HapCompressor::None;
    std::span<const std::uint8_t> bytes;
};

/// Bytes of a section's header at most.
inline constexpr std::size_t kLongestHapHeader = 8;

/// Header and content of a section with `content` bytes: headers are 4 bytes below 16 MiB, else 8. Short ones
/// wherever they can be: some readers expect them inside a section of two textures.
std::size_t hapSectionSize(std::size_t content);

/// The section of one texture: plain with one chunk, with decode instructions with more.
std::size_t hapTextureSize(std::span<const HapChunk> chunks);
/// What is before the chunks' bytes.
std::size_t hapTextureHeaderSize(std::span<const HapChunk> chunks);
/// The same at most, with that many chunks.
std::size_t mostOfHapTextureHeader(std::size_t chunks);
/// Returns the end of what it wrote, which is hapTextureSize() bytes. A chunk's bytes may be in the frame
/// already, where they are to go or behind that, in the chunks' order.
std::uint8_t* writeHapTexture(std::uint8_t* target, HapTexture texture, std::span<const HapChunk> chunks);

/// The header of a section of several textures (Hap Q Alpha); the textures' sections follow.
std::uint8_t* writeHapImagesHeader(std::uint8_t* target, std::size_t content);

} // namespace reelout
