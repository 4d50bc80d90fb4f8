// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace reelout::test {

/// What ffprobe, a program that is not ours, says about a file.
struct MediaProbe {
    QString error;     ///< empty when the file could be read without a complaint
    QJsonObject video; ///< first video stream as ffprobe's JSON; empty when there is none
    QJsonObject audio;
    QJsonObject format;
    std::vector<double> videoTimes; ///< presentation times of all pictures in seconds, ascending
    double videoDuration = 0.0;     ///< seconds
    double audioDuration = 0.0;
};

MediaProbe probeMedia(const QString& path);

/// Decodes the whole file with `ffmpeg -xerror`; what it complained about, empty when clean.
QString decodeErrors(const QString& path);

/// All pictures of the file as packed BGRA, each `width * height * 4` bytes, in presentation order.
std::vector<QByteArray> decodePictures(const QString& path, int width, int height, int firstFrame = 0,
                                       int frames = -1);

/// The sound as mono 32-bit float at `rate`, placed on the file's time line (starts at time 0).
std::vector<float> decodeSound(const QString& path, int rate = 48000);

} // namespace reelout::test
