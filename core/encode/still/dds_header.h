// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/block_encoder.h"
#include "encode/still/still_layout.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace reelout {

// The head of a DDS file after Microsoft's "Programming Guide for DDS": magic number, DDS_HEADER,
// DDS_HEADER_DXT10. Formats are numbered by the enumeration DXGI_FORMAT.

/// How a texture lies in the file.
struct DdsFormat {
    int dxgi = 0;
    /// What says the format to programs older than DDS_HEADER_DXT10: BC1 and BC3 that are no sRGB textures
    /// are written their way, because newer ones read it too. 0 = none.
    std::uint32_t fourCc = 0;
    int pixelBytes = 0; ///< uncompressed ones; 0 = blocks
    std::optional<BlockFormat> block;
    bool isPair = false; ///< BC5: two BC4 blocks, red then green
};

/// `compression` is a token of `ddscompression`, unknown ones being "none"; `layout` is what stillLayout()
/// gives for it.
DdsFormat ddsFormat(const QString& compression, const StillLayout& layout);

/// Bytes of one level of `size`.
std::size_t ddsLevelBytes(const DdsFormat& format, Size size);

std::vector<std::byte> ddsHeader(const DdsFormat& format, Size size, int levels, bool hasAlpha);

} // namespace reelout
