// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace reelout {

namespace {

constexpr std::size_t kStartOfImage = 2;
constexpr std::size_t kJfifDensity = 13; ///< offset of "units" when JFIF's APP0 comes first, as it must
constexpr std::size_t kAfterJfif = 20;
constexpr qsizetype kLongestComment = 65533;

struct CloseCompressor {
    void operator()(void* handle) const { tjDestroy(handle); }
};
struct FreeBuffer {
    void operator()(unsigned char* buffer) const { tjFree(buffer); }
};

int pixelFormatOf(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
        return TJPF_BGRX;
    case PixelFormat::Rgba8:
        return TJPF_RGBX;
    default:
        return TJPF_RGB;
    }
}

bool hasJfif(const StillBytes& bytes)
{
    static constexpr std::byte kMarker[] = {std::byte{0xFF}, std::byte{0xE0}, std::byte{0}, std::byte{16}};
    return bytes.size() > kAfterJfif &&
           std::equal(std::begin(kMarker), std::end(kMarker), bytes.begin() + kStartOfImage);
}

/// ITU-T T.871 10.1: with units 0 the shape of a pixel is width : height = vertical : horizontal density.
void setPixelAspect(StillBytes& bytes, double aspect)
{
    const auto vertical = static_cast<int>(std::clamp(std::lround(1000.0 * aspect), 1L, 65535L));
    const int horizontal = 1000;
    bytes[kJfifDensity] = std::byte{0};
    bytes[kJfifDensity + 1] = static_cast<std::byte>(horizontal >> 8);
    bytes[kJfifDensity + 2] = static_cast<std::byte>(horizontal & 0xFF);
    bytes[kJfifDensity + 3] = static_cast<std::byte>(vertical >> 8);
    bytes[kJfifDensity + 4] = static_cast<std::byte>(vertical & 0xFF);
}

/// COM segments (ITU-T T.81 B.2.4.5), as many as the text needs.
void insertComment(StillBytes& bytes, const QByteArray& text)
{
    StillBytes segments;
    for (qsizetype from = 0; from < text.size(); from += kLongestComment) {
        const qsizetype length = std::min(kLongestComment, text.size() - from);
        segments.insert(segments.end(),
                        {std::byte{0xFF}, std::byte{0xFE}, static_cast<std::byte>((length + 2) >> 8),
                         static_cast<std::byte>((length + 2) & 0xFF)});
        const auto* begin = reinterpret_cast<const std::byte*>(text.constData() + from);
        segments.insert(segments.end(), begin, begin + length);
    }
    bytes.insert(bytes.begin() + (hasJfif(bytes) ? kAfterJfif : kStartOfImage), segments.begin(),
                 segments.end());
}

} // namespace

Result<StillBytes> encodeJpeg(const Picture& picture, const StillSpec& spec)
{
    const std::unique_ptr<void, CloseCompressor> compressor(tjInitCompress());
    if (!compressor)
        return stillError(
            QStringLiteral("TurboJPEG: %1").arg(QString::fromLocal8Bit(tjGetErrorStr2(nullptr))));
    const double quality = std::clamp(spec.quality, 0.0, 1.0);
    // Above 0.9 the eye is to see no difference, and coloured text is where it would.
    const int subsampling = quality > 0.9 ? TJSAMP_444 : TJSAMP_420;
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(compressor.get(), picture.row(0, 0), picture.size.width,
                                   static_cast<int>(picture.planes[0].stride), picture.size.height,
                                   pixelFormatOf(picture.format), &buffer, &size, subsampling,
                                   static_cast<int>(std::lround(1.0 + 99.0 * quality)), TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, FreeBuffer> owner(buffer);
    if (failed != 0)
        return stillError(
            QStringLiteral("TurboJPEG: %1").arg(QString::fromLocal8Bit(tjGetErrorStr2(compressor.get()))));
    const auto* begin = reinterpret_cast<const std::byte*>(buffer);
    StillBytes bytes(begin, begin + size);
    if (std::abs(picture.pixelAspect - 1.0) > 1e-6 && hasJfif(bytes))
        setPixelAspect(bytes, picture.pixelAspect);
    if (!spec.metadata.empty())
        insertComment(bytes, metadataText(spec.metadata).toUtf8());
    return bytes;
}

} // namespace reelout
