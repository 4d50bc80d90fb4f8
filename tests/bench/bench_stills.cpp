// SPDX-License-Identifier: GPL-3.0-or-later
#include "candidates.h"
#include "encode/still_codecs.h"
#include "encode/writers.h"
#include "files/file_system.h"
#include "image/cpu_level.h"
#include "image/picture_path.h"
#include "landscape.h"
#include "still_peers.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>

// bench_stills [sequence | width height [rounds]]: what a still costs against the plain calls of the format's
// library and, where it has an encoder, FFmpeg; what was promised is judged. One thread, medians of processor
// time; in each round all candidates run in turns, so that a busy machine slows all of them. Without a size:
// 1080p and 4K.

using namespace reelout;
using namespace reelout::bench;

namespace {

struct StillCandidate : Candidate {
    StillCandidate(const char* title, std::function<std::size_t()> encode)
        : Candidate{QString::fromLatin1(title), {}, {}},
          still(std::move(encode))
    {}
    std::function<std::size_t()> still; ///< bytes of the file, 0 when it fails
    std::size_t bytes = 0;
};

/// What was promised, and whether it is so.
void judge(const char* promise, double ratio, double limit, bool isAtLeast)
{
    const bool isMet = isAtLeast ? ratio >= limit : ratio <= limit;
    std::printf("  %-6s %s: %.2f, promised %s %.2f\n", isMet ? "met" : "MISSED", promise, ratio,
                isAtLeast ? "at least" : "at most", limit);
    std::fflush(stdout);
}

/// How the second candidate does against the first.
struct Ratios {
    double faster = 0.0;
    double size = 0.0;
};

/// The first candidate is what the others are compared with.
Ratios bench(const char* title, std::vector<StillCandidate> candidates, int rounds)
{
    for (StillCandidate& candidate : candidates)
        candidate.run = [&candidate] { candidate.bytes = candidate.still(); };
    measure(candidates, rounds);
    std::printf("\n%-34s %9s %9s %9s %9s\n", title, "ms", "KiB", "x faster", "x size");
    const StillCandidate& base = candidates.front();
    for (const StillCandidate& candidate : candidates) {
        if (candidate.bytes == 0) {
            std::printf("  %-32s failed\n", qPrintable(candidate.name));
            continue;
        }
        std::printf("  %-32s %9.2f %9.0f %9.2f %9.2f\n", qPrintable(candidate.name),
                    median(candidate.milliseconds), static_cast<double>(candidate.bytes) / 1024.0,
                    median(base.milliseconds) / median(candidate.milliseconds),
                    static_cast<double>(candidate.bytes) / static_cast<double>(base.bytes));
    }
    std::fflush(stdout);
    const StillCandidate& second = candidates[std::min<std::size_t>(1, candidates.size() - 1)];
    return {median(base.milliseconds) / median(second.milliseconds),
            static_cast<double>(second.bytes) / static_cast<double>(base.bytes)};
}

std::size_t own(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    const Result<StillBytes> bytes = encodeStill(picture, spec, effort);
    return bytes ? bytes->size() : 0;
}

/// Windows with text-like marks, flat areas and a gradient.
PicturePtr desktop(Size size)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, size);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* out = picture->row(0, y);
        for (int x = 0; x < size.width; ++x, out += 4) {
            const bool isWindow = x % 960 > 60 && y % 540 > 40;
            const bool isMark = isWindow && y % 18 < 9 && ((x / 3) * 2654435761U >> 28) > 9 &&
                                x % 960 < 600 + (y / 18 * 37) % 300;
            const int shade = isMark ? 30 : isWindow ? 245 : 60 + 40 * y / size.height;
            out[0] = static_cast<std::uint8_t>(shade);
            out[1] = static_cast<std::uint8_t>(isMark && y % 90 < 18 ? 120 : shade);
            out[2] = static_cast<std::uint8_t>(shade);
            out[3] = 0xFF;
        }
    }
    return picture;
}

/// `left` with the lower right quarter of `other`.
PicturePtr withQuarter(const PicturePtr& left, const PicturePtr& other)
{
    static PicturePool pool;
    const std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Bgrx8, left->size);
    const Size size = left->size;
    for (int y = 0; y < size.height; ++y) {
        std::memcpy(picture->row(0, y), left->row(0, y), 4 * static_cast<std::size_t>(size.width));
        const std::ptrdiff_t middle = size.width / 2 * 4;
        if (y >= size.height / 2)
            std::memcpy(picture->row(0, y) + middle, other->row(0, y) + middle,
                        4 * static_cast<std::size_t>(size.width) - static_cast<std::size_t>(middle));
    }
    return picture;
}

PicturePtr converted(const PicturePtr& picture, const StillSpec& spec)
{
    PicturePathSpec path;
    path.outputFormat = stillPictureFormat(spec);
    path.outputColour = stillPictureColour(spec);
    const Result<PicturePtr> result = PicturePath(path).process(picture);
    if (!result) {
        std::fprintf(stderr, "conversion failed\n");
        std::exit(1);
    }
    return *result;
}

void benchPng(const char* title, const PicturePtr& source, int rounds)
{
    StillSpec spec;
    spec.type = QStringLiteral("png");
    spec.inputFormat = PixelFormat::Bgrx8;
    const PicturePtr picture = converted(source, spec);
    const Ratios ratios =
        bench(title,
              {{"libpng level 1", [&] { return plainPng(*picture, 1); }},
               {"own, as in a sequence", [&] { return own(*picture, spec, StillEffort::Quick); }},
               {"FFmpeg", [&] { return ffmpegStill(*picture, "png"); }}},
              rounds);
    judge("times as fast as libpng level 1", ratios.faster, 3.0, true);
    judge("its size", ratios.size, 1.15, false);
    bench("  … a single still",
          {{"libpng level 6", [&] { return plainPng(*picture, 6); }},
           {"own, single still", [&] { return own(*picture, spec, StillEffort::Small); }}},
          std::max(rounds / 4, 1));
}

void benchExr(const PicturePtr& source, const char* pixelFormat, const char* compression, int rounds)
{
    StillSpec spec;
    spec.type = QStringLiteral("exr");
    spec.pixelFormat = QString::fromLatin1(pixelFormat);
    spec.exrCompression = QString::fromLatin1(compression);
    const PicturePtr picture = converted(source, spec);
    const QByteArray title = QByteArray("EXR ") + pixelFormat + ' ' + compression;
    std::vector<StillCandidate> candidates{{"OpenEXR", [&] { return plainExr(*picture, compression); }},
                                           {"own", [&] { return own(*picture, spec, StillEffort::Quick); }}};
    if (qstrcmp(compression, "zip") == 0)
        candidates.push_back({"FFmpeg", [&] { return ffmpegStill(*picture, "exr"); }});
    const Ratios ratios = bench(title.constData(), std::move(candidates), rounds);
    judge("the time of bare OpenEXR", 1.0 / ratios.faster, 1.1, false);
}

void benchOthers(const PicturePtr& source, int rounds)
{
    StillSpec spec;
    spec.inputFormat = PixelFormat::Bgrx8;
    const std::pair<const char*, std::function<std::size_t(const Picture&)>> libraries[] = {
        {"tiff", plainTiff},
        {"jpeg", [](const Picture& picture) { return plainJpeg(picture, 90); }},
        {"webp", [](const Picture& picture) { return plainWebp(picture, 90.0F); }},
        {"bmp", {}},
    };
    for (const auto& [type, library] : libraries) {
        spec.type = QString::fromLatin1(type);
        const PicturePtr picture = converted(source, spec);
        std::vector<StillCandidate> candidates{
            {"own, as in a sequence", [&] { return own(*picture, spec, StillEffort::Quick); }},
            {"FFmpeg", [&, type = type] { return ffmpegStill(*picture, type); }}};
        if (library)
            candidates.insert(candidates.begin(), {"the library's plain calls",
                                                   [&, library = library] { return library(*picture); }});
        bench(type, std::move(candidates), std::max(rounds / 3, 1));
    }
    spec.type = QStringLiteral("hdr");
    const PicturePtr floats = converted(source, spec);
    bench("hdr", {{"own", [&] { return own(*floats, spec, StillEffort::Quick); }}}, std::max(rounds / 3, 1));
    spec.type = QStringLiteral("dds");
    for (const char* compression : {"none", "bc1", "bc3", "bc7"}) {
        spec.ddsCompression = QString::fromLatin1(compression);
        const PicturePtr picture = converted(source, spec);
        StillSpec mips = spec;
        mips.mipMaps = true;
        const QByteArray title = QByteArray("dds ") + compression;
        bench(title.constData(),
              {{"own", [&] { return own(*picture, spec, StillEffort::Quick); }},
               {"own with mip maps", [&] { return own(*picture, mips, StillEffort::Quick); }}},
              std::max(rounds / 3, 1));
    }
}

struct Taken {
    std::vector<double> seconds;
    std::vector<double> processorSeconds; ///< of all threads together
};

void writeSequence(const std::vector<PicturePtr>& pictures, int threads, Taken& taken)
{
    const QTemporaryDir folder;
    StillSpec spec;
    spec.inputFormat = PixelFormat::Bgrx8;
    spec.maxThreads = threads;
    RecordingName name;
    name.path = folder.filePath(QStringLiteral("a.0.png"));
    name.usesSuffix = true;
    name.pattern = folder.filePath(QStringLiteral("a.0.%1.png"));
    const std::clock_t processorBegin = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    auto writer = openStillWriter(systemFiles(), name, 1, true, pictures[0]->size, spec, Overwrite::Never);
    Status status = writer ? Status() : Status(writer.error());
    for (std::size_t i = 0; status && i < pictures.size(); ++i)
        status = (*writer)->writePicture(pictures[i], static_cast<std::int64_t>(i));
    if (status) {
        const Result<WrittenFile> file = (*writer)->finish(systemClock().now() + std::chrono::hours(1));
        status = file ? Status() : Status(file.error());
    }
    if (!status) {
        std::fprintf(stderr, "%s\n", qPrintable(status.error().detail));
        std::exit(1);
    }
    taken.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    taken.processorSeconds.push_back(static_cast<double>(std::clock() - processorBegin) / CLOCKS_PER_SEC);
}

/// A PNG sequence on the disk with one thread and with two, in real time.
void benchSequence(Size size, int rounds)
{
    std::vector<PicturePtr> pictures;
    StillSpec spec;
    spec.inputFormat = PixelFormat::Bgrx8;
    for (const PicturePtr& picture : landscape(size, 8))
        pictures.push_back(converted(picture, spec));
    for (std::size_t i = 0; i < 16; ++i) {
        // Another picture over the same pixels: the same one again would not be encoded.
        pictures.push_back(std::make_shared<Picture>(*pictures[i % 8]));
    }
    Taken one;
    Taken two;
    for (int round = 0; round <= rounds; ++round) {
        writeSequence(pictures, 1, one);
        writeSequence(pictures, 2, two);
    }
    const auto count = static_cast<double>(pictures.size());
    for (const auto& [threads, taken] : {std::pair("one thread", &one), std::pair("two threads", &two)})
        std::printf("\nPNG sequence, %-12s %6.1f images/s, %6.2f ms of processor time an image", threads,
                    count / median(taken->seconds), 1e3 * median(taken->processorSeconds) / count);
    std::printf("\n");
    judge("throughput from one thread to two", median(one.seconds) / median(two.seconds), 1.8, true);
}

void benchSize(Size size, int rounds)
{
    std::printf("\n%d x %d, processor: %s, one thread, medians of %d\n", size.width, size.height,
                qPrintable(cpuLevelName(detectedCpuLevel())), rounds);
    const PicturePtr natural = landscape(size, 1).front();
    benchPng("PNG, natural", natural, rounds);
    benchPng("PNG, drawn windows", desktop(size), rounds);
    benchPng("PNG, windows and a photograph", withQuarter(desktop(size), natural), rounds);
    if (const PicturePtr window = readPng(REELOUT_SOURCE_DIR "/resources/help/window.png"))
        benchPng("PNG, a real window (1600 x 900)", window, rounds);
    for (const char* compression : {"none", "rle", "zips", "zip", "piz", "pxr24", "b44", "dwaa"})
        benchExr(natural, "rgba16float", compression, std::max(rounds / 3, 1));
    benchExr(natural, "rgba32float", "zip", std::max(rounds / 3, 1));
    benchOthers(natural, rounds);
    benchSequence(size, std::max(rounds / 3, 1));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], "sequence") == 0) {
        benchSequence({1920, 1080}, 5);
        return 0;
    }
    const Size size{argc > 2 ? std::atoi(argv[1]) : 1920, argc > 2 ? std::atoi(argv[2]) : 1080};
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 9;
    if (size.isEmpty() || rounds < 1) {
        std::fprintf(stderr, "usage: bench_stills [sequence | width height [rounds]]\n");
        return 2;
    }
    benchSize(size, rounds);
    if (argc < 3)
        benchSize({3840, 2160}, std::max(rounds / 3, 3));
    return 0;
}
