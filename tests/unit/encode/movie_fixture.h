// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"
#include "encode/writers.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace reelout::test {

/// A picture of moving content that is the same for the same number. `detail` 0: smooth ramps, 1: with noise.
PicturePtr makePicture(PixelFormat format, Size size, std::int64_t index, const ColourSpec& colour,
                       double detail = 0.2);
/// One value everywhere in each plane (of planes 0, 1, 2; packed formats: bytes 0, 1, 2).
PicturePtr makeFlatPicture(PixelFormat format, Size size, const std::array<int, 3>& values,
                           const ColourSpec& colour);

/// `frames` of sound in which channel c is a sine of (c + 1) * 200 Hz.
std::vector<float> makeTone(int channels, int sampleRate, std::int64_t firstFrame, std::int64_t frames);

struct Take {
    std::int64_t pictures = 60;
    /// Sample frames of each write; the total follows from the pictures.
    std::int64_t soundBlock = 480;
    double detail = 0.2;
    std::function<std::vector<float>(std::int64_t firstFrame, std::int64_t frames)> sound; ///< empty = tone
};

/// Feeds a writer pictures and as much sound as they last, in step, up to the first error.
Status feedTake(MediaWriter& writer, const MovieSpec& spec, const Take& take);

/// Opens, feeds and finishes a movie.
Result<WrittenFile> recordMovie(const QString& path, const MovieSpec& spec, const Take& take = {});

/// A deadline that never comes.
Timestamp farFuture();

/// A small spec to start from.
MovieSpec smallSpec(int width = 160, int height = 96);

/// What openMovieWriter() would open its encoder with on two processors.
VideoEncoderSpec encoderSpecOf(const MovieSpec& movie, const char* container = "mkv");

/// Rows "codec", "type" and "container" of every encoder in software that is there, for a test's data.
void addSoftwareCodecs();

/// A movie read back through libavformat and libavcodec.
struct DecodedMovie {
    QString error;
    AVRational videoTimeBase{0, 1};
    AVRational frameRate{0, 1};
    std::vector<AvFramePtr> pictures;
    std::vector<bool> isKey;               ///< of the pictures in decoding order
    std::vector<int> packetBytes;          ///< of the pictures' packets in decoding order
    std::vector<std::vector<float>> sound; ///< one a channel, first sample at soundStart
    double soundStart = 0.0;               ///< seconds
    int sampleRate = 0;
    int slicesOfFirst = 0; ///< slice NAL units of the first H.264 picture
};
DecodedMovie decodeMovie(const QString& path);

/// False for Hap R and Hap HDR, which nobody else decodes; test_hap_movie and test_hap_opengl look after
/// them.
bool isDecodedByFfmpeg(const QString& codecType);

/// Top-level boxes of an ISO file, in order.
QStringList topLevelBoxes(const QString& path);

/// Equal samples in all planes; the frame may be of a format with the same values in another order of planes
/// (NV12 decodes as planar).
QString differenceOf(const Picture& expected, const AVFrame& actual);

} // namespace reelout::test
