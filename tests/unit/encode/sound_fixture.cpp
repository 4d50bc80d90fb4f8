// SPDX-License-Identifier: GPL-3.0-or-later
#include "sound_fixture.h"

#include "encode/codec_catalog.h"

#include <QFile>

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace reelout::test {

SoundReadBack readSound(const QString& path, std::int64_t from)
{
    SoundReadBack back;
    SF_INFO info{};
    SNDFILE* file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (file == nullptr) {
        back.error = QString::fromUtf8(sf_strerror(nullptr));
        return back;
    }
    back.format = info.format;
    back.channels = info.channels;
    back.sampleRate = info.samplerate;
    back.frames = info.frames;
    if (from > 0 && sf_seek(file, from, SEEK_SET) != from)
        back.error = QString::fromUtf8(sf_strerror(file));
    std::vector<float> block(static_cast<std::size_t>(info.channels) * 4096);
    while (back.error.isEmpty()) {
        const sf_count_t count = sf_readf_float(file, block.data(), 4096);
        if (count <= 0)
            break;
        back.samples.insert(back.samples.end(), block.begin(),
                            block.begin() + static_cast<std::ptrdiff_t>(count * info.channels));
    }
    if (back.error.isEmpty() && sf_error(file) != SF_ERR_NO_ERROR)
        back.error = QString::fromUtf8(sf_strerror(file));
    sf_close(file);
    return back;
}

QString soundString(const QString& path, int string)
{
    SF_INFO info{};
    SNDFILE* file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (file == nullptr)
        return {};
    const QString value = QString::fromUtf8(sf_get_string(file, string));
    sf_close(file);
    return value;
}

std::vector<float> tone(int channels, int sampleRate, std::int64_t frames)
{
    std::vector<float> samples;
    samples.reserve(static_cast<std::size_t>(frames * channels));
    for (std::int64_t frame = 0; frame < frames; ++frame) {
        for (int channel = 0; channel < channels; ++channel) {
            const double cycles = 220.0 * static_cast<double>(frame) / sampleRate + 0.1 * channel;
            samples.push_back(static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * cycles)));
        }
    }
    return samples;
}

std::vector<float> music(int channels, int sampleRate, double seconds)
{
    constexpr std::array kNotes{220.0, 261.6, 329.6, 392.0, 440.0, 523.3, 587.3, 659.3};
    std::vector<float> samples;
    std::uint32_t noise = 1;
    double dull = 0.0;
    for (std::int64_t frame = 0; frame < std::llround(seconds * sampleRate); ++frame) {
        const double beats = 4.0 * static_cast<double>(frame) / sampleRate;
        const auto beat = static_cast<std::size_t>(beats);
        const double since = beats - static_cast<double>(beat);
        std::array<double, 2> sides{};
        for (std::size_t voice = 0; voice < 4; ++voice) {
            const double pitch = kNotes[(beat * 3 + voice * 2) % kNotes.size()];
            for (int partial = 1; partial < 10; ++partial) {
                const double level = 0.12 / partial * std::exp(-since * (1.2 + partial * 0.3));
                const double wave = level * std::sin(2 * std::numbers::pi * pitch * partial * beats / 4.0 +
                                                     static_cast<double>(voice));
                sides[0] += wave * (0.4 + 0.15 * static_cast<double>(voice));
                sides[1] += wave * (1.0 - 0.15 * static_cast<double>(voice));
            }
        }
        noise = noise * 1664525U + 1013904223U;
        const double white = static_cast<double>(noise) / 2147483648.0 - 1.0;
        dull += 0.3 * (white - dull);
        const double drums = 0.12 * std::exp(-since * 18) * (white - dull) +
                             (beat % 4 == 2 ? 0.25 * std::exp(-since * 8) * white : 0.0) + 0.01 * white;
        for (int channel = 0; channel < channels; ++channel)
            samples.push_back(
                static_cast<float>(0.6 * (sides[static_cast<std::size_t>(channel) % 2] + drums)));
    }
    return samples;
}

Result<WrittenFile> writeSound(FileSystem& files, const QString& path, const SoundSpec& spec,
                               const std::vector<float>& samples)
{
    Result<std::unique_ptr<MediaWriter>> writer = openSoundWriter(files, path, spec, Overwrite::Never);
    if (!writer)
        return writer.error();
    const auto channels = static_cast<std::size_t>(spec.channels);
    const std::size_t total = samples.size() / channels;
    std::size_t done = 0;
    for (std::size_t piece = 1; done < total; piece = piece * 3 + 1) {
        const std::size_t count = std::min(piece, total - done);
        REELOUT_TRY((*writer)->writeAudio(std::span(samples).subspan(done * channels, count * channels),
                                          static_cast<std::int64_t>(done)));
        done += count;
    }
    return (*writer)->finish(systemClock().now() + std::chrono::hours(1));
}

SoundSpec soundSpec(const QString& type, const QString& codec, int channels, int sampleRate)
{
    SoundSpec spec;
    spec.fileType = type;
    spec.codec = codec;
    spec.channels = channels;
    spec.sampleRate = sampleRate;
    return spec;
}

QString soundPath(const QString& folder, const SoundSpec& spec)
{
    return QStringLiteral("%1/%2-%3-%4-%5.%6")
        .arg(folder, spec.fileType, spec.codec)
        .arg(spec.channels)
        .arg(spec.sampleRate)
        .arg(soundFileType(spec.fileType)->extensions.front());
}

} // namespace reelout::test
