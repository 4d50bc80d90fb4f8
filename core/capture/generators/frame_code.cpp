// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace reelout {

namespace {

constexpr int kColumnsOfPicture = 48;
constexpr int kRowsOfPicture = 30;
constexpr double kLeastContrast = 40.0;
constexpr std::size_t kCells = kFrameCodeColumns * kFrameCodeRows;
constexpr std::size_t kBitsPerRow = kFrameCodeColumns - 2;

using Cells = std::array<bool, kCells>;

std::uint16_t checkSum(std::uint32_t number)
{
    std::uint16_t crc = 0xFFFF;
    for (int shift = 24; shift >= 0; shift -= 8) {
        crc = static_cast<std::uint16_t>(crc ^ (((number >> shift) & 0xFFU) << 8U));
        for (int bit = 0; bit < 8; ++bit) {
            const bool carry = (crc & 0x8000U) != 0;
            crc = static_cast<std::uint16_t>(crc << 1U);
            if (carry)
                crc = static_cast<std::uint16_t>(crc ^ 0x1021U);
        }
    }
    return crc;
}

// The references lie at both ends of each row and change sides, so that a gradient over the code cancels out.
bool isReference(std::size_t cell)
{
    const std::size_t column = cell % kFrameCodeColumns;
    return column == 0 || column == kFrameCodeColumns - 1;
}

bool referenceIsWhite(std::size_t cell)
{
    const std::size_t row = cell / kFrameCodeColumns;
    return (cell % kFrameCodeColumns == 0) == (row % 2 == 0);
}

Cells cellsOf(std::uint32_t number)
{
    const std::uint64_t word = (std::uint64_t(number) << 16U) | checkSum(number);
    Cells cells{};
    std::size_t bit = kFrameCodeRows * kBitsPerRow;
    for (std::size_t cell = 0; cell < kCells; ++cell)
        cells[cell] = isReference(cell) ? referenceIsWhite(cell) : ((word >> --bit) & 1U) != 0;
    return cells;
}

int columnEdge(Size size, int column)
{
    return static_cast<int>(std::lround(static_cast<double>(column) * size.width / kColumnsOfPicture));
}

int rowEdge(Size size, int row)
{
    return static_cast<int>(std::lround(static_cast<double>(row) * size.height / kRowsOfPicture));
}

// Mean of the middle half of a cell, in fractions of the picture: the borders are where scaling and coding
// smear.
double cellMean(const FrameCodeView& view, int column, int row)
{
    const double cellWidth = static_cast<double>(view.size.width) / kColumnsOfPicture;
    const double cellHeight = static_cast<double>(view.size.height) / kRowsOfPicture;
    const int left = static_cast<int>((column + 0.25) * cellWidth);
    const int top = static_cast<int>((row + 0.25) * cellHeight);
    const int right = std::max(left + 1, static_cast<int>((column + 0.75) * cellWidth));
    const int bottom = std::max(top + 1, static_cast<int>((row + 0.75) * cellHeight));
    const int components = std::min(view.bytesPerPixel, 3);
    double sum = 0.0;
    for (int y = top; y < bottom; ++y) {
        const std::uint8_t* pixel =
            view.data + view.stride * y + static_cast<std::ptrdiff_t>(left) * view.bytesPerPixel;
        for (int x = left; x < right; ++x, pixel += view.bytesPerPixel) {
            for (int component = 0; component < components; ++component)
                sum += pixel[component];
        }
    }
    return sum / (static_cast<double>(right - left) * (bottom - top) * components);
}

} // namespace

Rect frameCodeArea(Size size)
{
    if (size.width < kColumnsOfPicture || size.height < kRowsOfPicture)
        return {};
    return {0, 0, columnEdge(size, kFrameCodeColumns), rowEdge(size, kFrameCodeRows)};
}

void drawFrameCode(Picture& picture, std::uint32_t number)
{
    if (frameCodeArea(picture.size).isEmpty())
        return;
    const Cells cells = cellsOf(number);
    for (int row = 0; row < kFrameCodeRows; ++row) {
        const int top = rowEdge(picture.size, row);
        for (int column = 0; column < kFrameCodeColumns; ++column) {
            const int left = columnEdge(picture.size, column);
            const auto end = static_cast<std::size_t>(columnEdge(picture.size, column + 1));
            const std::size_t bytes = (end - static_cast<std::size_t>(left)) * 4;
            const auto cell =
                static_cast<std::size_t>(row) * kFrameCodeColumns + static_cast<std::size_t>(column);
            const bool isWhite = cells[cell];
            std::uint8_t* pixels = picture.row(0, top) + static_cast<std::ptrdiff_t>(left) * 4;
            std::memset(pixels, 0, bytes);
            if (isWhite)
                std::memset(pixels, 0xFF, bytes);
            else
                for (std::size_t i = 3; i < bytes; i += 4)
                    pixels[i] = 0xFF;
            for (int y = top + 1; y < rowEdge(picture.size, row + 1); ++y)
                std::memcpy(picture.row(0, y) + static_cast<std::ptrdiff_t>(left) * 4, pixels, bytes);
        }
    }
}

std::optional<std::uint32_t> readFrameCode(const FrameCodeView& view)
{
    if (view.data == nullptr || view.bytesPerPixel < 1 || frameCodeArea(view.size).isEmpty())
        return std::nullopt;
    std::array<double, kCells> means{};
    double white = 0.0;
    double black = 0.0;
    for (std::size_t cell = 0; cell < kCells; ++cell) {
        means[cell] = cellMean(view, static_cast<int>(cell % kFrameCodeColumns),
                               static_cast<int>(cell / kFrameCodeColumns));
        if (isReference(cell))
            (referenceIsWhite(cell) ? white : black) += means[cell] / kFrameCodeRows;
    }
    if (white - black < kLeastContrast)
        return std::nullopt;

    const double threshold = (white + black) / 2.0;
    std::uint64_t word = 0;
    for (std::size_t cell = 0; cell < kCells; ++cell) {
        const bool isWhite = means[cell] > threshold;
        if (isReference(cell)) {
            if (isWhite != referenceIsWhite(cell))
                return std::nullopt;
            continue;
        }
        word = (word << 1U) | (isWhite ? 1U : 0U);
    }
    const auto number = static_cast<std::uint32_t>(word >> 16U);
    if (checkSum(number) != (word & 0xFFFFU))
        return std::nullopt;
    return number;
}

std::optional<std::uint32_t> readFrameCode(const Picture& picture)
{
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    const int bytesPerPixel = info.bytesPerPixel[0];
    const bool isLuma = info.isYuv && info.planes > 1;
    if (info.bitsPerComponent != 8 || (!isLuma && info.planes != 1) || picture.format == PixelFormat::Yuyv8)
        return std::nullopt;
    return readFrameCode({picture.planes[0].data, picture.planes[0].stride, picture.size, bytesPerPixel});
}

} // namespace reelout
