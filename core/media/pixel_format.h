// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <QString>

#include <array>
#include <cstddef>

namespace reelout {

/// How a picture lies in memory. Names give the byte order of packed formats and the planes of planar ones;
/// the number is bits per component, `F` is IEEE float, multi-byte samples are native endian and sit in the
/// low bits (P010: high bits). Bgrx8 is Bgra8 whose fourth byte means nothing.
enum class PixelFormat {
    None,
    // Packed RGB
    Bgra8,
    Bgrx8,
    Rgba8,
    Argb8,
    Rgb8,
    Rgba16,
    RgbaF16,
    RgbaF32,
    // One and two components
    Gray8,
    Gray16,
    GrayF32,
    // Planar and semi-planar Y'CbCr
    Yuv420p8,
    Nv12,
    Yuv422p8,
    Yuv444p8,
    Yuv420p10,
    P010,
    Yuv422p10,
    Yuv444p10,
    Yuv420p12,
    Yuv422p12,
    Yuv444p12,
    Yuva420p8,
    Yuva444p10,
    Yuva444p12,
    // Packed 4:2:2 of cameras
    Yuyv8,
    // Planar RGB in the order G, B, R(, A)
    Gbrp8,
    Gbrp10,
    Gbrp12,
    Gbrp16,
    Gbrap8,
    Gbrap10,
    Gbrap12,
    Gbrap16,
};

/// Layout facts of a PixelFormat.
struct PixelFormatInfo {
    const char* name = "";
    int planes = 0;
    int bitsPerComponent = 0;
    int log2ChromaWidth = 0;  ///< planes 1 and 2 (Nv12, P010: plane 1) are this many halvings narrower
    int log2ChromaHeight = 0; ///< … and lower
    bool isYuv = false;
    bool hasAlpha = false;
    bool isFloat = false;
    std::array<int, 4> bytesPerPixel{}; ///< of each plane, at that plane's own width
};

const PixelFormatInfo& pixelFormatInfo(PixelFormat format);
QString pixelFormatName(PixelFormat format);

/// Size of plane `plane` of a picture of `size`: chroma planes round up.
Size planeSize(PixelFormat format, Size size, int plane);

/// Bytes of one row of plane `plane`, without padding.
std::size_t planeRowBytes(PixelFormat format, Size size, int plane);

} // namespace reelout
