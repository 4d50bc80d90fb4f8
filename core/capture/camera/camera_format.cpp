// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_format.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cstring>

namespace reelout {

namespace {

constexpr CameraFormat kFormats[] = {
    {CameraLayout::P010, "p010", "P010 (4:2:0, 10 bit)", PixelFormat::P010, false},
    {CameraLayout::Y210, "y210", "Y210 (4:2:2, 10 bit)", PixelFormat::Yuv422p10, false},
    {CameraLayout::Yuyv, "yuyv", "YUYV (4:2:2)", PixelFormat::Yuyv8, false},
    {CameraLayout::Uyvy, "uyvy", "UYVY (4:2:2)", PixelFormat::Yuyv8, false},
    {CameraLayout::Yvyu, "yvyu", "YVYU (4:2:2)", PixelFormat::Yuyv8, false},
    {CameraLayout::Vyuy, "vyuy", "VYUY (4:2:2)", PixelFormat::Yuyv8, false},
    {CameraLayout::Nv16, "nv16", "NV16 (4:2:2)", PixelFormat::Yuv422p8, false},
    {CameraLayout::I422, "i422", "I422 (4:2:2)", PixelFormat::Yuv422p8, false},
    {CameraLayout::Nv12, "nv12", "NV12 (4:2:0)", PixelFormat::Nv12, false},
    {CameraLayout::Nv21, "nv21", "NV21 (4:2:0)", PixelFormat::Nv12, false},
    {CameraLayout::I420, "i420", "I420 (4:2:0)", PixelFormat::Yuv420p8, false},
    {CameraLayout::Yv12, "yv12", "YV12 (4:2:0)", PixelFormat::Yuv420p8, false},
    {CameraLayout::Bgrx, "bgrx", "BGRX", PixelFormat::Bgrx8, false},
    {CameraLayout::Rgbx, "rgbx", "RGBX", PixelFormat::Bgrx8, false},
    {CameraLayout::Rgb24, "rgb24", "RGB24", PixelFormat::Rgb8, false},
    {CameraLayout::Bgr24, "bgr24", "BGR24", PixelFormat::Rgb8, false},
    {CameraLayout::Grey16, "grey16", "Y16", PixelFormat::Gray16, false},
    {CameraLayout::Grey, "grey", "Y8", PixelFormat::Gray8, false},
    {CameraLayout::Mjpeg, "mjpeg", "Motion JPEG", PixelFormat::None, true},
    {CameraLayout::H264, "h264", "H.264", PixelFormat::None, true},
};

/// One plane as it lies there.
struct Shape {
    int bytesPerUnit = 1; ///< a unit is a pixel, or the pair of pixels that share their chroma
    int log2Units = 0;    ///< halvings of the width that give the units
    int log2Rows = 0;
    int strideShift = 0; ///< its rows are that many halvings shorter than the first plane's
};
struct Shapes {
    std::array<Shape, 3> planes{};
    int count = 0;
};

Shapes shapesOf(CameraLayout layout)
{
    switch (layout) {
    case CameraLayout::Nv12:
    case CameraLayout::Nv21:
        return {{{{1, 0, 0, 0}, {2, 1, 1, 0}}}, 2};
    case CameraLayout::Nv16:
        return {{{{1, 0, 0, 0}, {2, 1, 0, 0}}}, 2};
    case CameraLayout::I420:
    case CameraLayout::Yv12:
        return {{{{1, 0, 0, 0}, {1, 1, 1, 1}, {1, 1, 1, 1}}}, 3};
    case CameraLayout::I422:
        return {{{{1, 0, 0, 0}, {1, 1, 0, 1}, {1, 1, 0, 1}}}, 3};
    case CameraLayout::Yuyv:
    case CameraLayout::Uyvy:
    case CameraLayout::Yvyu:
    case CameraLayout::Vyuy:
        return {{{{4, 1, 0, 0}}}, 1};
    case CameraLayout::P010:
        return {{{{2, 0, 0, 0}, {4, 1, 1, 0}}}, 2};
    case CameraLayout::Y210:
        return {{{{8, 1, 0, 0}}}, 1};
    case CameraLayout::Grey:
        return {{{{1, 0, 0, 0}}}, 1};
    case CameraLayout::Grey16:
        return {{{{2, 0, 0, 0}}}, 1};
    case CameraLayout::Rgb24:
    case CameraLayout::Bgr24:
        return {{{{3, 0, 0, 0}}}, 1};
    case CameraLayout::Bgrx:
    case CameraLayout::Rgbx:
        return {{{{4, 0, 0, 0}}}, 1};
    case CameraLayout::Mjpeg:
    case CameraLayout::H264:
        break;
    }
    return {};
}

int halved(int value, int times)
{
    return (value + (1 << times) - 1) >> times;
}

std::ptrdiff_t rowBytes(const Shape& shape, Size size)
{
    return static_cast<std::ptrdiff_t>(halved(size.width, shape.log2Units)) * shape.bytesPerUnit;
}

struct PlaneView {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
    std::ptrdiff_t rowBytes = 0;
    int rows = 0;

    const std::uint8_t* row(int y) const { return data + stride * y; }
};
using Views = std::array<PlaneView, 3>;

Error tooShort(const CameraMemory& memory, Size size)
{
    return makeError(
        ErrorCode::InvalidData, QStringLiteral("read a camera's picture"),
        QStringLiteral("%1 bytes for %2 × %3 pixels").arg(memory.bytes).arg(size.width).arg(size.height));
}

Result<Views> locate(CameraLayout layout, std::span<const CameraMemory> memory, Size size)
{
    const Shapes shapes = shapesOf(layout);
    Views views;
    if (memory.empty() || shapes.count == 0)
        return makeError(ErrorCode::InvalidData, QStringLiteral("read a camera's picture"), {});
    const bool isApart = memory.size() >= static_cast<std::size_t>(shapes.count);
    std::size_t offset = 0;
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(shapes.count); ++plane) {
        const Shape& shape = shapes.planes[plane];
        const CameraMemory& piece = memory[isApart ? plane : 0];
        PlaneView& view = views[plane];
        view.rows = halved(size.height, shape.log2Rows);
        view.rowBytes = rowBytes(shape, size);
        if (plane == 0 || isApart)
            view.stride = piece.stride;
        else if (piece.chromaStride != 0)
            view.stride = piece.chromaStride;
        else if (piece.stride != 0)
            view.stride = piece.stride >> shape.strideShift;
        if (view.stride == 0)
            view.stride = view.rowBytes;
        const std::size_t start = isApart ? 0 : offset;
        const auto needed =
            static_cast<std::size_t>(view.stride) * static_cast<std::size_t>(std::max(0, view.rows - 1)) +
            static_cast<std::size_t>(view.rowBytes);
        if (!piece.data || view.stride < view.rowBytes || start > piece.bytes || needed > piece.bytes - start)
            return tooShort(piece, size);
        view.data = piece.data + start;
        offset = start + static_cast<std::size_t>(view.stride) * static_cast<std::size_t>(view.rows);
    }
    return views;
}

// In the order of a picture's.
Result<Views> locatePlanes(CameraLayout layout, std::span<const CameraMemory> memory, Size size)
{
    Result<Views> views = locate(layout, memory, size);
    if (views && layout == CameraLayout::Yv12)
        std::swap((*views)[1], (*views)[2]);
    return views;
}

bool liesAsPicture(CameraLayout layout)
{
    switch (layout) {
    case CameraLayout::Yv12:
    case CameraLayout::I420:
    case CameraLayout::I422:
    case CameraLayout::Nv12:
    case CameraLayout::P010:
    case CameraLayout::Yuyv:
    case CameraLayout::Grey:
    case CameraLayout::Grey16:
    case CameraLayout::Rgb24:
    case CameraLayout::Bgrx:
        return true;
    default:
        return false;
    }
}

void copyPlane(const PlaneView& from, int plane, Picture& picture)
{
    for (int y = 0; y < from.rows; ++y)
        std::memcpy(picture.row(plane, y), from.row(y), static_cast<std::size_t>(from.rowBytes));
}

/// Bytes of each group of four in another order.
template <int kFirst, int kSecond, int kThird, int kFourth>
void shuffleFours(const PlaneView& from, Picture& picture)
{
    for (int y = 0; y < from.rows; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* out = picture.row(0, y);
        for (std::ptrdiff_t i = 0; i + 3 < from.rowBytes; i += 4) {
            out[i] = in[i + kFirst];
            out[i + 1] = in[i + kSecond];
            out[i + 2] = in[i + kThird];
            out[i + 3] = in[i + kFourth];
        }
    }
}

void swapThrees(const PlaneView& from, Picture& picture)
{
    for (int y = 0; y < from.rows; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* out = picture.row(0, y);
        for (std::ptrdiff_t i = 0; i + 2 < from.rowBytes; i += 3) {
            out[i] = in[i + 2];
            out[i + 1] = in[i + 1];
            out[i + 2] = in[i];
        }
    }
}

void swapPairs(const PlaneView& from, int plane, Picture& picture)
{
    for (int y = 0; y < from.rows; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* out = picture.row(plane, y);
        for (std::ptrdiff_t i = 0; i + 1 < from.rowBytes; i += 2) {
            out[i] = in[i + 1];
            out[i + 1] = in[i];
        }
    }
}

void splitPairs(const PlaneView& from, Picture& picture)
{
    for (int y = 0; y < from.rows; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* blue = picture.row(1, y);
        std::uint8_t* red = picture.row(2, y);
        for (std::ptrdiff_t i = 0; 2 * i + 1 < from.rowBytes; ++i) {
            blue[i] = in[2 * i];
            red[i] = in[2 * i + 1];
        }
    }
}

std::uint16_t wordAt(const std::uint8_t* bytes)
{
    return static_cast<std::uint16_t>(bytes[0] | bytes[1] << 8);
}

void putWord(std::uint8_t* bytes, std::uint16_t value)
{
    std::memcpy(bytes, &value, sizeof value);
}

void unpackY210(const PlaneView& from, Picture& picture)
{
    constexpr int kSpare = 6;
    const int width = picture.size.width;
    for (int y = 0; y < from.rows; ++y) {
        const std::uint8_t* in = from.row(y);
        std::uint8_t* luma = picture.row(0, y);
        std::uint8_t* blue = picture.row(1, y);
        std::uint8_t* red = picture.row(2, y);
        for (std::ptrdiff_t pair = 0; 2 * pair < width; ++pair, in += 8) {
            putWord(luma + 4 * pair, static_cast<std::uint16_t>(wordAt(in) >> kSpare));
            if (2 * pair + 1 < width)
                putWord(luma + 4 * pair + 2, static_cast<std::uint16_t>(wordAt(in + 4) >> kSpare));
            putWord(blue + 2 * pair, static_cast<std::uint16_t>(wordAt(in + 2) >> kSpare));
            putWord(red + 2 * pair, static_cast<std::uint16_t>(wordAt(in + 6) >> kSpare));
        }
    }
}

} // namespace

std::span<const CameraFormat> cameraFormats()
{
    return kFormats;
}

const CameraFormat* cameraFormat(const QString& token)
{
    const auto* found = std::find_if(std::begin(kFormats), std::end(kFormats), [&](const CameraFormat& each) {
        return token == QLatin1String(each.token);
    });
    return found == std::end(kFormats) ? nullptr : found;
}

const CameraFormat& cameraFormat(CameraLayout layout)
{
    return *std::find_if(std::begin(kFormats), std::end(kFormats),
                         [&](const CameraFormat& each) { return each.layout == layout; });
}

Status copyCameraPicture(CameraLayout layout, std::span<const CameraMemory> memory, Picture& picture)
{
    Result<Views> found = locatePlanes(layout, memory, picture.size);
    if (!found)
        return found.error();
    const Views& views = *found;
    switch (layout) {
    case CameraLayout::Nv21:
        copyPlane(views[0], 0, picture);
        swapPairs(views[1], 1, picture);
        break;
    case CameraLayout::Nv16:
        copyPlane(views[0], 0, picture);
        splitPairs(views[1], picture);
        break;
    case CameraLayout::Uyvy:
        shuffleFours<1, 0, 3, 2>(views[0], picture);
        break;
    case CameraLayout::Yvyu:
        shuffleFours<0, 3, 2, 1>(views[0], picture);
        break;
    case CameraLayout::Vyuy:
        shuffleFours<1, 2, 3, 0>(views[0], picture);
        break;
    case CameraLayout::Rgbx:
        shuffleFours<2, 1, 0, 3>(views[0], picture);
        break;
    case CameraLayout::Y210:
        unpackY210(views[0], picture);
        break;
    case CameraLayout::Bgr24:
        swapThrees(views[0], picture);
        break;
    default:
        for (int plane = 0; liesAsPicture(layout) && plane < pixelFormatInfo(picture.format).planes; ++plane)
            copyPlane(views[static_cast<std::size_t>(plane)], plane, picture);
    }
    return {};
}

bool layCameraPicture(CameraLayout layout, std::span<const CameraMemory> memory, std::size_t margin,
                      Picture& picture)
{
    constexpr std::uintptr_t kAlignment = 64;
    constexpr std::ptrdiff_t kRowsBehind = 16;
    const Result<Views> views = locatePlanes(layout, memory, picture.size);
    if (!views || !liesAsPicture(layout))
        return false;
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(pixelFormatInfo(picture.format).planes);
         ++plane) {
        const PlaneView& view = (*views)[plane];
        if (reinterpret_cast<std::uintptr_t>(view.data) % kAlignment != 0 ||
            static_cast<std::uintptr_t>(view.stride) % kAlignment != 0 ||
            static_cast<std::size_t>(view.stride * kRowsBehind) + kAlignment > margin)
            return false;
        picture.planes[plane] = {const_cast<std::uint8_t*>(view.data), view.stride};
    }
    return true;
}

std::size_t cameraPictureBytes(CameraLayout layout, Size size)
{
    const Shapes shapes = shapesOf(layout);
    std::size_t bytes = 0;
    for (std::size_t plane = 0; plane < static_cast<std::size_t>(shapes.count); ++plane)
        bytes += static_cast<std::size_t>(rowBytes(shapes.planes[plane], size)) *
                 static_cast<std::size_t>(halved(size.height, shapes.planes[plane].log2Rows));
    return bytes;
}

} // namespace reelout
