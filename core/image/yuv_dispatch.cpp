// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/yuv_dispatch.h"

namespace reelout {

const YuvRowKernels& yuvRowKernels(CpuLevel level)
{
    static constexpr YuvRowKernels kScalar{};
#if defined(__x86_64__) || defined(__i386__)
    switch (level) {
    case CpuLevel::Scalar:
        return kScalar;
    case CpuLevel::Sse41:
        return kYuvRowKernelsSse41;
    case CpuLevel::Avx2:
        return kYuvRowKernelsAvx2;
    case CpuLevel::Avx512:
        return kYuvRowKernelsAvx512;
    }
#endif
    static_cast<void>(level);
    return kScalar;
}

std::optional<YuvTarget> yuvTarget(PixelFormat format)
{
    const PixelFormatInfo& info = pixelFormatInfo(format);
    if (!info.isYuv || info.planes < 2)
        return std::nullopt;
    YuvTarget target;
    target.subsampling = info.log2ChromaHeight == 1  ? YuvSubsampling::Yuv420
                         : info.log2ChromaWidth == 1 ? YuvSubsampling::Yuv422
                                                     : YuvSubsampling::Yuv444;
    const bool isDeep = info.bitsPerComponent > 8;
    if (info.planes == 2)
        target.layout = isDeep ? YuvRowLayout::SemiPlanar16 : YuvRowLayout::SemiPlanar8;
    else
        target.layout = isDeep ? YuvRowLayout::Planar16 : YuvRowLayout::Planar8;
    target.leftShift = format == PixelFormat::P010 ? 6 : 0;
    return target;
}

} // namespace reelout
