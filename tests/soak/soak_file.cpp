// SPDX-License-Identifier: GPL-3.0-or-later
#include "soak/soak_file.h"

#include "container/recording_repair.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_ptr.h"
#include "movie_fixture.h"

#include <array>
#include <cmath>

namespace reelout::soak {

namespace {

constexpr int kRate = 30;

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

Kind movie(const char* name, const char* extension, const char* codec, const char* audio)
{
    Kind kind;
    kind.name = q(name);
    kind.extension = q(extension);
    kind.movie = test::smallSpec(64, 48);
    kind.movie.codec = q(codec);
    kind.movie.codecType.clear();
    kind.movie.pixelFormat.clear();
    kind.movie.preset = q("fast");
    kind.movie.rate = FrameRate(kRate, 1);
    AudioTrackSpec track;
    track.codec = q(audio);
    track.sampleRate = 48000;
    track.channels = 2;
    kind.movie.sounds = {track};
    return kind;
}

Kind sound(const char* name, const char* fileType, const char* extension)
{
    Kind kind;
    kind.name = q(name);
    kind.extension = q(extension);
    kind.isSound = true;
    kind.sound.fileType = q(fileType);
    kind.sound.sampleRate = 48000;
    kind.sound.channels = 2;
    return kind;
}

/// Decodes everything; the first complaint ends it.
QString readAll(const QString& path, double& seconds)
{
    const test::DecodedMovie movie = test::decodeMovie(path);
    if (!movie.error.isEmpty())
        return movie.error;
    const double picture = static_cast<double>(movie.pictures.size()) / kRate;
    const double heard = movie.sound.empty() || movie.sampleRate <= 0
                             ? 0.0
                             : static_cast<double>(movie.sound[0].size()) / movie.sampleRate;
    seconds = std::max(picture, heard);
    return seconds > 0.0 ? QString() : q("nothing is in it");
}

} // namespace

std::vector<Kind> kinds()
{
    return {movie("H.264 + AAC, .mp4", "mp4", "h264", "aac"),
            movie("Hap Q + PCM, .mov", "mov", "hapq", "pcm16"),
            movie("Motion JPEG + AAC, .mkv", "mkv", "mjpa", "aac"), sound("WAV", "wav", "wav"),
            sound("FLAC", "flac", "flac")};
}

Result<std::unique_ptr<MediaWriter>> open(const Kind& kind, FileSystem& files, const QString& path,
                                          Clock& clock)
{
    if (kind.isSound)
        return openSoundWriter(files, path, kind.sound, Overwrite::Never);
    return openMovieWriter(files, path, kind.movie, Overwrite::Never, clock);
}

Status feed(const Kind& kind, MediaWriter& writer, double seconds,
            const std::function<void(std::int64_t)>& each)
{
    const auto count = static_cast<std::int64_t>(std::llround(seconds * kRate));
    constexpr std::int64_t kBlock = 48000 / kRate;
    for (std::int64_t index = 0; index < count; ++index) {
        if (!kind.isSound) {
            REELOUT_TRY(writer.writePicture(test::makePicture(writer.pictureFormat(), writer.pictureSize(),
                                                              index, writer.pictureColour(), 0.1),
                                            index));
        }
        REELOUT_TRY(writer.writeAudio(test::makeTone(2, 48000, index * kBlock, kBlock), index * kBlock));
        if (each)
            each(index);
    }
    return {};
}

Playable finishedAndRead(const QString& path)
{
    Playable playable;
    const Result<FinishReport> repaired = repairRecording(systemFiles(), path);
    if (!repaired) {
        playable.problem = q("can't be finished: %1").arg(repaired.error().detail);
        return playable;
    }
    playable.problem = readAll(path, playable.seconds);
    return playable;
}

} // namespace reelout::soak
