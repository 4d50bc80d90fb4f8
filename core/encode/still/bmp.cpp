// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_encoders.h"

#include <array>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

// BITMAPFILEHEADER, then BITMAPINFOHEADER (24 bits) or BITMAPV4HEADER with masks (32 bits, the oldest header
// that knows alpha). All little-endian.
constexpr std::size_t kFileHeader = 14;
constexpr std::size_t kInfoHeader = 40;
constexpr std::size_t kV4Header = 108;
constexpr std::uint32_t kUncompressed = 0;
constexpr std::uint32_t kBitFields = 3;
constexpr std::uint32_t kStandardRgb = 0x73524742; // 'sRGB'
constexpr int kPixelsPerMetre = 2835;              // 72 dpi

void put(StillBytes& bytes, std::size_t at, std::uint32_t value, std::size_t count = 4)
{
    for (std::size_t i = 0; i < count; ++i)
        bytes[at + i] = static_cast<std::byte>(value >> (8 * i));
}

/// One row as B G R (A).
void copyRow(const Picture& picture, int y, bool withAlpha, std::byte* out)
{
    const std::uint8_t* in = picture.row(0, y);
    const std::ptrdiff_t step = pixelFormatInfo(picture.format).bytesPerPixel[0];
    const bool isOpaque = !pixelFormatInfo(picture.format).hasAlpha;
    const bool isBgrOrder = picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8;
    const std::ptrdiff_t bytes = withAlpha ? 4 : 3;
    for (std::ptrdiff_t x = 0; x < picture.size.width; ++x) {
        const std::uint8_t* pixel = in + step * x;
        out[bytes * x] = static_cast<std::byte>(pixel[isBgrOrder ? 0 : 2]);
        out[bytes * x + 1] = static_cast<std::byte>(pixel[1]);
        out[bytes * x + 2] = static_cast<std::byte>(pixel[isBgrOrder ? 2 : 0]);
        if (withAlpha)
            out[bytes * x + 3] = isOpaque ? std::byte{0xFF} : static_cast<std::byte>(pixel[3]);
    }
}

} // namespace

Result<StillBytes> encodeBmp(const StillJob& job)
{
    const Picture& picture = job.picture;
    const bool withAlpha = job.layout.hasAlpha();
    const auto width = static_cast<std::uint64_t>(picture.size.width);
    const auto height = static_cast<std::uint64_t>(picture.size.height);
    const std::uint64_t rowBytes = (width * (withAlpha ? 4 : 3) + 3) / 4 * 4;
    const std::size_t headers = kFileHeader + (withAlpha ? kV4Header : kInfoHeader);
    if (rowBytes * height + headers > 0x7FFFFFFFU)
        return makeError(ErrorCode::FileTooLarge, QStringLiteral("encode still"),
                         QStringLiteral("a BMP file can't be larger than 2 GiB"));

    StillBytes bytes(headers + static_cast<std::size_t>(rowBytes * height));
    bytes[0] = std::byte{'B'};
    bytes[1] = std::byte{'M'};
    put(bytes, 2, static_cast<std::uint32_t>(bytes.size()));
    put(bytes, 10, static_cast<std::uint32_t>(headers));
    put(bytes, 14, static_cast<std::uint32_t>(headers - kFileHeader));
    put(bytes, 18, static_cast<std::uint32_t>(width));
    put(bytes, 22, static_cast<std::uint32_t>(height));
    put(bytes, 26, 1, 2);
    put(bytes, 28, withAlpha ? 32 : 24, 2);
    put(bytes, 30, withAlpha ? kBitFields : kUncompressed);
    put(bytes, 34, static_cast<std::uint32_t>(rowBytes * height));
    put(bytes, 38, kPixelsPerMetre);
    put(bytes, 42, static_cast<std::uint32_t>(std::lround(kPixelsPerMetre * picture.pixelAspect)));
    if (withAlpha) {
        const std::array<std::uint32_t, 5> masks{0x00FF0000, 0x0000FF00, 0x000000FF, 0xFF000000,
                                                 kStandardRgb};
        for (std::size_t i = 0; i < masks.size(); ++i)
            put(bytes, 54 + 4 * i, masks[i]);
    }
    for (int y = 0; y < picture.size.height; ++y) {
        // The last row comes first.
        const std::uint64_t place = rowBytes * (height - 1 - static_cast<std::uint64_t>(y));
        copyRow(picture, y, withAlpha, bytes.data() + headers + place);
    }
    return bytes;
}

} // namespace reelout
