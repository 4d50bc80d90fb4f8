// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exif_xmp.h"
#include "encode/still/still_encoders.h"
#include "encode/still/still_rows.h"

#include <turbojpeg.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <vector>

namespace reelout {

namespace {

constexpr std::size_t kStartOfImage = 2;
constexpr std::size_t kJfifDensity = 13; ///< offset of "units" when JFIF's APP0 comes first, as it must
constexpr std::size_t kAfterJfif = 20;
constexpr qsizetype kLongestSegment = 65533; ///< content, its own two bytes of length apart

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

/// An application segment (ITU-T T.81 B.2.4.6) with its mark and content.
void appendSegment(StillBytes& segments, std::byte marker, const QByteArray& mark, const QByteArray& content)
{
    const qsizetype length = 2 + mark.size() + content.size();
    segments.insert(segments.end(), {std::byte{0xFF}, marker, static_cast<std::byte>(length >> 8),
                                     static_cast<std::byte>(length & 0xFF)});
    for (const QByteArray& part : {mark, content}) {
        const auto* begin = reinterpret_cast<const std::byte*>(part.constData());
        segments.insert(segments.end(), begin, begin + part.size());
    }
}

/// Exif (Exif 2.32, 4.5.4), XMP (ISO 16684-3, 6.2) and a comment for people behind JFIF's own segment. What
/// doesn't fit into a segment is refused.
Status insertMetadata(StillBytes& bytes, const Metadata& metadata)
{
    const Result<PhotoMetadata> photo = makePhotoMetadata(metadata);
    if (!photo)
        return photo.error();
    const QByteArray exifMark("Exif\0\0", 6);
    const QByteArray xmpMark("http://ns.adobe.com/xap/1.0/", 29);
    const QByteArray comment = metadataText(metadata).toUtf8();
    const qsizetype longest =
        std::max({photo->exif.size() + exifMark.size(), photo->xmp.size() + xmpMark.size(), comment.size()});
    if (longest > kLongestSegment)
        return stillError(
            QStringLiteral("the metadata has %1 bytes; JPEG takes %2").arg(longest).arg(kLongestSegment));
    StillBytes segments;
    appendSegment(segments, std::byte{0xE1}, exifMark, photo->exif);
    appendSegment(segments, std::byte{0xE1}, xmpMark, photo->xmp);
    appendSegment(segments, std::byte{0xFE}, {}, comment);
    bytes.insert(bytes.begin() + (hasJfif(bytes) ? kAfterJfif : kStartOfImage), segments.begin(),
                 segments.end());
    return {};
}

/// The compressor's input: the picture itself, or its mono channel.
struct JpegInput {
    const unsigned char* pixels = nullptr;
    int stride = 0;
    int format = TJPF_RGB;
    std::vector<std::uint8_t> mono;
};

JpegInput inputOf(const StillJob& job)
{
    const Picture& picture = job.picture;
    JpegInput input{
        picture.row(0, 0), static_cast<int>(picture.planes[0].stride), pixelFormatOf(picture.format), {}};
    if (job.layout.channels != StillChannels::Mono)
        return input;
    const StillRows rows(picture, job.layout);
    input.mono.resize(rows.rowBytes() * static_cast<std::size_t>(picture.size.height) + 64);
    for (int y = 0; y < picture.size.height; ++y)
        rows.read(y, input.mono.data() + rows.rowBytes() * static_cast<std::size_t>(y));
    input.pixels = input.mono.data();
    input.stride = picture.size.width;
    input.format = TJPF_GRAY;
    return input;
}

} // namespace

Result<StillBytes> encodeJpeg(const StillJob& job)
{
    const std::unique_ptr<void, CloseCompressor> compressor(tjInitCompress());
    if (!compressor)
        return stillError(
            QStringLiteral("TurboJPEG: %1").arg(QString::fromLocal8Bit(tjGetErrorStr2(nullptr))));
    const Picture& picture = job.picture;
    const JpegInput input = inputOf(job);
    const double quality = std::clamp(job.spec.quality, 0.0, 1.0);
    // Above 0.9 the eye is to see no difference, and coloured text is where it would.
    int subsampling = quality > 0.9 ? TJSAMP_444 : TJSAMP_420;
    if (input.format == TJPF_GRAY)
        subsampling = TJSAMP_GRAY;
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(compressor.get(), input.pixels, picture.size.width, input.stride,
                                   picture.size.height, input.format, &buffer, &size, subsampling,
                                   static_cast<int>(std::lround(1.0 + 99.0 * quality)), TJFLAG_ACCURATEDCT);
    const std::unique_ptr<unsigned char, FreeBuffer> owner(buffer);
    if (failed != 0)
        return stillError(
            QStringLiteral("TurboJPEG: %1").arg(QString::fromLocal8Bit(tjGetErrorStr2(compressor.get()))));
    const auto* begin = reinterpret_cast<const std::byte*>(buffer);
    StillBytes bytes(begin, begin + size);
    if (hasPixelAspect(picture.pixelAspect) && hasJfif(bytes))
        setPixelAspect(bytes, picture.pixelAspect);
    if (!job.spec.metadata.empty())
        REELOUT_TRY(insertMetadata(bytes, job.spec.metadata));
    return bytes;
}

} // namespace reelout
