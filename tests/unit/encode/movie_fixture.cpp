// SPDX-License-Identifier: GPL-3.0-or-later
#include "movie_fixture.h"

#include "encode/codec_catalog.h"
#include "ffmpeg/av_log_bridge.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace reelout::test {

namespace {

// What x264 says about itself would drown the test's own words.
[[maybe_unused]] const bool kQuiet = (installAvLogBridge(), true);

PicturePool& pool()
{
    static PicturePool instance;
    return instance;
}

std::uint32_t noise(std::uint32_t value)
{
    value ^= value >> 16;
    value *= 0x7feb352dU;
    value ^= value >> 15;
    value *= 0x846ca68bU;
    return value ^ (value >> 16);
}

int bytesPerSample(PixelFormat format)
{
    return pixelFormatInfo(format).bitsPerComponent > 8 ? 2 : 1;
}

int samplesPerPixel(PixelFormat format, int plane)
{
    return pixelFormatInfo(format).bytesPerPixel[static_cast<std::size_t>(plane)] / bytesPerSample(format);
}

using SampleAt = std::function<int(int plane, int component, int x, int y)>;

std::shared_ptr<Picture> fill(PixelFormat format, Size size, const ColourSpec& colour, const SampleAt& sample)
{
    const std::shared_ptr<Picture> picture = pool().acquire(format, size);
    picture->colour = colour;
    const int wide = bytesPerSample(format);
    for (int plane = 0; plane < pixelFormatInfo(format).planes; ++plane) {
        const Size extent = planeSize(format, size, plane);
        const int components = samplesPerPixel(format, plane);
        for (int y = 0; y < extent.height; ++y) {
            std::uint8_t* out = picture->row(plane, y);
            for (int x = 0; x < extent.width; ++x) {
                for (int component = 0; component < components; ++component) {
                    const auto value = static_cast<std::uint16_t>(sample(plane, component, x, y));
                    if (wide == 1)
                        *out = static_cast<std::uint8_t>(value);
                    else
                        std::memcpy(out, &value, sizeof value);
                    out += wide;
                }
            }
        }
    }
    return picture;
}

} // namespace

PicturePtr makePicture(PixelFormat format, Size size, std::int64_t index, const ColourSpec& colour,
                       double detail)
{
    const int shift = pixelFormatInfo(format).bitsPerComponent - 8;
    const bool limited = colour.range == ColourRange::Limited;
    const auto step = static_cast<int>(index);
    return fill(format, size, colour, [=](int plane, int component, int x, int y) {
        const int number = plane * 3 + component;
        int value = ((x * (number + 1) + y * 2 + step * 3) % 200) + 20;
        if (detail > 0) {
            const auto seed = static_cast<std::uint32_t>(x * 7919 + y * 104729 + step * 31 + number * 131);
            value += static_cast<int>((noise(seed) % 64) * detail);
        }
        return std::clamp(value, limited ? 16 : 0, limited ? 235 : 255) << shift;
    });
}

PicturePtr makeFlatPicture(PixelFormat format, Size size, const std::array<int, 3>& values,
                           const ColourSpec& colour)
{
    return fill(format, size, colour, [&](int plane, int component, int, int) {
        return values[static_cast<std::size_t>(std::min(plane + component, 2))];
    });
}

std::vector<float> makeTone(int channels, int sampleRate, std::int64_t firstFrame, std::int64_t frames)
{
    std::vector<float> samples;
    samples.reserve(static_cast<std::size_t>(frames * channels));
    for (std::int64_t frame = firstFrame; frame < firstFrame + frames; ++frame) {
        for (int channel = 0; channel < channels; ++channel) {
            const double phase =
                2 * std::numbers::pi * 200 * (channel + 1) * static_cast<double>(frame) / sampleRate;
            samples.push_back(static_cast<float>(0.25 * std::sin(phase)));
        }
    }
    return samples;
}

Status feedTake(MediaWriter& writer, const MovieSpec& spec, const Take& take)
{
    std::int64_t soundFrames = 0;
    for (std::int64_t index = 0; index < take.pictures; ++index) {
        REELOUT_TRY(writer.writePicture(makePicture(writer.pictureFormat(), writer.pictureSize(), index,
                                                    writer.pictureColour(), take.detail),
                                        index));
        if (spec.sounds.empty())
            continue;
        const int rate = spec.sounds[0].sampleRate;
        const auto due =
            static_cast<std::int64_t>(std::llround(toSeconds(spec.rate.timeOf(index + 1)) * rate));
        while (soundFrames < due) {
            const std::int64_t count = std::min(take.soundBlock, due - soundFrames);
            const std::vector<float> samples =
                take.sound ? take.sound(soundFrames, count)
                           : makeTone(spec.sounds[0].channels, rate, soundFrames, count);
            REELOUT_TRY(writer.writeAudio(samples, soundFrames));
            soundFrames += count;
        }
    }
    return {};
}

Result<WrittenFile> recordMovie(const QString& path, const MovieSpec& spec, const Take& take)
{
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    if (!writer)
        return writer.error();
    REELOUT_TRY(feedTake(**writer, spec, take));
    return (*writer)->finish(farFuture());
}

Timestamp farFuture()
{
    return systemClock().now() + std::chrono::hours(1);
}

MovieSpec smallSpec(int width, int height)
{
    MovieSpec spec;
    spec.size = {width, height};
    spec.rate = FrameRate(60, 1);
    return spec;
}

QStringList topLevelBoxes(const QString& path)
{
    QStringList boxes;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return boxes;
    qint64 position = 0;
    while (position + 8 <= file.size()) {
        file.seek(position);
        const QByteArray head = file.read(16);
        quint64 size = qFromBigEndian<quint32>(head.constData());
        if (size == 1 && head.size() == 16)
            size = qFromBigEndian<quint64>(head.constData() + 8);
        boxes << QString::fromLatin1(head.mid(4, 4));
        if (size < 8)
            break;
        position += static_cast<qint64>(size);
    }
    return boxes;
}

QString differenceOf(const Picture& expected, const AVFrame& actual)
{
    const PixelFormatInfo& info = pixelFormatInfo(expected.format);
    if (actual.width != expected.size.width || actual.height != expected.size.height)
        return QStringLiteral("size %1x%2").arg(actual.width).arg(actual.height);
    const bool isRgb = expected.format == PixelFormat::Bgrx8;
    const int planes = isRgb ? 1 : info.planes;
    for (int plane = 0; plane < planes; ++plane) {
        const Size extent = planeSize(expected.format, expected.size, plane);
        const int components = isRgb ? 3 : samplesPerPixel(expected.format, plane);
        const int bytes = bytesPerSample(expected.format);
        for (int y = 0; y < extent.height; ++y) {
            const std::uint8_t* row = expected.row(plane, y);
            for (int x = 0; x < extent.width; ++x) {
                for (int component = 0; component < components; ++component) {
                    // Decoders give planar pictures: B G R of ours are planes 1 0 2 of GBR.
                    static constexpr int kGbr[] = {1, 0, 2};
                    const int theirPlane = isRgb ? kGbr[component] : plane + component;
                    const int pixelBytes = isRgb ? 4 : components * bytes;
                    const std::uint8_t* ours = row + x * pixelBytes + component * bytes;
                    const std::uint8_t* theirs =
                        actual.data[theirPlane] + std::ptrdiff_t(actual.linesize[theirPlane]) * y + x * bytes;
                    if (std::memcmp(ours, theirs, static_cast<std::size_t>(bytes)) != 0)
                        return QStringLiteral("plane %1 at %2,%3").arg(theirPlane).arg(x).arg(y);
                }
            }
        }
    }
    return {};
}

VideoEncoderSpec encoderSpecOf(const MovieSpec& movie, const char* container)
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    const CodecPixelFormat& format = *catalog.pixelFormat(movie.codec, movie.codecType, movie.pixelFormat);
    VideoEncoderSpec spec;
    spec.plan = encoderPlan({movie, *catalog.type(movie.codec, movie.codecType), format, movie.size,
                             QString::fromLatin1(container), 2});
    spec.format = format.format;
    spec.colour = format.colour;
    spec.size = movie.size;
    spec.rate = movie.rate;
    return spec;
}

bool isDecodedByFfmpeg(const QString& codecType)
{
    return codecType != QLatin1String("hapr") && codecType != QLatin1String("haphdr");
}

void addSoftwareCodecs()
{
    QTest::addColumn<QString>("codec");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("container");
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            if (type.isHardware || !type.unavailable.isEmpty() || !codec.unavailable.isEmpty())
                continue;
            for (const QString& container : type.containers)
                QTest::addRow("%s %s %s", qPrintable(codec.token), qPrintable(type.token),
                              qPrintable(container))
                    << codec.token << type.token << container;
        }
    }
}

} // namespace reelout::test
