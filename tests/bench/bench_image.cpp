// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidates.h"
#include "image/convert_float.h"
#include "image/convert_table.h"
#include "image/cpu_level.h"
#include "image/picture_path.h"
#include "plain_conversion.h"

extern "C" {
#include <libavutil/pixfmt.h>
#include <libswscale/swscale.h>
}

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <vector>

// bench_image [width height [rounds]]: what a conversion costs, as a multiple of copying the frame and
// against swscale set to the same colours. Every figure is a median; in each round all candidates run in
// turns, so that a busy machine slows all of them.

using namespace reelout;
using namespace reelout::bench;

namespace {

struct Scaler {
    explicit Scaler(Size size, AVPixelFormat format)
        : context(sws_getContext(size.width, size.height, AV_PIX_FMT_BGRA, size.width, size.height, format,
                                 SWS_BICUBIC, nullptr, nullptr, nullptr))
    {
        if (context == nullptr) {
            std::fprintf(stderr, "swscale refuses the format\n");
            std::exit(1);
        }
        const int* coefficients = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(context, coefficients, 1, coefficients, 0, 0, 1 << 16, 1 << 16);
    }
    ~Scaler() { sws_freeContext(context); }
    Scaler(const Scaler&) = delete;
    Scaler& operator=(const Scaler&) = delete;

    void run(const Picture& source, Picture& target) const
    {
        const std::uint8_t* in[4] = {source.planes[0].data};
        const int inStride[4] = {static_cast<int>(source.planes[0].stride)};
        std::uint8_t* out[4];
        int outStride[4];
        for (std::size_t plane = 0; plane < 4; ++plane) {
            out[plane] = target.planes[plane].data;
            outStride[plane] = static_cast<int>(target.planes[plane].stride);
        }
        sws_scale(context, in, inStride, 0, source.size.height, out, outStride);
    }

    SwsContext* context;
};

std::vector<std::shared_ptr<Picture>> noise(PicturePool& pool, Size size, int count)
{
    std::minstd_rand random;
    std::vector<std::shared_ptr<Picture>> pictures;
    for (int index = 0; index < count; ++index) {
        std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgra8, size);
        if (!picture) {
            std::fprintf(stderr, "no memory\n");
            std::exit(1);
        }
        for (int y = 0; y < size.height; ++y) {
            std::uint8_t* row = picture->row(0, y);
            std::generate_n(row, 4 * static_cast<std::size_t>(size.width),
                            [&] { return static_cast<std::uint8_t>(random() >> 12); });
            for (std::ptrdiff_t x = 0; x < size.width; ++x)
                row[4 * x + 3] = 255; // as screens are
        }
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

struct Pair {
    const char* name;
    PixelFormat format;
    AVPixelFormat swscale;
};

constexpr Pair kPairs[] = {
    {"nv12", PixelFormat::Nv12, AV_PIX_FMT_NV12},
    {"yuv420p", PixelFormat::Yuv420p8, AV_PIX_FMT_YUV420P},
    {"yuv422p", PixelFormat::Yuv422p8, AV_PIX_FMT_YUV422P},
    {"yuv444p", PixelFormat::Yuv444p8, AV_PIX_FMT_YUV444P},
    {"p010", PixelFormat::P010, AV_PIX_FMT_P010LE},
    {"yuv420p10", PixelFormat::Yuv420p10, AV_PIX_FMT_YUV420P10LE},
    {"yuv422p10", PixelFormat::Yuv422p10, AV_PIX_FMT_YUV422P10LE},
    {"yuv444p10", PixelFormat::Yuv444p10, AV_PIX_FMT_YUV444P10LE},
    {"gbrp", PixelFormat::Gbrp8, AV_PIX_FMT_GBRP},
    {"gbrap12", PixelFormat::Gbrap12, AV_PIX_FMT_GBRAP12LE},
    {"rgba8", PixelFormat::Rgba8, AV_PIX_FMT_RGBA},
    {"rgb8", PixelFormat::Rgb8, AV_PIX_FMT_RGB24},
};

PicturePathSpec specOf(PixelFormat format, Size size)
{
    PicturePathSpec spec;
    spec.size = size;
    spec.outputFormat = format;
    spec.outputColour = pixelFormatInfo(format).isYuv ? kBt709Limited : kScreenColour;
    return spec;
}

void process(PicturePath& path, const PicturePtr& picture)
{
    if (!path.process(picture)) {
        std::fprintf(stderr, "conversion failed\n");
        std::exit(1);
    }
}

void benchConversions(const std::vector<std::shared_ptr<Picture>>& sources, int rounds)
{
    const Size size = sources[0]->size;
    PicturePool copyPool;
    const std::shared_ptr<Picture> copy = copyPool.acquire(PixelFormat::Bgra8, size);
    std::printf("%-10s %9s %9s %9s %9s %9s %9s   %s\n", "to", "memcpy", "scalar", "sse4.1", "avx2", "avx512",
                "swscale", "best/memcpy  swscale/best");
    for (const Pair& pair : kPairs) {
        std::size_t next = 0;
        const auto source = [&] { return sources[next++ % sources.size()]; };
        std::vector<Candidate> candidates;
        candidates.push_back({QStringLiteral("memcpy"),
                              [&] {
                                  const auto from = source();
                                  std::memcpy(copy->planes[0].data, from->planes[0].data,
                                              static_cast<std::size_t>(from->planes[0].stride) *
                                                  static_cast<std::size_t>(size.height));
                              },
                              {}});
        std::vector<std::unique_ptr<PicturePath>> paths;
        for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Sse41, CpuLevel::Avx2, CpuLevel::Avx512}) {
            forceCpuLevel(level);
            paths.push_back(std::make_unique<PicturePath>(specOf(pair.format, size)));
            candidates.push_back(
                {QStringLiteral("own"), [&, path = paths.back().get()] { process(*path, source()); }, {}});
        }
        forceCpuLevel(std::nullopt);
        const Scaler scaler(size, pair.swscale);
        PicturePool scalerPool;
        const std::shared_ptr<Picture> scaled = scalerPool.acquire(pair.format, size);
        candidates.push_back({QStringLiteral("swscale"), [&] { scaler.run(*source(), *scaled); }, {}});

        measure(candidates, rounds);
        std::printf("%-10s", pair.name);
        std::vector<double> medians;
        for (const Candidate& candidate : candidates) {
            medians.push_back(median(candidate.milliseconds));
            std::printf(" %6.2f ms", medians.back());
        }
        const double best = *std::min_element(medians.begin() + 1, medians.end() - 1);
        std::printf("   %8.2f %12.2f\n", best / medians.front(), medians.back() / best);
        std::fflush(stdout);
    }
}

/// What stills are made of, by the general conversion and by the one that is used in its place.
void benchDeep(const std::vector<std::shared_ptr<Picture>>& sources, int rounds)
{
    struct Job {
        const char* name;
        PixelFormat from;
        PixelFormat to;
        bool becomesLinear;
    };
    const Job jobs[] = {
        {"8 bits to half, linear", PixelFormat::Bgra8, PixelFormat::RgbaF16, true},
        {"8 bits to float, linear", PixelFormat::Bgra8, PixelFormat::RgbaF32, true},
        {"8 bits to 16 bits", PixelFormat::Bgra8, PixelFormat::Rgba16, false},
        {"16 bits to half, linear", PixelFormat::Rgba16, PixelFormat::RgbaF16, true},
        {"16 bits to 8 bits", PixelFormat::Rgba16, PixelFormat::Bgra8, false},
        {"half to 8 bits, from linear", PixelFormat::RgbaF16, PixelFormat::Bgra8, false},
    };
    for (const Job& job : jobs) {
        PicturePool pools[3];
        const std::shared_ptr<Picture> source = pools[0].acquire(job.from, sources[0]->size);
        const std::shared_ptr<Picture> target = pools[1].acquire(job.to, sources[0]->size);
        source->colour.transfer =
            job.from == PixelFormat::RgbaF16 ? ColourTransfer::Linear : ColourTransfer::Srgb;
        convertFloat(*sources[0], 0xF, std::nullopt, *source);
        target->colour.transfer = job.becomesLinear ? ColourTransfer::Linear : ColourTransfer::Srgb;
        TableConverter table;
        std::vector<Candidate> candidates;
        candidates.push_back(
            {QStringLiteral("general"), [&] { convertFloat(*source, 0xF, std::nullopt, *target); }, {}});
        candidates.push_back(
            {QStringLiteral("table"), [&] { table.convert(*source, 0xF, std::nullopt, *target); }, {}});
        measure(candidates, rounds / 8 + 1);
        const double before = median(candidates[0].milliseconds);
        const double after = median(candidates[1].milliseconds);
        std::printf("%-28s general %8.2f ms   by table %8.2f ms   %6.1f x\n", job.name, before, after,
                    before / after);
        std::fflush(stdout);
    }
}

/// What films and float patterns are on their way to EXR, TIFF and 16-bit PNG, against the same loops
/// compiled for every processor and against going sample by sample through the C library's functions.
void benchFloats(const std::vector<std::shared_ptr<Picture>>& sources, int rounds)
{
    struct Job {
        const char* name;
        PixelFormat from;
        PixelFormat to;
    };
    const Job jobs[] = {
        {"float to half", PixelFormat::RgbaF32, PixelFormat::RgbaF16},
        {"float to 16 bits", PixelFormat::RgbaF32, PixelFormat::Rgba16},
        {"float to 8 bits 4:2:0", PixelFormat::RgbaF32, PixelFormat::Yuv420p8},
        {"4:2:2 10 bits to half", PixelFormat::Yuv422p10, PixelFormat::RgbaF16},
        {"4:2:2 10 bits to float", PixelFormat::Yuv422p10, PixelFormat::RgbaF32},
        {"4:2:0 10 bits to 16 bits", PixelFormat::Yuv420p10, PixelFormat::Rgba16},
        {"4:2:0 8 bits to half", PixelFormat::Yuv420p8, PixelFormat::RgbaF16},
    };
    for (const Job& job : jobs) {
        PicturePool pools[2];
        const std::shared_ptr<Picture> source = pools[0].acquire(job.from, sources[0]->size);
        const std::shared_ptr<Picture> target = pools[1].acquire(job.to, sources[0]->size);
        const auto colourOf = [](PixelFormat format) {
            ColourSpec colour = pixelFormatInfo(format).isYuv ? kBt709Limited : kScreenColour;
            if (pixelFormatInfo(format).isFloat)
                colour.transfer = ColourTransfer::Linear;
            return colour;
        };
        source->colour = colourOf(job.from);
        target->colour = colourOf(job.to);
        convertFloat(*sources[0], 0xF, std::nullopt, *source);
        std::vector<Candidate> candidates;
        for (const CpuLevel level : {CpuLevel::Scalar, CpuLevel::Avx2})
            candidates.push_back({QStringLiteral("own"),
                                  [&, level] {
                                      forceCpuLevel(level);
                                      convertFloat(*source, 0xF, std::nullopt, *target);
                                  },
                                  {}});
        candidates.push_back({QStringLiteral("plain"), [&] { convertPlainly(*source, *target); }, {}});
        measure(candidates, rounds / 8 + 1);
        forceCpuLevel(std::nullopt);
        const double best = median(candidates[1].milliseconds);
        std::printf("%-28s plain %8.2f ms   scalar %8.2f ms   avx2 %8.2f ms   %6.1f x plain\n", job.name,
                    median(candidates[2].milliseconds), median(candidates[0].milliseconds), best,
                    median(candidates[2].milliseconds) / best);
        std::fflush(stdout);
    }
}

void benchScaling(const std::vector<std::shared_ptr<Picture>>& sources, int rounds)
{
    const Size size = sources[0]->size;
    const struct {
        const char* name;
        Smoothness smoothness;
        Size size;
    } jobs[] = {
        {"nearest half", Smoothness::Nearest, {size.width / 2, size.height / 2}},
        {"linear half", Smoothness::Linear, {size.width / 2, size.height / 2}},
        {"mipmap half", Smoothness::Mipmap, {size.width / 2, size.height / 2}},
        {"mipmap third", Smoothness::Mipmap, {size.width / 3, size.height / 3}},
        {"linear x1.5", Smoothness::Linear, {size.width * 3 / 2, size.height * 3 / 2}},
    };
    for (const auto& job : jobs) {
        PicturePathSpec spec = specOf(PixelFormat::Nv12, job.size);
        spec.smoothness = job.smoothness;
        PicturePath path(spec);
        std::size_t next = 0;
        std::vector<Candidate> candidates;
        candidates.push_back(
            {QString::fromLatin1(job.name), [&] { process(path, sources[next++ % sources.size()]); }, {}});
        measure(candidates, rounds / 4 + 1);
        std::printf("%-14s then nv12 %8.2f ms\n", job.name, median(candidates[0].milliseconds));
    }
}

} // namespace

int main(int argc, char** argv)
{
    const Size size{argc > 2 ? std::atoi(argv[1]) : 1920, argc > 2 ? std::atoi(argv[2]) : 1080};
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 60;
    if (size.isEmpty() || rounds < 1) {
        std::fprintf(stderr, "usage: bench_image [width height [rounds]]\n");
        return 2;
    }
    PicturePool pool;
    const auto sources = noise(pool, size, 6);
    std::printf("BGRA %d x %d, processor: %s, medians of %d\n", size.width, size.height,
                qPrintable(cpuLevelName(detectedCpuLevel())), rounds);
    benchConversions(sources, rounds);
    benchScaling(sources, rounds);
    benchDeep(sources, rounds);
    benchFloats(sources, rounds);
    return 0;
}
