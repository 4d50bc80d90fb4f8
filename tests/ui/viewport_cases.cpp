// SPDX-License-Identifier: GPL-3.0-or-later
#include "viewport_cases.h"

#include "media/half_float.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace reelout::test {

namespace {

using Pixel = std::array<float, 4>;

/// Numbers that look random and are the same everywhere, 0..1.
float scatter(std::uint32_t x, std::uint32_t y, std::uint32_t channel)
{
    std::uint32_t state = x * 374761393U + y * 668265263U + channel * 2246822519U + 7U;
    state = (state ^ (state >> 13U)) * 1274126177U;
    return static_cast<float>((state ^ (state >> 16U)) >> 8U) * 0x1p-24F;
}

/// Edges, slopes and noise, so that every sample of every tap shows: low..high.
Pixel contentAt(Size size, int x, int y, float low, float high)
{
    Pixel pixel{};
    for (std::size_t c = 0; c < 3; ++c) {
        const float slope = float(x + int(c) * y) / float(size.width + int(c) * size.height);
        const float noise = scatter(unsigned(x), unsigned(y), unsigned(c));
        const bool isBlock = ((x / 5 + y / 3 + int(c)) & 3) == 0;
        pixel[c] = low + (high - low) * (isBlock ? 1.0F - slope : 0.5F * slope + 0.5F * noise);
    }
    pixel[3] = std::clamp(1.2F * float(y) / float(size.height) - 0.1F, 0.0F, 1.0F);
    return pixel;
}

void save(PixelFormat format, const Pixel& pixel, std::uint8_t* out)
{
    const auto byte = [&](std::size_t c) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(pixel[c], 0.0F, 1.0F) * 255.0F));
    };
    std::array<std::uint16_t, 4> words{};
    switch (format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
        out[0] = byte(2), out[1] = byte(1), out[2] = byte(0), out[3] = byte(3);
        return;
    case PixelFormat::Rgba8:
        for (std::size_t c = 0; c < 4; ++c)
            out[c] = byte(c);
        return;
    case PixelFormat::RgbaF32:
        std::memcpy(out, pixel.data(), sizeof pixel);
        return;
    default:
        for (std::size_t c = 0; c < 4; ++c)
            words[c] =
                format == PixelFormat::RgbaF16
                    ? floatToHalf(pixel[c])
                    : static_cast<std::uint16_t>(std::lround(std::clamp(pixel[c], 0.0F, 1.0F) * 65535.0F));
        std::memcpy(out, words.data(), sizeof words);
        return;
    }
}

PicturePtr makePicture(PixelFormat format, Size size, ColourTransfer transfer = ColourTransfer::Srgb,
                       double pixelAspect = 1.0)
{
    static PicturePool pool;
    static std::uint64_t serial = 0;
    const std::shared_ptr<Picture> picture = pool.acquire(format, size);
    const bool isFloat = pixelFormatInfo(format).isFloat;
    const std::ptrdiff_t bytes = pixelFormatInfo(format).bytesPerPixel[0];
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            save(format, contentAt(size, x, y, isFloat ? -0.25F : 0.0F, isFloat ? 3.0F : 1.0F),
                 picture->row(0, y) + bytes * x);
    picture->colour.transfer = transfer;
    picture->pixelAspect = pixelAspect;
    picture->serial = ++serial;
    return picture;
}

constexpr std::pair<const char*, Smoothness> kSmoothnesses[] = {
    {"nearest", Smoothness::Nearest}, {"linear", Smoothness::Linear}, {"mipmap", Smoothness::Mipmap}};
constexpr const char* kFills[] = {"useinput", "fill", "width", "height", "best", "outside", "nativeres"};

void addFills(std::vector<ViewportCase>& cases)
{
    // Smaller and larger than the view, wide and high, with pixels that are not square.
    const std::pair<const char*, PicturePtr> pictures[] = {
        {"small", makePicture(PixelFormat::Bgrx8, {37, 23})},
        {"wide", makePicture(PixelFormat::Bgrx8, {400, 90})},
        {"high", makePicture(PixelFormat::Rgba8, {150, 333}, ColourTransfer::Srgb)},
        {"anamorphic", makePicture(PixelFormat::Bgra8, {72, 58}, ColourTransfer::Srgb, 16.0 / 11.0)}};
    for (const auto& [name, picture] : pictures)
        for (const char* fill : kFills)
            for (const auto& [smoothnessName, smoothness] : kSmoothnesses)
                cases.push_back(
                    {QStringLiteral("%1-%2-%3")
                         .arg(QLatin1String(name), QLatin1String(fill), QLatin1String(smoothnessName)),
                     picture,
                     QString::fromLatin1(fill),
                     {smoothness, ViewChannels::OverChecker, 0.0},
                     std::nullopt});
}

void addLooks(std::vector<ViewportCase>& cases)
{
    const struct {
        const char* name;
        PixelFormat format;
        ColourTransfer transfer;
    } formats[] = {{"bgra8", PixelFormat::Bgra8, ColourTransfer::Srgb},
                   {"rgba8", PixelFormat::Rgba8, ColourTransfer::Srgb},
                   {"rgba16", PixelFormat::Rgba16, ColourTransfer::Srgb},
                   {"half", PixelFormat::RgbaF16, ColourTransfer::Srgb},
                   {"float", PixelFormat::RgbaF32, ColourTransfer::Srgb},
                   {"half-linear", PixelFormat::RgbaF16, ColourTransfer::Linear},
                   {"float-linear", PixelFormat::RgbaF32, ColourTransfer::Linear},
                   {"bgra8-linear", PixelFormat::Bgra8, ColourTransfer::Linear}};
    for (const auto& each : formats) {
        const PicturePtr picture = makePicture(each.format, {90, 70}, each.transfer);
        for (int channels = 0; channels <= static_cast<int>(ViewChannels::Alpha); ++channels)
            for (const double stops : {0.0, -1.5, 2.0})
                cases.push_back({QStringLiteral("%1-channels%2-stops%3")
                                     .arg(QLatin1String(each.name))
                                     .arg(channels)
                                     .arg(stops),
                                 picture,
                                 QStringLiteral("best"),
                                 {Smoothness::Linear, static_cast<ViewChannels>(channels), stops},
                                 std::nullopt});
    }
}

void addPlaces(std::vector<ViewportCase>& cases)
{
    const PicturePtr picture = makePicture(PixelFormat::Bgra8, {640, 480});
    const std::pair<const char*, QRect> places[] = {{"one-to-one", {-113, -57, 640, 480}},
                                                    {"near", {-9000, -4000, 640 * 24, 480 * 24}},
                                                    {"beside", {-300, 40, 320, 240}},
                                                    {"tiny", {70, 50, 16, 12}}};
    for (const auto& [name, place] : places)
        for (const auto& [smoothnessName, smoothness] : kSmoothnesses)
            cases.push_back(
                {QStringLiteral("place-%1-%2").arg(QLatin1String(name), QLatin1String(smoothnessName)),
                 picture,
                 QStringLiteral("best"),
                 {smoothness, ViewChannels::OverChecker, 0.0},
                 place});
}

} // namespace

std::vector<ViewportCase> viewportCases()
{
    std::vector<ViewportCase> cases;
    addFills(cases);
    addLooks(cases);
    addPlaces(cases);
    return cases;
}

} // namespace reelout::test
