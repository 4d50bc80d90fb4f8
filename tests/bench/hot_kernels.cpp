// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_skip_slice.h"
#include "encode/hap/hap_encoder.h"
#include "encode/still_codecs.h"
#include "image/picture_path.h"
#include "landscape.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

// hot_kernels [NAME]: runs one of the inner loops that recordings spend their time in, once, on the same
// picture; without a name lists them. For callgrind, which counts the instructions of measuredKernel() and
// what it calls.

using namespace reelout;

namespace {

constexpr Size kSize{640, 360};

[[noreturn]] void fail(const char* what)
{
    std::fprintf(stderr, "hot_kernels: %s\n", what);
    std::exit(1);
}

PicturePtr converted(const PicturePtr& picture, PixelFormat format, bool isLinear = false)
{
    PicturePathSpec spec;
    spec.outputFormat = format;
    spec.outputColour = pixelFormatInfo(format).isYuv ? kBt709Limited : kScreenColour;
    if (isLinear)
        spec.outputColour.transfer = ColourTransfer::Linear;
    const Result<PicturePtr> result = PicturePath(spec).process(picture);
    if (!result)
        fail("conversion failed");
    return *result;
}

/// A window of flat areas and lines of marks.
PicturePtr drawing()
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, kSize);
    for (int y = 0; picture && y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const bool isMark = y % 18 < 9 && (static_cast<unsigned>(x / 3) * 2654435761U >> 28) > 9;
            std::memset(picture->row(0, y) + std::ptrdiff_t{4} * x, isMark ? 30 : 245, 4);
        }
    }
    return picture;
}

void encodePng(const PicturePtr& picture)
{
    StillSpec spec;
    spec.type = QStringLiteral("png");
    spec.inputFormat = picture->format;
    if (!encodeStill(*picture, spec, StillEffort::Quick))
        fail("PNG failed");
}

void encodeHap(const PicturePtr& picture, HapVariant variant)
{
    HapSettings settings;
    settings.variant = variant;
    settings.size = kSize;
    settings.compressor = HapCompressor::Snappy;
    settings.threads = 1;
    const Result<std::unique_ptr<HapEncoder>> encoder = HapEncoder::create(settings);
    if (!encoder)
        fail("Hap failed");
    const auto memory = std::make_unique_for_overwrite<std::uint8_t[]>((*encoder)->frameMemory());
    if (!(*encoder)->encode(*picture, memory.get()))
        fail("Hap failed");
}

/// A second of a 1080p screen that stands still.
void repeatH264()
{
    H264Headers headers;
    headers.isCabac = true;
    headers.hasDeblockingControl = true;
    headers.macroblocks = 120 * 68;
    const H264SkipSlice slice(headers);
    std::vector<std::uint8_t> units;
    for (std::uint32_t frame = 0; frame < 30; ++frame)
        slice.append({frame % 16, 0, true}, units);
    if (units.empty())
        fail("H.264 repeats failed");
}

} // namespace

extern "C" __attribute__((noinline)) void measuredKernel(const std::function<void()>& kernel)
{
    kernel();
}

int main(int argc, char** argv)
{
    const PicturePtr natural = bench::landscape(kSize, 1).front();
    const PicturePtr drawn = drawing();
    const PicturePtr deep = converted(natural, PixelFormat::Yuv422p10);
    const std::map<std::string, std::function<void()>> kernels{
        {"bgra-i420", [&] { converted(natural, PixelFormat::Yuv420p8); }},
        {"bgra-nv12", [&] { converted(natural, PixelFormat::Nv12); }},
        {"bgra-422-10", [&] { converted(natural, PixelFormat::Yuv422p10); }},
        {"422-10-half", [&] { converted(deep, PixelFormat::RgbaF16, true); }},
        {"hap", [&] { encodeHap(natural, HapVariant::Hap); }},
        {"hapq", [&] { encodeHap(natural, HapVariant::HapQ); }},
        {"h264-repeats", [&] { repeatH264(); }},
        {"png-natural", [&] { encodePng(natural); }},
        {"png-drawn", [&] { encodePng(drawn); }},
    };
    if (argc < 2) {
        for (const auto& [name, kernel] : kernels)
            std::printf("%s\n", name.c_str());
        return 0;
    }
    const auto found = kernels.find(argv[1]);
    if (found == kernels.end())
        fail("no such kernel");
    measuredKernel(found->second);
    return 0;
}
