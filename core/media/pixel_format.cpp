// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/pixel_format.h"

namespace reelout {

const PixelFormatInfo& pixelFormatInfo(PixelFormat format)
{
    // name, planes, bits, log2 chroma width and height, yuv, alpha, float, bytes per pixel of each plane
    static constexpr PixelFormatInfo kInfos[] = {
        {"none", 0, 0, 0, 0, false, false, false, {}},
        {"bgra8", 1, 8, 0, 0, false, true, false, {4}},
        {"bgrx8", 1, 8, 0, 0, false, false, false, {4}},
        {"rgba8", 1, 8, 0, 0, false, true, false, {4}},
        {"argb8", 1, 8, 0, 0, false, true, false, {4}},
        {"rgb8", 1, 8, 0, 0, false, false, false, {3}},
        {"rgba16", 1, 16, 0, 0, false, true, false, {8}},
        {"rgbaf16", 1, 16, 0, 0, false, true, true, {8}},
        {"rgbaf32", 1, 32, 0, 0, false, true, true, {16}},
        {"gray8", 1, 8, 0, 0, false, false, false, {1}},
        {"gray16", 1, 16, 0, 0, false, false, false, {2}},
        {"grayf32", 1, 32, 0, 0, false, false, true, {4}},
        {"yuv420p", 3, 8, 1, 1, true, false, false, {1, 1, 1}},
        {"nv12", 2, 8, 1, 1, true, false, false, {1, 2}},
        {"yuv422p", 3, 8, 1, 0, true, false, false, {1, 1, 1}},
        {"yuv444p", 3, 8, 0, 0, true, false, false, {1, 1, 1}},
        {"yuv420p10", 3, 10, 1, 1, true, false, false, {2, 2, 2}},
        {"p010", 2, 10, 1, 1, true, false, false, {2, 4}},
        {"yuv422p10", 3, 10, 1, 0, true, false, false, {2, 2, 2}},
        {"yuv444p10", 3, 10, 0, 0, true, false, false, {2, 2, 2}},
        {"yuv420p12", 3, 12, 1, 1, true, false, false, {2, 2, 2}},
        {"yuv422p12", 3, 12, 1, 0, true, false, false, {2, 2, 2}},
        {"yuv444p12", 3, 12, 0, 0, true, false, false, {2, 2, 2}},
        {"yuva420p", 4, 8, 1, 1, true, true, false, {1, 1, 1, 1}},
        {"yuva444p10", 4, 10, 0, 0, true, true, false, {2, 2, 2, 2}},
        {"yuva444p12", 4, 12, 0, 0, true, true, false, {2, 2, 2, 2}},
        {"yuyv8", 1, 8, 1, 0, true, false, false, {2}},
        {"gbrp", 3, 8, 0, 0, false, false, false, {1, 1, 1}},
        {"gbrp10", 3, 10, 0, 0, false, false, false, {2, 2, 2}},
        {"gbrp12", 3, 12, 0, 0, false, false, false, {2, 2, 2}},
        {"gbrp16", 3, 16, 0, 0, false, false, false, {2, 2, 2}},
        {"gbrap", 4, 8, 0, 0, false, true, false, {1, 1, 1, 1}},
        {"gbrap10", 4, 10, 0, 0, false, true, false, {2, 2, 2, 2}},
        {"gbrap12", 4, 12, 0, 0, false, true, false, {2, 2, 2, 2}},
        {"gbrap16", 4, 16, 0, 0, false, true, false, {2, 2, 2, 2}},
    };
    static_assert(std::size(kInfos) == static_cast<std::size_t>(PixelFormat::Gbrap16) + 1);
    return kInfos[static_cast<std::size_t>(format)];
}

Size planeSize(PixelFormat format, Size size, int plane)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    const bool isChroma = info.isYuv && info.planes > 1 && (plane == 1 || plane == 2);
    if (!isChroma)
        return size;
    return {(size.width + (1 << info.log2ChromaWidth) - 1) >> info.log2ChromaWidth,
            (size.height + (1 << info.log2ChromaHeight) - 1) >> info.log2ChromaHeight};
}

std::size_t planeRowBytes(PixelFormat format, Size size, int plane)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    if (plane < 0 || plane >= info.planes)
        return 0;
    int width = planeSize(format, size, plane).width;
    if (format == PixelFormat::Yuyv8)
        width = (width + 1) & ~1;
    return static_cast<std::size_t>(width) *
           static_cast<std::size_t>(info.bytesPerPixel[static_cast<std::size_t>(plane)]);
}

} // namespace reelout
