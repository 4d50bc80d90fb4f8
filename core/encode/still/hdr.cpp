// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_encoders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

namespace reelout {

namespace {

// "RADIANCE File Formats", pictures: an information header of lines, the resolution, then scanlines of
// red, green, blue and a common exponent, each run-length encoded by component.

constexpr std::size_t kShortestRow = 8; ///< narrower and wider ones are stored as they are
constexpr std::size_t kLongestRow = 32767;
constexpr std::size_t kShortestRun = 4;
constexpr std::size_t kLongestRun = 127;
constexpr std::size_t kLongestLiteral = 128;

using Rgbe = std::array<std::uint8_t, 4>;

Rgbe rgbeOf(const float* colour)
{
    // Negative light can't be stored, and NaN is none.
    const auto light = [](float value) { return value > 0.0F ? std::min(value, 1.0e38F) : 0.0F; };
    const float red = light(colour[0]);
    const float green = light(colour[1]);
    const float blue = light(colour[2]);
    const float greatest = std::max({red, green, blue});
    if (greatest < 1.0e-32F)
        return {};
    int exponent = 0;
    static_cast<void>(std::frexp(greatest, &exponent));
    float scale = std::ldexp(1.0F, 8 - exponent);
    // Readers take the middle of a step for its value in half of the programs and its foot in the others;
    // rounding is nearest to both.
    if (std::lround(greatest * scale) > 255)
        scale = std::ldexp(1.0F, 8 - ++exponent);
    const auto mantissa = [scale](float value) {
        return static_cast<std::uint8_t>(std::lround(value * scale));
    };
    return {mantissa(red), mantissa(green), mantissa(blue), static_cast<std::uint8_t>(exponent + 128)};
}

void append(StillBytes& bytes, const QByteArray& text)
{
    const auto* begin = reinterpret_cast<const std::byte*>(text.constData());
    bytes.insert(bytes.end(), begin, begin + text.size());
}

void appendLiteral(StillBytes& bytes, const std::uint8_t* from, std::size_t count)
{
    while (count > 0) {
        const std::size_t now = std::min(count, kLongestLiteral);
        bytes.push_back(static_cast<std::byte>(now));
        std::transform(from, from + now, std::back_inserter(bytes),
                       [](std::uint8_t value) { return std::byte{value}; });
        from += now;
        count -= now;
    }
}

/// One component of a scanline: counts above 128 repeat the next byte count - 128 times, others announce
/// that many bytes.
void appendRuns(StillBytes& bytes, const std::uint8_t* values, std::size_t count)
{
    std::size_t literal = 0;
    for (std::size_t at = 0; at < count;) {
        std::size_t run = 1;
        while (at + run < count && run < kLongestRun && values[at + run] == values[at])
            ++run;
        if (run >= kShortestRun) {
            appendLiteral(bytes, values + literal, at - literal);
            bytes.push_back(static_cast<std::byte>(128 + run));
            bytes.push_back(static_cast<std::byte>(values[at]));
            literal = at + run;
        }
        at += run;
    }
    appendLiteral(bytes, values + literal, count - literal);
}

QByteArray headerOf(const StillJob& job)
{
    QByteArray header("#?RADIANCE\n");
    header += "SOFTWARE=" + stillSoftware(job.spec.metadata).toUtf8() + '\n';
    for (const auto& [key, value] : job.spec.metadata) {
        if (key.compare(QLatin1String("Software"), Qt::CaseInsensitive) != 0)
            header += key.toUtf8() + '=' + value.simplified().toUtf8() + '\n';
    }
    if (hasPixelAspect(job.picture.pixelAspect)) // theirs is height by width
        header += "PIXASPECT=" + QByteArray::number(1.0 / job.picture.pixelAspect, 'f', 6) + '\n';
    header += "PRIMARIES=0.640 0.330 0.300 0.600 0.150 0.060 0.3127 0.3290\n";
    header += "FORMAT=32-bit_rle_rgbe\n\n";
    header +=
        QStringLiteral("-Y %1 +X %2\n").arg(job.picture.size.height).arg(job.picture.size.width).toLatin1();
    return header;
}

} // namespace

Result<StillBytes> encodeHdr(const StillJob& job)
{
    const auto width = static_cast<std::size_t>(job.picture.size.width);
    const bool isPacked = width >= kShortestRow && width <= kLongestRow;
    StillBytes bytes;
    bytes.reserve(4 * width * static_cast<std::size_t>(job.picture.size.height) + 4096);
    append(bytes, headerOf(job));
    std::vector<std::uint8_t> components(4 * width);
    for (int y = 0; y < job.picture.size.height; ++y) {
        const auto* row = reinterpret_cast<const float*>(job.picture.row(0, y));
        for (std::size_t x = 0; x < width; ++x) {
            const Rgbe pixel = rgbeOf(row + 4 * x);
            for (std::size_t i = 0; i < 4; ++i)
                components[isPacked ? i * width + x : 4 * x + i] = pixel[i];
        }
        if (!isPacked) {
            append(bytes, QByteArray(reinterpret_cast<const char*>(components.data()), qsizetype(4 * width)));
            continue;
        }
        append(bytes, QByteArray("\x02\x02", 2) + char(width >> 8) + char(width & 0xFF));
        for (std::size_t i = 0; i < 4; ++i)
            appendRuns(bytes, components.data() + i * width, width);
    }
    return bytes;
}

} // namespace reelout
