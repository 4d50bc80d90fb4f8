// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace reelout::test {

namespace {

constexpr std::uint8_t kGuard = 0xA5;

struct Place {
    int plane;
    int byte; ///< from the start of the row
    int bytes;
    int shift = 0;
};

bool isYuv(const Picture& picture)
{
    return pixelFormatInfo(picture.format).isYuv;
}

Place placeOf(const Picture& picture, int index, int x)
{
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    const int bytes = info.bitsPerComponent > 8 ? 2 : 1;
    switch (picture.format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
        return {0, 4 * x + (index == 3 ? 3 : 2 - index), 1};
    case PixelFormat::Rgba8:
        return {0, 4 * x + index, 1};
    case PixelFormat::Argb8:
        return {0, 4 * x + (index + 1) % 4, 1};
    case PixelFormat::Rgb8:
        return {0, 3 * x + index, 1};
    case PixelFormat::Rgba16:
        return {0, 8 * x + 2 * index, 2};
    case PixelFormat::Nv12:
        return index == 0 ? Place{0, x, 1} : Place{1, 2 * x + index - 1, 1};
    case PixelFormat::P010:
        return index == 0 ? Place{0, 2 * x, 2, 6} : Place{1, 4 * x + 2 * (index - 1), 2, 6};
    case PixelFormat::Yuyv8:
        return index == 0 ? Place{0, 2 * x, 1} : Place{0, 4 * x + (index == 1 ? 1 : 3), 1};
    default:
        break;
    }
    static constexpr int kGbr[] = {2, 0, 1, 3};
    return {info.isYuv ? index : info.planes == 1 ? 0 : kGbr[index], x * bytes, bytes};
}

} // namespace

std::shared_ptr<Picture> makePicture(PixelFormat format, Size size, int guardBytes)
{
    auto picture = std::make_shared<Picture>();
    picture->format = format;
    picture->size = size;
    picture->colour = pixelFormatInfo(format).isYuv ? kBt709Limited : kScreenColour;
    auto memory = std::make_shared<std::vector<std::uint8_t>>();
    std::array<std::size_t, 5> offsets{};
    const int planes = pixelFormatInfo(format).planes;
    for (int plane = 0; plane < planes; ++plane) {
        const std::size_t stride = planeRowBytes(format, size, plane) + static_cast<std::size_t>(guardBytes);
        picture->planes[static_cast<std::size_t>(plane)].stride = static_cast<std::ptrdiff_t>(stride);
        offsets[static_cast<std::size_t>(plane) + 1] =
            offsets[static_cast<std::size_t>(plane)] +
            stride * static_cast<std::size_t>(planeSize(format, size, plane).height);
    }
    memory->assign(offsets[static_cast<std::size_t>(planes)], kGuard);
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(planes); ++plane)
        picture->planes[plane].data = memory->data() + offsets[plane];
    picture->owner = memory;
    return picture;
}

bool guardsAreIntact(const Picture& picture, int guardBytes)
{
    for (int plane = 0; plane < pixelFormatInfo(picture.format).planes; ++plane) {
        const Size size = planeSize(picture.format, picture.size, plane);
        const std::size_t rowBytes = planeRowBytes(picture.format, picture.size, plane);
        for (int y = 0; y < size.height; ++y) {
            const std::uint8_t* guard = picture.row(plane, y) + rowBytes;
            if (!std::all_of(guard, guard + guardBytes, [](std::uint8_t byte) { return byte == kGuard; }))
                return false;
        }
    }
    return true;
}

void fillRandom(Picture& picture, std::uint32_t seed)
{
    std::minstd_rand random(seed + 1);
    for (int plane = 0; plane < pixelFormatInfo(picture.format).planes; ++plane) {
        const Size size = planeSize(picture.format, picture.size, plane);
        const std::size_t rowBytes = planeRowBytes(picture.format, picture.size, plane);
        for (int y = 0; y < size.height; ++y)
            std::generate_n(picture.row(plane, y), rowBytes,
                            [&] { return static_cast<std::uint8_t>(random() >> 11); });
    }
}

void fillColour(Picture& packed32, std::uint8_t first, std::uint8_t second, std::uint8_t third,
                std::uint8_t alpha)
{
    const std::uint8_t pixel[4] = {first, second, third, alpha};
    for (int y = 0; y < packed32.size.height; ++y) {
        for (int x = 0; x < packed32.size.width; ++x)
            std::memcpy(packed32.row(0, y) + 4 * static_cast<std::ptrdiff_t>(x), pixel, 4);
    }
}

double sampleAt(const Picture& picture, int index, int x, int y)
{
    const Place place = placeOf(picture, index, x);
    const std::uint8_t* p = picture.row(place.plane, y) + place.byte;
    if (place.bytes == 1)
        return *p;
    std::uint16_t code = 0;
    std::memcpy(&code, p, sizeof code);
    return code >> place.shift;
}

Size gridOf(const Picture& picture, int index)
{
    if (!isYuv(picture) || index == 0 || index == 3)
        return picture.size;
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    return {(picture.size.width + (1 << info.log2ChromaWidth) - 1) >> info.log2ChromaWidth,
            (picture.size.height + (1 << info.log2ChromaHeight) - 1) >> info.log2ChromaHeight};
}

std::array<double, 4> colourAt(const Picture& picture, int x, int y)
{
    const int column = std::clamp(x, 0, picture.size.width - 1);
    const int row = std::clamp(y, 0, picture.size.height - 1);
    std::array<double, 4> colour{0, 0, 0, 1};
    if (picture.format == PixelFormat::RgbaF32) {
        std::array<float, 4> values{};
        std::memcpy(values.data(), picture.row(0, row) + 16 * static_cast<std::ptrdiff_t>(column),
                    sizeof values);
        std::copy(values.begin(), values.end(), colour.begin());
        return colour;
    }
    const int count = pixelFormatInfo(picture.format).hasAlpha ? 4 : 3;
    for (int index = 0; index < count; ++index)
        colour[static_cast<std::size_t>(index)] = sampleAt(picture, index, column, row) / 255.0;
    return colour;
}

double wantedSample(const Picture& source, const Picture& target, int index, int x, int y)
{
    const PixelFormatInfo& info = pixelFormatInfo(target.format);
    const double maximum = std::ldexp(1.0, info.bitsPerComponent) - 1.0;
    const bool is601 = target.colour.matrix == ColourMatrix::Bt601;
    const double red = is601 ? 0.299 : 0.2126;
    const double blue = is601 ? 0.114 : 0.0722;
    const auto luma = [&](const std::array<double, 4>& c) {
        return red * c[0] + (1.0 - red - blue) * c[1] + blue * c[2];
    };
    if (!info.isYuv || index == 3) {
        const std::array<double, 4> colour = colourAt(source, x, y);
        if (info.planes == 1 && info.bytesPerPixel[0] <= 2)
            return luma(colour) * maximum;
        return colour[static_cast<std::size_t>(index)] * maximum;
    }

    const double step = std::ldexp(1.0, info.bitsPerComponent - 8);
    const bool isFull = target.colour.range == ColourRange::Full;
    if (index == 0) {
        const double value = luma(colourAt(source, x, y));
        return isFull ? maximum * value : (219.0 * value + 16.0) * step;
    }
    const auto difference = [&](int column, int row) {
        const std::array<double, 4> c = colourAt(source, column, row);
        return index == 1 ? (c[2] - luma(c)) / (2.0 - 2.0 * blue) : (c[0] - luma(c)) / (2.0 - 2.0 * red);
    };
    const auto inRow = [&](int row) {
        if (info.log2ChromaWidth == 0)
            return difference(x, row);
        return (difference(2 * x - 1, row) + 2.0 * difference(2 * x, row) + difference(2 * x + 1, row)) / 4.0;
    };
    const double value = info.log2ChromaHeight == 0 ? inRow(y) : (inRow(2 * y) + inRow(2 * y + 1)) / 2.0;
    const double code = isFull ? maximum * value + 128.0 * step : (224.0 * value + 128.0) * step;
    return std::clamp(code, 0.0, maximum);
}

double greatestError(const Picture& source, const Picture& target)
{
    const PixelFormatInfo& info = pixelFormatInfo(target.format);
    const bool isGray = info.planes == 1 && info.bytesPerPixel[0] <= 2 && !info.isYuv;
    const int components = isGray ? 1 : info.hasAlpha ? 4 : 3;
    double greatest = 0.0;
    for (int index = 0; index < components; ++index) {
        const Size grid = gridOf(target, index);
        for (int y = 0; y < grid.height; ++y) {
            for (int x = 0; x < grid.width; ++x) {
                const double error =
                    std::fabs(sampleAt(target, index, x, y) - wantedSample(source, target, index, x, y));
                greatest = std::max(greatest, error);
            }
        }
    }
    return greatest;
}

std::vector<std::uint8_t> bytesOf(const Picture& picture)
{
    std::vector<std::uint8_t> bytes;
    for (int plane = 0; plane < pixelFormatInfo(picture.format).planes; ++plane) {
        const Size size = planeSize(picture.format, picture.size, plane);
        const std::size_t rowBytes = planeRowBytes(picture.format, picture.size, plane);
        for (int y = 0; y < size.height; ++y)
            bytes.insert(bytes.end(), picture.row(plane, y), picture.row(plane, y) + rowBytes);
    }
    return bytes;
}

} // namespace reelout::test
